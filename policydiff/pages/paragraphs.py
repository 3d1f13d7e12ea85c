"""Laid-out pages → paragraphs: what a reader of PDF or OFD does with lines at places on a page.

┌──────────────────────────┐
│ 云岭县人民政府文件       │  repeats at the edge of pages: running header, left out
│     一、总体要求         │  indented: a new paragraph
│     各乡镇要加强领导，落 │  reaches the right edge:
│ 实责任。                 │  … goes on
│     二、工作任务         │
│          — 1 —           │  page number, left out; paragraphs go on over the page
└──────────────────────────┘
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise
from typing import TYPE_CHECKING

from policydiff.model import Loss, Removal
from policydiff.pages.markdown_tables import pipe_rows
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Running headers and footers stand within this share of a page's height from its edge …
_EDGE = 0.12
# … outermost, and repeat, their digits aside, on so many pages and on this share of all: what stands at the
# head of three pages in a hundred is a clause that happens to.
_REPEATS, _REPEAT_SHARE = 3, 0.1
_PAGE_NUMBER = lazy(r"[-—–―－·\s第共页/of]*\d{1,4}(?:[-—–―－·\s第共页/of]+\d{0,4})*", re.IGNORECASE)
_CONTENTS = lazy(r".*(?:\.{4,}|…{2,}|·{4,}|．{3,}|(?:\. ){4,}).{0,4}\d+[ —–-]*")
_DIGITS = lazy(r"\d+")
# In sizes of the line's type: a first line is indented by two characters, a full line ends within four of the edge.
_INDENT, _DEEPEST, _SHORT = 0.8, 3.0, 4.0
# Where first lines are indented, one that is not and follows no stop may follow a line as short as this: a 文号 is not broken.
_SHORTER = 10.0
# A line set so much larger or smaller is another paragraph; so is one that stands so much further down than lines do.
_OTHER_SIZE, _FURTHER = 0.15, 1.3
# A left edge that fewer lines have is some centred line's.
_EDGE_LINES = 0.05
# Pieces whose middles stand within half their size are on one line, looked for so many lines back (index and
# exponent break a line for a moment); a gap of a third of the size is a space.
_SAME_LINE, _RECENT, _SPACE = 0.5, 4, 0.3
# Private-use and undecodable characters: a text layer with more of them than this cannot be read by a program.
_GARBAGE = lazy("[\ue000-\uf8ff\ufffd\ufffe\x00-\x08]")
_GARBAGE_SHARE = 0.1
# Type that looks bold may be printed twice, a little apart; the narrowest letters stand further from one another.
_SAME_PLACE = 0.15
_WORD = lazy(r"\w")
# A gap of more than two characters sets columns apart.
_COLUMN = 2.0
# Where no first line is indented, one that begins with a number after a stop is a new paragraph, however full that one is.
_LABEL = lazy(
    r"(?:第?[〇零一二三四五六七八九十百千\d]+(?:[、.．）)]|[编章节条])|[（(][〇一二三四五六七八九十\d]+[）)]|[①-⑳])"
)
_STOPS = ("。", "；", "：", "！", "？", "》", "”", "）")
_UNFINISHED = tuple("，、（《“〔(")
_CLOSING = tuple("，。、；：！？）〕】》」』”’,.;:!?)]}%％")
_LATIN_END, _LATIN_START = lazy(r"[A-Za-z0-9,.;:)]$"), lazy(r"^[A-Za-z0-9(]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A character or a run of them and its box, in points from the upper left corner of its page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """The height of the box."""
        return max(self.bottom - self.top, 1.0)

    @property
    def middle(self) -> float:
        """Half way down the box."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text at its place, in points from the upper left corner. `size` is its type's height.

    `gaps` tells how many columns apart its parts stand: a row of a table has some. A ruled table is one line
    without a text, its cells in `rows`; `merged` counts the cells that covered several places.
    """

    text: str
    left: float
    right: float
    top: float
    size: float
    page: int = 0
    gaps: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    merged: int = 0


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Pages of lines, from top to bottom, with the height of each page."""

    lines: tuple[Line, ...]
    heights: tuple[float, ...]


