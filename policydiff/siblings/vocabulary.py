"""Weigh the grams of many documents, and of one topic in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from policydiff.align.bags import merged, spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policydiff.align.bags import Bag
    from policydiff.align.text import Side


def rarity(sides: Sequence[Side]) -> dict[str, float]:
    """Return for each gram of all documents how much it tells: the logarithm of how few passages it stands in."""
    counts = spread(bag for side in sides for bag in side.bags)
    passages = sum(len(side.bags) for side in sides)
    return {gram: log(1 + passages / count) for gram, count in counts.items()}


@dataclass(frozen=True)
class Theme:
    """What a topic is about: each gram of its passages, weighed by its rarity and by how many documents use it here."""

    bags: Mapping[int, Bag]
    weights: Mapping[str, float]

    def mass(self, member: int) -> float:
        """Return how much of the topic's matter a document holds."""
        return sum(self.weights[gram] for gram in sorted(self.bags[member].grams))

    def weight(self, grams: Iterable[str]) -> float:
        """Return how much of the topic's matter some words hold."""
        return sum(self.weights.get(gram, 0.0) for gram in grams)

    def likeness(self) -> float:
        """Return 0–1: how much of its matter two of its documents share, on the average."""
        masses = {member: self.mass(member) for member in self.bags}
        pairs = [(one, other) for one in self.bags for other in self.bags if one < other]
        shared = (
            2
            * self.weight(sorted(self.bags[one].grams & self.bags[other].grams))
            / max(masses[one] + masses[other], 1e-9)
            for one, other in pairs
        )
        return sum(shared) / len(pairs) if pairs else 0.0


def theme(bags: Mapping[int, Sequence[Bag]], rare: Mapping[str, float]) -> Theme:
    """Return what the passages of some documents (by their numbers) have for a theme."""
    whole = {member: merged(list(found)) for member, found in bags.items()}
    counts = Counter(gram for bag in whole.values() for gram in bag.grams)
    return Theme(whole, {gram: rare[gram] * count / len(whole) for gram, count in sorted(counts.items())})
