"""Text set in columns, as gazettes print it: read down one column, then down the next.

┌─────────────────────────┐
│       第1号  公报       │   a line across all columns stays where it is
│ 一、总体要求  各镇要落 │
│ 各乡镇要加强  实责任。 │   between the columns a gutter that hardly any line crosses,
│ 领导，定期开  二、工作 │   with full lines on both sides of it
└─────────────────────────┘

A column's lines are moved under the first one, so that the text is one block with one left and one right edge.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policydiff.pages.lines import Line, Piece, line_of, lines_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A page with fewer lines, or one of whose columns has fewer of them, is not set in columns; lines of two columns need not
# stand at one height.
_FEWEST_ROWS, _SHARE_OF_COLUMN = 10, 0.2
# Lines across a gutter: a title, a running header, a page number.
_SHARE_ACROSS = 0.2
# In sizes of the type: a gutter's width, how far a full line may end from its edge, an indented one begin from it.
_WIDTH, _NEAR = 1.0, 3.0
# So many of a column's lines are full: columns of a table are not.
_SHARE_FULL = 0.5
# Characters of a line in a column, on the average; cells of a table have fewer.
_FEWEST_CHARACTERS = 9


@dataclass(frozen=True, slots=True)
class _Gutter:
    """The empty strip between two columns."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        """Half way between the columns."""
        return (self.left + self.right) / 2


def page_lines(pieces: Sequence[Piece], page: int, tables: Sequence[Line] = ()) -> list[Line]:
    """Return a page's lines in reading order, text in columns as one block, ruled tables at their places."""
    rows = rows_of(pieces)
    gutters = _gutters(rows)
    if not gutters:
        lines = [line for row in rows if (line := line_of(row, page)).text]
        return sorted([*tables, *lines], key=lambda line: line.top)
    right = max(row[-1].right for row in rows)
    found: list[Line] = []
    for table in sorted(tables, key=lambda table: table.top):
        above = [row for row in rows if row[0].middle < table.top]
        rows = rows[len(above) :]
        found += [*_block_lines(above, gutters, right, page), table]
    return found + _block_lines(rows, gutters, right, page)


def _block_lines(rows: Sequence[list[Piece]], gutters: Sequence[_Gutter], right: float, page: int) -> list[Line]:
    return [line for band in _bands(rows, gutters) for line in _band_lines(band, gutters, right, page)]


def _gutters(rows: Sequence[Sequence[Piece]]) -> list[_Gutter]:
    """Return the gutters of a page, from left to right."""
    if len(rows) < _FEWEST_ROWS:
        return []
    left, right = min(row[0].left for row in rows), max(row[-1].right for row in rows)
    size = sorted(row[0].size for row in rows)[len(rows) // 2]
    crossed = [0] * (int(right - left) + 2)
    for row in rows:
        for start, end in _stretches(row, size):
            for at in range(max(0, int(start - left)), min(len(crossed), int(end - left) + 1)):
                crossed[at] += 1
    free = [count <= _SHARE_ACROSS * len(rows) for count in crossed]
    strips = [_Gutter(left + start, left + end) for start, end in _runs(free) if end - start >= _WIDTH * size]
    inner = [strip for strip in strips if strip.left > left + size and strip.right < right - size]
    return inner if inner and _are_columns(rows, inner, (left, right), size) else []


def _stretches(row: Sequence[Piece], size: float) -> Iterator[tuple[float, float]]:
    """Yield from where to where a row is printed without a gap as wide as a gutter."""
    start, end = row[0].left, row[0].right
    for piece in row[1:]:
        if piece.left - end >= _WIDTH * size:
            yield start, end
            start = piece.left
        end = max(end, piece.right)
    yield start, end


def _runs(free: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that hold."""
    start = None
    for at, holds in enumerate([*free, False]):
        if holds and start is None:
            start = at
        elif not holds and start is not None:
            yield start, at
            start = None


def _are_columns(
    rows: Sequence[Sequence[Piece]], gutters: Sequence[_Gutter], edges: tuple[float, float], size: float
) -> bool:
    """Tell columns of text from those of a table: most of their lines are full, and long."""
    split = [_split(row, gutters) for row in rows if not _is_across(row, gutters)]
    ends = [*(gutter.left for gutter in gutters), edges[1]]
    for at, end in enumerate(ends):
        column = [parts[at] for parts in split if parts[at]]
        full = sum(end - part[-1].right <= _NEAR * size for part in column)
        characters = sum(len(piece.text.strip()) for part in column for piece in part)
        if (
            len(column) < _SHARE_OF_COLUMN * len(rows)
            or full < _SHARE_FULL * len(column)
            or characters < _FEWEST_CHARACTERS * len(column)
        ):
            return False
    return True


def _is_across(row: Sequence[Piece], gutters: Sequence[_Gutter]) -> bool:
    """Tell whether a row is printed over a gutter; a stop may hang into it."""
    return any(start < gutter.middle < end for start, end in _stretches(row, row[0].size) for gutter in gutters)


def _split(row: Sequence[Piece], gutters: Sequence[_Gutter]) -> list[list[Piece]]:
    """Return the pieces of a row by column."""
    parts: list[list[Piece]] = [[] for _ in range(len(gutters) + 1)]
    middles = [gutter.middle for gutter in gutters]
    for piece in row:
        parts[bisect(middles, piece.left)].append(piece)
    return parts


def _bands(rows: Sequence[list[Piece]], gutters: Sequence[_Gutter]) -> Iterator[list[list[Piece]]]:
    """Yield rows that stand between lines across the page, and each of those lines by itself."""
    band: list[list[Piece]] = []
    for row in rows:
        if not _is_across(row, gutters):
            band.append(row)
            continue
        yield band
        yield [row]
        band = []
    yield band


def _band_lines(band: Sequence[list[Piece]], gutters: Sequence[_Gutter], right: float, page: int) -> Iterator[Line]:
    """Yield the lines of a band: down each column in turn, each moved to the edges of the page's text."""
    if len(band) == 1 and _is_across(band[0], gutters):
        yield line_of(band[0], page)
        return
    split = [_split(row, gutters) for row in band]
    columns = [[piece for parts in split for piece in parts[at]] for at in range(len(gutters) + 1)]
    first = min((piece.left for piece in columns[0]), default=gutters[0].left)
    starts = [first, *(gutter.right for gutter in gutters)]
    ends = [*(gutter.left for gutter in gutters), right]
    for column, start, end in zip(columns, starts, ends, strict=True):
        for line in lines_of(column, page):
            yield replace(line, left=line.left - start + first, right=line.right + right - end)
