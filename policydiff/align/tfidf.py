"""Weigh n-grams by inverse document frequency: a phrase of one clause weighs most, boilerplate of all clauses nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from math import log
from typing import TYPE_CHECKING, Protocol

from policydiff.align.ngrams import STOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policydiff.align.features import Part
    from policydiff.align.ngrams import Bag, Vocabulary

Pair = tuple[int, int]

UNIT_WEIGHT = 1000
"""The weight of an n-gram that stands in one clause only. Weights are whole numbers, so that sums are exact."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its n-grams and their weight."""

    ngrams: set[int]
    weight: int


@dataclass(frozen=True)
class IdfWeights:
    """The IDF weight of each n-gram (at its id), the weight of each old and new unit, and the shared weight of two units.

    `document_frequency` counts the clauses that an n-gram stands in. `shared_cache` holds shared weights computed before,
    `sentences` the sentences of the texts that were split.
    """

    idf: Sequence[int]
    document_frequency: Mapping[int, int]
    vocabulary: Vocabulary
    old: tuple[int, ...]
    new: tuple[int, ...]
    old_bags: tuple[Bag, ...]
    new_bags: tuple[Bag, ...]
    shared_cache: dict[Pair, int]
    sentences: dict[str, list[Sentence]]

    def shared(self, i: int, j: int) -> int:
        """Return the shared weight of two units, computed once. Whole numbers: the order of a set changes no sum."""
        found = self.shared_cache.get((i, j))
        if found is None:
            found = self.shared_cache[i, j] = self.total(self.old_bags[i].ngrams & self.new_bags[j].ngrams)
        return found

    def cache_shared(self, pairs: Iterable[Pair]) -> None:
        """Compute the shared weight of many pairs in one loop: the aligner asks nothing more often."""
        weight, known = self.idf.__getitem__, self.shared_cache
        old, new = [bag.ngrams for bag in self.old_bags], [bag.ngrams for bag in self.new_bags]
        for pair in pairs:
            if pair not in known:
                there, here = old[pair[0]], new[pair[1]]
                known[pair] = self.old[pair[0]] if there is here else sum(map(weight, there & here))

    def total(self, ngrams: Iterable[int]) -> int:
        """Return the summed weight of n-grams."""
        return sum(map(self.idf.__getitem__, ngrams))

    def totals(self, texts: Sequence[str]) -> list[int]:
        """Return the summed weight of each text, without n-grams that stand in neither document."""
        return [
            self.total(filter(self.document_frequency.__contains__, found))
            for found in self.vocabulary.ids_of_texts(texts)
        ]

    def ngrams_in(self, least: int, most: int) -> set[int]:
        """Return the n-grams with a document frequency in this range."""
        return {number for number, count in self.document_frequency.items() if least <= count <= most and number > 0}

    def swapped(self) -> IdfWeights:
        """Return the weights with old and new in each other's place."""
        known = {(j, i): shared for (i, j), shared in self.shared_cache.items()}
        ends = self.new, self.old, self.new_bags, self.old_bags
        return IdfWeights(self.idf, self.document_frequency, self.vocabulary, *ends, known, self.sentences)


class HasBags(Protocol):
    """Bags of n-grams over one vocabulary."""

    @property
    def bags(self) -> tuple[Bag, ...]:
        """Return the bags."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the vocabulary of the bags."""


def idf_weights(old: HasBags, new: HasBags, idf_power: float) -> IdfWeights:
    """Weigh every n-gram of both documents by its inverse document frequency to the power `idf_power`."""
    document_frequency = Counter(chain.from_iterable([bag.ngrams for bag in (*old.bags, *new.bags)]))
    clauses = len(old.bags) + len(new.bags)
    most = log(1 + clauses)
    of_count = {
        count: round(UNIT_WEIGHT * (log(1 + clauses / count) / most) ** idf_power)
        for count in set(document_frequency.values())
    }
    # Repeated n-grams have negative ids: their weights stand at the end.
    idf = [0] * (len(old.vocabulary) + 1)
    for number, count in document_frequency.items():
        idf[number] = of_count[count]
    for number, following in old.vocabulary.next_occurrence.items():
        idf[following] = idf[number]
    return IdfWeights(
        idf,
        document_frequency,
        old.vocabulary,
        _unit_weights(idf, old),
        _unit_weights(idf, new),
        old.bags,
        new.bags,
        {},
        {},
    )


def _unit_weights(idf: Sequence[int], side: HasBags) -> tuple[int, ...]:
    weight = idf.__getitem__
    return tuple(sum(map(weight, bag.ngrams)) for bag in side.bags)


def sentences(part: Part, weights: IdfWeights) -> list[Sentence]:
    """Return the sentences of a part, in order."""
    found = weights.sentences.get(part.text)
    if found is None:
        texts = part.text.split(STOP)
        vocabulary = weights.vocabulary
        ids = vocabulary.ids_of_texts(texts) if len(texts) > 1 else [part.ngrams]
        bags = [vocabulary.bag(ngrams).ngrams for ngrams in ids]
        found = weights.sentences[part.text] = [Sentence(bag, weights.total(bag)) for bag in bags]
    return found
