"""One picture, from bytes to Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.errors import UnreadableSource
from policydiff.model import Conversion
from policydiff.pages.columns import page_lines
from policydiff.pages.paragraphs import LaidOut, paragraphs
from policydiff_ocr.engine import confidence_losses, pieces, recognize

if TYPE_CHECKING:
    from policydiff.model import Source


def read_picture(source: Source) -> Conversion:
    """Return what a picture shows as Markdown; raises UnreadableSource when it shows no text."""
    try:
        lines = recognize(source.data)
    except (OSError, ValueError, TypeError) as error:
        raise UnreadableSource(
            f"{source.location} is no intact picture ({error}); open it in a viewer and save it again"
        ) from error
    if not lines:
        raise UnreadableSource(f"{source.location} shows no text; give a picture of a document")
    height = max(line.bottom for line in lines)
    blocks, removed = paragraphs(LaidOut(tuple(page_lines([*pieces(lines, 1.0)], 0)), (height,)))
    return Conversion("\n\n".join(blocks), losses=tuple(confidence_losses(lines, 0)), removed=tuple(removed))
