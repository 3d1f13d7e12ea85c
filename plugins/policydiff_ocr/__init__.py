"""Read pictures of documents, offline, where the extra `policydiff[ocr]` is installed; scanned pages of PDFs come the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.errors import UnreadableSource
from policydiff.hookspecs import hookimpl

if TYPE_CHECKING:
    from policydiff.model import Conversion, Source

MEDIA_TYPES = frozenset(("image/png", "image/jpeg", "image/gif", "image/tiff", "image/bmp", "image/webp"))


@hookimpl(trylast=True)
def convert(source: Source) -> Conversion | None:
    """Return what a picture shows as Markdown; raises UnreadableSource without the extra, or when it shows no text."""
    if source.media_type not in MEDIA_TYPES:
        return None
    from policydiff_ocr.engine import WAY_OUT, is_installed

    if not is_installed():
        raise UnreadableSource(f"{source.location} is a picture: it needs OCR; {WAY_OUT}, or give a text version")
    from policydiff_ocr.picture import read_picture

    return read_picture(source)
