"""Set the bar for siblings: a pair must stand out among the other partners of both its clauses."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from policydiff.align.citation_support import by_citations
from policydiff.align.mutual_rank import NOTHING, standing, two_best
from policydiff.align.neighbour_support import company
from policydiff.align.views import by_characters, by_paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policydiff.align.features import Side
    from policydiff.align.parameters import SiblingsTuning
    from policydiff.align.residual import Remainder

Pair = tuple[int, int]

# As witness for the pairs beside it a pair is measured against the whole of its rivals: who competes for one place is no sure one.
WITNESS = 0.5

# How well the best of the pairs beside a pair stands in the middle of all pairs looked at: neither for nor against it.
USUAL = 0.75

# How well the duties must stand that two penalties name, for the penalties to be worth what their words are worth. Of penalties whose
# duties stood worse, few sanctioned one duty, however alike in words: they are written after one form (docs/how-it-works).
NAMED = 0.9

# No witness counts for more or less than these: articles of many items are named by many penalties, and a duty may have been missed.
LEAST_NAMED, MOST_NAMED = 0.1, 1.35

# What two clauses so much alike share is explained by their pair: one is a copy of the other.
COPY = 0.7


def set_rivals(remainder: Remainder, pairs: Sequence[Pair], sides: tuple[Side, Side], tuning: SiblingsTuning) -> Rivals:
    """Return the bar for these documents, before anything is taken.

    old  甲      1   2   3      甲 shares as much with 1, 2 and 3: it is a list of duties, alike to everything;
             甲  4   4   4      乙 shares less with 2 than 甲 does, and much less with 1 and 3: 乙 ─ 2
             乙 .2   3  .2
    """
    worth = {pair: remainder.worth(*pair) for pair in pairs}
    credit = _otherwise(pairs, sides, tuning)
    stands = {pair: sqrt(value**tuning.whole * credit[pair]) for pair, value in standing(worth, WITNESS).items()}
    for pair, value in company(stands, *sides).items():
        credit[pair] *= 1 + tuning.company * (value - USUAL)
    if tuning.citations:
        for pair, value in by_citations(stands, *sides).items():
            credit[pair] *= (min(max(value, LEAST_NAMED), MOST_NAMED) / NAMED) ** tuning.citations
    return Rivals(remainder, two_best(worth, 0), two_best(worth, 1), credit, tuning)


def _otherwise(pairs: Sequence[Pair], sides: tuple[Side, Side], tuning: SiblingsTuning) -> dict[Pair, float]:
    """Return how well each pair stands in the further readings, each to the power of what it counts."""
    found = dict.fromkeys(pairs, 1.0)
    for read, share in ((by_paragraphs, tuning.paragraphs), (by_characters, tuning.characters)):
        if share:
            stands = read(*sides, tuning.sharpness).stands(pairs, tuning.rivals)
            found = {pair: value * stands.get(pair, NOTHING) ** share for pair, value in found.items()}
    return found


@dataclass(frozen=True)
class Rivals:
    """What a pair must be worth between siblings: the more, the more the best partners of its clauses are worth.

    Siblings are drafted independently; nothing was carried from one into the other, so that what two clauses share is
    not used up by the pair, and one clause may treat the matter of several. Only two clauses so alike that one is a copy
    of the other explain it, so that it counts for no other pair. `credit` is what the further readings, the pairs beside
    it and the duties that both name make of the worth.
    """

    remainder: Remainder
    old: Mapping[int, float]
    new: Mapping[int, float]
    credit: Mapping[Pair, float]
    tuning: SiblingsTuning

    def raised(self, pair: Pair, worth: float) -> float:
        """Return the worth in proportion to what rivals are worth, with what else speaks for the pair or against it."""
        rivals: float = (self.old[pair[0]] * self.new[pair[1]]) ** self.tuning.rivals
        own: float = ((worth + NOTHING) / rivals) ** self.tuning.whole
        return own * self.credit.get(pair, 1.0)

    def passes(self, pair: Pair, worth: float) -> bool:
        """Tell whether the pair is worth keeping."""
        return self.raised(pair, worth) >= self.tuning.floor

    def uses_up(self, pair: Pair, worth: float) -> bool:
        """Tell whether what the pair shares is explained by it."""
        return self.remainder.alike(*pair, worth)[0] >= COPY
