"""Turn what a page shows so that its text reads from left to right, whichever way it was printed.

A table printed sideways, a page scanned askew, Chinese set in columns from right to left: each is brought upright.
What stands across the rest of the text, a side label or a rotated head of a column, is kept at its place; large type set
aslant is a watermark or a seal.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from policydiff.pages.paragraphs import Piece, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policydiff_pdf.glyphs import Glyph

Box = tuple[float, float, float, float]

# Text within so many degrees of a quarter turn is set that way; a page is askew by less.
_ASLANT = 12.0
# Less than this hardly moves a line; more, and its ends would stand on other lines.
_STRAIGHT = 0.2
# Watermarks are set so much larger than the text.
_LARGE = 1.5
# So many of a page's neighbours follow one another downwards where Chinese is set in columns.
_VERTICAL = 0.6
_FEWEST = 8
# Above the baseline stands this share of the type's height.
_ABOVE = 0.88


@dataclass(frozen=True, slots=True)
class Upright:
    """A page brought upright: its pieces, lines across them, watermarks, its size and the quarter turns that it took."""

    pieces: tuple[Piece, ...]
    sideways: tuple[Piece, ...]
    aslant: tuple[str, ...]
    size: tuple[float, float]
    turns: int


def upright(glyphs: Sequence[Glyph], size: tuple[float, float]) -> Upright:
    """Return what a page prints, its main text level."""
    quarters = Counter(_quarter(glyph.angle) for glyph in glyphs if glyph.text.strip())
    turns = max((quarter for quarter in quarters if quarter is not None), key=quarters.__getitem__, default=0) or 0
    vertical = turns == 0 and _is_vertical(glyphs)
    turns = 1 if vertical else turns
    turned = [_turned(glyph, turns, size) for glyph in glyphs]
    width, height = size if turns % 2 == 0 else size[::-1]
    if vertical:
        turned = [
            replace(glyph, angle=0.0, y=(glyph.top + glyph.bottom) / 2 + (_ABOVE - 0.5) * glyph.size, x=glyph.left)
            for glyph in turned
        ]
    of_quarter: dict[int | None, list[Glyph]] = defaultdict(list)
    for glyph in turned:
        of_quarter[_quarter(glyph.angle)].append(glyph)
    main = of_quarter.pop(0, [])
    pieces = [_piece(glyph) for glyph in _levelled(main)]
    sideways = [
        piece
        for quarter, others in of_quarter.items()
        if quarter is not None
        for piece in _sideways(others, quarter, (width, height))
    ]
    aslant, more = _aslant(of_quarter.get(None, []), main)
    return Upright((*pieces, *more), tuple(sideways), aslant, (width, height), turns)


def turned_box(box: Box, turns: int, size: tuple[float, float]) -> Box:
    """Return a box of a page of this size after the page is turned anticlockwise by quarter turns."""
    left, top, right, bottom = box
    width, height = size
    if turns == 1:
        return top, width - right, bottom, width - left
    if turns == 2:  # noqa: PLR2004 - half a turn
        return width - right, height - bottom, width - left, height - top
    if turns == 3:  # noqa: PLR2004 - three quarters of a turn
        return height - bottom, left, height - top, right
    return box


def _quarter(angle: float) -> int | None:
    """Return the quarter turns that a direction is near, None when it is aslant."""
    turns = round(angle / 90)
    return turns % 4 if abs(angle - 90 * turns) <= _ASLANT else None


def _turned(glyph: Glyph, turns: int, size: tuple[float, float]) -> Glyph:
    if not turns:
        return glyph
    left, top, right, bottom = turned_box((glyph.left, glyph.top, glyph.right, glyph.bottom), turns, size)
    x, y, *_ = turned_box((glyph.x, glyph.y, glyph.x, glyph.y), turns, size)
    angle = (glyph.angle - 90 * turns + 180) % 360 - 180
    return replace(glyph, x=x, y=y, left=left, top=top, right=right, bottom=bottom, angle=angle)


def _is_vertical(glyphs: Sequence[Glyph]) -> bool:
    """Tell whether upright characters follow one another downwards."""
    pairs = [(one, other) for one, other in pairwise(glyphs) if one.text.strip() and other.text.strip()]
    down = sum(
        abs(other.x - one.x) < 0.5 * one.size and 0.5 * one.size < other.top - one.top < 2 * one.size
        for one, other in pairs
    )
    return len(pairs) >= _FEWEST and down > _VERTICAL * len(pairs)


def _levelled(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the characters of a page that is askew on level lines."""
    angles = sorted(glyph.angle for glyph in glyphs)
    askew = angles[len(angles) // 2] if angles else 0.0
    return list(glyphs) if abs(askew) < _STRAIGHT else [_rotated(glyph, askew) for glyph in glyphs]


def _rotated(glyph: Glyph, angle: float) -> Glyph:
    """Return a character after the page is turned anticlockwise by any angle."""
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    x, y = glyph.x * cosine + glyph.y * sine, glyph.y * cosine - glyph.x * sine
    reach = max(glyph.right - glyph.left, glyph.bottom - glyph.top)
    width = min(reach, glyph.size)
    return replace(glyph, x=x, y=y, left=x, right=x + width, top=y - glyph.size, bottom=y, angle=0.0)


def _piece(glyph: Glyph) -> Piece:
    top = glyph.y - _ABOVE * glyph.size
    left = min(glyph.x, glyph.left)
    return Piece(glyph.text, left, max(glyph.right, left), top, top + glyph.size, spaced=glyph.spaced)


def _sideways(glyphs: Sequence[Glyph], turns: int, size: tuple[float, float]) -> list[Piece]:
    """Return text that stands across the main text, each of its lines as one piece at its place."""
    level = [_piece(_turned(glyph, turns, size)) for glyph in glyphs]
    back = size if turns % 2 == 0 else size[::-1]
    found = []
    for line in lines_of(level, 0):
        left, top, right, bottom = turned_box((line.left, line.top, line.right, line.top + line.size), -turns % 4, back)
        middle = (top + bottom) / 2
        found.append(Piece(line.text, left, right, middle - line.size / 2, middle + line.size / 2, spaced=True))
    return found


def _aslant(glyphs: Sequence[Glyph], main: Sequence[Glyph]) -> tuple[tuple[str, ...], list[Piece]]:
    """Return the watermarks among text set aslant, and the pieces of what is no larger than the page's text."""
    runs: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        runs[round(glyph.angle / 3)].append(glyph)
    usual = _median(glyph.size for glyph in main)
    marks: list[str] = []
    pieces: list[Piece] = []
    for run in runs.values():
        angle = run[0].angle
        lines = lines_of([_piece(_rotated(glyph, angle)) for glyph in run], 0)
        if usual and _median(glyph.size for glyph in run) > _LARGE * usual:
            marks += [line.text for line in lines]
            continue
        cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        for line in lines:
            x, y = line.left * cosine - line.top * sine, line.top * cosine + line.left * sine
            pieces.append(Piece(line.text, x, x + line.size, y, y + line.size, spaced=True))
    return tuple(marks), pieces


def _median(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0
