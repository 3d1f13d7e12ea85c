"""Enclosed lines: rows of tables, and lines inside a quotation that was opened on a line before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Provisions are quoted behind a colon or on lines of their own; “…” within a sentence is a name.
OPENING = lazy(r"(?:^|[：:])[ \t\u3000]*“")
SEPARATOR = lazy(r"\|[\s:|-]*-[\s:|-]*\|?$")
# A quotation of provisions longer than this was never closed: a mark was lost.
LONGEST_QUOTATION = 400


def table_rows(lines: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """Yield the rows of tables, and whether a row is the first of its table."""
    for index, words in enumerate(lines):
        if words[:1] == "|":
            after_row = index > 0 and lines[index - 1].startswith("|")
            before_separator = index + 1 < len(lines) and SEPARATOR.match(lines[index + 1]) is not None
            yield index, not after_row or before_separator


def quoted_lines(lines: Sequence[tuple[int, str]]) -> set[int]:
    """Return the lines that stand inside a quotation opened on a line before.

    一、将第五条修改为：“第五条 各级……下列职责：      opens: the quotation stands after ： or begins the line
    （一）……；                                    quoted
    （二）……。”                                   quoted, closes
    """
    quoted: set[int] = set()
    opening = [index for index, (marks, words) in enumerate(lines) if "“" in words and not marks]
    for index in opening:
        if index not in quoted and _opens(lines[index][1]):
            quoted.update(_until_closed(lines, index))
    return quoted


def _opens(words: str) -> bool:
    """Tell whether a line leaves a quotation of provisions open."""
    last = words.rfind("“")
    return words.count("“") > words.count("”") and words.find("”", last) < 0 and OPENING.search(words) is not None


def _until_closed(lines: Sequence[tuple[int, str]], start: int) -> range:
    """Return the lines after `start` up to the one that closes its quotation; none when nothing closes it."""
    depth = 1
    for index in range(start + 1, min(len(lines), start + LONGEST_QUOTATION)):
        marks, words = lines[index]
        if marks:
            break
        # By custom each paragraph of a quotation opens with “ again, and only the last one closes.
        depth += words.count("“") - words.count("”") - words.startswith("“")
        if depth <= 0:
            return range(start + 1, index + 1)
    return range(0)
