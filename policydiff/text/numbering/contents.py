"""Tables of contents: headings in a row that stand again below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.numbering.context_checks import BARE_NUMBER, is_sentence
from policydiff.text.numbering.labels import read_label
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from policydiff.text.numbering.labels import Label

# Fewer entries are no table of contents.
SHORTEST_CONTENTS = 3
# Entries and headings get lost in scraping; so many of the entries must stand again.
CONTENTS_SHARE = 0.5
# A heading over others governs no text itself; of the headings of real documents more than this share do.
GOVERNING_SHARE = 0.5
PAGE_NUMBER = lazy(r"[.…·]*\d*$")


def find_contents(lines: Sequence[str]) -> frozenset[int]:
    """Return the lines of a table of contents in plain text; 1 总则 counts as an entry like 第一章 总则."""
    names = [
        "" if is_sentence(words) or not (read_label(words) or BARE_NUMBER.match(words)) else _entry(words)
        for words in lines
    ]
    return _rows_again(names, [0] * len(names))


def contents_lines(lines: Sequence[tuple[int, str]], labels: Sequence[Label | None]) -> frozenset[int]:
    """Return the lines of a table of contents: labelled headings in a row, most of which stand again below it."""
    names = [
        _entry(words) if label and not is_sentence(words) else ""
        for (_, words), label in zip(lines, labels, strict=True)
    ]
    return _rows_again(names, [marks for marks, _ in lines])


def _rows_again(names: Sequence[str], marks: Sequence[int]) -> frozenset[int]:
    """Return the places of names in a row, all marked as headings or none, that stand again below the row."""
    last = {name: index for index, name in enumerate(names) if name}
    if len(last) + SHORTEST_CONTENTS > len(names) - names.count(""):
        return frozenset()
    found: set[int] = set()
    row: dict[str, int] = {}
    texts = {index - 1 for index, name in enumerate(names) if index and not name}
    for index, name in enumerate(names):
        # A name that stands in the row already is the first heading below the contents.
        if row and (not name or name in row or bool(marks[index]) != bool(marks[index - 1])):
            found.update(_repeated(row, last, texts))
            row = {}
        if name:
            row[name] = index
    return frozenset(found)


def _repeated(row: dict[str, int], last: dict[str, int], governing: Collection[int]) -> list[int]:
    """Return the lines of a row of headings up to the last one that stands again below the row, if most of them do.

    The first one must be among these, and some of them govern text below (`governing` are the lines that text follows):
    two towns may have the same list of tasks, and the list of one is no table of contents of the other's.
    """
    places = list(row.values())
    again = [at for at, name in enumerate(row) if last[name] > places[-1]]
    if len(again) < SHORTEST_CONTENTS or again[0] or len(again) < CONTENTS_SHARE * (again[-1] + 1):
        return []
    names = list(row)
    if sum(last[names[at]] in governing for at in again) < GOVERNING_SHARE * len(again):
        return []
    return places[: again[-1] + 1]


def _entry(words: str) -> str:
    """Return a heading as a table of contents has it, without spaces and page number."""
    return PAGE_NUMBER.sub("", "".join(words.split()))
