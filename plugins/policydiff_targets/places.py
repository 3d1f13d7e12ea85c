"""Where a number stands: its part between commas, its sentence, and the words on both sides."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.text.quantities import Quantity

# A half-width ? is more often a lost character than a question.
_start = attrgetter("start")
_STOPS = "。！？\n"
# Words farther before a number than this (characters) say nothing of it.
_LONGEST_SENTENCE = 2000
# A cell of a table is a part too.
_COMMAS = "，,；;：:|"


class Part(NamedTuple):
    """A stretch between commas, within its sentence."""

    start: int
    end: int
    sentence: int
    sentence_end: int


class Place(NamedTuple):
    """A number in its part: the words before and after it there, and all numbers of the clause, in order.

    `names` are what is counted, by where each number starts, as far as it is known: numbers in a row share a name.
    """

    text: str
    quantity: Quantity
    part: Part
    found: Sequence[Quantity]
    names: dict[int, str]

    @property
    def before(self) -> str:
        """The words of the part before the number."""
        return self.text[self.part.start : self.quantity.start]

    @property
    def after(self) -> str:
        """The words of the part behind the number."""
        return self.text[self.quantity.end : self.part.end]

    @property
    def sentence_before(self) -> str:
        """The words of the sentence before the number."""
        return self.text[max(self.part.sentence, self.quantity.start - _LONGEST_SENTENCE) : self.quantity.start]

    @property
    def earlier(self) -> list[Quantity]:
        """The numbers before this one in its sentence."""
        first = bisect_left(self.found, self.part.sentence, key=_start)
        return list(self.found[first : bisect_left(self.found, self.quantity.start, key=_start)])

    def at(self, other: Quantity) -> Place:
        """Return the place of another number of the clause."""
        return Place(self.text, other, part_at(self.text, other.start, other.end), self.found, self.names)


def part_at(text: str, position: int, end: int | None = None) -> Part:
    """Return the part around a stretch of text; the comma inside of 1,200 divides nothing."""
    sentence = max(text.rfind(stop, 0, position) for stop in _STOPS) + 1
    sentence_end = _first(text, _STOPS, position)
    start = max(max(text.rfind(comma, sentence, position) for comma in _COMMAS) + 1, sentence)
    return Part(
        start, min(_first(text, _COMMAS, position if end is None else end), sentence_end), sentence, sentence_end
    )


def _first(text: str, characters: str, position: int) -> int:
    return min((index for character in characters if (index := text.find(character, position)) >= 0), default=len(text))
