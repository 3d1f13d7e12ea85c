"""Settle what several plugins say of the same words: a general remark gives way to one that knows what the words are about."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Annotation, Span


def without_repeats(remarks: Sequence[Annotation]) -> list[Annotation]:
    """Leave out each general remark whose words, on both sides, another remark speaks of, and what is said twice."""
    particular = sorted(
        ((one.old, one.new) for one in remarks if not one.general and one.old and one.new),
        key=lambda pair: pair[1].start,
    )
    starts = [new.start for _, new in particular]
    longest = max((new.end - new.start for _, new in particular), default=0)
    kept: dict[Annotation, None] = {}
    for one in remarks:
        if one.general and one.old and one.new:
            first = bisect_left(starts, one.new.start - longest)
            near = (pair for pair in particular[first:] if pair[1].start < one.new.end)
            if any(_overlap(old, one.old) and _overlap(new, one.new) for old, new in near):
                continue
        kept.setdefault(one)
    return list(kept)


def _overlap(one: Span, other: Span) -> bool:
    """Tell whether two places share words, and neither is a whole sentence around the other."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return (
        shared > 0
        and 2 * shared >= min(one.end - one.start, other.end - other.start)
        and (one.end - one.start <= 3 * (other.end - other.start) + 12)
    )
