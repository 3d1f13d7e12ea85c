"""Find the pairs that keep their order: what is left over has moved."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def heaviest_increasing_subsequence(pairs: Sequence[tuple[int, int]], weights: Sequence[int]) -> list[int]:
    """Return the indices of the pairs that rise on both sides and weigh most together, in order.

    old  A B C D      A ── A       B moved behind the others: the chain is A C D
    new  A C D B      B ─╲ C …

    `pairs` are sorted by their first place; both places rise strictly along the chain. Of chains that
    weigh the same the one that ends earlier on the new side is taken. O(n log n) but for the shifting of a list.
    """
    ends: list[int] = []  # last new places of the best chains so far, rising
    tops: list[int] = []  # what those chains weigh, rising with them
    heads: list[int] = []  # the pair that each ends in
    before: list[int] = [-1] * len(pairs)
    for at, ((_, place), weight) in enumerate(zip(pairs, weights, strict=True)):
        slot = bisect_left(ends, place)
        total = weight + (tops[slot - 1] if slot else 0)
        before[at] = heads[slot - 1] if slot else -1
        if slot < len(ends) and ends[slot] == place and tops[slot] >= total:
            continue
        stop = slot
        while stop < len(ends) and tops[stop] <= total:
            stop += 1
        ends[slot:stop], tops[slot:stop], heads[slot:stop] = [place], [total], [at]
    return _followed(heads[-1], before) if heads else []


def _followed(last: int, before: Sequence[int]) -> list[int]:
    found = []
    while last >= 0:
        found.append(last)
        last = before[last]
    return found[::-1]
