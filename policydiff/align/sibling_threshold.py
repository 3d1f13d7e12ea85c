"""Estimate the acceptance threshold for siblings: a pair must stand out among the other candidates of both its clauses."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from policydiff.align.citation_support import citation_support
from policydiff.align.local_scaling import SMOOTHING, local_scales, scale_locally
from policydiff.align.neighbour_support import neighbour_support
from policydiff.align.views import character_view, paragraph_view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policydiff.align.features import Side
    from policydiff.align.parameters import SiblingParameters
    from policydiff.align.residual import Residual

Pair = tuple[int, int]

# As support for its neighbours a pair is scaled fully: one of several equal candidates supports nothing.
NEIGHBOUR_SCALING_POWER = 0.5

# The median neighbour support over all candidates: neither for nor against a pair.
TYPICAL_SUPPORT = 0.75

# From this score of the duties that two penalties cite, the penalties keep the score of their words. Of penalties whose
# duties scored lower, few sanctioned one duty, however similar: they are written after one template (docs/how-it-works).
TYPICAL_CITATION_SUPPORT = 0.9

# Bounds of citation support: articles of many items are cited by many penalties, and a duty may have been missed.
MIN_CITATION_SUPPORT, MAX_CITATION_SUPPORT = 0.1, 1.35

# From this similarity on, one clause is a copy of the other, and the pair consumes what both share.
NEAR_COPY = 0.7


def estimate_sibling_threshold(
    residual: Residual, pairs: Sequence[Pair], sides: tuple[Side, Side], parameters: SiblingParameters
) -> SiblingThreshold:
    """Estimate the threshold from the scores of all candidates, before any is assigned.

    old  甲      1   2   3      甲 shares as much with 1, 2 and 3: it is a list of duties, similar to everything;
             甲  4   4   4      乙 shares less with 2 than 甲 does, and much less with 1 and 3: 乙 ─ 2
             乙 .2   3  .2
    """
    score = {pair: residual.score(*pair) for pair in pairs}
    support = _view_scores(pairs, sides, parameters)
    scaled_scores = {
        pair: sqrt(value**parameters.bigram_weight * support[pair])
        for pair, value in scale_locally(score, NEIGHBOUR_SCALING_POWER).items()
    }
    for pair, value in neighbour_support(scaled_scores, *sides).items():
        support[pair] *= 1 + parameters.neighbour_weight * (value - TYPICAL_SUPPORT)
    if parameters.citation_power:
        for pair, value in citation_support(scaled_scores, *sides).items():
            support[pair] *= (
                min(max(value, MIN_CITATION_SUPPORT), MAX_CITATION_SUPPORT) / TYPICAL_CITATION_SUPPORT
            ) ** parameters.citation_power
    return SiblingThreshold(residual, local_scales(score, 0), local_scales(score, 1), support, parameters)


def _view_scores(pairs: Sequence[Pair], sides: tuple[Side, Side], parameters: SiblingParameters) -> dict[Pair, float]:
    """Return the product of each pair's scaled scores in the further views, each to the power of its weight."""
    found = dict.fromkeys(pairs, 1.0)
    for read, share in ((paragraph_view, parameters.paragraph_weight), (character_view, parameters.character_weight)):
        if share:
            scaled_scores = read(*sides, parameters.idf_power).scaled_scores(pairs, parameters.scaling_power)
            found = {pair: value * scaled_scores.get(pair, SMOOTHING) ** share for pair, value in found.items()}
    return found


@dataclass(frozen=True)
class SiblingThreshold:
    """The acceptance test for pairs of siblings: scores are scaled by those of the best candidates of both clauses.

    Siblings are drafted independently; nothing was carried from one into the other, so that what two clauses share is
    not used up by the pair, and one clause may treat the matter of several. Only two clauses so alike that one is a copy
    of the other explain it, so that it counts for no other pair. `support` is the factor by which
    further views, neighbours and cited duties change the score.
    """

    residual: Residual
    old: Mapping[int, float]
    new: Mapping[int, float]
    support: Mapping[Pair, float]
    parameters: SiblingParameters

    def ranking_score(self, pair: Pair, score: float) -> float:
        """Return the locally scaled score times the support of further views, neighbours and citations."""
        scale: float = (self.old[pair[0]] * self.new[pair[1]]) ** self.parameters.scaling_power
        rare_shared: float = ((score + SMOOTHING) / scale) ** self.parameters.bigram_weight
        return rare_shared * self.support.get(pair, 1.0)

    def accepts(self, pair: Pair, score: float) -> bool:
        """Tell whether the scaled score passes."""
        return self.ranking_score(pair, score) >= self.parameters.min_score

    def consumes(self, pair: Pair, score: float) -> bool:
        """Tell whether the pair consumes the n-grams that it shares."""
        return self.residual.similarity(*pair, score)[0] >= NEAR_COPY
