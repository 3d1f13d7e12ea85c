"""The nouns of many documents on one matter: what `compare` lays side by side.

Documents ─passages→ links ─group→ topics ─weigh→ cells;  facts ─match→ rows;  parent, child ─inherit→ fates

They stand apart from `policydiff.model` because two versions of one document need none of them (docs/decisions).
All values are frozen; a document is named by its number in `Synopsis.members`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Annotation, Document, Fact, PolicyText, Report, Severity, Wording


@dataclass(frozen=True)
class Member:
    """One of the documents: `name` as the user gave it, `label` a short one for a column (澜溪市, 江岭省)."""

    name: str
    label: str
    document: Document
    text: PolicyText


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A stretch that treats one matter: a clause, or a part of a long one. `start:end` counts in `Document.text`."""

    member: int
    clause: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """Two passages of two documents on one matter; `score` is what they share in proportion to their rivals (≥ 0.8)."""

    one: Passage
    other: Passage
    score: float


class Coverage(Enum):
    """How much of a topic a document treats, measured by the one that treats most of it."""

    FULL = "full"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Strictness:
    """How a passage binds (规范强度): how many words of each force it has; a duty's bare verb counts as none."""

    prohibitions: int = 0
    obligations: int = 0
    permissions: int = 0
    encouragements: int = 0
    hedges: int = 0

    @property
    def level(self) -> str:
        """The force that prevails: `binding`, `permissive`, `encouraging`, `hedged`, or `plain` where no such word stands."""
        binding = self.prohibitions + self.obligations
        forces = {
            "binding": binding,
            "permissive": self.permissions,
            "encouraging": self.encouragements,
            "hedged": self.hedges,
        }
        prevailing = max(forces, key=lambda name: forces[name])
        return prevailing if forces[prevailing] else "plain"

    def __add__(self, other: Strictness) -> Strictness:
        """Return the words of both."""
        return Strictness(
            self.prohibitions + other.prohibitions,
            self.obligations + other.obligations,
            self.permissions + other.permissions,
            self.encouragements + other.encouragements,
            self.hedges + other.hedges,
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """What stands out in a cell: `rule` is `siblings.what`, `fact` the number of the fact row that it comes from."""

    rule: str
    severity: Severity
    message: Wording
    fact: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one document says on one topic.

    `share` is 0–1, what it holds of the topic's common wording; `own` are phrases that no other document has here.
    """

    member: int
    coverage: Coverage
    share: float = 0.0
    passages: tuple[Passage, ...] = ()
    strictness: Strictness = field(default_factory=Strictness)
    own: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One matter over all documents: a row of the matrix.

    `name` is a heading or a phrase of the texts; `likeness` 0–1 how alike its passages are; `shared` are phrases
    that at least half of its documents have; `cells` has one cell for each document, in their order.
    """

    name: str
    cells: tuple[Cell, ...]
    likeness: float = 0.0
    shared: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[int, ...]:
        """The documents that treat it."""
        return tuple(cell.member for cell in self.cells if cell.coverage is not Coverage.NONE)

    @property
    def passages(self) -> Iterator[Passage]:
        """Its passages, by document and place."""
        return (passage for cell in self.cells for passage in cell.passages)


@dataclass(frozen=True, slots=True)
class Value:
    """What one document states in a fact row: `shown` in the row's unit, `size` as a number (a range by its upper end)."""

    member: int
    fact: Fact
    shown: str
    size: float | None = None


class Mark(Enum):
    """What stands out among the values of a row."""

    HIGHEST = "highest"
    LOWEST = "lowest"
    MISSING = "missing"
    EQUAL = "equal"
    NONE = ""


@dataclass(frozen=True, slots=True)
class FactCell:
    """The values of one document in a row: the first is the one that is compared."""

    member: int
    values: tuple[Value, ...] = ()
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class FactRow:
    """One indicator, duty or deadline over all documents; `topic` is the topic's number where all stand in one.

    `name` is the name that most texts print, `names` all of them; `unit` is what values were reconciled to.
    """

    kind: str
    name: str
    cells: tuple[FactCell, ...]
    unit: str = ""
    per: str = ""
    names: tuple[str, ...] = ()
    topic: int | None = None

    @property
    def members(self) -> tuple[int, ...]:
        """The documents that state it."""
        return tuple(cell.member for cell in self.cells if cell.values)


class Fate(Enum):
    """What a child made of what its parent says."""

    CARRIED = "carried"
    ADAPTED = "adapted"
    WEAKENED = "weakened"
    LEFT_OUT = "left_out"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Inherited:
    """One clause or group of clauses of parent and child, what became of it, how grave that is, and how it shows.

    `change` is the number of the row in the inheritance's report, where the difference text stands.
    """

    fate: Fate
    parent: tuple[str, ...]
    child: tuple[str, ...]
    severity: Severity
    how: tuple[Annotation, ...] = ()
    likeness: float = 0.0
    change: int = 0


@dataclass(frozen=True)
class Inheritance:
    """What became of a parent's plan in a child's; `stale` says why the child is older than its parent."""

    parent: int
    child: int
    items: tuple[Inherited, ...]
    report: Report
    stale: Wording | None = None

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many items have each fate."""
        return {fate.value: sum(item.fate is fate for item in self.items) for fate in Fate}


@dataclass(frozen=True)
class Synopsis:
    """Documents on one matter side by side: the matrix of topics, the facts, who is like whom, what was inherited.

    `likeness[i][j]` is 0–1, the part of both documents' wording that stands in the other on the same matter, rare words
    weighing more; `order` puts documents that are alike next to each other. `alone` are the passages that no other
    document answers.
    """

    members: tuple[Member, ...]
    topics: tuple[Topic, ...]
    facts: tuple[FactRow, ...] = ()
    links: tuple[Link, ...] = ()
    likeness: tuple[tuple[float, ...], ...] = ()
    order: tuple[int, ...] = ()
    alone: tuple[Passage, ...] = ()
    inheritance: tuple[Inheritance, ...] = ()
    failures: tuple[str, ...] = ()

    def words(self, passage: Passage) -> str:
        """Return the words of a passage as printed."""
        return self.members[passage.member].document.text[passage.start : passage.end]
