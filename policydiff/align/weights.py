"""Weigh grams: a phrase that stands in one clause tells much, boilerplate that stands in all tells nothing."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from policydiff.align.text import mass, occurrences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policydiff.align.text import Side


@dataclass(frozen=True)
class Weights:
    """The weight of each gram (1 = stands in one clause of both documents together), its spread, and what each unit weighs."""

    of: Mapping[str, float]
    spread: Mapping[str, int]
    old: tuple[float, ...]
    new: tuple[float, ...]


def weigh(old: Side, new: Side) -> Weights:
    """Weigh every gram of both documents by inverse document frequency, scaled so that 1 is the most a gram can tell."""
    spread = occurrences((*old.bags, *new.bags))
    clauses = len(old.bags) + len(new.bags)
    most = log(1 + clauses)
    of_count = {count: log(1 + clauses / count) / most for count in set(spread.values())}
    of = {gram: of_count[count] for gram, count in spread.items()}
    return Weights(of, spread, tuple(mass(bag, of) for bag in old.bags), tuple(mass(bag, of) for bag in new.bags))
