"""Mark the extremes in a row of numbers: the highest, the lowest, the missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model.synopsis import FactCell, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def with_extremes(cells: Iterable[FactCell]) -> tuple[FactCell, ...]:
    """Return cells with the highest, the lowest and the missing marked; equal values as such."""
    found = list(cells)
    sizes = [cell.values[0].size for cell in found if cell.values and cell.values[0].size is not None]
    return tuple(FactCell(cell.member, cell.values, _mark(cell, sizes)) for cell in found)


def _mark(cell: FactCell, sizes: Sequence[float]) -> Mark:
    if not cell.values:
        return Mark.MISSING
    own = cell.values[0].size
    if own is None or not sizes:
        return Mark.NONE
    if min(sizes) == max(sizes):
        return Mark.EQUAL
    return Mark.HIGHEST if own == max(sizes) else Mark.LOWEST if own == min(sizes) else Mark.NONE
