"""Say in words why clauses were paired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.align.text import mass

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from policydiff.align.text import Side
    from policydiff.align.transport import Carried
    from policydiff.align.weights import Weights


def likeness(left: Counter[str], right: Counter[str], weights: Weights) -> float:
    """Return 0–1: the share of both bags' weight that stands in both."""
    whole = mass(left, weights.of) + mass(right, weights.of)
    if not whole:
        return 1.0 if left == right else 0.0
    return round(2 * mass(left & right, weights.of) / whole, 4)


def why(old: Side, new: Side, weights: Weights, group: Sequence[Carried]) -> tuple[str, ...]:
    """Return one phrase for each pair."""
    return tuple(f"{old.units[pair.old].id} and {new.units[pair.new].id} share {pair.worth:.2f}" for pair in group)
