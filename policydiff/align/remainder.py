"""Keep account of what of both documents no pair has explained yet."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from policydiff.align.weights import WHOLE

if TYPE_CHECKING:
    from policydiff.align.text import Side
    from policydiff.align.weights import Weights

Pair = tuple[int, int]

# Who shares only what more clauses have than these shares a template: with up to two twins on either side, a rule still has words of its own.
FEW = 6

# A clause so much of which stands in the other one was carried over, whatever it is made of.
WITHIN = 0.9


class Remainder:
    """What of both documents no pair has explained yet."""

    def __init__(self, old: Side, new: Side, weights: Weights, reuse: float) -> None:
        """Start with everything unexplained."""
        self._whole_old, self._whole_new = old.bags, new.bags
        self._old, self._new = list(old.bags), list(new.bags)
        self._weights = weights
        self._reuse = reuse
        self._taken_old = [0] * len(old.bags)
        self._taken_new = [0] * len(new.bags)
        self._first: dict[Pair, int] = {}

    def worth(self, i: int, j: int) -> float:
        """Return what pairing is worth: the weight left on both sides alike, times its share of both units (geometric mean).

        A sentence that is half of its old and all of its new article counts for more than as many
        scattered characters of two long ones.
        """
        weight = self._weights.of
        first = self._first.get((i, j))
        if first is None:
            first = self._first[i, j] = self._whole_old[i].shared(self._whole_new[j], weight)
        shared: float = first
        if self.age(i, j):
            left = self._old[i].shared(self._new[j], weight)
            shared = left + self._reuse * min(first - left, left)
        both = self._weights.old[i] * self._weights.new[j]
        return shared * shared / sqrt(both) / WHOLE if both else 0.0

    def age(self, i: int, j: int) -> int:
        """Return how often something was taken from either unit: while it is the same, so is the worth."""
        return self._taken_old[i] + self._taken_new[j]

    def alike(self, i: int, j: int, worth: float) -> tuple[float, float]:
        """Return the shares that make this worth, 0–1: of both units (geometric mean), and of the lighter one."""
        old, new = self._weights.old[i], self._weights.new[j]
        if not old or not new:
            return 0.0, 0.0
        alike = sqrt(worth * WHOLE / sqrt(old * new))
        return alike, alike * sqrt(max(old, new) / min(old, new))

    def distinct(self, i: int, j: int) -> bool:
        """Tell whether both units share something that few clauses have, or the one stands nearly whole in the other.

        What else they share is the template that both are written after.
        """
        lighter = min(self._weights.old[i], self._weights.new[j])
        if self._first.get((i, j), 0) >= WITHIN * lighter:
            return True
        spread = self._weights.spread
        return any(spread[gram] <= FEW for gram in self._whole_old[i].grams & self._whole_new[j].grams)

    def unexplained(self, i: int, j: int) -> set[str]:
        """Return the grams that stand in both units and that no pair explains yet."""
        return self._old[i].grams & self._new[j].grams

    def take(self, i: int, j: int) -> None:
        """Mark as explained what both units share."""
        common = self._old[i].common(self._new[j])
        for left, taken, unit in ((self._old, self._taken_old, i), (self._new, self._taken_new, j)):
            # Until something is taken from it, a unit's remainder is its own bag.
            left[unit] = left[unit] if taken[unit] else left[unit].copy()
            left[unit].take(common)
            taken[unit] += 1
