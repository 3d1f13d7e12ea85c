"""Cut units into sentences, those only that are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.align.grams import STOP

if TYPE_CHECKING:
    from policydiff.align.weights import Weights


class Sentence(NamedTuple):
    """A sentence or 项 of a unit: its grams, and what they weigh."""

    grams: set[int]
    weight: int


def sentences(text: str, weights: Weights) -> list[Sentence]:
    """Return the sentences of a folded text, in order."""
    found = weights.sentences.get(text)
    if found is None:
        numbers = weights.numbers
        bags = [numbers.bag(said).numbers for said in numbers.of_texts(text.split(STOP))]
        found = weights.sentences[text] = [Sentence(bag, weights.weigh(bag)) for bag in bags]
    return found
