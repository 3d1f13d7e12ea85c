"""Duties in tables: a column 牵头单位, 配合单位 or 责任单位 names who does what its row says."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from policydiff.pages.cell_headers import cells
from policydiff_responsibilities.phrases import Duty, Part, named, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.pages.cell_headers import Cell


def table_duties(text: str, *, place: str = "") -> Iterator[Duty]:
    """Yield a duty for each row that names an agency in a column of agencies."""
    for _, row in groupby(cells(text), key=lambda cell: cell.line):
        found = [(cell, part) for cell in row if (part := _part(cell, place))]
        if found:
            yield Duty(found[0][0].start, found[-1][0].end, tuple(part for _, part in found), "stated")


def _part(cell: Cell, place: str) -> Part | None:
    role = role_of(cell.column)
    if not role or not cell.text:
        return None
    names = named(cell.text, place)
    return Part(role, names) if names else None
