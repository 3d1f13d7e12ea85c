"""Carry the old text over into the new: each gram of either side is used once, the best-explained pair first.

old  甲: a b c d e f        甲→1 carries a b c, what remains of 甲 is d e f
new  1: a b c x            甲→2 carries d e f: 甲 was split
     2: d e f y            3 looks like 甲 but nothing of 甲 is left to carry: 3 is new
     3: a b c z
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import sqrt
from statistics import median
from typing import TYPE_CHECKING

from policydiff.align.order import thread
from policydiff.align.weights import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from policydiff.align.candidates import Candidates
    from policydiff.align.text import Side
    from policydiff.align.tuning import Tuning
    from policydiff.align.weights import Weights

Pair = tuple[int, int]

# The first partner of a clause is its own, the second may be the other half of a split; the third is a stranger.
STRANGER = 3

# Half of both clauses: from here on a reader sees one clause with changes.
ALIKE = 0.5

# A short clause most of whose words stand in a long one went there, however little that is.
HELD = 0.6

Entry = tuple[float, Pair, int]
"""Worth (negative), pair, and the age of both units when it was weighed."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Text carried from an old to a new unit (by index). `worth` is what made the pair, in grams that stand in one clause only."""

    old: int
    new: int
    worth: float


class Remainder:
    """What of both documents no pair has explained yet."""

    def __init__(self, old: Side, new: Side, weights: Weights, reuse: float) -> None:
        """Start with everything unexplained."""
        self._whole_old, self._whole_new = old.bags, new.bags
        self._old = [bag.copy() for bag in old.bags]
        self._new = [bag.copy() for bag in new.bags]
        self._weights = weights
        self._reuse = reuse
        self._taken_old = [0] * len(old.bags)
        self._taken_new = [0] * len(new.bags)
        self._first: dict[Pair, int] = {}

    def worth(self, i: int, j: int) -> float:
        """Return what pairing is worth: the weight left on both sides alike, times its share of both units (geometric mean).

        A sentence that is half of its old and all of its new article counts for more than as many
        scattered characters of two long ones.
        """
        weight = self._weights.of
        first = self._first.get((i, j))
        if first is None:
            first = self._first[i, j] = self._whole_old[i].shared(self._whole_new[j], weight)
        shared: float = first
        if self.age(i, j):
            left = self._old[i].shared(self._new[j], weight)
            shared = left + self._reuse * min(first - left, left)
        both = self._weights.old[i] * self._weights.new[j]
        return shared * shared / sqrt(both) / WHOLE if both else 0.0

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

    def take(self, i: int, j: int) -> None:
        """Mark as explained what both units share."""
        common = self._old[i].common(self._new[j])
        self._old[i].take(common)
        self._new[j].take(common)
        self._taken_old[i] += 1
        self._taken_new[j] += 1


def carry(remainder: Remainder, candidates: Candidates, equal: Sequence[Pair], tuning: Tuning) -> list[Carried]:
    """Return the pairs worth keeping, best first; equal worth in reading order."""
    worth = {pair: remainder.worth(*pair) for pair in candidates.pairs}
    strangers = _strangers({pair: remainder.worth(*pair) for pair in candidates.sample})
    fixed = {pair: remainder.worth(*pair) for pair in equal}
    ordered = thread({pair: value for pair, value in worth.items() if value >= tuning.floor} | fixed)
    bar = Bar(remainder, max(tuning.floor, tuning.strangers * strangers), ordered, tuning)
    heap = [(-bar.raised(pair, value), pair, 0) for pair, value in worth.items() if bar.passes(pair, value)]
    heapify(heap)
    return list(_best_first(remainder, heap, bar))


def _best_first(remainder: Remainder, heap: list[Entry], bar: Bar) -> Iterator[Carried]:
    """Take the best pair, look again at what the others are worth now, and so on."""
    while heap:
        value, pair, age = heappop(heap)
        now = remainder.age(*pair)
        if age == now:
            remainder.take(*pair)
            yield Carried(*pair, -value)
            continue
        worth = remainder.worth(*pair)
        if bar.passes(pair, worth):
            heappush(heap, (-bar.raised(pair, worth), pair, now))


@dataclass(frozen=True)
class Bar:
    """What a pair must be worth to be kept.

    Strangers in these two documents share so much: what the third-best partner of the middling clause is
    worth. Two kinds of pairs need not pass that: a short clause that the other one holds, and a pair in
    reading order whose clauses are half alike: among near-duplicates every stranger is, and place decides.
    """

    remainder: Remainder
    strangers: float
    ordered: AbstractSet[Pair]
    tuning: Tuning

    def raised(self, pair: Pair, worth: float) -> float:
        """Return the worth, a little more for a pair that keeps the reading order."""
        return worth * (1 + self.tuning.order) if pair in self.ordered else worth

    def passes(self, pair: Pair, worth: float) -> bool:
        """Tell whether the pair is worth keeping."""
        ordered = pair in self.ordered
        if worth >= self.strangers * (self.tuning.in_order if ordered else 1):
            return True
        if worth < self.tuning.floor:
            return False
        alike, held = self.remainder.alike(*pair, worth)
        return held >= HELD or (alike >= ALIKE and ordered)


def _strangers(worth: Mapping[Pair, float]) -> float:
    """Return the median over the old clauses of what their third-best partner is worth."""
    rows: dict[int, list[float]] = defaultdict(list)
    for (i, _), value in worth.items():
        rows[i].append(value)
    third = [sorted(values, reverse=True)[STRANGER - 1] if len(values) >= STRANGER else 0.0 for values in rows.values()]
    return median(third) if third else 0.0
