"""A document's text as a word processor holds it: paragraphs, without the marks and blank lines of Markdown.

text    "## 一、目标⏎⏎到2026年底…"       headings are told by their depth,
prose   "一、目标⏎到2026年底…"           one ⏎ between two paragraphs; each character knows its place in the text
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Document

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_MARKS = re.compile(r"(#{1,9}) +")

# Half-open: start and end.
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Prose:
    """The paragraphs of a document, joined by line ends, with their depths (0: no heading).

    `places` holds for every character of `text` its offset in the document's text, `starts` where paragraphs start.
    """

    text: str
    places: tuple[int, ...]
    starts: tuple[int, ...]
    depths: tuple[int, ...]

    def at(self, start: int, end: int) -> Range:
        """Return the range of the prose that a range of the document's text takes up."""
        return bisect_left(self.places, start), bisect_left(self.places, end)

    def depth(self, place: int) -> int:
        """Return the depth of the paragraph that a place of the prose is in."""
        return self.depths[bisect_right(self.starts, place) - 1] if self.starts else 0


def prose(document: Document) -> Prose:
    """Return a document's text as prose."""
    words: list[str] = []
    places: list[int] = []
    starts: list[int] = []
    depths: list[int] = []
    for line in _LINE.finditer(document.text):
        if starts:
            # The line end stands where the line before it ended in the text.
            words.append("\n")
            places.append(places[-1] + 1)
        marks = _MARKS.match(line[0])
        start = line.start() + (marks.end() if marks else 0)
        starts.append(len(places))
        depths.append(len(marks[1]) if marks else 0)
        words.append(document.text[start : line.end()])
        places.extend(range(start, line.end()))
    return Prose("".join(words), tuple(places), tuple(starts), tuple(depths))


def loose(document: Document) -> Iterator[Range]:
    """Yield the stretches of a document's text that stand in no unit: its titles."""
    last = 0
    for start, end in (*((unit.start, document.unit_end(unit)) for unit in document.units), (len(document.text),) * 2):
        if document.text[last:start].strip():
            yield last, start
        last = max(last, end)
