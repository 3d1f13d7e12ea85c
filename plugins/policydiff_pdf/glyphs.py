"""The characters of a PDF page, each with its box and the direction it is read in, as the page is shown."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# pdfium marks a hyphen that breaks a word at the end of a line; ours is the character that means just that.
_BROKEN, SOFT_HYPHEN = 0x02, "\u00ad"
_BLANK, _HIGH, _LOW, _LAST = 0x20, 0xD800, 0xDC00, 0xDFFF
_NO_CHARACTER = frozenset((0xFFFE, 0xFFFF, 0xFFFD))
# Above the baseline stands this share of the type's height.
_ABOVE = 0.88
# A type size that the box of its glyph contradicts by more than this factor, or that nobody prints, comes from a font
# in units of its own; the box of a stop may be small.
_BELIEVED, _SMALLEST, _LARGEST = 3.0, 1.0, 144.0


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character in points from the upper left corner of the page as shown; `angle` is its direction, in degrees clockwise.

    `x`, `y` is where its baseline starts, `left` to `bottom` its box, `size` its type size. `spaced`: the file's
    own spacing sets it apart from the character before. `order` counts as the file prints them.
    """

    text: str
    x: float
    y: float
    left: float
    top: float
    right: float
    bottom: float
    size: float
    angle: float
    spaced: bool
    order: int


@dataclass(frozen=True, slots=True)
class View:
    """How a page's own coordinates map to the page as shown: its box and its quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @classmethod
    def of(cls, page: Any) -> View:
        """Return the view of a pypdfium2 page."""
        return cls(*page.get_bbox(), page.get_rotation() // 90)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point is shown, from the upper left corner."""
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:  # noqa: PLR2004 - half a turn
            return self.right - x, y - self.bottom
        if self.turns == 3:  # noqa: PLR2004 - three quarters of a turn
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return a box as shown: left, top, right, bottom."""
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def angle(self, a: float, b: float) -> float:
        """Return the direction of a vector as shown, in degrees clockwise."""
        return (math.degrees(math.atan2(-b, a)) + 90 * self.turns + 180) % 360 - 180


@dataclass(frozen=True, slots=True)
class PageText:
    """The characters of a page in the order of the file, and how many glyphs stand for no known character."""

    glyphs: tuple[Glyph, ...]
    unmapped: int


def page_text(page: Any, view: View) -> PageText:
    """Return the characters of a pypdfium2 page."""
    text = page.get_textpage()
    try:
        found = tuple(_whole(text, _glyphs(text, view)))
    finally:
        text.close()
    return PageText(tuple(glyph for glyph in found if glyph.text), sum(not glyph.text for glyph in found))


def _whole(text: Any, glyphs: Iterator[Glyph]) -> Iterator[Glyph]:
    """Yield a ligature as one glyph: pdfium tells its letters one by one, all at its place."""
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and (glyph.x, glyph.y) == (last.x, last.y) and _is_one_print(text, last, glyph):
            last = replace(last, text=last.text + glyph.text)
            continue
        if last is not None:
            yield last
        last = glyph
    if last is not None:
        yield last


def _is_one_print(text: Any, last: Glyph, glyph: Glyph) -> bool:
    """Tell whether one text object prints both: what is printed twice to look bold is printed by two."""
    import pypdfium2.raw as pdfium

    one, other = (
        ctypes.cast(pdfium.FPDFText_GetTextObject(text, at), ctypes.c_void_p).value for at in (last.order, glyph.order)
    )
    return one == other and bool(last.text) and bool(glyph.text)


def _glyphs(text: Any, view: View) -> Iterator[Glyph]:
    """Yield the characters; one without a text is a glyph that stands for no known character."""
    import pypdfium2.raw as pdfium

    matrix, box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    spaced, pending = False, 0
    for at in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if pdfium.FPDFText_IsGenerated(text, at) == 1 and code != _BROKEN:
            spaced = spaced or code == _BLANK
            continue
        if _HIGH <= code < _LOW:
            pending = code
            continue
        character = _character(code, pending)
        pending = 0
        pdfium.FPDFText_GetMatrix(text, at, ctypes.byref(matrix))
        pdfium.FPDFText_GetCharOrigin(text, at, ctypes.byref(x), ctypes.byref(y))
        if character is None or not pdfium.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box)):
            continue
        shown = view.box(box.left, box.bottom, box.right, box.top)
        angle = view.angle(matrix.a, matrix.b)
        size = pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
        long, short = sorted((shown[2] - shown[0], shown[3] - shown[1]), reverse=True)
        believed = size > _SMALLEST and short < size * _BELIEVED and (size < max(long * _BELIEVED, _LARGEST))
        yield Glyph(
            character, *view.point(x.value, y.value), *shown, size if believed else max(long, 1.0), angle, spaced, at
        )
        spaced = False


def _character(code: int, high: int) -> str | None:
    """Return a code as text: empty where the font does not say what a glyph stands for, None for a mere control."""
    if high and _LOW <= code <= _LAST:
        return chr(0x10000 + ((high - _HIGH) << 10) + code - _LOW)
    if code == _BROKEN:
        return SOFT_HYPHEN
    if code == 0 or code in _NO_CHARACTER or _HIGH <= code <= _LAST:
        return ""
    return chr(code) if code >= _BLANK else None
