"""Find the heaviest increasing chain of pairs (a weighted LIS): reading order is weak evidence, but all there is among near-duplicates."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Pair = tuple[int, int]


def heaviest_chain(score: Mapping[Pair, float]) -> set[Pair]:
    """Return the heaviest set of pairs in which old and new places both rise.

    old  1 2 3 4       1─1, 2─2 and 4─3 are in the chain;
    new  1 2 4 3       3─4 crosses it and is lighter
    """
    ends: list[int] = []
    weight_at: list[float] = []
    link_at: list[Pair] = []
    before: dict[Pair, Pair | None] = {}
    for i, j in sorted(score, key=lambda pair: (pair[0], -pair[1])):
        place = bisect_left(ends, j)
        before[i, j] = link_at[place - 1] if place else None
        total = score[i, j] + (weight_at[place - 1] if place else 0.0)
        _enter(ends, weight_at, link_at, place, (j, total, (i, j)))
    return _walk(before, link_at[-1] if link_at else None)


def _enter(
    ends: list[int], weights: list[float], links: list[Pair], place: int, entry: tuple[int, float, Pair]
) -> None:
    """Keep, by rising end, only chains that are heavier than every chain that ends earlier."""
    j, total, pair = entry
    if place < len(ends) and ends[place] == j and weights[place] >= total:
        return
    if place and weights[place - 1] >= total:
        return
    stop = place
    while stop < len(ends) and weights[stop] <= total:
        stop += 1
    ends[place:stop], weights[place:stop], links[place:stop] = [j], [total], [pair]


def _walk(before: Mapping[Pair, Pair | None], last: Pair | None) -> set[Pair]:
    found = set()
    while last is not None:
        found.add(last)
        last = before[last]
    return found
