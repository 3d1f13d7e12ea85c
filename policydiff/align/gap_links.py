"""Match the clauses left in a gap between matched neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.align.greedy_assignment import Match

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from policydiff.align.features import Side
    from policydiff.align.residual import Residual
    from policydiff.align.threshold import Threshold

Pair = tuple[int, int]

# In multiples of the threshold's minimum. In revisions of real laws, clauses between matched neighbours that share less regulate different matters.
MIN_SCORE_FACTOR = 0.25
MIN_SIMILARITY = 0.1


def link_gaps(old: Side, new: Side, matches: Sequence[Match], residual: Residual, threshold: Threshold) -> list[Match]:
    """Return pairs of unmatched clauses that stand at the same place and share something, however little.

    old  甲 ─ 乙 ─ 丙      甲─1 and 丙─3 are matched, 乙 and 2 are not:
    new  1 ─ 2 ─ 3        a rewritten rule, if any of its words are left; else one went and another came
    """
    pairs = {(pair.old, pair.new) for pair in matches}
    unmatched = _unmatched(len(old.units), {i for i, _ in pairs}), _unmatched(len(new.units), {j for _, j in pairs})
    result = []
    for i, j in ((before + 1, place + 1) for before, place in sorted(pairs)):
        if i in unmatched[0] and j in unmatched[1] and _between(old, new, pairs, (i, j)):
            score = residual.score(i, j)
            if score >= MIN_SCORE_FACTOR * threshold.minimum and residual.similarity(i, j, score)[0] >= MIN_SIMILARITY:
                result.append(Match(i, j, score))
                unmatched[0].discard(i)
                unmatched[1].discard(j)
    return result


def _unmatched(count: int, linked: AbstractSet[int]) -> set[int]:
    return set(range(count)) - linked


def _between(old: Side, new: Side, pairs: AbstractSet[Pair], pair: Pair) -> bool:
    """Tell whether what follows is matched too, or both clauses close a chapter or the document."""
    i, j = pair
    if old.is_heading(i) or new.is_heading(j) or not old.may_match(new, i, j):
        return False
    ends = (_closes(old, i), _closes(new, j))
    return all(ends) or (not any(ends) and (i + 1, j + 1) in pairs)


def _closes(side: Side, index: int) -> bool:
    return index + 1 == len(side.units) or side.is_heading(index + 1)
