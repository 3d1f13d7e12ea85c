"""Set the bar for siblings: a pair must stand out among the other partners of both its clauses."""

from __future__ import annotations

from collections import defaultdict
from math import sqrt
from typing import TYPE_CHECKING

from policydiff.align.bar import ALIKE
from policydiff.align.company import company
from policydiff.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policydiff.align.remainder import Remainder
    from policydiff.align.text import Side
    from policydiff.align.tuning import SiblingsTuning

Pair = tuple[int, int]

# Worth of a partner that shares next to nothing: it keeps a clause with no second partner from having no rivals at all.
NOTHING = 0.02

# How well the best of the pairs beside a pair stands in the middle of all pairs looked at: neither for nor against it.
USUAL = 0.75


def set_rivals(remainder: Remainder, pairs: Sequence[Pair], sides: tuple[Side, Side], tuning: SiblingsTuning) -> Rivals:
    """Return the bar for these documents, before anything is taken.

    old  甲      1   2   3      甲 shares as much with 1, 2 and 3: it is a list of duties, alike to everything;
             甲  4   4   4      乙 shares less with 2 than 甲 does, and much less with 1 and 3: 乙 ─ 2
             乙 .2   3  .2
    """
    worth = {pair: remainder.worth(*pair) for pair in pairs}
    old, new = _two_best(worth, 0), _two_best(worth, 1)
    standing = {(i, j): sqrt((value + NOTHING) / sqrt(old[i] * new[j])) for (i, j), value in worth.items()}
    return Rivals(remainder, old, new, company(standing, *sides), tuning)


def _two_best(worth: Mapping[Pair, float], end: int) -> dict[int, float]:
    """Return the geometric mean of what the two best partners of each clause are worth."""
    values: dict[int, list[float]] = defaultdict(list)
    for pair, value in worth.items():
        values[pair[end]].append(value)
    best = {place: sorted((0.0, 0.0, *of_place))[-2:] for place, of_place in values.items()}
    return {place: sqrt((first + NOTHING) * (second + NOTHING)) for place, (second, first) in best.items()}


@dataclass(frozen=True)
class Rivals:
    """What a pair must be worth between siblings: the more, the more the best partners of its clauses are worth.

    Siblings are drafted independently; nothing was carried from one into the other, so that what two clauses share is
    not used up by the pair, and one clause may treat the matter of several. Only two clauses half alike are a copy,
    and what they share counts for no other pair.
    """

    remainder: Remainder
    old: Mapping[int, float]
    new: Mapping[int, float]
    company: Mapping[Pair, float]
    tuning: SiblingsTuning

    def raised(self, pair: Pair, worth: float) -> float:
        """Return the worth in proportion to what rivals are worth; more for a pair in good company."""
        rivals: float = (self.old[pair[0]] * self.new[pair[1]]) ** self.tuning.rivals
        company = self.company.get(pair, USUAL)
        return (worth + NOTHING) / rivals * (1 + self.tuning.company * (company - USUAL))

    def passes(self, pair: Pair, worth: float) -> bool:
        """Tell whether the pair is worth keeping."""
        return self.raised(pair, worth) >= self.tuning.floor

    def uses_up(self, pair: Pair, worth: float) -> bool:
        """Tell whether what the pair shares is explained by it."""
        return self.remainder.alike(*pair, worth)[0] >= ALIKE
