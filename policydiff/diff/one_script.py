"""Documents in Traditional script as the plugins read them: in Simplified script, each character at its place.

Plugins know one script. What they find is told by clause and place, and both stay.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.text.script import in_simplified, is_traditional

if TYPE_CHECKING:
    from policydiff.model import Clause, Comparison, Document


def document_in_simplified(document: Document) -> Document:
    """Return a document in Simplified script, offsets and ids as they are; one that is not in Traditional script as it is."""
    if not is_traditional(document.text):
        return document
    return replace(
        document,
        text=in_simplified(document.text),
        clauses=tuple(_clause_in_simplified(clause) for clause in document.clauses),
    )


def comparison_in_simplified(comparison: Comparison) -> Comparison:
    """Return a comparison with both its documents in Simplified script; as it is where neither is in Traditional script."""
    old, new = document_in_simplified(comparison.old), document_in_simplified(comparison.new)
    if old is comparison.old and new is comparison.new:
        return comparison
    changes = tuple(
        replace(change, edits=tuple(replace(edit, text=in_simplified(edit.text)) for edit in change.edits))
        for change in comparison.changes
    )
    return replace(comparison, old=old, new=new, changes=changes)


def _clause_in_simplified(clause: Clause) -> Clause:
    return replace(
        clause,
        label=in_simplified(clause.label),
        heading=in_simplified(clause.heading),
        text=in_simplified(clause.text),
        children=tuple(_clause_in_simplified(child) for child in clause.children),
    )
