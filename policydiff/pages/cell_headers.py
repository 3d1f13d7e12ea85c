r"""Say what the cells of a Markdown table stand for: the name of their row and the name of their column.

| 序号 | 指标 | 2025年 |
| 1 | 床位数 | 6张 |        6张: row 床位数, column 2025年
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

_TABLE = lazy(r"(?:^[ \t]*\|[^\n]*(?:\n|\Z))+", 8)  # 8: re.MULTILINE, without importing re at the start
_ROW = lazy(r"[^\n]+")
_CELL = lazy(r"(?<=\|)[ \t]*((?:\\\||[^|\n])*?)[ \t]*(?=\|)")
_RULE = lazy(r"[\s|:-]*")
_NAMES_ROWS = lazy(r"指标|项目|任务|名称|内容|事项|目标|措施|工作")
_SPEAKS = lazy(r"[^\W\d_]")
_LABEL = lazy(r"[（(]?[一二三四五六七八九十\d]+[）)．.、]?")


class Cell(NamedTuple):
    """A cell below the head of its table, at `start:end` of the text; `row` and `column` are printed names."""

    text: str
    start: int
    end: int
    row: str
    column: str
    line: int


def cells(text: str) -> Iterator[Cell]:
    """Yield the cells of all tables of a text, row by row; `line` tells rows apart."""
    if "|" not in text:
        return
    for table in _TABLE.finditer(text):
        head, *rows = [
            list(_CELL.finditer(text, row.start(), row.end()))
            for row in _ROW.finditer(text, table.start(), table.end())
            if not _RULE.fullmatch(row[0])
        ] or [[]]
        columns = [cell[1] for cell in head]
        for row in rows:
            yield from _row(row, columns)


def _row(row: Sequence[re.Match[str]], columns: Sequence[str]) -> Iterator[Cell]:
    name = _name([cell[1] for cell in row], columns)
    for position, cell in enumerate(row):
        column = columns[position] if position < len(columns) else ""
        yield Cell(cell[1], *cell.span(1), name, column, row[0].start())


def _name(row: Sequence[str], columns: Sequence[str]) -> str:
    """Return what a row is about: its cell under 指标, 任务 and the like, else its first one that is no label."""
    named = [cell for cell, column in zip(row, columns, strict=False) if cell and _NAMES_ROWS.search(column)]
    speaking = (cell for cell in row if _SPEAKS.search(cell) and not _LABEL.fullmatch(cell))
    return next((cell for cell in named if _SPEAKS.search(cell)), "") or next(speaking, "")
