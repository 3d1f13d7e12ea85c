"""Claims that clauses make, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from policydiff.model.comparison import Relation

Value = str | float | int | bool | tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim that a clause makes. `start:end` is its place in `Document.text`.

    `subject` is what the claim is about (an agency, an indicator): facts of one `kind` and `subject` are
    paired across a bead. `attributes` are what can change, under the names of DESIGN.md §7. A `bound`
    fact belongs to its clause (who is responsible for it) and never moves to another one; of a `sole` one a
    document has only one (its effective date), and it is the same fact wherever it stands.
    """

    clause: str
    kind: str
    subject: str
    text: str
    start: int
    end: int
    attributes: tuple[tuple[str, Value], ...] = ()
    plugin: str = ""
    bound: bool = False
    sole: bool = False

    def __getitem__(self, name: str) -> Value:
        """Return an attribute, None when the fact has none of that name."""
        return dict(self.attributes).get(name)


class FactEvent(Enum):
    """What became of a fact."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that was added, dropped, changed (`differing` names the attributes) or moved to another clause.

    `whole` marks one that came or went with its whole clause: the reader sees that clause anyway. `relation` is what
    the two documents are to each other: of siblings, neither is the later one. `alias` marks subjects that differ in
    name only, as a vocabulary says. `likeness` is 0–1: how much the words around a changed fact are the same.
    """

    event: FactEvent
    old: Fact | None
    new: Fact | None
    differing: tuple[str, ...] = ()
    whole: bool = False
    relation: Relation = Relation.VERSIONS
    alias: bool = False
    likeness: float = 1.0

    @property
    def fact(self) -> Fact:
        """The newer of the two facts there are."""
        fact = self.new or self.old
        assert fact is not None, "a fact change has a fact"
        return fact
