"""Align what is left between anchors: rewritten clauses that keep the reading order share too little to pass the threshold alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.align.greedy_assignment import Match
from policydiff.align.lis import heaviest_chain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.align.features import Side
    from policydiff.align.residual import Residual
    from policydiff.align.threshold import Threshold

Pair = tuple[int, int]

# In multiples of the threshold's minimum. Of pairs inside a gap that score more, two of three were true on rewrites whose origins
# a legislature states, and all in revisions linked by hand; of those below, one in five.
MIN_SCORE_FACTOR = 0.5
# A larger gap is no context any more, and its pairs cost too much.
MOST_PAIRS = 400


def align_gaps(old: Side, new: Side, matches: Sequence[Match], residual: Residual, threshold: Threshold) -> list[Match]:
    """Return the heaviest chain of pairs of unmatched clauses in each gap between consecutive anchors.

    old  甲 ─ 乙 丙 丁 ─ 戊      甲─1 and 戊─4 are anchors: 乙, 丙, 丁 are aligned with 2 and 3
    new  1 ─ 2 3 ─ 4           in reading order, by the little that they share

    Only articles: the points of a plan come in any order, and the next point is another matter.
    """
    found: dict[Pair, float] = {}
    for olds, news in _gaps(old, new, matches):
        pairs = [(i, j) for i in olds for j in news if old.may_match(new, i, j)]
        scores = {pair: residual.score(*pair) for pair in pairs}
        least = MIN_SCORE_FACTOR * threshold.minimum
        enough = {pair: score for pair, score in scores.items() if score >= least}
        found |= {pair: enough[pair] for pair in heaviest_chain(enough)}
    return [Match(i, j, score) for (i, j), score in sorted(found.items())]


def _gaps(old: Side, new: Side, matches: Sequence[Match]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the unmatched clauses of both sides between each two anchors: matches that keep the reading order."""
    taken_old, taken_new = {match.old for match in matches}, {match.new for match in matches}
    anchors = heaviest_chain({(match.old, match.new): match.score for match in matches})
    before = (-1, -1)
    for anchor in (*sorted(anchors), (len(old.units), len(new.units))):
        olds = [i for i in range(before[0] + 1, anchor[0]) if i not in taken_old and old.is_article(i)]
        news = [j for j in range(before[1] + 1, anchor[1]) if j not in taken_new and new.is_article(j)]
        if olds and news and len(olds) * len(news) <= MOST_PAIRS:
            yield olds, news
        before = anchor
