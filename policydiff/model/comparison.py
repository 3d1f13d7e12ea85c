"""Two documents side by side: beads, edits, changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, Flag, auto
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policydiff.model.document import Document

Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bead:
    """Old units and the new units that carry their rule (Gale and Church's bead): 1-1, 1-0, 0-1, 1-n, n-1, n-m.

    `edges` are exact (old id, new id); `parts` are the same below the article, from 款 or 项 to 款, 项 or article;
    `score` is 0–1; `why` is the evidence in words.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    edges: tuple[Edge, ...] = ()
    score: float = 0.0
    why: tuple[str, ...] = ()
    parts: tuple[Edge, ...] = ()


class Op(Enum):
    """What an edit does."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of text that stayed, went or came. `old` and `new` name the units it stands in.

    `cosmetic` edits differ in form only (width, quotes, 账/帐); `reference` edits are numbers that only follow
    a renumbering (依照第十二条 → 第十五条, where 12 became 15; the label of an item). The deletes of one `move`,
    joined, are its inserts, joined: a stretch that changed its place inside the bead. What was changed inside
    that stretch stands between them as edits without a move.
    """

    op: Op
    text: str
    old: str | None = None
    new: str | None = None
    cosmetic: bool = False
    move: int | None = None
    reference: bool = False


class ChangeKind(Flag):
    """What happened to a clause; several may hold at once. Nothing set: unchanged."""

    UNCHANGED = 0
    INSERTED = auto()
    REMOVED = auto()
    AMENDED = auto()
    MOVED = auto()
    RENUMBERED = auto()
    SPLIT = auto()
    MERGED = auto()
    COSMETIC = auto()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of what holds, in lower case."""
        return _names(self.value)


@cache
def _names(value: int) -> tuple[str, ...]:
    return tuple(str(kind.name).lower() for kind in ChangeKind(value))


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a comparison: a bead, what happened to it, and the edits from its old to its new words.

    The edits of equal and delete, joined per `old` unit, are the old words; equal and insert the new.
    """

    kinds: ChangeKind
    bead: Bead
    edits: tuple[Edit, ...]

    @property
    def old(self) -> tuple[str, ...]:
        """Ids of the old units."""
        return self.bead.old

    @property
    def new(self) -> tuple[str, ...]:
        """Ids of the new units."""
        return self.bead.new


@dataclass(frozen=True, slots=True)
class MetadataChange:
    """A field of the metadata that differs; both values as printed text."""

    field: str
    old: str
    new: str


class LedgerKind(Enum):
    """Which list of a reading an entry stands in."""

    REMOVED = "removed"
    LOST = "lost"
    REPAIRED = "repaired"
    HIDDEN = "hidden"
    UNACCOUNTED = "unaccounted"


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """A difference of what stands outside clauses and metadata: lines left out, losses, repairs, hidden characters.

    `reason` is the removal's reason, the kind of loss or the rule; `old` and `new` are the entries as text, empty
    where a side has none. `UNACCOUNTED` is text that a converter delivered and that stands nowhere in the report.
    """

    kind: LedgerKind
    reason: str
    old: str
    new: str


class Relation(Enum):
    """What two documents are to each other."""

    VERSIONS = "versions"
    SIBLINGS = "siblings"


@dataclass(frozen=True)
class Comparison:
    """Two documents laid side by side: every unit of both stands in exactly one change.

    `alike` is 0–1: the share of both texts that stayed, moved stretches included. Revisions of one law that were
    measured stayed above 0.1 even when written anew, strangers below 0.03.
    """

    old: Document
    new: Document
    changes: tuple[Change, ...]
    metadata_changes: tuple[MetadataChange, ...] = ()
    relation: Relation = Relation.VERSIONS
    alike: float = 1.0

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many changes are of each kind, `unchanged` among them."""
        counts = dict.fromkeys((str(kind.name).lower() for kind in ChangeKind), 0) | {"unchanged": 0}
        for change in self.changes:
            for name in change.kinds.names or ("unchanged",):
                counts[name] += 1
        return counts

    @property
    def differs(self) -> bool:
        """Whether a clause or the metadata differ in more than form."""
        substantial = ~ChangeKind.COSMETIC
        return bool(self.metadata_changes) or any(change.kinds & substantial for change in self.changes)
