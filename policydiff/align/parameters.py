"""The tuned parameters of alignment, one set for each relation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from policydiff.model import Relation


@dataclass(frozen=True, slots=True)
class Parameters:
    """Parameters of the acceptance threshold. Chosen by leave-one-pair-out; the plateau is wide (docs/how-it-works).

    `idf_power`: the power of an n-gram's inverse document frequency: how much rare phrases count over boilerplate.
    `reuse_weight`: how much text that another pair already explains still counts, at most as much as the text it does not.
    `min_score`: no pair is accepted below, in n-grams that stand in one clause only; for siblings, locally scaled.
    """

    idf_power: float
    reuse_weight: float
    min_score: float


@dataclass(frozen=True, slots=True)
class VersionParameters(Parameters):
    """Parameters for versions, where text was carried over.

    `background_factor`: how many times the background score a pair must have.
    `in_order_factor`: the part of that for a pair that keeps the reading order.
    `min_similarity`: below it, two clauses have no more than a formula in common.
    `order_bonus`: how much more a pair scores that keeps the reading order.
    """

    background_factor: float
    in_order_factor: float
    min_similarity: float
    order_bonus: float


@dataclass(frozen=True, slots=True)
class SiblingParameters(Parameters):
    """Parameters for siblings, where each text was drafted by itself.

    `scaling_power`: the power of local scaling by the scores of a clause's best candidates: 0 would ask the same
    of every pair, 0.5 would let a clause's partners compete for one place.
    `paragraph_weight`, `character_weight`: the weights of the views 款 by 款 and character by character, of 1;
    the rest is the weight of character pairs of whole clauses.
    `neighbour_weight`: how much more a pair of articles scores the better its neighbours score.
    `citation_power`: the power by which a pair of penalties scores less the lower the duties score that both cite.
    """

    scaling_power: float
    paragraph_weight: float
    character_weight: float
    neighbour_weight: float
    citation_power: float

    @property
    def bigram_weight(self) -> float:
        """The weight of character pairs of whole clauses."""
        return 1 - self.paragraph_weight - self.character_weight


VERSIONS = VersionParameters(
    idf_power=1.5,
    reuse_weight=0.3,
    min_score=0.3,
    background_factor=1.6,
    in_order_factor=0.5,
    min_similarity=0.12,
    order_bonus=0.1,
)

SIBLINGS = SiblingParameters(
    idf_power=2.0,
    reuse_weight=0.3,
    min_score=0.96,
    scaling_power=0.35,
    paragraph_weight=0.3,
    character_weight=0.2,
    neighbour_weight=0.25,
    citation_power=1.0,
)

# Passages of many documents are compared as a whole only: each further view would cost every pair of documents as much again.
# docs/siblings.md has what their topics measure with it.
PASSAGES = replace(SIBLINGS, min_score=0.88, paragraph_weight=0.0, character_weight=0.0, citation_power=0.0)

PARAMETERS: dict[Relation, VersionParameters | SiblingParameters] = {
    Relation.VERSIONS: VERSIONS,
    Relation.SIBLINGS: SIBLINGS,
}
