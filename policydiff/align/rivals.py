"""Set the bar for siblings: a pair must stand out among the other partners of both its clauses."""

from __future__ import annotations

from collections import defaultdict
from math import sqrt
from typing import TYPE_CHECKING

from policydiff.align.bar import ALIKE
from policydiff.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policydiff.align.remainder import Remainder
    from policydiff.align.tuning import SiblingsTuning

Pair = tuple[int, int]

# Worth of a partner that shares next to nothing: it keeps a clause with no second partner from having no rivals at all.
NOTHING = 0.02


def set_rivals(remainder: Remainder, pairs: Sequence[Pair], tuning: SiblingsTuning) -> Rivals:
    """Return the bar for these documents, before anything is taken.

    old  甲      1   2   3      甲 shares as much with 1, 2 and 3: it is a list of duties, alike to everything;
             甲  4   4   4      乙 shares less with 2 than 甲 does, and much less with 1 and 3: 乙 ─ 2
             乙 .2   3  .2
    """
    old: dict[int, list[float]] = defaultdict(list)
    new: dict[int, list[float]] = defaultdict(list)
    for i, j in pairs:
        worth = remainder.worth(i, j)
        old[i].append(worth)
        new[j].append(worth)
    return Rivals(remainder, _two_best(old), _two_best(new), tuning)


def _two_best(worth: Mapping[int, list[float]]) -> dict[int, float]:
    """Return the geometric mean of what the two best partners of each clause are worth."""
    best = {place: sorted((0.0, 0.0, *values))[-2:] for place, values in worth.items()}
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
    tuning: SiblingsTuning

    def raised(self, pair: Pair, worth: float) -> float:
        """Return the worth in proportion to what rivals are worth."""
        rivals: float = (self.old[pair[0]] * self.new[pair[1]]) ** self.tuning.rivals
        return (worth + NOTHING) / rivals

    def passes(self, pair: Pair, worth: float) -> bool:
        """Tell whether the pair is worth keeping."""
        return self.raised(pair, worth) >= self.tuning.floor

    def uses_up(self, pair: Pair, worth: float) -> bool:
        """Tell whether what the pair shares is explained by it."""
        return self.remainder.alike(*pair, worth)[0] >= ALIKE
