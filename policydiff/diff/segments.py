"""Cut the words of a unit into passages: sentences, labels of items, rows of a table."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from policydiff.model import ClauseKind
from policydiff.text.canonical import canon_places
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Document

_STOP: Final = "。；;！？!?"
_SENTENCE: Final = lazy(
    rf"[^{_STOP}\n.]*(?:\.(?!\s)[^{_STOP}\n.]*)*(?:[{_STOP}]+[”’」』）)\"']*\s*|\.?\s*\n\s*|\.\s+|\.?\Z)"
)
_ROWS: Final = lazy(r"(?:^[ \t]*\|.*\|[ \t]*(?:\n+|\Z))+", re.MULTILINE)
# A longer sentence is cut where its own words say, so that two versions of it are cut alike; a word diff
# over more than this at once would be slow when little is common.
_LONG: Final = 2000
_CHUNK: Final = lazy(r"[\s\S]{200,1000}?[的，、, \n]|[\s\S]{1,1000}")


class PassageKind(Enum):
    """What a passage is."""

    SENTENCE = auto()
    LABEL = auto()
    ROW = auto()


# A member of an Enum takes as long to look up as a short function.
SENTENCE: Final = PassageKind.SENTENCE
LABEL: Final = PassageKind.LABEL
ROW: Final = PassageKind.ROW


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a unit as printed, their canon, and where each place of the canon is printed (None: at the same)."""

    unit: str
    text: str
    key: str
    places: Sequence[int] | None

    def printed(self, place: int) -> int:
        """Return where a place of the canon is printed."""
        return place if self.places is None else self.places[place]


class Passage(NamedTuple):
    """A stretch of a unit's words, at text[start:end] and key[first:last] of them.

    `key` is its canon, equal for passages that differ in form only.
    """

    text: str
    key: str
    unit: str
    kind: PassageKind
    words: Words
    start: int
    first: int


def words_of(document: Document, unit_id: str) -> Words:
    """Return the words of a unit with their canon."""
    text = document.words_of(document.by_id[unit_id])
    return Words(unit_id, text, *canon_places(text))


def passages(document: Document, words: Words) -> list[Passage]:
    """Return the passages of a unit in order; joined, they are its words."""
    found: list[Passage] = []
    unit, text, key, places = words.unit, words.text, words.key, words.places
    last = first = 0
    for end, kind in _ends(document, words):
        # A bound inside a numeral, or before spaces that the canon drops, moves behind them.
        stop = end if places is None else min(bisect_left(places, end, first), len(key))
        bound = stop if places is None else places[stop]
        if bound > last:
            found.append(Passage(text[last:bound], key[first:stop], unit, kind, words, last, first))
        last, first = bound, stop
    return found


def whole(words: Words) -> list[Passage]:
    """Return a unit's words as one passage."""
    return [Passage(words.text, words.key, words.unit, SENTENCE, words, 0, 0)] if words.text else []


def _ends(document: Document, words: Words) -> list[tuple[int, PassageKind]]:
    """Return where each passage ends, and what it is."""
    found: list[tuple[int, PassageKind]] = []
    last = 0
    for start, body in _labels(document, words.unit):
        found += _between(words.text, last, start)
        found.append((body, LABEL))
        last = body
    return found + _between(words.text, last, len(words.text))


def _labels(document: Document, unit_id: str) -> Iterator[tuple[int, int]]:
    """Yield where the labels of an article's 项 and 目 begin and end, counted from where its words begin."""
    unit = document.by_id[unit_id]
    if unit.kind is not ClauseKind.ARTICLE or not unit.children:
        return
    for inner in unit.walk():
        start = inner.start - unit.body
        if inner is not unit and inner.label and start >= 0 and inner.body > inner.start:
            yield start, inner.body - unit.body


def _between(text: str, start: int, end: int) -> list[tuple[int, PassageKind]]:
    """Return the ends of sentences and rows in text[start:end]."""
    if "|" not in text:
        return _sentences(text, start, end)
    found = []
    for match in _ROWS.finditer(text, start, end):
        found += _sentences(text, start, match.start())
        start = match.start()
        for row in match[0].splitlines(keepends=True):
            start += len(row)
            found.append((start, ROW))
    return found + _sentences(text, start, end)


def _sentences(text: str, start: int, end: int) -> list[tuple[int, PassageKind]]:
    found = []
    for match in _SENTENCE.finditer(text, start, end):
        first, last = match.span()
        if last - first > _LONG:
            found += [(chunk.end(), SENTENCE) for chunk in _CHUNK.finditer(text, first, last)]
        elif first < last:
            found.append((last, SENTENCE))
    return found
