"""Tables: tell data from layout, and print data as rows of a pipe table.

┌──────┬─────────┐        | 指标 | 目标 | 目标 |
│ 指标 │  目标   │        | --- | --- | --- |
│      ├────┬────┤   →    | 指标 | 2019 | 2020 |
│      │2019│2020│        | 床位 | 5.2 | 5.4 |
└──────┴────┴────┘
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.pages.markdown_tables import pipe_rows
from policydiff.text.regex import lazy
from policydiff_html.tree import attribute, elements, is_unseen, tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborNode as Node

# Browsers clamp larger spans; a typing mistake must not blow a table up.
_WIDEST, _LONGEST = 100, 2000
_INTEGER = lazy(r"\s*(\d{1,5})")
# A cell that holds this share of a table's text over several paragraphs is a page's column, not a datum.
_COLUMN_SHARE = 0.8
_COLUMN_PARAGRAPHS = 3
# A table inside a table that holds more than this of its text is what the outer one was drawn to place.
_INNER_SHARE = 0.5

Grid = dict[tuple[int, int], str]


def rows_of(table: Node) -> list[Node]:
    """Return a table's own rows, those of nested tables left out."""
    found: list[Node] = []
    pending = elements(table)[::-1]
    while pending:
        node = pending.pop()
        if tag(node) == "tr":
            found.append(node)
        elif tag(node) in ("thead", "tbody", "tfoot"):
            pending.extend(elements(node)[::-1])
    return [row for row in found if not is_unseen(row)]


def cells_of(row: Node) -> list[Node]:
    """Return a row's cells that a reader sees."""
    return [cell for cell in elements(row) if tag(cell) in ("td", "th") and not is_unseen(cell)]


def is_layout(table: Node) -> bool:
    """Tell whether a table only places text on the page.

    So do tables with headings, of one column, of which tables inside are the most, or where one cell carries
    nearly all the text in several paragraphs.
    """
    if attribute(table, "role") == "presentation" or table.css_first("h1, h2, h3") is not None:
        return True
    rows = [cells_of(row) for row in rows_of(table)]
    if max((len(cells) for cells in rows), default=0) <= 1:
        return True
    whole = len(table.text())
    if any(len(inner.text()) > _INNER_SHARE * whole for inner in table.css("table table")):
        return True
    longest = max((cell for row in rows for cell in row), key=lambda cell: len(cell.text()))
    paragraphs = len(longest.css("p, br, div"))
    return paragraphs >= _COLUMN_PARAGRAPHS and len(longest.text()) >= _COLUMN_SHARE * whole


def pipe_table(table: Node, print_cell: Callable[[Node], str]) -> tuple[list[str], int]:
    """Return a data table as pipe rows, and how many merged cells were spread out."""
    grid, merged = _grid(table, print_cell)
    height = 1 + max((row for row, _ in grid), default=-1)
    width = 1 + max((column for _, column in grid), default=-1)
    rows = [[grid.get((row, column), "") for column in range(width)] for row in range(height)]
    return pipe_rows(rows), merged


def _grid(table: Node, print_cell: Callable[[Node], str]) -> tuple[Grid, int]:
    """Place each cell's text at every row and column it covers."""
    grid: Grid = {}
    merged = 0
    rows = [cells_of(row) for row in rows_of(table)]
    for at, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (at, column) in grid:
                column += 1
            down, across = min(_span(cell, "rowspan", _LONGEST), len(rows) - at), _span(cell, "colspan", _WIDEST)
            _fill(grid, (at, column), (down, across), print_cell(cell), alone=len(cells) == 1 and column == 0)
            merged += down > 1 or across > 1
            column += across
    return grid, merged


def _fill(grid: Grid, corner: tuple[int, int], size: tuple[int, int], text: str, *, alone: bool) -> None:
    """Write a text over the cells it covers; a line across the whole table is written once."""
    for down in range(size[0]):
        for across in range(size[1]):
            repeated = across and alone
            grid.setdefault((corner[0] + down, corner[1] + across), "" if repeated else text)


def _span(cell: Node, name: str, limit: int) -> int:
    """Return a cell's span; 0 of rowspan means to the end, as in HTML."""
    found = _INTEGER.match(attribute(cell, name))
    span = int(found.group(1)) if found else 1
    return min(span or (limit if name == "rowspan" else 1), limit)
