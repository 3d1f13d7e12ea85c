"""Page numbers that stand alone on a line of plain text: — 1 —, - 1 -, 第 1 页 共 5 页, Page 1 of 5, 1 / 5, a bare 1.

They are known by counting up. Dashes or words around a number say what it is; a bare number, or a fraction, must count on over
several pages.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from policydiff.model import SourceKind
from policydiff.normalize.draft_ops import without
from policydiff.normalize.line_shapes import is_closed, is_labelled, joined
from policydiff.text.numbering import read_label
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Draft

REASON = "page number"
# A page holds more lines than this; numbers that stand closer are a list, or the cells of a table.
FEWEST_LINES_APART = 4
FEWEST_BARE = 3
LONGEST = 24
_RUNNING = lazy(r"[，,、；;。.]")

_MARKED = lazy(
    r"[-–—－─―·]+\s*(?P<dashed>\d{1,4})\s*[-–—－─―·]+|第\s*(?P<chinese>\d{1,4})\s*页(?:\s*[,，/]?\s*[（(]?共\s*\d{1,4}\s*页[)）]?)?"
    r"|[Pp]age\s+(?P<english>\d{1,4})(?:\s+of\s+\d{1,4})?"
)
_BARE = lazy(r"(?P<bare>\d{1,4})|(?P<fraction>\d{1,4})\s*/\s*\d{1,4}")


def drop_page_numbers(draft: Draft) -> Draft:
    """Take out page numbers of plain text and Markdown; the readers of paged files have taken out theirs."""
    if draft.kind in {SourceKind.FILE, SourceKind.WEB_PAGE}:
        return draft
    found = [(at, *_number(line)) for at, line in enumerate(draft.lines) if len(line) <= LONGEST and line[-1:] != "。"]
    marked = [at for at, form, _ in found if form in {"dashed", "chinese", "english"}]
    bare = [entry for entry in found if entry[1] in {"bare", "fraction"}]
    return _without(draft, sorted({*marked, *_counting(bare)}))


def _without(draft: Draft, found: Sequence[int]) -> Draft:
    """Return a draft without the page numbers, and the paragraphs that they cut in two as one."""
    lines = list(draft.lines)
    cut = without(draft, dict.fromkeys(found, REASON))
    for at in reversed(found):
        del lines[at]
        if 0 < at < len(lines) and _goes_on(lines[at - 1], lines[at]):
            lines[at - 1 : at + 1] = [joined(lines[at - 1], lines[at])]
    return replace(cut, lines=tuple(lines))


def _goes_on(above: str, below: str) -> bool:
    """Tell whether a paragraph goes on behind a page number: running text without a stop, and no label or heading below."""
    label = read_label(above)
    if is_closed(above) or above.startswith(("#", "|")) or below.startswith(("#", "|")) or is_labelled(below):
        return False
    return _RUNNING.search(above, label.end if label else 0) is not None


def _number(line: str) -> tuple[str, int]:
    """Return in which form a line is a number, and which; ("", 0) where it is none."""
    match = _MARKED.fullmatch(line) or _BARE.fullmatch(line)
    if match is None or match.lastgroup is None:
        return "", 0
    return match.lastgroup, int(match[match.lastgroup])


def _counting(found: Sequence[tuple[int, str, int]]) -> list[int]:
    """Return the lines of bare numbers when all of them count up by one, a page apart from one another."""
    counts = all(
        below[2] == above[2] + 1 and below[1] == above[1] and below[0] - above[0] > FEWEST_LINES_APART
        for above, below in pairwise(found)
    )
    return [at for at, _, _ in found] if counts and len(found) >= FEWEST_BARE else []
