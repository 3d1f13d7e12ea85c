"""Weigh grams: a phrase that stands in one clause tells much, boilerplate that stands in all tells nothing."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from policydiff.align.bags import spread
from policydiff.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policydiff.align.text import Side

WHOLE = 1000
"""The weight of a gram that stands in one clause only. Weights are whole numbers, so that sums are exact."""


@dataclass(frozen=True)
class Weights:
    """The weight of each gram, in how many clauses it stands, and what each old and new unit weighs."""

    of: Mapping[str, int]
    spread: Mapping[str, int]
    old: tuple[int, ...]
    new: tuple[int, ...]

    def swapped(self) -> Weights:
        """Return the weights with old and new in each other's place."""
        return Weights(self.of, self.spread, self.new, self.old)


def weigh(old: Side, new: Side, sharpness: float) -> Weights:
    """Weigh every gram of both documents by its inverse document frequency to the power `sharpness`."""
    counts = spread((*old.bags, *new.bags))
    clauses = len(old.bags) + len(new.bags)
    most = log(1 + clauses)
    of_count = {count: round(WHOLE * (log(1 + clauses / count) / most) ** sharpness) for count in set(counts.values())}
    of = {gram: of_count[count] for gram, count in counts.items()}
    return Weights(of, counts, tuple(bag.weigh(of) for bag in old.bags), tuple(bag.weigh(of) for bag in new.bags))
