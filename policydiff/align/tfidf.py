"""Weigh grams: a phrase that stands in one clause tells much, boilerplate that stands in all tells nothing."""

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
    from policydiff.align.ngrams import Bag, Numbers

Pair = tuple[int, int]

WHOLE = 1000
"""The weight of a gram that stands in one clause only. Weights are whole numbers, so that sums are exact."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its grams, and what they weigh."""

    grams: set[int]
    weight: int


@dataclass(frozen=True)
class Weights:
    """What each gram (at its number) and each old and new unit weighs, and what two units have in common.

    `spread` is in how many clauses a gram stands. `known` holds what two units were found to have in common,
    `sentences` the sentences of the texts that were cut.
    """

    of: Sequence[int]
    spread: Mapping[int, int]
    numbers: Numbers
    old: tuple[int, ...]
    new: tuple[int, ...]
    old_bags: tuple[Bag, ...]
    new_bags: tuple[Bag, ...]
    known: dict[Pair, int]
    sentences: dict[str, list[Sentence]]

    def shared(self, i: int, j: int) -> int:
        """Return what both units have in common, weighed only once. Whole numbers: the order of a set changes no sum."""
        found = self.known.get((i, j))
        if found is None:
            found = self.known[i, j] = self.weigh(self.old_bags[i].numbers & self.new_bags[j].numbers)
        return found

    def share(self, pairs: Iterable[Pair]) -> None:
        """Weigh what many pairs of units have in common, in one loop: the aligner asks nothing more often."""
        heavy, known = self.of.__getitem__, self.known
        old, new = [bag.numbers for bag in self.old_bags], [bag.numbers for bag in self.new_bags]
        for pair in pairs:
            if pair not in known:
                there, here = old[pair[0]], new[pair[1]]
                known[pair] = self.old[pair[0]] if there is here else sum(map(heavy, there & here))

    def weigh(self, numbers: Iterable[int]) -> int:
        """Return what grams weigh together."""
        return sum(map(self.of.__getitem__, numbers))

    def of_texts(self, texts: Sequence[str]) -> list[int]:
        """Return what stretches of text weigh, grams that stand in neither document excepted."""
        return [self.weigh(filter(self.spread.__contains__, found)) for found in self.numbers.of_texts(texts)]

    def among(self, least: int, most: int) -> set[int]:
        """Return the grams that stand in so many clauses."""
        return {number for number, count in self.spread.items() if least <= count <= most and number > 0}

    def swapped(self) -> Weights:
        """Return the weights with old and new in each other's place."""
        known = {(j, i): shared for (i, j), shared in self.known.items()}
        ends = self.new, self.old, self.new_bags, self.old_bags
        return Weights(self.of, self.spread, self.numbers, *ends, known, self.sentences)


class Bagged(Protocol):
    """What is weighed: bags of grams that were numbered alike on both sides."""

    @property
    def bags(self) -> tuple[Bag, ...]:
        """Return the bags."""

    @property
    def numbers(self) -> Numbers:
        """Return what numbered their grams."""


def weigh(old: Bagged, new: Bagged, sharpness: float) -> Weights:
    """Weigh every gram of both documents by its inverse document frequency to the power `sharpness`."""
    spread = Counter(chain.from_iterable([bag.numbers for bag in (*old.bags, *new.bags)]))
    clauses = len(old.bags) + len(new.bags)
    most = log(1 + clauses)
    of_count = {count: round(WHOLE * (log(1 + clauses / count) / most) ** sharpness) for count in set(spread.values())}
    # Grams that stand there again have negative numbers: their weights stand at the end.
    of = [0] * (len(old.numbers) + 1)
    for number, count in spread.items():
        of[number] = of_count[count]
    for number, following in old.numbers.again.items():
        of[following] = of[number]
    return Weights(of, spread, old.numbers, _of_units(of, old), _of_units(of, new), old.bags, new.bags, {}, {})


def _of_units(of: Sequence[int], side: Bagged) -> tuple[int, ...]:
    heavy = of.__getitem__
    return tuple(sum(map(heavy, bag.numbers)) for bag in side.bags)


def sentences(part: Part, weights: Weights) -> list[Sentence]:
    """Return the sentences of a part, in order."""
    found = weights.sentences.get(part.text)
    if found is None:
        texts = part.text.split(STOP)
        numbers = weights.numbers
        said = numbers.of_texts(texts) if len(texts) > 1 else [part.grams]
        bags = [numbers.bag(grams).numbers for grams in said]
        found = weights.sentences[part.text] = [Sentence(bag, weights.weigh(bag)) for bag in bags]
    return found
