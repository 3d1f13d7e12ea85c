"""One PDF, from bytes to Markdown."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from policydiff.errors import UnreadableSource
from policydiff.model import Conversion, Loss, Removal
from policydiff.pages.columns import page_lines
from policydiff.pages.paragraphs import LaidOut, Line, Piece, columns, is_garbage, paragraphs
from policydiff.pages.ruled_tables import Rule, without_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Source

# A page that prints fewer characters and shows a picture was scanned.
_FEWEST_CHARACTERS = 5
_PATH, _IMAGE = 2, 3  # FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_IMAGE
# A box that fills so much of a page is its background.
_BACKGROUND = 0.8
_BLANK = 0x20
# Text turned by more than this (radians) is a watermark or a seal.
_UPRIGHT = 0.1


def read_document(source: Source) -> Conversion:
    """Return a PDF as Markdown; raises UnreadableSource when it cannot be opened or needs OCR."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        way_out = (
            "save it without the password"
            if "password" in str(error).lower()
            else "open it in a viewer and print it to PDF again"
        )
        raise UnreadableSource(f"{source.location} cannot be opened ({error}); {way_out}") from error
    try:
        return _read(document, source.location)
    finally:
        document.close()


def _read(document: Any, location: str) -> Conversion:
    lines: list[Line] = []
    heights: list[float] = []
    losses: list[Loss] = []
    turned: list[str] = []
    for number in range(len(document)):
        page = document[number]
        heights.append(page.get_height())
        pieces = list(_pieces(page))
        tables, rest = without_tables([piece for piece, upright in pieces if upright], _rules(page), number)
        found = page_lines(rest, number, tables)
        lines += found
        turned.append("".join(piece.text for piece, upright in pieces if not upright))
        losses += _page_losses(page, number, found)
        page.close()
    _refuse_scans(lines, losses, location)
    blocks, removed = paragraphs(LaidOut(tuple(lines), tuple(heights)))
    removed += [Removal(text, "rotated text (watermark, seal)") for text in dict.fromkeys(filter(None, turned))]
    return Conversion("\n\n".join(blocks), losses=(*losses, *columns(lines)), removed=tuple(removed))


def _refuse_scans(lines: list[Line], losses: list[Loss], location: str) -> None:
    """Raise UnreadableSource when there is no text to speak of, or none that a program can read."""
    text = "".join(line.text for line in lines)
    if not text.strip():
        scanned = sum(loss.kind == "scanned-page" for loss in losses)
        raise UnreadableSource(
            f"{location} carries no text ({scanned} scanned page(s)): it needs OCR; give a text version, DOCX or a web page"
        )
    if is_garbage(text):
        raise UnreadableSource(
            f"{location} carries text in a private encoding that no program can read: it needs OCR; give a text version"
        )


def _page_losses(page: Any, number: int, lines: list[Line]) -> Iterator[Loss]:
    images = sum(1 for _ in page.get_objects(filter=[_IMAGE], max_depth=2))
    if not images:
        return
    if sum(len(line.text) for line in lines) < _FEWEST_CHARACTERS:
        yield Loss("scanned-page", f"page {number + 1} is a picture: it needs OCR")
    else:
        yield Loss("image", f"page {number + 1}", images)


def _rules(page: Any) -> Iterator[Rule]:
    """Yield the lines and boxes that a page draws; its background is none."""
    width, height = page.get_size()
    for drawn in page.get_objects(filter=[_PATH], max_depth=2):
        left, bottom, right, top = drawn.get_bounds()
        if (right - left) * (top - bottom) < _BACKGROUND * width * height:
            yield Rule(left, height - top, right, height - bottom)


def _pieces(page: Any) -> Iterator[tuple[Piece, bool]]:
    """Yield each printed character with its box, and whether it stands upright."""
    import pypdfium2.raw as pdfium

    text, height = page.get_textpage(), page.get_height()
    box = pdfium.FS_RECTF()
    for at in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if code < _BLANK or pdfium.FPDFText_IsGenerated(text, at) == 1:
            continue
        if pdfium.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box)):
            upright = abs(pdfium.FPDFText_GetCharAngle(text, at)) < _UPRIGHT
            yield Piece(chr(code), box.left, box.right, height - box.top, height - box.bottom), upright
    text.close()
