"""Read OFD files (GB/T 33190), the fixed-layout format of Chinese offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policydiff.errors import UnreadableSource
from policydiff.hookspecs import hookimpl
from policydiff.layout import LaidOut, Piece, columns, is_garbage, lines_of, paragraphs
from policydiff.model import Conversion, Loss

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Source

MEDIA_TYPE = "application/ofd"
# OFD measures in millimetres, layout in points.
_POINTS = 72 / 25.4
# Where type stands around its baseline: most of its height above.
_ABOVE = 0.88


@hookimpl(trylast=True)
def convert(source: Source) -> Conversion | None:
    """Return an OFD as Markdown; raises UnreadableSource when it cannot be opened or needs OCR."""
    if source.media_type != MEDIA_TYPE:
        return None
    import ofdkit

    try:
        with ofdkit.open(source.data) as document:
            pages = LaidOut(
                tuple(line for number, page in enumerate(document.pages) for line in lines_of(_pieces(page), number)),
                tuple(page.height * _POINTS for page in document.pages),
            )
    except (ofdkit.OFDError, ValueError, KeyError) as error:
        raise UnreadableSource(
            f"{source.location} is no intact OFD ({error}); open it in an OFD reader and save it again"
        ) from error
    text = "".join(line.text for line in pages.lines)
    if not text:
        raise UnreadableSource(
            f"{source.location} carries no text ({len(pages.heights)} page(s) of pictures): it needs OCR; give a text version"
        )
    if is_garbage(text):
        raise UnreadableSource(
            f"{source.location} carries text in a private encoding that no program can read: it needs OCR; give a text version"
        )
    blocks, removed = paragraphs(pages)
    return Conversion("\n\n".join(blocks), losses=(*_scanned(pages), *columns(pages.lines)), removed=tuple(removed))


def _pieces(page: Any) -> Iterator[Piece]:
    """Yield the runs of a page, as the file places them, with their boxes in points."""
    for run in page.runs:
        top = run.y - _ABOVE * run.size
        yield Piece(run.text, run.x * _POINTS, (run.x + run.width) * _POINTS, top * _POINTS, (top + run.size) * _POINTS)


def _scanned(pages: LaidOut) -> Iterator[Loss]:
    """Yield the pages without text: they hold a picture, or nothing."""
    printed = {line.page for line in pages.lines}
    for number in range(len(pages.heights)):
        if number not in printed:
            yield Loss("scanned-page", f"page {number + 1} carries no text")
