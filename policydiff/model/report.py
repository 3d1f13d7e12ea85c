"""What a renderer gets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policydiff.model.policy_text import PolicyText

if TYPE_CHECKING:
    from policydiff.model.annotation import Annotation, Grade
    from policydiff.model.comparison import Comparison, LedgerChange
    from policydiff.model.source import Source


@dataclass(frozen=True)
class Report:
    """What a renderer gets: the comparison, the remarks, both ledgers and how they differ, both documents as received.

    `grades` are the rules of all plugins, with what each tells.
    """

    comparison: Comparison
    annotations: tuple[Annotation, ...] = ()
    old_text: PolicyText = field(default_factory=lambda: PolicyText(""))
    new_text: PolicyText = field(default_factory=lambda: PolicyText(""))
    old_name: str = ""
    new_name: str = ""
    failures: tuple[str, ...] = ()
    old_source: Source | None = None
    ledger_changes: tuple[LedgerChange, ...] = ()
    new_source: Source | None = None
    grades: tuple[Grade, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the documents differ in more than form: in a clause, in metadata, or in what was left out or lost."""
        return self.comparison.differs or bool(self.ledger_changes)
