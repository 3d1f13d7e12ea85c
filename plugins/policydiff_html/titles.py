"""Tell a document's title when a page prints it outside of the document's element."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff_html.chrome import reason_of_line
from policydiff_html.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selectolax.lexbor import LexborHTMLParser

# A document's own title stands among its first lines, whole or broken over several.
_FIRST_LINES = 12
_SHORTEST = 5
_NO_WORD = re.compile(r"[\W_]+")
# Sites put （转载）, [图解] before a title that the document prints without it.
_SITE_MARK = re.compile(r"^[（(【\[](?:转载|转发|图文|图解|原文|全文|已失效|废止)[）)】\]]")
_SITE_SUFFIX = re.compile(r"\s*[-_|–—]+\s*")


def folded(text: str) -> str:
    """Return a text without marks, spaces and width, for telling whether two are the same."""
    return _NO_WORD.sub("", text).casefold()


def printed_title(tree: LexborHTMLParser, stated: str, blocks: Sequence[str], outside: Sequence[str]) -> str:
    """Return the title that stands above the document's element, empty when the document prints its own."""
    head = folded("".join(blocks[:_FIRST_LINES]))
    lines = {folded(line) for line in outside}
    for title in _candidates(tree, stated):
        if folded(_SITE_MARK.sub("", title)) in head:
            return ""
        if folded(title) in lines and not reason_of_line(title):
            return title
    return ""


def _candidates(tree: LexborHTMLParser, stated: str) -> Iterator[str]:
    """Yield what may be the title, the surest first."""
    named = tree.css_first("title")
    page = tidy(named.text()) if named is not None else ""
    headings = [tidy(node.text()) for node in tree.css("h1")]
    for title in (stated, page, *headings, _SITE_SUFFIX.split(page)[0]):
        if len(folded(title)) >= _SHORTEST:
            yield title
