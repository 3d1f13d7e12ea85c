"""Follows clauses through the revisions of a policy, whatever number they bear and wherever they stand.

2017   二 ─────────┐         blame of 2024:  二   brought in 2017, amended 2024
2019   二   三 ──┐  │                        四   brought in 2019
2024   二 ←─┼──┴→ 四                         history of 四:  2019 as 三, 2024 as 四 (renumbered)
            └ a merge carries the older date
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.errors import UnknownName
from policydiff.text.numbering import numeral
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.tracking.step_cache import Link, Step

NUMERAL = lazy(r"[〇零一二三四五六七八九十百千廿卅两\d]+")
# As many as a reader takes in at a glance.
NEAREST = 5


@dataclass(frozen=True, slots=True)
class Blame:
    """A unit of a revision: where (index of the revision) it came in, where it was last amended."""

    clause: str
    introduced: int
    amended: int


@dataclass(frozen=True, slots=True)
class Station:
    """What a clause was in one revision (index): its units there, none once it was removed, and what happened to it.

    `amended` tells whether its words changed from the revision before.
    """

    revision: int
    clauses: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    amended: bool = False


def blame(units: Sequence[str], steps: Sequence[Step]) -> tuple[Blame, ...]:
    """Return for each unit of the newest revision where it came in and where it was last amended."""
    known: dict[str, Blame] = {}
    for position, step in enumerate(steps):
        known = {found.clause: found for link in step.links for found in _carried(link, known, position + 1)}
    return tuple(known.get(unit, Blame(unit, len(steps), len(steps))) for unit in units)


def _carried(link: Link, known: dict[str, Blame], position: int) -> Iterator[Blame]:
    """Yield what is known of the new units of a link; what is not known of the old ones is from the first revision."""
    for new in link.new:
        sources = [known.get(old, Blame(old, 0, 0)) for old in link.sources(new)]
        if not sources:
            yield Blame(new, position, position)
            continue
        introduced = min(source.introduced for source in sources)
        amended = position if new in link.amended else max(source.amended for source in sources)
        yield Blame(new, introduced, amended)


def history(clause: str, position: int, steps: Sequence[Step]) -> tuple[Station, ...]:
    """Return one clause of the revision at `position` through all revisions, oldest first."""
    before = list(_backwards(clause, position, steps))[::-1]
    return (*before, *_forwards(clause, position, steps))


def _backwards(clause: str, position: int, steps: Sequence[Step]) -> Iterator[Station]:
    """Yield the stations up to `position`, the newest first."""
    clauses: tuple[str, ...] = (clause,)
    for number in range(position, 0, -1):
        links = [link for link in steps[number - 1].links if set(link.new) & set(clauses)]
        yield _station(number, clauses, links, set(clauses))
        clauses = tuple(
            dict.fromkeys(old for link in links for new in link.new if new in clauses for old in link.sources(new))
        )
        if not clauses:
            return
    yield Station(0, clauses)


def _forwards(clause: str, position: int, steps: Sequence[Step]) -> Iterator[Station]:
    """Yield the stations after `position`; the last one has no clauses when the clause was removed."""
    clauses: tuple[str, ...] = (clause,)
    for number in range(position + 1, len(steps) + 1):
        links = [link for link in steps[number - 1].links if set(link.old) & set(clauses)]
        clauses = tuple(
            dict.fromkeys(new for link in links for old in link.old if old in clauses for new in link.targets(old))
        )
        yield _station(number, clauses, links, set(clauses))
        if not clauses:
            return


def _station(number: int, clauses: tuple[str, ...], links: Sequence[Link], units: set[str]) -> Station:
    kinds = tuple(dict.fromkeys(kind for link in links for kind in link.kinds))
    return Station(number, clauses, kinds, any(units & set(link.amended) for link in links))


def found(name: str, revisions: Sequence[Sequence[str]], policy: str) -> tuple[str, int]:
    """Return the unit that a reader names, and the newest revision (index) that has it.

    `第12条`, `第十二条` and `三（一）` as well as `三/(一)` are understood. Raises UnknownName with units there are.
    """
    wanted = _folded(name)
    for position in range(len(revisions) - 1, -1, -1):
        for unit in revisions[position]:
            if unit == name or _folded(unit) == wanted:
                return unit, position
    parent = name.rpartition("/")[0]
    if parent:
        return found(parent, revisions, policy)
    near = [unit for unit in revisions[-1] if not unit.startswith("p")][:NEAREST]
    raise UnknownName(f"no revision of {policy} has a clause '{name}'; there are {', '.join(near)} …")


def _folded(name: str) -> str:
    """Return a clause's name in one form: brackets in half width, numbers as digits, no strokes.

    >>> _folded("第十二条"), _folded("三/(一)/5"), _folded("三（一）5")
    ('第12条', '3(1)5', '3(1)5')
    """
    flat = unicodedata.normalize("NFKC", name).replace("/(", "(").replace(")/", ")").replace(" ", "")
    return NUMERAL.sub(lambda match: str(numeral(match[0]) or match[0]), flat)


def unit_names(step: Step, *, old: bool) -> tuple[str, ...]:
    """Return the units of a step's older or newer revision."""
    return tuple(unit for link in step.links for unit in (link.old if old else link.new))


def units(steps: Sequence[Step], newest: Sequence[str]) -> list[Sequence[str]]:
    """Return the units of every revision; those of the newest are given, for a single revision has no step."""
    return [*(unit_names(step, old=True) for step in steps), newest]
