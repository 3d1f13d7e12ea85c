"""Read a Word table: which cells are merged, and what each holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff_docx.parts import W, has, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree import ElementTree as ET

_WIDEST = 63  # Word's own limit of columns


def is_layout(table: ET.Element) -> bool:
    """Tell whether a table has one column: a frame around text."""
    return all(sum(1 for _ in cells_of(row)) <= 1 for row in rows_of(table))


def rows_of(table: ET.Element) -> Iterator[ET.Element]:
    """Yield the rows that were not deleted with tracked changes."""
    for node in table:
        if node.tag == f"{W}tr" and not has(node, "trPr/del"):
            yield node
        elif node.tag in (f"{W}sdt", f"{W}customXml", f"{W}ins"):
            content = node.find(f"{W}sdtContent")
            yield from rows_of(node if content is None else content)


def unread_rows(table: ET.Element) -> Iterator[ET.Element]:
    """Yield the rows that were deleted with tracked changes."""
    for node in table:
        if node.tag == f"{W}tr" and has(node, "trPr/del"):
            yield node
        elif node.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from unread_rows(node)


def cells_of(row: ET.Element) -> Iterator[ET.Element]:
    """Yield a row's cells."""
    for node in row:
        if node.tag == f"{W}tc":
            yield node
        elif node.tag in (f"{W}sdt", f"{W}customXml"):
            content = node.find(f"{W}sdtContent")
            yield from cells_of(node if content is None else content)


def read_table(table: ET.Element, read_cell: Callable[[ET.Element], str]) -> tuple[list[list[str]], int]:
    """Return a table's rows with merged cells written into every cell they cover, and how many were merged.

    A cell across the whole row is written once.
    """
    rows: list[list[str]] = []
    merged = 0
    for row in rows_of(table):
        cells = list(cells_of(row))
        texts = [""] * _number(value(row, "trPr/gridBefore"), 0)
        for cell in cells:
            across = _number(value(cell, "tcPr/gridSpan"), 1)
            above = rows[-1][len(texts)] if _continues(cell) and rows and len(rows[-1]) > len(texts) else None
            text = read_cell(cell) if above is None else above
            merged += across > 1 or cell.find(f"{W}tcPr/{W}vMerge[@{W}val='restart']") is not None
            texts += [text, *[text if len(cells) > 1 else ""] * (across - 1)]
        rows.append(texts)
    return rows, merged


def _continues(cell: ET.Element) -> bool:
    """Tell whether a cell is the lower part of a merged one."""
    node = cell.find(f"{W}tcPr/{W}vMerge")
    return node is not None and node.get(f"{W}val", "continue") == "continue"


def _number(text: str, default: int) -> int:
    return min(int(text), _WIDEST) if text.isdecimal() else default
