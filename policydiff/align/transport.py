"""Carry the old text over into the new: each gram of either side is used once, the best-explained pair first.

old  甲: a b c d e f        甲→1 carries a b c, what remains of 甲 is d e f
new  1: a b c x            甲→2 carries d e f: 甲 was split
     2: d e f y            3 looks like 甲 but nothing of 甲 is left to carry: 3 is new
     3: a b c z
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policydiff.align.text import Side
    from policydiff.align.weights import Weights


@dataclass(frozen=True, slots=True)
class Carried:
    """Text carried from an old to a new unit (by index); `worth` is what made the pair, in rare grams."""

    old: int
    new: int
    worth: float


class Remainder:
    """What of both documents no pair has explained yet."""

    def __init__(self, old: Side, new: Side, weights: Weights) -> None:
        self._old = [Counter(bag) for bag in old.bags]
        self._new = [Counter(bag) for bag in new.bags]
        self._weights = weights

    def shared(self, i: int, j: int) -> float:
        """Return the weight of what is left on both sides alike."""
        left, right, weight = self._old[i], self._new[j], self._weights.of
        if len(left) > len(right):
            left, right = right, left
        return sum(weight[gram] * min(left[gram], right[gram]) for gram in left.keys() & right.keys())

    def worth(self, i: int, j: int) -> float:
        """Return what pairing is worth: the shared weight times its share of both units (geometric mean).

        A sentence that is half of its old and all of its new article counts for more than as many
        scattered characters of two long ones.
        """
        shared = self.shared(i, j)
        both = self._weights.old[i] * self._weights.new[j]
        return shared * shared / sqrt(both) if both else 0.0

    def take(self, i: int, j: int) -> None:
        """Mark as explained what both units share."""
        common = self._old[i] & self._new[j]
        self._old[i] -= common
        self._new[j] -= common


def carry(
    remainder: Remainder, candidates: Iterable[tuple[int, int]], bonus: Mapping[tuple[int, int], float], least: float
) -> list[Carried]:
    """Return the pairs worth at least `least`, best first; equal worth in reading order."""
    heap = [(-remainder.worth(i, j) * bonus.get((i, j), 1.0), i, j) for i, j in candidates]
    heapify(heap)
    carried: list[Carried] = []
    while heap and -heap[0][0] >= least:
        _, i, j = heappop(heap)
        worth = remainder.worth(i, j) * bonus.get((i, j), 1.0)
        if worth < least:
            continue
        if heap and -worth > heap[0][0]:
            heappush(heap, (-worth, i, j))
            continue
        remainder.take(i, j)
        carried.append(Carried(i, j, worth))
    return carried
