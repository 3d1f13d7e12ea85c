"""Amendment decisions: read them, apply them to a law, check a published text against them, draft them.

    decision ─read→ typed instructions ─apply→ consolidated text ─check→ findings against the published one
    old, new ─draft→ decision

The grammar is one for each language (`grammar`); what follows knows only the types of `policydiff.model.amendment`.
"""

from policydiff.amend.apply import Applied, Consolidation, Unfit, apply
from policydiff.amend.check import Finding, check
from policydiff.amend.consolidate import amendment_of, consolidate, refusals
from policydiff.amend.draft import Draft, draft
from policydiff.amend.grammar import read

__all__ = [
    "Applied",
    "Consolidation",
    "Draft",
    "Finding",
    "Unfit",
    "amendment_of",
    "apply",
    "check",
    "consolidate",
    "draft",
    "read",
    "refusals",
]
