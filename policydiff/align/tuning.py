"""The numbers that alignment was tuned with, one set for each relation."""

from __future__ import annotations

from dataclasses import dataclass

from policydiff.model import Relation


@dataclass(frozen=True, slots=True)
class Tuning:
    """What decides between a pair and no pair. Chosen by leave-one-pair-out; the plateau is wide (docs/how-it-works).

    `strangers`: how many times what strangers share a pair must be worth.
    `in_order`: the part of that which a pair must be worth that keeps the reading order; siblings have no common order.
    `floor`: worth that no pair is kept below, in grams that stand in one clause only.
    `sharpness`: the power of a gram's inverse document frequency: how much rare phrases go before boilerplate.
    `reuse`: how much text that another pair already explains still counts, at most as much as the text it does not.
    `alike`: the share of both clauses' wording below which versions have no more than a formula in common; siblings are
    drafted independently, and little is much.
    `order`: how much more a pair is worth that keeps the reading order.
    """

    strangers: float
    in_order: float
    floor: float
    sharpness: float
    reuse: float
    alike: float
    order: float


TUNING = {
    Relation.VERSIONS: Tuning(strangers=1.6, in_order=0.5, floor=0.3, sharpness=1.5, reuse=0.3, alike=0.12, order=0.1),
    Relation.SIBLINGS: Tuning(strangers=1.3, in_order=1.0, floor=0.3, sharpness=1.5, reuse=0.3, alike=0.0, order=0.1),
}
