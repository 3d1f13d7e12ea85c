"""Estimate the acceptance threshold for the pairs of these two documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policydiff.align.lis import heaviest_chain
from policydiff.align.residual import RARE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from policydiff.align.candidates import Candidates
    from policydiff.align.parameters import VersionParameters
    from policydiff.align.residual import Residual

Pair = tuple[int, int]

# The best candidate of a clause may be its successor, the second the other half of a split; the third is unrelated.
BACKGROUND_RANK = 3

# From half of both clauses on, a reader sees one clause with changes.
SIMILAR = 0.5

# A short clause most of whose words stand in a long one was merged into it, however low the score.
CONTAINED = 0.6

# A pair that scores less than this factor above the threshold must share an n-gram of at most `VERY_RARE` clauses: of
# twenty-four pairs without one, in revisions of real laws, thirteen were wrong, and nine right, most with a higher score.
MARGINAL = 1.3
VERY_RARE = 3

# A clause that shares less than a quarter of its words with another one was not split into it.
MIN_CONTAINMENT = 0.25


def estimate_threshold(
    residual: Residual, candidates: Candidates, equal: Sequence[Pair], parameters: VersionParameters
) -> Threshold:
    """Estimate the threshold from the scores of all candidates, before any is assigned."""
    scores = residual.scores(candidates.pairs)
    background = _background_score(residual.scores(candidates.sample))
    fixed = residual.scores(equal)
    ordered = heaviest_chain({pair: value for pair, value in scores.items() if value >= parameters.min_score} | fixed)
    return Threshold(
        residual, max(parameters.min_score, parameters.background_factor * background), ordered, parameters
    )


@dataclass(frozen=True)
class Threshold:
    """The acceptance test for pairs of two versions.

    `minimum` is a multiple of the background score: what the third-best candidate of the median clause scores in
    these documents. Two kinds of pairs may score less: a short clause that the other one contains, and a pair in
    reading order whose clauses are half the same; among near-duplicates every pair is, and order decides.
    A pair out of the reading order must share more than the template that both are written after.
    """

    residual: Residual
    minimum: float
    ordered: AbstractSet[Pair]
    parameters: VersionParameters
    factors: Mapping[Pair, float] = field(default_factory=dict)

    def ranking_score(self, pair: Pair, score: float) -> float:
        """Return the score by which pairs are ranked: with a bonus for reading order, times the factor of their citations."""
        ranked = score * (1 + self.parameters.order_bonus) if pair in self.ordered else score
        return ranked * self.factors.get(pair, 1.0)

    def accepts(self, pair: Pair, score: float) -> bool:
        """Tell whether the score passes: above the minimum, or most of one clause, or half of both in reading order."""
        ordered = pair in self.ordered
        stands_out = score >= self.minimum * (self.parameters.in_order_factor if ordered else 1)
        # Most pairs end here, before anything else is asked.
        if not stands_out and score < self.parameters.min_score:
            return False
        similarity, containment = self.residual.similarity(*pair, score)
        # A small share of both clauses is a closing formula.
        incidental = similarity < self.parameters.min_similarity and containment < MIN_CONTAINMENT
        if incidental or not (stands_out or containment >= CONTAINED or (similarity >= SIMILAR and ordered)):
            return False
        if ordered:
            return True
        is_marginal = containment < CONTAINED and score < MARGINAL * self.minimum
        return self.residual.is_distinctive(*pair, VERY_RARE if is_marginal else RARE)

    def consumes(self, _pair: Pair, _score: float) -> bool:
        """Tell whether the pair consumes the n-grams that it shares: between versions, always."""
        return True


def _background_score(scores: Mapping[Pair, float]) -> float:
    """Return the median over the old clauses of the score of their third-best candidate."""
    rows: dict[int, list[float]] = defaultdict(list)
    for (i, _), value in scores.items():
        rows[i].append(value)
    third = [
        sorted(values, reverse=True)[BACKGROUND_RANK - 1] if len(values) >= BACKGROUND_RANK else 0.0
        for values in rows.values()
    ]
    return _median(third) if third else 0.0


def _median(values: Sequence[float]) -> float:
    # The module statistics costs a cold start 3 ms to load.
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
