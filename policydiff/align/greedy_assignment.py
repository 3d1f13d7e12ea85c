"""Assign greedily: the best pair first, and each n-gram of either side is consumed by one pair.

old  甲: a b c d e f        甲→1 consumes a b c; the residual of 甲 is d e f
new  1: a b c x            甲→2 consumes d e f: 甲 was split
     2: d e f y            3 is similar to 甲, but nothing of 甲 is left: 3 is new
     3: a b c z
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.align.residual import Residual
    from policydiff.align.sibling_threshold import SiblingThreshold
    from policydiff.align.threshold import Threshold

Pair = tuple[int, int]

Entry = tuple[float, Pair, int]
"""Score (negative), pair, and the version of both residuals when it was scored."""


@dataclass(frozen=True, slots=True)
class Match:
    """An old and a new unit (by index) with the score of the pair, in units of one n-gram that stands in one clause only."""

    old: int
    new: int
    score: float


def assign(residual: Residual, pairs: Sequence[Pair], threshold: Threshold | SiblingThreshold) -> list[Match]:
    """Return the pairs that the threshold accepts, best first; equal scores in reading order."""
    scores = residual.scores(pairs)
    heap = [
        (-threshold.ranking_score(pair, value), pair, 0)
        for pair, value in scores.items()
        if threshold.accepts(pair, value)
    ]
    heapify(heap)
    return list(_best_first(residual, heap, threshold))


def consume_all(residual: Residual, pairs: Sequence[Pair]) -> list[Match]:
    """Return pairs that are matches beyond doubt, and consume what they share."""
    matches = [Match(*pair, residual.score(*pair)) for pair in pairs]
    for pair in pairs:
        residual.consume(*pair)
    return matches


def _best_first(residual: Residual, heap: list[Entry], threshold: Threshold | SiblingThreshold) -> Iterator[Match]:
    """Yield the best pair, score the others again on what is left, and so on."""
    while heap:
        value, pair, version = heappop(heap)
        now = residual.version(*pair)
        if version == now:
            if threshold.consumes(pair, residual.score(*pair)):
                residual.consume(*pair)
            yield Match(*pair, -value)
            continue
        score = residual.score(*pair)
        if threshold.accepts(pair, score):
            heappush(heap, (-threshold.ranking_score(pair, score), pair, now))
