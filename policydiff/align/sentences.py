"""Cut 款 and 项 into sentences, those only that are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.align.ngrams import STOP

if TYPE_CHECKING:
    from policydiff.align.features import Part
    from policydiff.align.tfidf import Weights


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its grams, and what they weigh."""

    grams: set[int]
    weight: int


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
