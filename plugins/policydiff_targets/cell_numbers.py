"""Numbers in tables whose unit stands elsewhere: in a column of units, in the head of the column, in the name of the row.

| 指标 | 单位 | 2025年目标值 |        | 项目 | 标准（元） |
| 步道 | 公里 | 120 |                 | 停车 | 5 |
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from policydiff.text.quantities import measure_of, quantities
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.pages.cell_headers import Cell
    from policydiff.text.quantities import Quantity

_BARE = lazy(
    r"(?:[≥≤≧≦><＞＜]=?|约|不[低少]于|不[高超][于过]|达到?)?\s*(?P<number>\d[\d,，]*(?:\.\d+)?(?:\s*[-—–~～]{1,2}\s*\d[\d,，]*(?:\.\d+)?)?)\s*(?:左右|以[上下内])?"
)
_UNIT_COLUMN = lazy(r"(?:计量)?单\s*位")
_IN_BRACKETS = lazy(r"[（(](?:单位[:：])?(?P<unit>[^（()）]{1,10})[）)]\s*$")
_CAPTION = lazy(r"单位[:：]\s*(?P<unit>[^\s|，。；）)]{1,10})")
# Columns whose numbers count or name nothing that is aimed at.
_LABELS = lazy(r"序号|编号|编码|代码|年份|年度$|电话|邮编|文号|备注|日期|时间|页码|^#$|^No")


def cell_quantities(text: str, table: Sequence[Cell]) -> Iterator[Quantity]:
    """Yield the numbers of cells that hold nothing else, with the unit that the table gives them."""
    caption = _CAPTION.search(text)
    for _, row in groupby(table, key=lambda cell: cell.line):
        cells = list(row)
        unit = next((cell.text for cell in cells if _UNIT_COLUMN.fullmatch(cell.column)), "")
        for cell in cells:
            bare = _BARE.fullmatch(cell.text)
            if bare and not _LABELS.search(cell.column):
                yield from _read(cell, bare["number"], _unit(cell, unit) or (caption["unit"] if caption else ""))


def _unit(cell: Cell, of_row: str) -> str:
    """Return the unit of a cell: in the head of its column, in a column of units, or in the name of its row.

    Where head and column of units differ, the row says what one pays for: 标准（元）, 次 → 元/次.
    """
    head, name = _IN_BRACKETS.search(cell.column), _IN_BRACKETS.search(cell.row)
    if head and of_row and measure_of(head["unit"]) == "money" and "/" not in head["unit"]:
        return f"{head['unit']}/{of_row}"
    return head["unit"] if head else of_row or (name["unit"] if name else "")


def _read(cell: Cell, printed: str, unit: str) -> Iterator[Quantity]:
    """Read number and unit as if they were printed together, at the place of the number."""
    start = cell.start + cell.text.index(printed)
    # The character ahead keeps the number from being taken for the label of a line.
    for found in quantities(f"：{printed}{unit}") if unit else ():
        yield found._replace(start=start, end=start + len(printed))
        return
