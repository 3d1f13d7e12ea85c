"""Tables of contents: headings in a row that stand again below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.numbering.strays import is_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.numbering.labels import Label

# Fewer entries are no table of contents.
SHORTEST_CONTENTS = 3
# Entries and headings get lost in scraping; so many of the entries must stand again.
CONTENTS_SHARE = 0.5
PAGE_NUMBER = re.compile(r"[.…·]*\d*$")


def contents_lines(lines: Sequence[str], labels: Sequence[Label | None]) -> frozenset[int]:
    """Return the lines of a table of contents: labelled headings in a row, most of which stand again below it."""
    names = [_entry(words) if label else "" for words, label in zip(lines, labels, strict=True)]
    last = {name: index for index, name in enumerate(names) if name}
    if len(last) + SHORTEST_CONTENTS > sum(map(bool, names)):
        return frozenset()
    found: set[int] = set()
    start = 0
    for index, name in enumerate([*names, ""]):
        if not name:
            repeated = [entry for entry in range(start, index) if last[names[entry]] >= index]
            if len(repeated) >= SHORTEST_CONTENTS and len(repeated) >= CONTENTS_SHARE * (repeated[-1] + 1 - start):
                found.update(range(start, repeated[-1] + 1))
            start = index + 1
    return frozenset(found)


def _entry(words: str) -> str:
    """Return a heading as a table of contents has it, without spaces and page number; nothing for running text."""
    return "" if is_sentence(words) else PAGE_NUMBER.sub("", "".join(words.split()))
