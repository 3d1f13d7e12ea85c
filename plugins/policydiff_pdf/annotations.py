"""What was laid over a PDF page: values of form fields and typed text, which are content; notes and marks, which are told."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from policydiff.model import Loss
from policydiff.pages.paragraphs import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff_pdf.glyphs import View

# Points: what is typed into a field is set in about this size.
_SIZE = 10.0
# The width of a character of a field's value, in sizes: only its order on the line counts.
_ADVANCE = 0.5


def page_annotations(page: Any, form: Any, view: View) -> tuple[list[Piece], list[tuple[str, str]]]:
    """Return the text that annotations show, at its place, and the notes and marks: kind and words."""
    import pypdfium2.raw as pdfium

    pieces: list[Piece] = []
    notes: list[tuple[str, str]] = []
    for at in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, at)
        if not annotation:
            continue
        try:
            shown, told = _read(annotation, form, view)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
        pieces += shown
        notes += told
    return pieces, notes


def note_losses(notes: list[tuple[str, str]], number: int) -> Iterator[Loss]:
    """Yield notes and marks as losses, equal ones of a page together."""
    for kind, words in dict.fromkeys(notes):
        yield Loss("annotation", f"page {number + 1}, {kind}{': ' if words else ''}{words}", notes.count((kind, words)))


def _read(annotation: Any, form: Any, view: View) -> tuple[list[Piece], list[tuple[str, str]]]:
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if pdfium.FPDFAnnot_GetFlags(annotation) & pdfium.FPDF_ANNOT_FLAG_HIDDEN:
        return [], [("hidden annotation", _string(annotation, b"Contents"))]
    if kind in {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_XFAWIDGET}:
        return _field(annotation, form, view)
    words = _string(annotation, b"Contents")
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        return list(_pieces(words, annotation, view)), []
    if kind in {pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_LINK}:
        return [], [("note", words)] if words and kind == pdfium.FPDF_ANNOT_LINK else []
    return [], [(_names().get(kind, "annotation"), words or _shown(annotation))]


def _shown(annotation: Any) -> str:
    """Return the text that a stamp or drawing shows: its objects print it."""
    import pypdfium2.raw as pdfium

    found = []
    for at in range(pdfium.FPDFAnnot_GetObjectCount(annotation)):
        drawn = pdfium.FPDFAnnot_GetObject(annotation, at)
        if drawn and pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_TEXT:
            found.append(
                _sized(lambda buffer, size, drawn=drawn: pdfium.FPDFTextObj_GetText(drawn, None, buffer, size))
            )
    return " ".join(filter(None, found))


def _names() -> dict[int, str]:
    import pypdfium2.raw as pdfium

    return {
        pdfium.FPDF_ANNOT_TEXT: "note", pdfium.FPDF_ANNOT_HIGHLIGHT: "highlight", pdfium.FPDF_ANNOT_UNDERLINE: "underline",
        pdfium.FPDF_ANNOT_SQUIGGLY: "underline", pdfium.FPDF_ANNOT_STRIKEOUT: "text struck out by a reviewer",
        pdfium.FPDF_ANNOT_STAMP: "stamp", pdfium.FPDF_ANNOT_INK: "drawing", pdfium.FPDF_ANNOT_CARET: "insertion mark",
        pdfium.FPDF_ANNOT_FILEATTACHMENT: "attached file", pdfium.FPDF_ANNOT_REDACT: "redaction mark",
        pdfium.FPDF_ANNOT_WATERMARK: "watermark", pdfium.FPDF_ANNOT_LINE: "drawing", pdfium.FPDF_ANNOT_SQUARE: "drawing",
        pdfium.FPDF_ANNOT_CIRCLE: "drawing", pdfium.FPDF_ANNOT_POLYGON: "drawing", pdfium.FPDF_ANNOT_POLYLINE: "drawing",
    }  # fmt: skip


def _field(annotation: Any, form: Any, view: View) -> tuple[list[Piece], list[tuple[str, str]]]:
    """Return the value of a form field at its place; a signature is told."""
    import pypdfium2.raw as pdfium

    if form is None:
        return list(_pieces(_string(annotation, b"V"), annotation, view)), []
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind == pdfium.FPDF_FORMFIELD_SIGNATURE:
        return [], [("signature field", "")]
    if kind == pdfium.FPDF_FORMFIELD_PUSHBUTTON:
        return [], []
    if kind in {pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON}:
        value = "☑" if pdfium.FPDFAnnot_IsChecked(form, annotation) else "☐"
    else:
        value = _sized(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))
    return list(_pieces(value, annotation, view)), []


def _pieces(words: str, annotation: Any, view: View) -> Iterator[Piece]:
    """Yield the lines of a text as pieces in the box of its annotation."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(box))
    left, top, right, bottom = view.box(
        min(box.left, box.right), min(box.bottom, box.top), max(box.left, box.right), max(box.bottom, box.top)
    )
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    pitch = (bottom - top) / max(len(lines), 1)
    for at, line in enumerate(lines):
        middle = top + (at + 0.5) * pitch
        size = min(_SIZE, max(pitch, 1.0))
        end = min(right, left + len(line) * size * _ADVANCE)
        yield Piece(line, left, max(end, left + 1), middle - size / 2, middle + size / 2, spaced=True)


def _string(annotation: Any, key: bytes) -> str:
    import pypdfium2.raw as pdfium

    words = _sized(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size))
    return (
        " ".join(words.split())
        if key == b"Contents" and "\n" not in words.strip()
        else words.replace("\r\n", "\n").replace("\r", "\n").strip()
    )


def _sized(ask: Any) -> str:
    """Return a string that pdfium writes into a buffer as UTF-16, after saying how long it is."""
    import pypdfium2.raw as pdfium

    size = ask(None, 0)
    if size <= 2:  # noqa: PLR2004 - the closing zero alone
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
