"""Print tables as Markdown: what every reader of documents with tables needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Cell lines this short are one word broken to fit a narrow column.
_BROKEN_WORD = 2


def pipe_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows of cells as the lines of a pipe table, the first row its head; empty rows and columns are left out."""
    filled = [row for row in rows if any(row)]
    columns = [column for column in range(max(map(len, filled), default=0)) if any(_at(row, column) for row in filled)]
    lines = [f"| {' | '.join(_at(row, column).replace('|', '｜') for column in columns)} |" for row in filled]
    return [*lines[:1], f"|{' --- |' * len(columns)}", *lines[1:]] if lines else []


def cell_line(lines: Sequence[str]) -> str:
    """Return the lines of a table cell as one line.

    责任|单位 is one word broken for a narrow column; 市卫健委|市医保局 are two names.
    """
    broken = all(len(line) <= _BROKEN_WORD for line in lines)
    return ("" if broken else " ").join(lines)


def _at(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""
