"""Settle what several plugins say of the same words: a general remark gives way to one that knows what the words are about."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Annotation, Span

# A place more than so many times as long as another, and some characters, is the sentence around it.
_LONGER, _MORE = 3, 12


def without_repeats(remarks: Sequence[Annotation]) -> list[Annotation]:
    """Leave out each general remark whose words, on both sides, a less general one speaks of, and what is said twice."""
    both = sorted(_of_both_sides(remarks), key=lambda found: found[1].start)
    starts = [new.start for _, new, _ in both]
    longest = max((new.end - new.start for _, new, _ in both), default=0)
    kept: dict[Annotation, None] = {}
    for one in remarks:
        if one.generality and one.old and one.new:
            near = both[bisect_left(starts, one.new.start - longest) : bisect_left(starts, one.new.end)]
            if any(
                rank < one.generality and _overlap(old, one.old) and _overlap(new, one.new) for old, new, rank in near
            ):
                continue
        kept.setdefault(one)
    return list(kept)


def _of_both_sides(remarks: Sequence[Annotation]) -> Iterator[tuple[Span, Span, int]]:
    return ((one.old, one.new, one.generality) for one in remarks if one.old and one.new)


def _overlap(one: Span, other: Span) -> bool:
    """Tell whether two places share half of the shorter one, and the first is not the sentence around the second."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    lengths = one.end - one.start, other.end - other.start
    return shared > 0 and 2 * shared >= min(lengths) and lengths[0] <= _LONGER * lengths[1] + _MORE
