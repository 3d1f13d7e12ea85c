"""Read two clauses in further ways: what the one way misses, because two drafters worded it differently, another one sees.

               甲  摊位费由街道公示。经营者可以拒绝重复收取。摊位不得转让…      alike by one 款: 摊位费
乙  市场的收费标准应当张贴。                                      and by characters: 收, 费, 市 say what no pair says
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate, chain
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from policydiff.align.heading_context import above
from policydiff.align.mutual_rank import NOTHING, standing
from policydiff.align.ngrams import GAP, STOP, Numbers
from policydiff.align.tfidf import WHOLE, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.align.features import Side
    from policydiff.align.ngrams import Bag
    from policydiff.align.tfidf import Weights

Pair = tuple[int, int]

# A clause of more 款 than this is a table or a catalogue: it is read as a whole, else two of them cost the product of their rows.
MOST_PARAGRAPHS = 16


class Passages(NamedTuple):
    """What of a side is compared at once: its bags, and which of them are each unit's own."""

    bags: tuple[Bag, ...]
    numbers: Numbers
    places: tuple[range, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read both documents."""

    old: Passages
    new: Passages
    weights: Weights

    def stands(self, pairs: Sequence[Pair], power: float) -> dict[Pair, float]:
        """Return how well the best pair of passages of each two clauses stands among the pairs of passages looked at."""
        old, new = self.old.places, self.new.places
        worth = {(x, y): self._worth(x, y) for i, j in pairs for x in old[i] for y in new[j]}
        stood = standing(worth, power)
        return {(i, j): max((stood[x, y] for x in old[i] for y in new[j]), default=NOTHING) for i, j in pairs}

    def _worth(self, x: int, y: int) -> float:
        shared = self.weights.shared(x, y)
        return shared * shared / sqrt(self.weights.old[x] * self.weights.new[y]) / WHOLE if shared else 0.0


def by_paragraphs(old: Side, new: Side, sharpness: float) -> Reading:
    """Read the pairs of characters 款 by 款: a short article is the matter of one 款 of a long one."""
    left, right = _paragraphs(old), _paragraphs(new)
    return Reading(left, right, weigh(left, right, sharpness))


def by_characters(old: Side, new: Side, sharpness: float) -> Reading:
    """Read the single characters: 收费 and 费用, 张贴 and 粘贴 have one in common."""
    numbers = Numbers()
    left, right = _characters(old, numbers), _characters(new, numbers)
    return Reading(left, right, weigh(left, right, sharpness))


def _paragraphs(side: Side) -> Passages:
    said = side.numbers.of_texts(above(side))
    return _passages(
        [
            [[*words, *said[index]] for words in ([] if side.heads(index) else _of_paragraphs(side, index))]
            for index in range(len(side.units))
        ],
        side.numbers,
    )


def _of_paragraphs(side: Side, index: int) -> list[list[int]]:
    """Return the grams of each 款, those of its 项 with it: an entry of a list is no rule by itself."""
    unit = side.units[index].id
    words: dict[str, list[int]] = defaultdict(list)
    for part in side.parts[index]:
        step = part.id[len(unit) + 1 :].partition("/")[0]
        words[step if step.isdigit() else ""].extend(part.grams)
    return [*words.values()] if len(words) <= MOST_PARAGRAPHS else [[*chain.from_iterable(words.values())]]


def _characters(side: Side, numbers: Numbers) -> Passages:
    bare = str.maketrans("", "", GAP + STOP)
    texts = [f"{text}{heading}".translate(bare) for text, heading in zip(side.texts, above(side), strict=True)]
    return _passages([[] if side.heads(index) else [numbers.of(text)] for index, text in enumerate(texts)], numbers)


def _passages(units: Sequence[Sequence[Sequence[int]]], numbers: Numbers) -> Passages:
    """Return the passages of a side from the grams of the passages of each of its units; one without grams is none."""
    spoken = [[found for found in unit if found] for unit in units]
    ends = [*accumulate(map(len, spoken), initial=0)]
    bags = tuple(numbers.bag(found) for unit in spoken for found in unit)
    return Passages(bags, numbers, tuple(map(range, ends, ends[1:])))
