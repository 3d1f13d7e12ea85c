"""Places in the file that was given: the lines of a document's text are found again in the lines of its source."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policydiff.model import Source

# Kinds of files whose lines a reader sees; of others no line is told.
TEXTS = frozenset({"text/plain", "text/markdown"})
# So many characters that begin a line know it again where the source breaks it sooner.
BEGINNING = 12
# What may stand before a line's words in one of the two and not in the other.
MARKS = "#*_`>|\\- \t\u3000\ufeff"


@dataclass(frozen=True, slots=True)
class SourceLines:
    """Which line of a source (from 1) holds which line of the text; lines that are not found again have none."""

    lines: Mapping[int, int]
    source: tuple[str, ...]

    def region(self, text: str, start: int, end: int) -> dict[str, int] | None:
        """Return the place of some words of the text as a SARIF region in the source, None where they are not found there."""
        first = text.count("\n", 0, start) + 1
        last = first + text.count("\n", start, end)
        begin, finish = self.lines.get(first), self.lines.get(last)
        if begin is None or finish is None or finish < begin:
            return None
        words = text[start:end]
        line = self.source[begin - 1]
        if begin == finish and line.count(words) == 1:
            column = line.index(words) + 1
            return {"startLine": begin, "startColumn": column, "endLine": begin, "endColumn": column + len(words)}
        return {"startLine": begin, "endLine": finish}


def source_lines(text: str, source: Source | None) -> SourceLines | None:
    """Return where the lines of a document's text stand in its source, None for sources that are not read by lines."""
    if source is None or source.media_type.partition(";")[0].strip() not in TEXTS:
        return None
    try:
        given = source.data.decode(source.charset or "utf-8-sig")
    except (UnicodeDecodeError, LookupError):
        return None
    lines = tuple(given.splitlines())
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines, 1):
        places[_beginning(line)].append(number)
    return SourceLines(_found(text, places), lines)


def _found(text: str, places: Mapping[str, list[int]]) -> dict[int, int]:
    """Return the lines that are found, each behind the one before it."""
    found: dict[int, int] = {}
    behind = 0
    for number, line in enumerate(text.split("\n"), 1):
        beginning = _beginning(line)
        place = next((each for each in places.get(beginning, ()) if each > behind), None) if beginning else None
        if place:
            found[number] = behind = place
    return found


def _beginning(line: str) -> str:
    return "".join(line.strip(MARKS).split())[:BEGINNING]
