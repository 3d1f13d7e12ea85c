"""The state of a law while a decision is applied to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policydiff.model import ClauseKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.amend.law_text import Number, Unit
    from policydiff.amend.locate import Law
    from policydiff.model.amendment import Address


@dataclass(slots=True)
class State:
    """The law, the number of the instruction at work, and what instructions have touched.

    `fixed_numbers`: a unit keeps its number whatever comes before it, and a new one is 3A (English statutes).
    `rows` to be numbered anew: the articles of the law, and children of units. `into` is the chapter that an instruction
    names for a new article.
    """

    law: Law
    renumbering: bool = True
    fixed_numbers: bool = False
    at: int = 0
    old: dict[int, list[str]] = field(default_factory=dict)
    units: dict[int, list[Unit]] = field(default_factory=dict)
    parents: list[Unit] = field(default_factory=list)
    new: list[Unit] = field(default_factory=list)
    into: dict[int, Unit] = field(default_factory=dict)
    articles_moved: bool = False
    gone: set[int] = field(default_factory=set)
    old_articles: list[Unit] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Note the articles as they stood."""
        self.old_articles = [unit for unit in self.law.root.walk() if unit.kind is ClauseKind.ARTICLE]

    def unit(self, address: Address) -> Unit:
        """Return the unit of an address, touched by the instruction at work. Raises Misfit."""
        unit = self.law.unit(address)
        self.touch(unit)
        return unit

    def touch(self, unit: Unit) -> None:
        """Note that the instruction at work changes a unit."""
        unit.by.append(self.at)
        if unit.old:
            self.old.setdefault(self.at, []).append(unit.old)
        self.units.setdefault(self.at, []).append(unit)

    def remove(self, unit: Unit) -> None:
        """Take a unit out; its siblings close up."""
        self.note_row(unit)
        self.gone.add(id(unit))
        unit.remove()

    def note_row(self, unit: Unit) -> None:
        """Note that the siblings of a unit are to be numbered anew."""
        if unit.kind is ClauseKind.ARTICLE:
            self.articles_moved = True
        elif unit.parent is not None and unit.parent not in self.parents:
            self.parents.append(unit.parent)

    def rows(self) -> Iterator[list[Unit]]:
        """Yield the rows of units that are to be numbered, articles first."""
        if self.fixed_numbers:
            return
        if self.articles_moved:
            rest = [unit for unit in self.law.root.walk() if unit.kind is ClauseKind.ARTICLE]
            standing = set(map(id, rest))
            floating = [unit for unit in self.new if unit.kind is ClauseKind.ARTICLE and id(unit) not in standing]
            if row := [*rest, *floating]:
                yield row
        for parent in self.parents:
            for kinds in _ROWS:
                row = [child for child in parent.children if child.kind in kinds]
                if (row and any(child.want or not child.old for child in row)) or (row and self._lost(parent)):
                    yield row

    def _lost(self, parent: Unit) -> bool:
        return any(id(child) in self.gone for child in self.law.paragraphs.get(id(parent), ()))

    def keeps_numbers(self, row: Sequence[Unit]) -> bool:
        """Tell whether the articles of a law keep their numbers: what is new is 第五条之一, and none closes up.

        A law may lack a number that an earlier amendment deleted; that is no reason to number the rest anew.
        """
        closes_up = self.renumbering and any(id(unit) in self.gone for unit in self.old_articles)
        return not closes_up and all(len(unit.want) != 1 for unit in row)

    def siblings(self, row: Sequence[Unit]) -> bool:
        """Tell whether a row is the children of one unit, not the articles of a law."""
        return row[0].kind is not ClauseKind.ARTICLE

    def chapter_of(self, unit: Unit) -> Unit | None:
        """Return the chapter that an instruction names for a unit."""
        return self.into.get(id(unit))

    def forget(self, row: Sequence[Unit]) -> None:
        """Drop the wishes of a row that cannot be numbered; new units that have no place go with them."""
        for unit in row:
            unit.want = ()
            if unit.parent is None and unit in self.new:
                self.new.remove(unit)

    def touched(self, at: int, places: dict[int, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the old and the new ids of the clauses that an instruction changed."""
        new = (places[id(unit)] for unit in self.units.get(at, ()) if id(unit) in places)
        return tuple(dict.fromkeys(self.old.get(at, ()))), tuple(dict.fromkeys(filter(None, new)))

    def became(self, places: dict[int, str]) -> dict[str, str]:
        """Return the new id of each old article, empty for one that is gone."""
        return {unit.old: places.get(id(unit), "") for unit in self.old_articles}


_ROWS = (
    (ClauseKind.PARAGRAPH,),
    (ClauseKind.ITEM, ClauseKind.SUBITEM, ClauseKind.NUMBERED),
    (ClauseKind.CHAPTER,),
    (ClauseKind.SECTION,),
    (ClauseKind.BOOK,),
    (ClauseKind.SUBBOOK,),
)


def set_want(unit: Unit, number: Number) -> None:
    """Ask for a number for a unit."""
    unit.want = number
