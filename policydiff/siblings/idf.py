"""IDF weights of the n-grams of many documents, and of one topic in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat
from math import log
from typing import TYPE_CHECKING

from policydiff.siblings.ngrams import merged, spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policydiff.siblings.ngrams import Bag, Side

# Weights of grams are rounded to whole numbers of this scale.
SCALE = 1000


# What a gram weighs that only one document uses here, in parts of a document that shares it: a long clause packs other
# matters too, and they must not make it the measure of this one.
LONE = 0.1


def idf_weights(sides: Sequence[Side]) -> dict[str, float]:
    """Return for each gram of all documents how much it tells: `SCALE` times the logarithm of how few passages it stands in."""
    counts = spread(bag for side in sides for bag in side.bags)
    passages = sum(len(side.bags) for side in sides)
    return {gram: SCALE * log(1 + passages / count) for gram, count in counts.items()}


@dataclass(frozen=True)
class TopicTerms:
    """What a topic is about: each gram of its passages, weighed by its rarity and by how many other documents use it here.

    Weights are whole numbers, so that sums are exact whatever the order of a set.
    """

    bags: Mapping[int, Bag]
    weights: Mapping[str, int]

    @cached_property
    def masses(self) -> dict[int, int]:
        """How much of the topic's matter each document holds."""
        return {member: self.weight(bag.grams) for member, bag in self.bags.items()}

    @cached_property
    def users(self) -> Counter[str]:
        """How many documents use each gram here."""
        return Counter(chain.from_iterable(bag.grams for bag in self.bags.values()))

    def weight(self, grams: Iterable[str]) -> int:
        """Return how much of the topic's matter some words hold."""
        return sum(map(self.weights.get, grams, repeat(0)))

    def likeness(self) -> float:
        """Return 0–1: how much of its matter two of its documents share, on the average."""
        pairs = [(one, other) for one in self.bags for other in self.bags if one < other]
        shared = (
            2
            * self.weight(self.bags[one].grams & self.bags[other].grams)
            / max(1, self.masses[one] + self.masses[other])
            for one, other in pairs
        )
        return sum(shared) / len(pairs) if pairs else 0.0


def topic_terms(bags: Mapping[int, Sequence[Bag]], rare: Mapping[str, float]) -> TopicTerms:
    """Return what the passages of some documents (by their numbers) have for a theme."""
    whole = {member: merged(list(found)) for member, found in bags.items()}
    counts = Counter(gram for bag in whole.values() for gram in bag.grams)
    others = max(1, len(whole) - 1)
    return TopicTerms(
        whole, {gram: round(rare[gram] * max(count - 1, LONE) / others) for gram, count in counts.items()}
    )