def lines_of(pieces: Iterable[Piece], page: int) -> list[Line]:
    """Return the lines that a page's pieces stand on, from top to bottom, whatever order they come in."""
    lines = [line_of(row, page) for row in rows_of(pieces)]
    return sorted((line for line in lines if line.text), key=lambda line: line.top)


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return pieces by the height that they stand at, from top to bottom, each row from left to right."""
    rows: list[list[Piece]] = []
    for piece in pieces:
        row = next((row for row in reversed(rows[-_RECENT:]) if _beside(row[-1], piece)), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    merged: list[list[Piece]] = []
    for row in sorted(rows, key=lambda row: row[0].middle):
        if merged and _beside(merged[-1][0], row[0]):
            merged[-1] += row
        else:
            merged.append(row)
    return [sorted(row, key=lambda piece: piece.left) for row in merged]


def is_garbage(text: str) -> bool:
    """Tell whether a text layer is in a private encoding that no program can read."""
    garbage = len(_GARBAGE.findall(text))
    return garbage > _GARBAGE_SHARE * (garbage + len(_WORD.findall(text)))


def columns(lines: Sequence[Line]) -> list[Loss]:
    """Return the losses of tables: columns without rules are kept as lines, merged cells of ruled ones spread out."""
    rows, merged = sum(line.gaps > 0 for line in lines), sum(line.merged for line in lines)
    losses = [
        Loss("table-layout", "lines set in columns are kept as lines", rows),
        Loss("merged-cell", "text written into every cell it covered", merged),
    ]
    return [loss for loss in losses if loss.count]


def _beside(one: Piece, other: Piece) -> bool:
    """Tell whether two pieces stand at one height."""
    return abs(one.middle - other.middle) < _SAME_LINE * min(one.size, other.size)


def line_of(row: Sequence[Piece], page: int) -> Line:
    """Return a row of pieces as a line, as high as most of them are: digits are often set in another font."""
    # Blanks typed before a first line are its indent.
    row = [*dropwhile(lambda piece: not piece.text.strip(), row)] or [*row]
    size, middle = _median(piece.size for piece in row), _median(piece.middle for piece in row)
    text, end, gaps = "", row[0].left, 0
    for piece in _once(row):
        text += (" " if piece.left - end > _SPACE * size else "") + piece.text
        gaps += piece.left - end > _COLUMN * size
        end = max(piece.right, end)
    return Line(" ".join(text.split()), row[0].left, end, middle - size / 2, size, page, gaps)


def _once(row: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces of a row; what is printed twice at one place, to look bold, once."""
    last = None
    for piece in row:
        if last is None or piece.text != last.text or piece.left - last.left > _SAME_PLACE * piece.size:
            yield piece
        last = piece


def paragraphs(pages: LaidOut) -> tuple[list[str], list[Removal]]:
    """Return the paragraphs of laid-out pages, joined over lines and pages, and the running lines left out."""
    kept, removed = _without_running(pages)
    block = _block(kept)
    found: list[list[Line]] = []
    for line in kept:
        if found and _goes_on(found[-1][-1], line, block):
            found[-1].append(line)
        else:
            found.append([line])
    return [_printed(lines) for lines in found], removed


def _without_running(pages: LaidOut) -> tuple[list[Line], list[Removal]]:
    """Return the lines that are the document's; page numbers, running headers and tables of contents apart."""
    outermost = _outermost(pages)
    repeats = Counter(masked for masked, _ in {(_masked(line), line.page) for line in outermost.values()})
    running = {
        masked for masked, count in repeats.items() if count >= max(_REPEATS, _REPEAT_SHARE * len(pages.heights))
    }
    kept: list[Line] = []
    removed: dict[Removal, None] = {}
    for line in pages.lines:
        reason = _reason(line, pages.heights, _masked(line) in running and id(line) in outermost)
        if reason:
            removed[Removal(line.text, reason)] = None
        else:
            kept.append(line)
    return kept, list(removed)


def _reason(line: Line, heights: Sequence[float], runs: bool) -> str:  # noqa: FBT001 - a fact about the line
    if _is_at_edge(line, heights) and _PAGE_NUMBER.fullmatch(line.text):
        return "page number"
    if _CONTENTS.fullmatch(line.text):
        return "table of contents"
    return "running header or footer" if runs else ""


