"""Normalization rules and the draft that they work on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.model.metadata import NO_METADATA, Metadata
from policydiff.model.source import SourceKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from policydiff.model.source import Removal, Repair, Suspicion


@dataclass(frozen=True, slots=True)
class Draft:
    """A document on its way through the normalization rules: one paragraph (or table row) a line, and the ledger.

    `lines` keep Markdown's `#` marks of headings and `|` of tables; blank lines are gone. `site` is the
    name of the site that a page says it comes from, `kind` where it was taken from; `furnished` tells that page furniture
    may stand in the text.
    """

    lines: tuple[str, ...]
    metadata: Metadata = NO_METADATA
    removed: tuple[Removal, ...] = ()
    repairs: tuple[Repair, ...] = ()
    suspicions: tuple[Suspicion, ...] = ()
    site: str = ""
    kind: SourceKind = SourceKind.FILE
    furnished: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A normalization rule: a named, versioned function from draft to draft. `repairs` marks the ones that mend damage."""

    name: str
    version: str
    apply: Callable[[Draft], Draft]
    repairs: bool = False
