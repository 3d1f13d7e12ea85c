"""Read Word documents: the final text with the numbers that Word prints, tables, notes and text boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl

if TYPE_CHECKING:
    from policydiff.model import Conversion, Source

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@hookimpl(trylast=True)
def convert(source: Source) -> Conversion | None:
    """Return a DOCX as Markdown; raises UnreadableSource when the file is not intact."""
    if source.media_type != MEDIA_TYPE:
        return None
    from policydiff_docx.document import read_document

    return read_document(source)
