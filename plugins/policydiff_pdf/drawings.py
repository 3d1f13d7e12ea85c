"""What a PDF page draws beside text: rules and boxes, pictures, outlines of letters."""

from __future__ import annotations

import ctypes
import hashlib
from typing import TYPE_CHECKING, Any

from policydiff.pages.ruled_tables import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff_pdf.glyphs import View

# Forms may hold forms; a file in which they hold one another is broken.
_DEEPEST = 8
# A page draws more than this only in maps and charts; their lines rule no table.
_MOST = 20_000
# A box that fills so much of a page is its background.
_BACKGROUND = 0.8

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def page_objects(page: Any) -> list[tuple[Any, int, Matrix]]:
    """Return the objects of a page with their types and matrices, those inside of forms too."""
    import pypdfium2.raw as pdfium

    raw = page.raw
    found: list[tuple[Any, int, Matrix]] = []
    for at in range(pdfium.FPDFPage_CountObjects(raw)):
        found += _objects(pdfium.FPDFPage_GetObject(raw, at), _IDENTITY, 0)
        if len(found) > _MOST:
            break
    return found


def _objects(drawn: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFPageObj_GetType(drawn)
    values = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, ctypes.byref(values))
    matrix = _product((values.a, values.b, values.c, values.d, values.e, values.f), outer)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield drawn, kind, matrix
    elif depth < _DEEPEST:
        for at in range(pdfium.FPDFFormObj_CountObjects(drawn)):
            yield from _objects(pdfium.FPDFFormObj_GetObject(drawn, at), matrix, depth + 1)


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def page_rules(objects: list[tuple[Any, int, Matrix]], view: View) -> Iterator[Rule]:
    """Yield the level and upright lines that a page draws, in points from its upper left corner; its background is none."""
    import pypdfium2.raw as pdfium

    width, height = view.size
    count = 0
    for drawn, kind, matrix in objects:
        if kind != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        segments = pdfium.FPDFPath_CountSegments(drawn)
        count += segments
        if count > _MOST:
            return
        lines = list(_lines(drawn, segments, matrix, view))
        box = (
            min((line.left for line in lines), default=0.0), min((line.top for line in lines), default=0.0),
            max((line.right for line in lines), default=0.0), max((line.bottom for line in lines), default=0.0),
        )  # fmt: skip
        if (box[2] - box[0]) * (box[3] - box[1]) < _BACKGROUND * width * height or segments > 8:  # noqa: PLR2004 - more than a rectangle
            yield from lines


def _lines(drawn: Any, segments: int, matrix: Matrix, view: View) -> Iterator[Rule]:
    """Yield the straight segments of a path, the closing one too."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for at in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, at)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        a, b, c, d, e, f = matrix
        point = view.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _rule(last, point)
        elif kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _rule(last, start)
            last = start


def _rule(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Rule]:
    across, down = abs(one[0] - other[0]), abs(one[1] - other[1])
    if min(across, down) <= 1.0 < max(across, down):
        yield Rule(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def page_pictures(objects: list[tuple[Any, int, Matrix]]) -> dict[str, int]:
    """Return how often a page shows each picture, by the digest of its bytes."""
    import pypdfium2.raw as pdfium

    found: dict[str, int] = {}
    for drawn, kind, _ in objects:
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            size = pdfium.FPDFImageObj_GetImageDataRaw(drawn, None, 0)
            data = ctypes.create_string_buffer(max(size, 1))
            pdfium.FPDFImageObj_GetImageDataRaw(drawn, data, size)
            digest = hashlib.sha256(data.raw[:size]).hexdigest()[:12]
            found[digest] = found.get(digest, 0) + 1
    return found


def count_outlines(objects: list[tuple[Any, int, Matrix]]) -> int:
    """Return how many drawn shapes have curves: letters turned into outlines have many."""
    import pypdfium2.raw as pdfium

    return sum(
        kind == pdfium.FPDF_PAGEOBJ_PATH
        and any(
            pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(drawn, at)) == pdfium.FPDF_SEGMENT_BEZIERTO
            for at in range(min(pdfium.FPDFPath_CountSegments(drawn), 40))
        )
        for drawn, kind, _ in objects[:_MOST]
    )
