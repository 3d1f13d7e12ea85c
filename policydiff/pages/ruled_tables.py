"""Ruled tables on laid-out pages: the cells that drawn lines enclose.

┌────┬─────────┐      rules that meet are one grid; where a rule between two
│指标│  目标   │      neighbours is missing, both are one cell:
│    ├────┬────┤      | 指标 | 目标 | 目标 |
│    │2019│2020│      | 指标 | 2019 | 2020 |
└────┴────┴────┘

A head over several columns and a name beside several rows are written into each; in a form, whose boxes follow no
columns, every text is written once. Boxes in which no two texts stand side by side are frames, and their text is prose.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.pages.lines import Line, Piece, lines_of
from policydiff.pages.paragraphs import joined
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Points: what is thinner is a rule, what is shorter a dash or a box to tick; rules so near each other are one edge.
_THIN, _SHORT, _NEAR = 3.0, 6.0, 3.0
# A table has two rows or two columns, so three edges one way.
_EDGES, _FEWEST_EDGES = 3, 2
# A grid with more edges one way is a chart's or squared paper.
_MOST_EDGES = 400
# A table's own heads are short, and few of its cells cover several places; longer or more, and it is a form.
_LONGEST_HEAD, _MOST_MERGED = 40, 0.3

# A line that ends within this of a cell's edge, in sizes of its type, is full.
_FULL = 1.5
_NUMBER = lazy(r"[-+−–—$€£¥￥(（]*\d[\d,，. ]*[%％‰)）*]*")

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


@dataclass(frozen=True, slots=True)
class _Grid:
    """Rules that meet: their level and their upright edges, in order, and which stretches of each are drawn."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    horizontals: tuple[_Span, ...]
    verticals: tuple[_Span, ...]

    @property
    def area(self) -> float:
        """The area that the rules enclose."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def holds(self, piece: Piece) -> bool:
        """Tell whether a piece stands inside."""
        centre = (piece.left + piece.right) / 2
        return self.ys[0] < piece.middle < self.ys[-1] and self.xs[0] < centre < self.xs[-1]


def without_tables(pieces: Sequence[Piece], rules: Iterable[Rule], page: int) -> tuple[list[Line], list[Piece]]:
    """Return a page's ruled tables, each as one line that holds rows, and the pieces outside of them."""
    tables: list[Line] = []
    rest = list(pieces)
    # A grid inside a cell of a table is the table's; one inside a frame is a table of its own.
    for grid in sorted(_grids(*_spans(rules)), key=lambda grid: -grid.area):
        inside = [piece for piece in rest if grid.holds(piece)]
        table = _table(grid, inside, page) if inside else None
        if table:
            taken = set(map(id, inside))
            rest = [piece for piece in rest if id(piece) not in taken]
            tables.append(table)
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
    return _merged(horizontals), _merged(verticals)


def _merged(spans: Sequence[_Span]) -> list[_Span]:
    """Return edges drawn in pieces, or twice, as one."""
    of_place: dict[float, list[_Span]] = defaultdict(list)
    places = _clusters(span.at for span in spans)
    for span in spans:
        of_place[places[max(bisect_right(places, span.at) - 1, 0)]].append(span)
    found: list[_Span] = []
    for at, drawn in of_place.items():
        start = end = None
        for span in sorted(drawn, key=lambda span: span.start):
            if start is None or end is None or span.start > end + _NEAR:
                found += [_Span(at, start, end)] if start is not None and end is not None else []
                start, end = span.start, span.end
            end = max(end, span.end)
        found += [_Span(at, start, end)] if start is not None and end is not None else []
    return found


