"""Plain text: scraped pages, exports, files typed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Conversion, SourceKind

if TYPE_CHECKING:
    from policydiff.model import Source

MEDIA_TYPES = frozenset({"text/plain", ""})


@hookimpl(trylast=True)
def convert(source: Source) -> Conversion | None:
    """Return text in whatever encoding it came; what reads as markup is left to other plugins."""
    if source.media_type not in MEDIA_TYPES:
        return None
    from policydiff.text.encoding import decode

    decoded = decode(source.data, hints=(source.charset,) if source.charset else (), location=source.location)
    return Conversion(decoded.text, losses=decoded.losses, kind=SourceKind.PLAIN_TEXT)
