"""Keep account of what of both documents no pair has explained yet."""

from __future__ import annotations

from functools import cache
from math import sqrt
from typing import TYPE_CHECKING

from policydiff.align.tfidf import WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from policydiff.align.ngrams import Bag
    from policydiff.align.tfidf import Weights

Pair = tuple[int, int]

# Who shares only what more clauses have than these shares a template: with up to two twins on either side, a rule still has words of its own.
FEW = 6

# A clause so much of which stands in the other one was carried over, whatever it is made of.
WITHIN = 0.9


class Remainder:
    """What of both documents no pair has explained yet."""

    def __init__(self, weights: Weights, reuse: float) -> None:
        """Start with everything unexplained."""
        self._weights = weights
        self._reuse = reuse
        self._old = [bag.numbers for bag in weights.old_bags]
        self._new = [bag.numbers for bag in weights.new_bags]
        self._taken_old = [0] * len(self._old)
        self._taken_new = [0] * len(self._new)
        few = weights.among(1, FEW)
        self._few_old, self._few_new = _few(weights.old_bags, few), _few(weights.new_bags, few)
        self._again = weights.numbers.again
        self._before = {following: number for number, following in self._again.items()}

    def worth(self, i: int, j: int) -> float:
        """Return what pairing is worth: the weight left on both sides alike, times its share of both units (geometric mean).

        A sentence that is half of its old and all of its new article counts for more than as many
        scattered characters of two long ones.
        """
        first, both = self._weights.shared(i, j), self._weights.old[i] * self._weights.new[j]
        if not self.age(i, j):
            return _worth(first, both)
        left = self._weights.weigh(self._old[i] & self._new[j])
        return _worth(left + self._reuse * min(first - left, left), both)

    def worths(self, pairs: Sequence[Pair]) -> dict[Pair, float]:
        """Return what many pairings are worth as long as nothing is explained."""
        self._weights.share(pairs)
        shared, old, new = self._weights.known, self._weights.old, self._weights.new
        return {pair: _worth(shared[pair], old[pair[0]] * new[pair[1]]) for pair in pairs}

    def age(self, i: int, j: int) -> int:
        """Return how often something was taken from either unit: while it is the same, so is the worth."""
        return self._taken_old[i] + self._taken_new[j]

    def alike(self, i: int, j: int, worth: float) -> tuple[float, float]:
        """Return the shares that make this worth, 0–1: of both units (geometric mean), and of the lighter one."""
        old, new = self._weights.old[i], self._weights.new[j]
        if not old or not new:
            return 0.0, 0.0
        alike = sqrt(worth * WHOLE / sqrt(old * new))
        return alike, alike * sqrt(max(old, new) / min(old, new))

    def distinct(self, i: int, j: int, few: int = FEW) -> bool:
        """Tell whether both units share something that so few clauses have, or the one stands nearly whole in the other.

        What else they share is the template that both are written after.
        """
        weights = self._weights
        if weights.shared(i, j) >= WITHIN * min(weights.old[i], weights.new[j]):
            return True
        return any(weights.spread[gram] <= few for gram in self.own(i, j))

    def own(self, i: int, j: int) -> set[int]:
        """Return the grams that both units share and few others have."""
        return self._few_old(i) & self._few_new(j)

    def unexplained(self, i: int, j: int) -> set[int]:
        """Return the grams that stand in both units and that no pair explains yet, each once."""
        return {number for number in self._old[i] & self._new[j] if number > 0}

    def take(self, i: int, j: int) -> None:
        """Mark as explained what both units share."""
        common = self._old[i] & self._new[j]
        self._old[i], self._new[j] = self._lowered(self._old[i] - common), self._lowered(self._new[j] - common)
        self._taken_old[i] += 1
        self._taken_new[j] += 1

    def _lowered(self, left: set[int]) -> set[int]:
        """Return what is left of a bag, the grams that stand there several times numbered from the first again.

        甲乙 甲乙² 甲乙³ less 甲乙 is 甲乙² 甲乙³, hence 甲乙 甲乙²
        """
        before, again = self._before, self._again
        for number in [number for number in left if number < 0 and before[number] not in left]:
            above, below = number, before[number]
            while below < 0:
                below = before[below]
            while above in left:
                left.remove(above)
                left.add(below)
                above, below = again.get(above, 0), again[below]
        return left


def _worth(shared: float, both: int) -> float:
    """Return what units are worth that share so much, from the product of their weights."""
    return shared * shared / sqrt(both) / WHOLE if both else 0.0


def _few(bags: Sequence[Bag], few: AbstractSet[int]) -> Callable[[int], set[int]]:
    """Return what tells which of a unit's grams few clauses have."""
    return cache(lambda unit: bags[unit].numbers & few)
