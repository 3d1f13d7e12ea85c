"""Read OFD files (GB/T 33190), the fixed-layout format of Chinese offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl

if TYPE_CHECKING:
    from policydiff.model import Conversion, Source

MEDIA_TYPE = "application/ofd"


@hookimpl(trylast=True)
def convert(source: Source) -> Conversion | None:
    """Return an OFD as Markdown; raises UnreadableSource when it cannot be opened or needs OCR."""
    if source.media_type != MEDIA_TYPE:
        return None
    from policydiff_ofd.document import read_document

    return read_document(source)
