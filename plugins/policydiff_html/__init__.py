"""Read web pages: the document without the site around it, and what the page says of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl

if TYPE_CHECKING:
    from policydiff.model import Conversion, Source

MEDIA_TYPES = frozenset(("text/html", "application/xhtml+xml", "multipart/related"))


@hookimpl(trylast=True)
def convert(source: Source) -> Conversion | None:
    """Return a page as Markdown; raises UnreadableSource when it prints no document."""
    if source.media_type not in MEDIA_TYPES:
        return None
    from policydiff_html.page import read_page

    return read_page(source)
