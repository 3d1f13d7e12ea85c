"""Markdown: front matter kept, inline markup flattened to plain text, lists to printed labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl

if TYPE_CHECKING:
    from policydiff.model import Conversion, Source

MEDIA_TYPES = frozenset({"text/markdown", "text/x-markdown"})


@hookimpl(trylast=True)
def convert(source: Source) -> Conversion | None:
    """Return Markdown whose lines are plain text, headings and table rows; images and the targets of links are losses."""
    if source.media_type not in MEDIA_TYPES:
        return None
    from policydiff_markdown.document import read

    return read(source)
