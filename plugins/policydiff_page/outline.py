"""The table of contents with its change marks, and the strip that shows where changes lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.model import Op

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.report.view import Row, View

# A tick of the strip is at least this high (percent of the strip), else short clauses of a long law vanish.
LOWEST_TICK = 0.25


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents; a `chip` has nothing but its number and flows with its neighbours."""

    row: Row
    title: str
    chip: bool
    level: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the strip, in percent from its top."""

    row: Row
    top: float
    height: float


def outline(view: View) -> list[Entry]:
    """Return the rows as a table of contents; paragraphs that no number governs are left out unless they changed."""
    return [_entry(row) for row in view.rows if row.changed or row.places[0].label or row.heads]


def _entry(row: Row) -> Entry:
    place = row.places[0]
    chip = not row.heads and not place.heading
    return Entry(row, place.name if chip else place.title, chip, min(place.level, 4))


def strip(view: View) -> list[Tick]:
    """Return where the changed rows lie, each as high as its share of the text."""
    sizes = [sum(len(edit.text) for edit in row.change.edits if edit.op is not Op.DELETE) + 1 for row in view.rows]
    return list(_ticks(view, sizes, sum(sizes)))


def _ticks(view: View, sizes: list[int], total: int) -> Iterator[Tick]:
    passed = 0
    for row, size in zip(view.rows, sizes, strict=True):
        if row.changed:
            yield Tick(row, round(100 * passed / total, 2), max(LOWEST_TICK, round(100 * size / total, 2)))
        passed += size
