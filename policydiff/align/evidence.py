"""Say in words why clauses were paired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.align.text import GAP, Bag, grams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.align.text import Side
    from policydiff.align.transport import Carried
    from policydiff.align.weights import Weights


def likeness(old: Sequence[str], new: Sequence[str], weights: Weights) -> float:
    """Return 0–1: the share of both sides' weight that stands on both."""
    if old == new:
        return 1.0
    left, right = Bag(grams(GAP.join(old))), Bag(grams(GAP.join(new)))
    whole = left.weigh(weights.of) + right.weigh(weights.of)
    return round(2 * left.shared(right, weights.of) / whole, 4) if whole else 0.0


def why(old: Side, new: Side, weights: Weights, group: Sequence[Carried]) -> tuple[str, ...]:
    """Return one phrase for each pair."""
    return tuple(f"{old.units[pair.old].id} and {new.units[pair.new].id} share {pair.worth:.2f}" for pair in group)
