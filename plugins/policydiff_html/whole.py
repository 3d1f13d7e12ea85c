"""HTML that is a document as a whole: the chapter of a book, the body of a letter. Nothing of it is a site's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from policydiff.model import Conversion, Loss
from policydiff_html.hidden import hidden_by_styles
from policydiff_html.lines import read
from policydiff_html.losses import losses

if TYPE_CHECKING:
    from collections.abc import Sequence


def read_whole(text: str, address: str = "") -> Conversion:
    """Return all that the body of an HTML document prints as Markdown; empty where it prints nothing."""
    tree = LexborHTMLParser(text)
    if tree.body is None:
        return Conversion("")
    hidden = hidden_by_styles(tree)
    reading = read(tree.body, hidden)
    merged = (Loss("merged-cell", "text written into every cell it covered", reading.merged_cells),)
    return Conversion(
        "\n\n".join(reading.blocks),
        losses=(*(merged if reading.merged_cells else ()), *losses(tree.body, tree.body, hidden, address)),
    )


def joined(parts: Sequence[Conversion]) -> Conversion:
    """Return the parts of a document as one."""
    return Conversion(
        "\n\n".join(part.markdown for part in parts if part.markdown),
        losses=tuple(loss for part in parts for loss in part.losses),
        removed=tuple(removal for part in parts for removal in part.removed),
    )
