"""目录: the table of contents of a law or plan, which repeats its headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.normalize.drafts import without
from policydiff.normalize.headings import family_of
from policydiff.normalize.shapes import compact, is_closed

if TYPE_CHECKING:
    from policydiff.model import Draft

_TITLE = re.compile(r"#*目(?:录|次)")
_LEADER = re.compile(r"[.．…·\s\d-]+$")


def drop_contents(draft: Draft) -> Draft:
    """Take out a table of contents: the lines below 目录 that stand again as headings."""
    start = next((at for at, line in enumerate(draft.lines) if _TITLE.fullmatch(compact(line))), -1)
    if start < 0:
        return draft
    below = [_name(line) for line in draft.lines]
    end = start + 1
    while end < len(draft.lines) and _is_entry(draft.lines[end]) and below[end] in below[end + 1 :]:
        end += 1
    if end == start + 1:
        return draft
    return without(draft, dict.fromkeys(range(start, end), "table of contents"))


def _name(line: str) -> str:
    return compact(_LEADER.sub("", line))


def _is_entry(line: str) -> bool:
    return not is_closed(line) and (family_of(line.lstrip("# ")) != "" or len(line) < 40)  # noqa: PLR2004
