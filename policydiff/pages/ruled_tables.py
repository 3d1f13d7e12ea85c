"""Ruled tables on laid-out pages: the cells that drawn lines enclose, merged ones spread out.

┌────┬─────────┐      rules cluster to the edges of a grid; where a rule between two
│指标│  目标   │      neighbours is missing, both are one cell:
│    ├────┬────┤      | 指标 | 目标 | 目标 |
│    │2019│2020│      | 指标 | 2019 | 2020 |
└────┴────┴────┘
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.pages.paragraphs import Line, Piece, joined, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Points: what is thinner is a rule, what is shorter a dash or a box to tick; rules so near each other are one edge.
_THIN, _SHORT, _NEAR = 3.0, 6.0, 3.0
# A table has two rows and two columns, so three edges each way.
_EDGES = 3

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line or box, in points from the upper left corner of its page."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Span:
    """A rule as an edge: at which place, and from where to where along it."""

    at: float
    start: float
    end: float


def without_tables(pieces: Sequence[Piece], rules: Iterable[Rule], page: int) -> tuple[list[Line], list[Piece]]:
    """Return a page's ruled tables, each as one line that holds rows, and the pieces outside of them."""
    horizontals, verticals = _spans(rules)
    tables: list[Line] = []
    rest = list(pieces)
    for top, bottom in _ranges(verticals):
        xs = _clusters(span.at for span in verticals if span.start >= top - _NEAR and span.end <= bottom + _NEAR)
        ys = _clusters(span.at for span in horizontals if top - _NEAR <= span.at <= bottom + _NEAR)
        if len(xs) < _EDGES or len(ys) < _EDGES:
            continue
        inside = [
            piece for piece in rest if ys[0] < piece.middle < ys[-1] and xs[0] < (piece.left + piece.right) / 2 < xs[-1]
        ]
        owners = _owners(xs, ys, horizontals, verticals)
        if inside:
            taken = set(map(id, inside))
            rest = [piece for piece in rest if id(piece) not in taken]
            rows = tuple(map(tuple, _texts(xs, ys, owners, inside, page)))
            merged = sum(count > 1 for count in Counter(owners.values()).values())
            tables.append(Line("", xs[0], xs[-1], ys[0], inside[0].size, page, rows=rows, merged=merged))
    return tables, rest


def _spans(rules: Iterable[Rule]) -> tuple[list[_Span], list[_Span]]:
    """Return the horizontal and the vertical edges that rules draw; a box draws two of each."""
    horizontals: list[_Span] = []
    verticals: list[_Span] = []
    for rule in rules:
        width, height = rule.right - rule.left, rule.bottom - rule.top
        if width >= _SHORT:
            horizontals += [
                _Span(at, rule.left, rule.right) for at in ({rule.top, rule.bottom} if height > _THIN else {rule.top})
            ]
        if height >= _SHORT:
            verticals += [
                _Span(at, rule.top, rule.bottom) for at in ({rule.left, rule.right} if width > _THIN else {rule.left})
            ]
    return horizontals, verticals


def _ranges(verticals: Sequence[_Span]) -> Iterator[tuple[float, float]]:
    """Yield the stretches of a page that vertical rules cover without a break."""
    top = bottom = 0.0
    for span in sorted(verticals, key=lambda span: span.start):
        if span.start > bottom + _NEAR:
            if bottom:
                yield top, bottom
            top, bottom = span.start, span.end
        bottom = max(bottom, span.end)
    if bottom:
        yield top, bottom


def _clusters(places: Iterable[float]) -> list[float]:
    """Return places in order, those near each other as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _owners(
    xs: Sequence[float], ys: Sequence[float], horizontals: Sequence[_Span], verticals: Sequence[_Span]
) -> dict[Cell, Cell]:
    """Return for each place of the grid the upper left one of the cell that covers it."""
    owners: dict[Cell, Cell] = {}
    for row in range(len(ys) - 1):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(len(xs) - 1):
            centre = (xs[column] + xs[column + 1]) / 2
            owner = (row, column)
            if column and not _is_drawn(verticals, xs[column], middle):
                owner = owners[row, column - 1]
            elif row and not _is_drawn(horizontals, ys[row], centre):
                owner = owners[row - 1, column]
            owners[row, column] = owner
    return owners


def _is_drawn(spans: Sequence[_Span], at: float, along: float) -> bool:
    return any(abs(span.at - at) <= _NEAR and span.start - _NEAR <= along <= span.end + _NEAR for span in spans)


def _texts(
    xs: Sequence[float], ys: Sequence[float], owners: dict[Cell, Cell], pieces: Sequence[Piece], page: int
) -> list[list[str]]:
    """Return the rows of a grid; a cell across the whole table is written once."""
    held: dict[Cell, list[Piece]] = {}
    for piece in pieces:
        place = (_index(ys, piece.middle), _index(xs, (piece.left + piece.right) / 2))
        held.setdefault(owners[place], []).append(piece)
    texts = {owner: joined(line.text for line in lines_of(inside, page)) for owner, inside in held.items()}
    rows: list[list[str]] = []
    for row in range(len(ys) - 1):
        cells = [owners[row, column] for column in range(len(xs) - 1)]
        words = [texts.get(cell, "") for cell in cells]
        rows.append([words[0], *[""] * (len(words) - 1)] if len(set(cells)) == 1 else words)
    return rows


def _index(edges: Sequence[float], place: float) -> int:
    """Return between which two edges a place lies."""
    return max(at for at, edge in enumerate(edges[:-1]) if edge <= place)
