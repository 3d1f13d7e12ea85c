"""The numbers that alignment was tuned with, one set for each relation."""

from __future__ import annotations

from dataclasses import dataclass

from policydiff.model import Relation


@dataclass(frozen=True, slots=True)
class Tuning:
    """What decides between a pair and no pair. Chosen by leave-one-pair-out; the plateau is wide (docs/how-it-works).

    `least`: worth below which two clauses share no more than strangers do, in grams that stand in one clause only.
    `sharpness`: the power of a gram's inverse document frequency; independent drafters share boilerplate, so siblings need more.
    `reuse`: how much text that another pair already explains still counts; siblings regulate one matter in several places.
    `order`: how much more a pair is worth that keeps the reading order.
    """

    least: float
    sharpness: float
    reuse: float
    order: float


TUNING = {
    Relation.VERSIONS: Tuning(least=0.5, sharpness=1.5, reuse=0.3, order=0.1),
    Relation.SIBLINGS: Tuning(least=0.5, sharpness=1.5, reuse=0.3, order=0.1),
}
