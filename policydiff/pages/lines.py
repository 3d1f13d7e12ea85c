"""Characters at their places → lines of text: which stand on one line, where words end, what is raised.

Pieces come in any order: a line is what stands at one height, read from left to right.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import dropwhile, pairwise
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Pieces whose middles stand within half their size are on one line, looked for so many lines back (index and
# exponent break a line for a moment).
_SAME_LINE, _RECENT = 0.5, 4
# In sizes of the type: a gap between Chinese characters that is a space, and one between Latin letters.
_WIDE_SPACE, _SPACE = 0.3, 0.15
# A gap of more than two characters sets columns apart.
_COLUMN = 2.0
# Letters set further apart than this throughout are letter-spaced: their usual gap is no space.
_LETTER_SPACED, _FEWEST_LETTERS = 0.06, 4
# Type that looks bold may be printed twice, a little apart; the narrowest letters stand further from one another.
_SAME_PLACE = 0.15
# An exponent is set in so much smaller type, and its foot stands so much above that of the line.
_SMALLER, _RAISED = 0.85, 0.15
_CJK = lazy("[\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
_SUPERSCRIPTS = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")


@dataclass(frozen=True, slots=True)
class Piece:
    """A character or a run of them and its box, in points from the upper left corner of its page.

    `spaced`: the file itself sets it apart from what comes before.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    spaced: bool = False

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


def _beside(one: Piece, other: Piece) -> bool:
    """Tell whether two pieces stand at one height."""
    return abs(one.middle - other.middle) < _SAME_LINE * min(one.size, other.size)


def line_of(row: Sequence[Piece], page: int) -> Line:
    """Return a row of pieces as a line, as high as most of them are: digits are often set in another font."""
    # Blanks typed before a first line are its indent.
    row = [*dropwhile(lambda piece: not piece.text.strip(), row)] or [*row]
    size, middle = _median(piece.size for piece in row), _median(piece.middle for piece in row)
    row = list(_once(row))
    usual = _usual_gap(row, size)
    text, last, gaps = _raised(row[0], size, middle), row[0], 0
    end = last.right
    for piece in row[1:]:
        apart = _is_apart(last, piece, piece.left - end, size, usual)
        text += (" " if apart else "") + _raised(piece, size, middle)
        gaps += piece.left - end > _COLUMN * size + usual
        end, last = max(piece.right, end), piece
    return Line(" ".join(text.split()), row[0].left, end, middle - size / 2, size, page, gaps)


def _usual_gap(row: Sequence[Piece], size: float) -> float:
    """Return how far apart the letters of a letter-spaced line are set, 0 where they are not."""
    gaps = [after.left - before.right for before, after in pairwise(row) if before.text.strip() and after.text.strip()]
    if len(gaps) < _FEWEST_LETTERS:
        return 0.0
    usual = _median(gaps)
    return usual if usual > _LETTER_SPACED * size else 0.0


def _is_apart(last: Piece, piece: Piece, gap: float, size: float, usual: float) -> bool:
    """Tell whether a space stands between two neighbours on a line."""
    if _CJK.match(last.text[-1:]) and _CJK.match(piece.text):
        return gap > _WIDE_SPACE * size + usual * (1 + _WIDE_SPACE)
    if usual:
        return gap > _SPACE * size + usual
    return gap > _SPACE * size or (piece.spaced and gap > 0)


def _raised(piece: Piece, size: float, middle: float) -> str:
    """Return a piece's text, an exponent in raised digits: 10⁶ is not 106."""
    if piece.size > _SMALLER * size or middle + size / 2 - piece.bottom < _RAISED * size or not piece.text.isascii():
        return piece.text
    return piece.text.translate(_SUPERSCRIPTS)


def _once(row: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces of a row; what is printed twice at one place, to look bold, once."""
    last = None
    for piece in row:
        if last is None or piece.text != last.text or piece.left - last.left > _SAME_PLACE * piece.size:
            yield piece
        last = piece


def _median(values: Iterable[float]) -> float:
    # The module statistics costs every command line 10 ms to load.
    ordered = sorted(values)
    return ordered[len(ordered) // 2]
