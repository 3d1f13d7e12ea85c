"""Read PDF files that carry their text; say that OCR is needed when they carry none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl

if TYPE_CHECKING:
    from policydiff.model import Conversion, Source

MEDIA_TYPE = "application/pdf"


@hookimpl(trylast=True)
def convert(source: Source) -> Conversion | None:
    """Return a PDF as Markdown; raises UnreadableSource when it cannot be opened or needs OCR."""
    if source.media_type != MEDIA_TYPE:
        return None
    from policydiff_pdf.document import read_document

    return read_document(source)
