"""Documents as Markdown: as a converter delivers them, and normalized."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policydiff.model.metadata import NO_METADATA, Metadata
from policydiff.model.source import SourceKind

if TYPE_CHECKING:
    from policydiff.model.source import Loss, Removal, Repair, Suspicion


@dataclass(frozen=True, slots=True)
class Conversion:
    """A source as Markdown, with what the file or page says of it and what could not be kept.

    `kind` tells whether page furniture (breadcrumbs, share buttons, site footers) may stand in it.
    """

    markdown: str
    metadata: Metadata = NO_METADATA
    losses: tuple[Loss, ...] = ()
    removed: tuple[Removal, ...] = ()
    site: str = ""
    kind: SourceKind = SourceKind.FILE


@dataclass(frozen=True, slots=True)
class PolicyText:
    """A normalized document: the body as policy Markdown (without front matter) and its ledger.

    `rules` names each rule that ran, with its version (`lost-brackets@1`). `delivered` is the Markdown that the
    converter handed over, None where only the normalized text is at hand (a revision read from the archive).
    """

    markdown: str
    metadata: Metadata = NO_METADATA
    removed: tuple[Removal, ...] = ()
    repairs: tuple[Repair, ...] = ()
    suspicions: tuple[Suspicion, ...] = ()
    losses: tuple[Loss, ...] = ()
    rules: tuple[str, ...] = ()
    delivered: str | None = field(default=None, compare=False, repr=False)
