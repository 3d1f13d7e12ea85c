"""Pair the clauses that nothing else explains and whose neighbours on both sides are paired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.align.greedy_assignment import Carried

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from policydiff.align.features import Side
    from policydiff.align.residual import Remainder
    from policydiff.align.threshold import Bar

Pair = tuple[int, int]

# Of the bar. In revisions of real laws, clauses between paired neighbours that share less regulate different matters.
LEAST_IN_PLACE = 0.25
LEAST_ALIKE = 0.1


def between_neighbours(
    old: Side, new: Side, carried: Sequence[Carried], remainder: Remainder, bar: Bar
) -> list[Carried]:
    """Return pairs of lone clauses that stand at the same place and share something, however little.

    old  甲 ─ 乙 ─ 丙      甲─1 and 丙─3 are paired, 乙 and 2 are alone:
    new  1 ─ 2 ─ 3        a rewritten rule, if any of its words are left; else one went and another came
    """
    pairs = {(pair.old, pair.new) for pair in carried}
    alone = _alone(len(old.units), {i for i, _ in pairs}), _alone(len(new.units), {j for _, j in pairs})
    result = []
    for i, j in ((before + 1, place + 1) for before, place in sorted(pairs)):
        if i in alone[0] and j in alone[1] and _between(old, new, pairs, (i, j)):
            worth = remainder.worth(i, j)
            if worth >= LEAST_IN_PLACE * bar.strangers and remainder.alike(i, j, worth)[0] >= LEAST_ALIKE:
                result.append(Carried(i, j, worth))
                alone[0].discard(i)
                alone[1].discard(j)
    return result


def _alone(count: int, linked: AbstractSet[int]) -> set[int]:
    return set(range(count)) - linked


def _between(old: Side, new: Side, pairs: AbstractSet[Pair], pair: Pair) -> bool:
    """Tell whether what follows is paired too, or both clauses close a chapter or the document."""
    i, j = pair
    if old.heads(i) or new.heads(j):
        return False
    ends = (_closes(old, i), _closes(new, j))
    return all(ends) or (not any(ends) and (i + 1, j + 1) in pairs)


def _closes(side: Side, index: int) -> bool:
    return index + 1 == len(side.units) or side.heads(index + 1)
