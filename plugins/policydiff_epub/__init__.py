"""Read EPUB books: the chapters in the order that the book states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl

if TYPE_CHECKING:
    from policydiff.model import Conversion, Source

MEDIA_TYPE = "application/epub+zip"


@hookimpl(trylast=True)
def convert(source: Source) -> Conversion | None:
    """Return a book as Markdown; raises UnreadableSource when it cannot be opened or is encrypted."""
    if source.media_type != MEDIA_TYPE:
        return None
    from policydiff_epub.book import read_book

    return read_book(source)
