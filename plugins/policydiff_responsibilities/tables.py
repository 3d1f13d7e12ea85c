"""Duties in tables: a column 牵头单位, 配合单位 or 责任单位 names who does what its row says."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from policydiff.pages.cell_headers import cells
from policydiff_responsibilities.agency_names import agencies
from policydiff_responsibilities.phrases import Duty, Part, is_agency, role_of, with_lead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.pages.cell_headers import Cell


def table_duties(text: str, *, place: str = "") -> Iterator[Duty]:
    """Yield a duty for each row that names an agency in a column of agencies."""
    for _, row in groupby(cells(text), key=lambda cell: cell.line):
        found = [(cell, part) for cell in row if (part := _part(cell, place))]
        if found:
            yield Duty(found[0][0].start, found[-1][0].end, with_lead(tuple(part for _, part in found)), "stated")


def _part(cell: Cell, place: str) -> Part | None:
    role = role_of(cell.column)
    if not role or not cell.text:
        return None
    # A cell may print its names one below the other: 县财政局 县民政局.
    lines = cell.text.split()
    text = "、".join(lines) if all(is_agency(line.rstrip("、，,；;")) for line in lines) else cell.text
    names = agencies(text, place=place).names
    return Part(role, names) if names and all(is_agency(name) for name in names) else None
