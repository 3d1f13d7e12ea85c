"""Compare two clauses in further views: what character pairs of whole clauses miss, single characters or one 款 may show.

               甲  摊位费由街道公示。经营者可以拒绝重复收取。摊位不得转让…      alike by one 款: 摊位费
乙  市场的收费标准应当张贴。                                      and by characters: 收, 费, 市 say what no pair says
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate, chain
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from policydiff.align.heading_context import context_headings
from policydiff.align.local_scaling import SMOOTHING, scale_locally
from policydiff.align.ngrams import GAP, STOP, Vocabulary
from policydiff.align.tfidf import UNIT_WEIGHT, idf_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.align.features import Side
    from policydiff.align.ngrams import Bag
    from policydiff.align.tfidf import IdfWeights

Pair = tuple[int, int]

# A clause of more 款 than this is a table or a catalogue: it is read as a whole, else two of them cost the product of their rows.
MOST_PARAGRAPHS = 16


class Passages(NamedTuple):
    """The bags of a side in one view, and which of them belong to each unit."""

    bags: tuple[Bag, ...]
    vocabulary: Vocabulary
    places: tuple[range, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One view of both documents: passages and their weights."""

    old: Passages
    new: Passages
    weights: IdfWeights

    def scaled_scores(self, pairs: Sequence[Pair], power: float) -> dict[Pair, float]:
        """Return for each two clauses the locally scaled score of their best pair of passages."""
        old, new = self.old.places, self.new.places
        score = {(x, y): self._score(x, y) for i, j in pairs for x in old[i] for y in new[j]}
        scaled = scale_locally(score, power)
        return {(i, j): max((scaled[x, y] for x in old[i] for y in new[j]), default=SMOOTHING) for i, j in pairs}

    def _score(self, x: int, y: int) -> float:
        shared = self.weights.shared(x, y)
        return shared * shared / sqrt(self.weights.old[x] * self.weights.new[y]) / UNIT_WEIGHT if shared else 0.0


def paragraph_view(old: Side, new: Side, idf_power: float) -> View:
    """View character pairs 款 by 款: a short article is the matter of one 款 of a long one."""
    left, right = _paragraphs(old), _paragraphs(new)
    return View(left, right, idf_weights(left, right, idf_power))


def character_view(old: Side, new: Side, idf_power: float) -> View:
    """View single characters: 收费 and 费用, 张贴 and 粘贴 have one in common."""
    vocabulary = Vocabulary()
    left, right = _characters(old, vocabulary), _characters(new, vocabulary)
    return View(left, right, idf_weights(left, right, idf_power))


def _paragraphs(side: Side) -> Passages:
    said = side.vocabulary.ids_of_texts(context_headings(side))
    return _passages(
        [
            [[*words, *said[index]] for words in ([] if side.is_heading(index) else _of_paragraphs(side, index))]
            for index in range(len(side.units))
        ],
        side.vocabulary,
    )


def _of_paragraphs(side: Side, index: int) -> list[list[int]]:
    """Return the n-grams of each 款, those of its 项 with it: an entry of a list is no rule by itself."""
    unit = side.units[index].id
    words: dict[str, list[int]] = defaultdict(list)
    for part in side.parts[index]:
        step = part.id[len(unit) + 1 :].partition("/")[0]
        words[step if step.isdigit() else ""].extend(part.ngrams)
    return [*words.values()] if len(words) <= MOST_PARAGRAPHS else [[*chain.from_iterable(words.values())]]


def _characters(side: Side, vocabulary: Vocabulary) -> Passages:
    bare = str.maketrans("", "", GAP + STOP)
    texts = [
        f"{text}{heading}".translate(bare) for text, heading in zip(side.texts, context_headings(side), strict=True)
    ]
    return _passages(
        [[] if side.is_heading(index) else [vocabulary.ids(text)] for index, text in enumerate(texts)], vocabulary
    )


def _passages(units: Sequence[Sequence[Sequence[int]]], vocabulary: Vocabulary) -> Passages:
    """Return the passages of a side from the n-grams of the passages of each of its units; one without n-grams is none."""
    spoken = [[found for found in unit if found] for unit in units]
    ends = [*accumulate(map(len, spoken), initial=0)]
    bags = tuple(vocabulary.bag(found) for unit in spoken for found in unit)
    return Passages(bags, vocabulary, tuple(map(range, ends, ends[1:])))
