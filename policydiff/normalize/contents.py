"""目录: the table of contents of a law or plan, which repeats its headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.normalize.drafts import without
from policydiff.normalize.shapes import compact, is_closed
from policydiff.patterns import lazy

if TYPE_CHECKING:
    from policydiff.model import Draft

LONGEST_ENTRY = 60

_TITLE = lazy(r"#*目(?:录|次)")
_HAN = lazy("[一-鿿]")
_LEADER = lazy(r"[.．…·\s\d-]+$")


def drop_contents(draft: Draft) -> Draft:
    """Take out a table of contents: the lines below 目录, up to where the first of them stands again as a heading."""
    start = next((at for at, line in enumerate(draft.lines) if _TITLE.fullmatch(compact(line))), -1)
    if start < 0 or start + 1 >= len(draft.lines):
        return draft
    names = [_name(line) for line in draft.lines]
    end = next((at for at in range(start + 2, len(names)) if names[at] == names[start + 1]), -1)
    entries = names[start + 1 : end]
    again = set(names[end:]) if end > 0 else set()
    if (
        end < 0
        or not all(map(_is_entry, draft.lines[start + 1 : end]))
        or sum(name in again for name in entries) < len(entries) / 2
    ):
        return draft
    return without(draft, dict.fromkeys(range(start, end), "table of contents"))


def _name(line: str) -> str:
    return "".join(_HAN.findall(_LEADER.sub("", line)))


def _is_entry(line: str) -> bool:
    return not is_closed(line) and len(line) <= LONGEST_ENTRY
