"""Numbers that run inside a paragraph: （1）…；（2）…; they begin clauses when they make a true sequence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.numbering import Family, Label, read_label

if TYPE_CHECKING:
    from collections.abc import Iterator

CANDIDATE = re.compile(r"[（(][0-9０-９]{1,2}[）)]|[（(][一二三四五六七八九十]{1,3}[）)]|[①-⑳⑴-⒇]")
FAMILIES = frozenset({Family.PAREN, Family.DIGIT_PAREN, Family.CIRCLED})
# A number in a paragraph begins a clause only behind one of these: 「第（一）项」 and 「标准（1）」 do not.
BEFORE = "。；;：:，,、！!？?\n \t\u3000\xa0"
SHORTEST_RUN = 2


def run(text: str, start: int, end: int, families: frozenset[Family]) -> list[tuple[int, Label]]:
    """Return the places and labels of the first true sequence in a paragraph; none when there is no such sequence.

    建立制度。（1）落实责任。（2）规范用药。      (1) at 5, (2) at 13
    按照第（一）项、第（二）项执行。             none: cited
    """
    found: dict[Family, list[tuple[int, Label]]] = {}
    for place, label in _candidates(text, start, end):
        sequence = found.setdefault(label.family, [])
        if label.family in families and label.value == len(sequence) + 1:
            sequence.append((place, label))
    true = [sequence for sequence in found.values() if len(sequence) >= SHORTEST_RUN and not _is_quoted(text, start, sequence[0][0])]
    return min(true, default=[])


def _is_quoted(text: str, start: int, place: int) -> bool:
    """Tell whether a place stands inside a quotation that its paragraph opened."""
    return text.count("“", start, place) > text.count("”", start, place)


def _candidates(text: str, start: int, end: int) -> Iterator[tuple[int, Label]]:
    """Yield the places where a number may begin a clause."""
    for match in CANDIDATE.finditer(text, start, end):
        place = match.start()
        if place > start and text[place - 1] not in BEFORE:
            continue
        label = read_label(text, place)
        if label is not None and label.family in FAMILIES and label.end < end:
            yield place, label
