"""Cut the words of a unit into passages: sentences, labels of items, rows of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from policydiff.cosmetic import canon
from policydiff.model import ClauseKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policydiff.model import Document

_STOP: Final = "。；;！？!?"
_SENTENCE: Final = re.compile(
    rf"[^{_STOP}\n.]*(?:\.(?!\s)[^{_STOP}\n.]*)*(?:[{_STOP}]+[”’」』）)\"']*\s*|\.?\s*\n\s*|\.\s+|\.?\Z)"
)
_ROWS: Final = re.compile(r"(?:^[ \t]*\|.*\|[ \t]*(?:\n+|\Z))+", re.MULTILINE)
# A longer sentence is cut where its own words say, so that two versions of it are cut alike; a word diff
# over more than this at once would be slow when little is common.
_LONG: Final = 2000
_CHUNK: Final = re.compile(r"[\s\S]{200,1000}?[的，、, \n]|[\s\S]{1,1000}")


class PassageKind(Enum):
    """What a passage is."""

    SENTENCE = auto()
    LABEL = auto()
    ROW = auto()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a unit's words; `key` is its canon, equal for passages that differ in form only."""

    text: str
    key: str
    unit: str
    kind: PassageKind = PassageKind.SENTENCE


def passages(document: Document, unit_id: str) -> list[Passage]:
    """Return the passages of a unit in order; joined, they are its words."""
    unit = document.by_id[unit_id]
    words = document.words_of(unit)
    found: list[Passage] = []
    last = 0
    for start, body in _labels(document, unit_id):
        found += _between(words[last:start], unit_id)
        found.append(Passage(words[start:body], canon(words[start:body]), unit_id, PassageKind.LABEL))
        last = body
    return [*found, *_between(words[last:], unit_id)]


def whole(document: Document, unit_id: str) -> list[Passage]:
    """Return a unit's words as one passage."""
    words = document.words_of(document.by_id[unit_id])
    return [Passage(words, canon(words), unit_id)] if words else []


def _labels(document: Document, unit_id: str) -> Iterator[tuple[int, int]]:
    """Yield where the labels of an article's 项 and 目 begin and end, counted from where its words begin."""
    unit = document.by_id[unit_id]
    if unit.kind is not ClauseKind.ARTICLE:
        return
    for inner in unit.walk():
        start = inner.start - unit.body
        if inner is not unit and inner.label and start >= 0 and inner.body > inner.start:
            yield start, inner.body - unit.body


def _between(words: str, unit_id: str) -> Iterator[Passage]:
    if "|" not in words:
        yield from _sentences(words, unit_id)
        return
    last = 0
    for match in _ROWS.finditer(words):
        yield from _sentences(words[last : match.start()], unit_id)
        yield from (Passage(row, canon(row), unit_id, PassageKind.ROW) for row in match[0].splitlines(keepends=True))
        last = match.end()
    yield from _sentences(words[last:], unit_id)


def _sentences(words: str, unit_id: str) -> Iterator[Passage]:
    for sentence in _pieces(words):
        yield Passage(sentence, canon(sentence), unit_id)


def _pieces(words: str) -> Iterable[str]:
    for match in _SENTENCE.finditer(words):
        sentence = match[0]
        if len(sentence) > _LONG:
            yield from _CHUNK.findall(sentence)
        elif sentence:
            yield sentence
