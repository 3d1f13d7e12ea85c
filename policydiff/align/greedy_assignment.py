"""Carry the old text over into the new: each gram of either side is used once, the best-explained pair first.

old  甲: a b c d e f        甲→1 carries a b c, what remains of 甲 is d e f
new  1: a b c x            甲→2 carries d e f: 甲 was split
     2: d e f y            3 looks like 甲 but nothing of 甲 is left to carry: 3 is new
     3: a b c z
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.align.residual import Remainder
    from policydiff.align.sibling_threshold import Rivals
    from policydiff.align.threshold import Bar

Pair = tuple[int, int]

Entry = tuple[float, Pair, int]
"""Worth (negative), pair, and the age of both units when it was weighed."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Text carried from an old to a new unit (by index). `worth` is what made the pair, in grams that stand in one clause only."""

    old: int
    new: int
    worth: float


def carry(remainder: Remainder, pairs: Sequence[Pair], bar: Bar | Rivals) -> list[Carried]:
    """Return the pairs worth keeping, best first; equal worth in reading order."""
    worth = remainder.worths(pairs)
    heap = [(-bar.raised(pair, value), pair, 0) for pair, value in worth.items() if bar.passes(pair, value)]
    heapify(heap)
    return list(_best_first(remainder, heap, bar))


def _best_first(remainder: Remainder, heap: list[Entry], bar: Bar | Rivals) -> Iterator[Carried]:
    """Take the best pair, look again at what the others are worth now, and so on."""
    while heap:
        value, pair, age = heappop(heap)
        now = remainder.age(*pair)
        if age == now:
            if bar.uses_up(pair, remainder.worth(*pair)):
                remainder.take(*pair)
            yield Carried(*pair, -value)
            continue
        worth = remainder.worth(*pair)
        if bar.passes(pair, worth):
            heappush(heap, (-bar.raised(pair, worth), pair, now))
