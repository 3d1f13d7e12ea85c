"""目录: the table of contents of a law or plan, which repeats its headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.normalize.draft_ops import without
from policydiff.normalize.line_shapes import compact, is_closed
from policydiff.text.numbering import find_contents
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Draft

LONGEST_ENTRY = 60

_TITLE = lazy(r"#*目(?:录|次)")
_HAN = lazy("[一-鿿]")
_LEADER = lazy(r"[.．…·\s\d-]+$")


def drop_contents(draft: Draft) -> Draft:
    """Take out tables of contents: the one below 目录, and rows of numbered headings that stand again below."""
    places = _below_title(draft.lines) or _rows(draft.lines)
    return without(draft, dict.fromkeys(places, "table of contents"))


def _below_title(lines: Sequence[str]) -> range:
    """Return the lines from 目录 up to where the first of those below it stands again as a heading."""
    start = next((at for at, line in enumerate(lines) if "目" in line and _TITLE.fullmatch(compact(line))), -1)
    if start < 0 or start + 1 >= len(lines):
        return range(0)
    names = [_name(line) for line in lines]
    end = next((at for at in range(start + 2, len(names)) if names[at] == names[start + 1]), -1)
    entries, again = names[start + 1 : end], set(names[end:])
    whole = end > 0 and all(map(_is_entry, lines[start + 1 : end]))
    return range(start, end) if whole and sum(name in again for name in entries) >= len(entries) / 2 else range(0)


def _rows(lines: Sequence[str]) -> set[int]:
    """Return the entries of tables of contents that no 目录 heads, or that break off."""
    found = set(find_contents([line.lstrip("# ") for line in lines]))
    titles = {at - 1 for at in found if at and _TITLE.fullmatch(compact(lines[at - 1]))}
    return found | titles


def _name(line: str) -> str:
    return "".join(_HAN.findall(_LEADER.sub("", line)))


def _is_entry(line: str) -> bool:
    return not is_closed(line) and len(line) <= LONGEST_ENTRY
