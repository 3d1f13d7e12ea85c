"""One PDF, from bytes to Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from policydiff_ocr.engine import WAY_OUT, confidence_losses, is_installed, recognize
from policydiff_ocr.engine import pieces as ocr_pieces

from policydiff.errors import UnreadableSource
from policydiff.model import Conversion, Loss, Removal
from policydiff.pages.columns import page_lines
from policydiff.pages.paragraphs import LaidOut, columns, is_garbage, paragraphs
from policydiff.pages.ruled_tables import Rule, without_tables
from policydiff_pdf.annotations import note_losses, page_annotations
from policydiff_pdf.drawings import count_outlines, page_objects, page_pictures, page_rules
from policydiff_pdf.frames import turned_box, upright
from policydiff_pdf.glyphs import View, page_text
from policydiff_pdf.strikes import without_struck

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Source
    from policydiff.pages.lines import Line, Piece

# A page that prints fewer characters and shows a picture was scanned; one that draws so many curves prints outlines.
_FEWEST_CHARACTERS, _MANY_OUTLINES = 5, 30
SCANNED = "scanned-page"
# Pixels to the point in which a scanned page is recognized: 200 to the inch.
_PIXELS = 200 / 72
# More lines across the text than this are text.
_FEW_LABELS = 3


@dataclass(slots=True)
class _Pages:
    """What the pages of a document say, gathered page by page."""

    lines: list[Line] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    aslant: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)


def read_document(source: Source) -> Conversion:
    """Return a PDF as Markdown; raises UnreadableSource when it cannot be opened or needs OCR."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        way_out = (
            "it is encrypted; save it without the password"
            if "password" in str(error).lower()
            else "open it in a viewer and print it to PDF again"
        )
        raise UnreadableSource(f"{source.location} cannot be opened ({error}); {way_out}") from error
    try:
        return _read(document, source.location)
    finally:
        document.close()


def _read(document: Any, location: str) -> Conversion:
    form = _form(document)
    pages = _Pages()
    for number in range(len(document)):
        page = document[number]
        try:
            _read_page(page, number, form, pages)
        finally:
            page.close()
    _refuse_scans(pages, location)
    blocks, removed = paragraphs(LaidOut(tuple(pages.lines), tuple(pages.heights)))
    removed += [Removal(text, "rotated text (watermark, seal)") for text in dict.fromkeys(filter(None, pages.aslant))]
    removed += [Removal(text, "struck out") for text in pages.struck]
    losses = (*pages.losses, *columns(pages.lines))
    return Conversion("\n\n".join(blocks), losses=losses, removed=tuple(removed))


def _form(document: Any) -> Any:
    """Return pdfium's handle on the form of a document, None when it has none."""
    import warnings

    with warnings.catch_warnings():
        # Forms made of XML (XFA) are read by the fields that they keep for older viewers.
        warnings.simplefilter("ignore")
        document.init_forms()
    return document.formenv.raw if document.formenv else None


def _read_page(page: Any, number: int, form: Any, pages: _Pages) -> None:
    view = View.of(page)
    text = page_text(page, view)
    laid = upright(text.glyphs, view.size)
    typed, notes = page_annotations(page, form, view)
    objects = page_objects(page)
    rules = [
        Rule(*turned_box((rule.left, rule.top, rule.right, rule.bottom), laid.turns, view.size))
        for rule in page_rules(objects, view)
    ]
    typed = list(_turned(typed, laid.turns, view.size))
    in_force, struck = without_struck(laid.pieces, rules)
    pages.struck += struck
    tables, rest = without_tables([*in_force, *laid.sideways, *typed], rules, number)
    # In a table it is the head of a column; a few lines elsewhere are a side label.
    sideways = set(map(id, laid.sideways))
    labels = [piece for piece in rest if id(piece) in sideways]
    if len(labels) <= _FEW_LABELS:
        rest = [piece for piece in rest if id(piece) not in sideways]
        pages.aslant += [piece.text for piece in labels]
    pages.lines += page_lines(rest, number, tables)
    pages.heights.append(laid.size[1])
    pages.aslant += laid.aslant
    pages.losses += note_losses(notes, number)
    printed = sum(bool(glyph.text.strip()) for glyph in text.glyphs) + len(typed)
    losses = list(_page_losses(objects, number, printed))
    if is_installed() and any(loss.kind == SCANNED for loss in losses):
        seen = recognize(page.render(scale=_PIXELS).to_numpy())
        pages.lines += page_lines([*ocr_pieces(seen, _PIXELS)], number)
        losses = [*confidence_losses(seen, number)] or losses
    pages.losses += losses
    if text.unmapped:
        pages.losses.append(
            Loss("unmapped", f"page {number + 1}: glyphs that stand for no known character", text.unmapped)
        )


def _turned(pieces: list[Piece], turns: int, size: tuple[float, float]) -> Iterator[Piece]:
    """Yield pieces that stand as the page is shown where they stand after it is turned."""
    for piece in pieces:
        left, top, right, bottom = turned_box((piece.left, piece.top, piece.right, piece.bottom), turns, size)
        yield replace(piece, left=left, top=top, right=right, bottom=bottom)


def _page_losses(objects: list[tuple[Any, int, Any]], number: int, printed: int) -> Iterator[Loss]:
    """Yield the pictures of a page, or that the page is one."""
    pictures = page_pictures(objects)
    if printed < _FEWEST_CHARACTERS:
        if pictures:
            yield Loss(SCANNED, f"page {number + 1} is a picture: it needs OCR")
        elif count_outlines(objects) >= _MANY_OUTLINES:
            yield Loss(SCANNED, f"page {number + 1} prints outlines, no text: it needs OCR")
        return
    for digest, count in pictures.items():
        yield Loss("image", f"page {number + 1}, sha256 {digest}", count)


def _refuse_scans(pages: _Pages, location: str) -> None:
    """Raise UnreadableSource when there is no text to speak of, or none that a program can read."""
    text = "".join([line.text + "".join(map("".join, line.rows)) for line in pages.lines] + pages.aslant + pages.struck)
    if not text.strip():
        scanned = sum(loss.kind == SCANNED for loss in pages.losses)
        raise UnreadableSource(
            f"{location} carries no text ({scanned} scanned page(s)): it needs OCR; {WAY_OUT}, or give a text version, DOCX or a web page"
        )
    unmapped = sum(loss.count for loss in pages.losses if loss.kind == "unmapped")
    if is_garbage(text + "\ufffd" * unmapped):
        raise UnreadableSource(
            f"{location} carries text in a private encoding that no program can read: it needs OCR; {WAY_OUT}, or give a text version"
        )