def _clusters(places: Iterable[float]) -> list[float]:
    """Return places in order, those near each other as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _grids(horizontals: Sequence[_Span], verticals: Sequence[_Span]) -> Iterator[_Grid]:
    """Yield the rules that meet, directly or through others, as grids."""
    leader = list(range(len(horizontals) + len(verticals)))

    def root(at: int) -> int:
        while leader[at] != at:
            leader[at] = at = leader[leader[at]]
        return at

    ordered = sorted(range(len(horizontals)), key=lambda at: horizontals[at].at)
    places = [horizontals[at].at for at in ordered]
    for number, vertical in enumerate(verticals, len(horizontals)):
        first = bisect_right(places, vertical.start - _NEAR)
        for at in ordered[first : bisect_right(places, vertical.end + _NEAR)]:
            if horizontals[at].start - _NEAR <= vertical.at <= horizontals[at].end + _NEAR:
                leader[root(at)] = root(number)
    groups: dict[int, tuple[list[_Span], list[_Span]]] = defaultdict(lambda: ([], []))
    for number, span in enumerate((*horizontals, *verticals)):
        groups[root(number)][number >= len(horizontals)].append(span)
    for levels, uprights in groups.values():
        xs, ys = _clusters(span.at for span in uprights), _clusters(span.at for span in levels)
        if min(len(xs), len(ys)) >= _FEWEST_EDGES and _EDGES <= max(len(xs), len(ys)) <= _MOST_EDGES:
            yield _Grid(tuple(xs), tuple(ys), tuple(levels), tuple(uprights))


def _table(grid: _Grid, inside: Sequence[Piece], page: int) -> Line | None:
    """Return the table that a grid rules, None when it frames prose."""
    owners = _owners(grid)
    cells = _cells(grid, owners, inside, page)
    texts = {owner: cell.text for owner, cell in cells.items()}
    if not texts or _frames_prose(grid, texts):
        return None
    rows = _rows(grid, owners, cells)
    merged = sum(count > 1 for owner, count in Counter(owners.values()).items() if owner in texts)
    size = sorted(piece.size for piece in inside)[len(inside) // 2]
    return Line("", grid.xs[0], grid.xs[-1], grid.ys[0], size, page, rows=rows, merged=merged)


def _frames_prose(grid: _Grid, texts: dict[Cell, str]) -> bool:
    """Tell whether no two texts stand side by side, and they are too long for cells or there is but one row or column."""
    beside = max(Counter(row for row, _ in texts).values()) > 1
    return not beside and (min(len(grid.xs), len(grid.ys)) < _EDGES or max(map(len, texts.values())) > _LONGEST_HEAD)


def _owners(grid: _Grid) -> dict[Cell, Cell]:
    """Return for each place of the grid the upper left one of the cell that covers it."""
    levels, uprights = _by_edge(grid.horizontals, grid.ys), _by_edge(grid.verticals, grid.xs)
    owners: dict[Cell, Cell] = {}
    for row in range(len(grid.ys) - 1):
        middle = (grid.ys[row] + grid.ys[row + 1]) / 2
        for column in range(len(grid.xs) - 1):
            centre = (grid.xs[column] + grid.xs[column + 1]) / 2
            owner = (row, column)
            if column and not _is_drawn(uprights[column], middle):
                owner = owners[row, column - 1]
            elif row and not _is_drawn(levels[row], centre):
                owner = owners[row - 1, column]
            owners[row, column] = owner
    return owners


def _by_edge(spans: Iterable[_Span], edges: Sequence[float]) -> dict[int, list[_Span]]:
    """Return what is drawn of each edge, by its number."""
    found: dict[int, list[_Span]] = defaultdict(list)
    for span in spans:
        found[_index(edges, span.at + _NEAR / 2, last=len(edges))].append(span)
    return found


def _is_drawn(spans: Sequence[_Span], along: float) -> bool:
    return any(span.start - _NEAR <= along <= span.end + _NEAR for span in spans)


@dataclass(frozen=True, slots=True)
class _TableCell:
    """The lines of a cell, and where its right edge is."""

    lines: tuple[Line, ...]
    right: float

    @property
    def text(self) -> str:
        """The lines as one: a line that ends well before the edge was ended on purpose."""
        text = ""
        for line in self.lines:
            ended = text[-1:].isdigit() and line.text[:1].isdigit() and not self._is_full(self.lines[0])
            text = f"{text} {line.text}" if ended else joined((text, line.text))
        return text

    @property
    def wraps(self) -> bool:
        """Tell whether a line goes on in the next: it reaches the edge and is no number."""
        return any(self._is_full(line) and not _NUMBER.fullmatch(line.text) for line in self.lines[:-1])

    @property
    def is_of_numbers(self) -> bool:
        """Tell whether each line is a number."""
        return len(self.lines) > 1 and all(_NUMBER.fullmatch(line.text) for line in self.lines)

    def _is_full(self, line: Line) -> bool:
        return self.right - line.right < _FULL * line.size


def _cells(grid: _Grid, owners: dict[Cell, Cell], pieces: Sequence[Piece], page: int) -> dict[Cell, _TableCell]:
    """Return each cell that has a text."""
    held: dict[Cell, list[Piece]] = defaultdict(list)
    for piece in pieces:
        centre = (piece.left + piece.right) / 2
        place = (_index(grid.ys, piece.middle, last=len(grid.ys) - 1), _index(grid.xs, centre, last=len(grid.xs) - 1))
        held[owners[place]].append(piece)
    rights: dict[Cell, float] = {}
    for (_, column), owner in owners.items():
        rights[owner] = max(rights.get(owner, 0.0), grid.xs[column + 1])
    found = {owner: _TableCell(tuple(lines_of(inside, page)), rights[owner]) for owner, inside in held.items()}
    return {owner: cell for owner, cell in found.items() if cell.lines}


def _rows(grid: _Grid, owners: dict[Cell, Cell], cells: dict[Cell, _TableCell]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a grid without the columns in which no cell begins; a cell across the table is written once."""
    columns = sorted({column for _, column in cells})
    sizes = Counter(owners.values())
    spreads = sum(sizes[owner] > 1 for owner in cells) <= max(_MOST_MERGED * len(cells), 2)
    texts = {owner: cell.text for owner, cell in cells.items()}
    rows: list[tuple[str, ...]] = []
    for row in range(len(grid.ys) - 1):
        owned = [owners[row, column] for column in columns]
        stacked = _stacked([cells[owner] for owner in set(owned) if owner[0] == row and owner in cells])
        if stacked:
            rows += [
                tuple(_line_at(cells.get(owner), top) if owner[0] == row else "" for owner in owned) for top in stacked
            ]
            continue
        whole = len(set(owned)) == 1
        rows.append(
            tuple(
                texts.get(owner, "")
                if owner == (row, column) or (spreads and not whole and len(texts.get(owner, "")) <= _LONGEST_HEAD)
                else ""
                for owner, column in zip(owned, columns, strict=True)
            )
        )
    return tuple(rows)


def _stacked(cells: Sequence[_TableCell]) -> list[float]:
    """Return where the rows stand that a row of a grid holds without rules between them; empty where it is one row."""
    stacks = [cell for cell in cells if len(cell.lines) > 1]
    if len(stacks) < 2 or not any(cell.is_of_numbers for cell in stacks):  # noqa: PLR2004 - rows need two columns
        return []
    tops = [line.top for line in max(stacks, key=lambda cell: len(cell.lines)).lines]
    wrapped = sum(cell.wraps for cell in stacks)
    if wrapped > _MOST_MERGED * len(stacks):
        return []
    fit = all(any(abs(line.top - top) < line.size / 2 for top in tops) for cell in cells for line in cell.lines)
    return tops if fit else []


def _line_at(cell: _TableCell | None, top: float) -> str:
    lines = cell.lines if cell else ()
    return " ".join(line.text for line in lines if abs(line.top - top) < line.size / 2)


def _index(edges: Sequence[float], place: float, *, last: int) -> int:
    """Return between which two edges a place lies, or which edge it is."""
    return min(max(bisect_right(edges, place) - 1, 0), last - 1)
