"""Every noun of policydiff: what one stage hands to the next.

bytes ─convert→ Conversion ─normalize→ PolicyText ─record→ Revision ─parse→ Document
      ─align→ Bead … ─diff→ Comparison ─annotate→ Report ─render→ output

All values are frozen; collections are tuples. Offsets count characters (code points), end exclusive.
"""

from policydiff.model.annotation import Annotation, Grade, Severity, Span, Wording
from policydiff.model.comparison import (
    Bead,
    Change,
    ChangeKind,
    Comparison,
    Edge,
    Edit,
    LedgerChange,
    LedgerKind,
    MetadataChange,
    Op,
    Relation,
)
from policydiff.model.document import Clause, ClauseKind, Document, Revision
from policydiff.model.fact import Fact, FactChange, FactEvent, Value
from policydiff.model.metadata import RETROACTIVE, Citation, Metadata
from policydiff.model.policy_text import Conversion, PolicyText
from policydiff.model.rendering import Renderer, RenderOptions
from policydiff.model.report import Report
from policydiff.model.rule import Draft, Rule
from policydiff.model.source import Loss, Removal, Repair, Source, SourceKind, Suspicion

__all__ = [
    "RETROACTIVE",
    "Annotation",
    "Bead",
    "Change",
    "ChangeKind",
    "Citation",
    "Clause",
    "ClauseKind",
    "Comparison",
    "Conversion",
    "Document",
    "Draft",
    "Edge",
    "Edit",
    "Fact",
    "FactChange",
    "FactEvent",
    "Grade",
    "LedgerChange",
    "LedgerKind",
    "Loss",
    "Metadata",
    "MetadataChange",
    "Op",
    "PolicyText",
    "Relation",
    "Removal",
    "RenderOptions",
    "Renderer",
    "Repair",
    "Report",
    "Revision",
    "Rule",
    "Severity",
    "Source",
    "SourceKind",
    "Span",
    "Suspicion",
    "Value",
    "Wording",
]