def _outermost(pages: LaidOut) -> dict[int, Line]:
    """Return the first and the last line of each page that stand at its edge, page numbers aside."""
    found: dict[int, Line] = {}
    of_page: dict[int, list[Line]] = {}
    for line in pages.lines:
        if line.text and not _PAGE_NUMBER.fullmatch(line.text):
            of_page.setdefault(line.page, []).append(line)
    for lines in of_page.values():
        found |= {id(line): line for line in (lines[0], lines[-1]) if _is_at_edge(line, pages.heights)}
    return found


def _is_at_edge(line: Line, heights: Sequence[float]) -> bool:
    height = heights[line.page]
    return line.top < _EDGE * height or line.top + line.size > (1 - _EDGE) * height


def _masked(line: Line) -> str:
    return _DIGITS.sub("0", line.text.replace(" ", ""))


@dataclass(frozen=True, slots=True)
class _Block:
    """The block that the text is set in: its edges, how far its lines stand apart, and whether first lines are indented."""

    left: float
    right: float
    pitch: float = 0.0
    indents: bool = False


def _block(lines: Sequence[Line]) -> _Block:
    """Return where more than a few lines begin, where full lines end, and the usual step from line to line."""
    lines = [line for line in lines if not line.gaps and not line.rows]
    if not lines:
        return _Block(0.0, 0.0)
    starts = Counter(round(line.left) for line in lines)
    common = [left for left, count in starts.items() if count > _EDGE_LINES * len(lines)]
    ends = sorted(line.right for line in lines)
    block = _Block(float(min(common or starts)), ends[-1 - len(ends) // 10])
    pairs = [(before, after) for before, after in pairwise(lines) if after.page == before.page]
    # Full lines are mostly followed by a line of their own paragraph; other steps may be those between paragraphs.
    steps = [after.top - before.top for before, after in pairs if _is_full(before, block)] or [
        after.top - before.top for before, after in pairs
    ]
    indented = sum(_INDENT * line.size < line.left - block.left <= _DEEPEST * line.size for line in lines)
    return replace(block, pitch=_median(steps) if steps else 0.0, indents=indented > _EDGE_LINES * len(lines))


def _is_full(line: Line, block: _Block) -> bool:
    return block.right - line.right <= _SHORT * line.size


def _printed(lines: Sequence[Line]) -> str:
    """Return a paragraph, or a table with its parts on other pages."""
    if not lines[0].rows:
        return joined(line.text for line in lines)
    rows = list(lines[0].rows)
    for line in lines[1:]:
        more = line.rows[1:] if line.rows[0] == rows[0] else line.rows
        if more and rows[-1][0] and not more[0][0]:
            # A row without its first cell is the rest of the row that the page cut.
            rows[-1] = tuple(joined(filter(None, pair)) for pair in zip(rows[-1], more[0], strict=True))
            more = more[1:]
        rows += more
    return "\n".join(pipe_rows(rows))


def _goes_on(before: Line, line: Line, block: _Block) -> bool:
    """Tell whether a line goes on with the paragraph of the line before, or a table with the one of the page before."""
    if before.rows or line.rows:
        return len((before.rows or ((),))[0]) == len((line.rows or ((),))[0]) > 0 and line.page == before.page + 1
    if abs(line.size - before.size) > _OTHER_SIZE * before.size or line.gaps or before.gaps:
        return False
    if line.text.startswith(_CLOSING):
        return True
    if not block.indents and _LABEL.match(line.text) and before.text.endswith(_STOPS):
        return False
    if line.page == before.page and line.top - before.top > _FURTHER * block.pitch:
        return False
    unbroken = block.indents and not before.text.endswith(_STOPS) and not _LABEL.match(line.text)
    full = block.right - before.right <= (_SHORTER if unbroken else _SHORT) * before.size
    full = full or before.text.endswith(_UNFINISHED)
    return line.left - block.left <= _INDENT * line.size and full


def _median(values: Iterable[float]) -> float:
    # The module statistics costs every command line 10 ms to load.
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def joined(texts: Iterable[str]) -> str:
    """Return wrapped lines as one: Chinese without a space, Latin words with one."""
    joined = ""
    for text in texts:
        apart = bool(_LATIN_END.search(joined)) and bool(_LATIN_START.match(text)) and not joined[-1:].isdigit()
        joined += (" " if apart else "") + text
    return joined
