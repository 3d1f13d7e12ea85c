"""What a renderer gets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policydiff.model.policy_text import PolicyText

if TYPE_CHECKING:
    from policydiff.model.annotation import Annotation
    from policydiff.model.comparison import Comparison
    from policydiff.model.source import Source


@dataclass(frozen=True)
class Report:
    """What a renderer gets: the comparison, the remarks, both ledgers, and the older document as it was received."""

    comparison: Comparison
    annotations: tuple[Annotation, ...] = ()
    old_text: PolicyText = field(default_factory=lambda: PolicyText(""))
    new_text: PolicyText = field(default_factory=lambda: PolicyText(""))
    old_name: str = ""
    new_name: str = ""
    failures: tuple[str, ...] = ()
    old_source: Source | None = None
