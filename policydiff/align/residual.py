"""Keep the residual: the n-grams of both documents that no pair has explained yet."""

from __future__ import annotations

from functools import cache
from math import sqrt
from typing import TYPE_CHECKING

from policydiff.align.tfidf import UNIT_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from policydiff.align.ngrams import Bag
    from policydiff.align.tfidf import IdfWeights

Pair = tuple[int, int]

# N-grams of more clauses than this are template: with up to two near-duplicates on either side, a rule still has words of its own.
RARE = 6

# A clause contained in the other one to this share was carried over, whatever its words are.
WITHIN = 0.9


class Residual:
    """The n-grams of both documents that no pair has explained yet, and what pairs score on them."""

    def __init__(self, weights: IdfWeights, reuse_weight: float) -> None:
        """Begin with every n-gram unexplained."""
        self._weights = weights
        self._reuse_weight = reuse_weight
        self._old = [bag.ngrams for bag in weights.old_bags]
        self._new = [bag.ngrams for bag in weights.new_bags]
        self._consumed_old = [0] * len(self._old)
        self._consumed_new = [0] * len(self._new)
        rare = weights.ngrams_in(1, RARE)
        self._rare_old, self._rare_new = _rare_in(weights.old_bags, rare), _rare_in(weights.new_bags, rare)
        self._again = weights.vocabulary.next_occurrence
        self._before = {following: number for number, following in self._again.items()}

    def fresh(self) -> Residual:
        """Return a residual of the same documents with every n-gram unexplained."""
        return Residual(self._weights, self._reuse_weight)

    def score(self, i: int, j: int) -> float:
        """Return the score of a pair: the shared weight left on both sides, times its share of both units (geometric mean).

        A sentence that is half of its old and all of its new article counts for more than as many
        scattered characters of two long ones.
        """
        first, both = self._weights.shared(i, j), self._weights.old[i] * self._weights.new[j]
        if not self.version(i, j):
            return _score(first, both)
        left = self._weights.total(self._old[i] & self._new[j])
        return _score(left + self._reuse_weight * min(first - left, left), both)

    def scores(self, pairs: Sequence[Pair]) -> dict[Pair, float]:
        """Return the scores of many pairs while nothing is explained."""
        self._weights.cache_shared(pairs)
        shared, old, new = self._weights.shared_cache, self._weights.old, self._weights.new
        return {pair: _score(shared[pair], old[pair[0]] * new[pair[1]]) for pair in pairs}

    def version(self, i: int, j: int) -> int:
        """Return how often n-grams of either unit were consumed: while this is the same, so is the score."""
        return self._consumed_old[i] + self._consumed_new[j]

    def similarity(self, i: int, j: int, score: float) -> tuple[float, float]:
        """Return similarity and containment, 0–1: the share of both units (geometric mean) and of the lighter one that makes this score."""
        old, new = self._weights.old[i], self._weights.new[j]
        if not old or not new:
            return 0.0, 0.0
        similarity = sqrt(score * UNIT_WEIGHT / sqrt(old * new))
        return similarity, similarity * sqrt(max(old, new) / min(old, new))

    def is_distinctive(self, i: int, j: int, rare: int = RARE) -> bool:
        """Tell whether both units share an n-gram of so few clauses, or the one stands nearly whole in the other.

        What else they share is the template that both are written after.
        """
        weights = self._weights
        if weights.shared(i, j) >= WITHIN * min(weights.old[i], weights.new[j]):
            return True
        return any(weights.document_frequency[ngram] <= rare for ngram in self.rare_shared(i, j))

    def rare_shared(self, i: int, j: int) -> set[int]:
        """Return the rare n-grams that both units share."""
        return self._rare_old(i) & self._rare_new(j)

    def unexplained(self, i: int, j: int) -> set[int]:
        """Return the shared n-grams that no pair explains yet, each once."""
        return {number for number in self._old[i] & self._new[j] if number > 0}

    def consume(self, i: int, j: int) -> None:
        """Mark the n-grams that both units share as explained."""
        common = self._old[i] & self._new[j]
        self._old[i], self._new[j] = self._lowered(self._old[i] - common), self._lowered(self._new[j] - common)
        self._consumed_old[i] += 1
        self._consumed_new[j] += 1

    def _lowered(self, left: set[int]) -> set[int]:
        """Return a bag after a removal, the repeated n-grams numbered from the first again.

        甲乙 甲乙² 甲乙³ less 甲乙 is 甲乙² 甲乙³, hence 甲乙 甲乙²
        """
        before, next_occurrence = self._before, self._again
        for number in [number for number in left if number < 0 and before[number] not in left]:
            above, below = number, before[number]
            while below < 0:
                below = before[below]
            while above in left:
                left.remove(above)
                left.add(below)
                above, below = next_occurrence.get(above, 0), next_occurrence[below]
        return left


def _score(shared: float, both: int) -> float:
    """Return the score of units that share this weight, from the product of their weights."""
    return shared * shared / sqrt(both) / UNIT_WEIGHT if both else 0.0


def _rare_in(bags: Sequence[Bag], rare: AbstractSet[int]) -> Callable[[int], set[int]]:
    """Return a function from a unit to its rare n-grams."""
    return cache(lambda unit: bags[unit].ngrams & rare)
