"""The numbers that alignment was tuned with, one set for each relation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from policydiff.model import Relation


@dataclass(frozen=True, slots=True)
class Tuning:
    """What decides between a pair and no pair. Chosen by leave-one-pair-out; the plateau is wide (docs/how-it-works).

    `sharpness`: the power of a gram's inverse document frequency: how much rare phrases go before boilerplate.
    `reuse`: how much text that another pair already explains still counts, at most as much as the text it does not.
    `floor`: worth that no pair is kept below, in grams that stand in one clause only; for siblings in proportion to rivals.
    """

    sharpness: float
    reuse: float
    floor: float


@dataclass(frozen=True, slots=True)
class VersionsTuning(Tuning):
    """What decides between versions, where text was carried over.

    `strangers`: how many times what strangers share a pair must be worth.
    `in_order`: the part of that which a pair must be worth that keeps the reading order.
    `alike`: the share of both clauses' wording below which they have no more than a formula in common.
    `order`: how much more a pair is worth that keeps the reading order.
    """

    strangers: float
    in_order: float
    alike: float
    order: float


@dataclass(frozen=True, slots=True)
class SiblingsTuning(Tuning):
    """What decides between siblings, where each text was drafted by itself.

    `rivals`: the power by which the worth of a clause's best partners raises the bar for all of them: 0 would ask the same
    of every pair, 0.5 would let a clause's partners compete for one place.
    `paragraphs`, `characters`: how much it counts, of 1, what clauses share read 款 by 款 and character by character;
    the rest is what they share in pairs of characters as a whole.
    `company`: how much more a pair of articles is worth the better the best of the pairs beside it stands.
    `citations`: the power by which a pair of penalties is worth less the worse the duties stand that both name by number.
    """

    rivals: float
    paragraphs: float
    characters: float
    company: float
    citations: float

    @property
    def whole(self) -> float:
        """How much the pairs of characters of whole clauses count."""
        return 1 - self.paragraphs - self.characters


VERSIONS = VersionsTuning(sharpness=1.5, reuse=0.3, floor=0.3, strangers=1.6, in_order=0.5, alike=0.12, order=0.1)

SIBLINGS = SiblingsTuning(
    sharpness=2.0, reuse=0.3, floor=0.96, rivals=0.35, paragraphs=0.3, characters=0.2, company=0.25, citations=1.0
)

# Passages of many documents are read as a whole only: each further reading would cost every pair of documents as much again.
# docs/siblings.md has what their topics measure with it.
PASSAGES = replace(SIBLINGS, floor=0.88, paragraphs=0.0, characters=0.0, citations=0.0)

TUNING: dict[Relation, VersionsTuning | SiblingsTuning] = {
    Relation.VERSIONS: VERSIONS,
    Relation.SIBLINGS: SIBLINGS,
}
