"""One OFD, from bytes to Markdown."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from policydiff.errors import UnreadableSource
from policydiff.model import Conversion, Loss
from policydiff.pages.columns import page_lines
from policydiff.pages.lines import Piece
from policydiff.pages.paragraphs import LaidOut, columns, is_garbage, paragraphs
from policydiff_ofd.ledger import ofd_losses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Source

# OFD measures in millimetres, layout in points.
_POINTS = 72 / 25.4
# Where type stands around its baseline: most of its height above.
_ABOVE = 0.88


def read_document(source: Source) -> Conversion:
    """Return an OFD as Markdown; raises UnreadableSource when it cannot be opened or needs OCR."""
    import ofdkit

    try:
        with ofdkit.open(source.data) as document:
            pages = LaidOut(
                tuple(
                    line for number, page in enumerate(document.pages) for line in page_lines([*_pieces(page)], number)
                ),
                tuple(page.height * _POINTS for page in document.pages),
            )
    except (ofdkit.OFDError, ValueError, KeyError) as error:
        raise UnreadableSource(
            f"{source.location} is no intact OFD ({error}); open it in an OFD reader and save it again"
        ) from error
    text = "".join(line.text for line in pages.lines)
    if not text:
        raise UnreadableSource(
            f"{source.location} carries no text ({len(pages.heights)} page(s) of pictures): it needs OCR; print it to PDF and read that, or give a text version"
        )
    if is_garbage(text):
        raise UnreadableSource(
            f"{source.location} carries text in a private encoding that no program can read: it needs OCR; print it to PDF and read that, or give a text version"
        )
    blocks, removed = paragraphs(pages)
    with ZipFile(BytesIO(source.data)) as archive:
        losses = (*_scanned(pages), *columns(pages.lines), *ofd_losses(archive))
    return Conversion("\n\n".join(blocks), losses=losses, removed=tuple(removed))


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
