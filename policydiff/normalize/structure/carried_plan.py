"""The plan that a notice carries: its title stands again below the notice, and begins the plan.

# 云岭县人民政府关于印发《云岭县托育服务实施方案》的通知
现将《云岭县托育服务实施方案》印发给你们……
云岭县托育服务              ┐
实施方案                    ┘ → # 云岭县托育服务实施方案
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.model import Repair
from policydiff.normalize.draft_ops import learned
from policydiff.normalize.line_cache import ENDS
from policydiff.normalize.line_shapes import DATE_TEXT, compact, is_closed, is_labelled
from policydiff.normalize.metadata.titles import ends_title, title_of
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Draft

# The plan begins after the notice: a notice of more lines than this carries none.
LONGEST_NOTICE = 60
MOST_TITLE_LINES = 5
# Of a title whose second line was lost at least this much must be printed, so that no other line is taken for it.
SHORTEST_SHARE = 0.5
# The notice gives the title in full; only a change of wording between notice and plan could make it wrong.
CONFIDENCE = 0.95

_NAMED = lazy(r"《((?:[^《》]|《[^《》]*》)+)》")


_DATED = lazy(rf".{{0,60}}{DATE_TEXT}[)）]?")
_AFTER_DATE = lazy(r"[（(][^。]{2,80}[)）]")


def mark_carried(draft: Draft) -> Draft:
    """Mark the title of each plan that a notice carries with `# `, joined to one line."""
    named = {compact(name): name for name in _names(draft)}
    start = 1
    while start < len(draft.lines):
        if _is_sentence(draft.lines[start]):
            start += 1
        else:
            draft, start = _marked_at(draft, start, named)
    return draft


def mend_carried(draft: Draft) -> Draft:
    """Put back the rest of a carried plan's title whose second line was lost, as the notice names it."""
    named = {compact(name): name for name in _names(draft)}
    for start in range(1, min(len(draft.lines), LONGEST_NOTICE)):
        line = draft.lines[start]
        if is_closed(line) or is_labelled(line) or line.startswith(("#", "附件", "|")):
            continue
        if whole := _whole(compact(line), named, draft.lines[start + 1 : start + 2]):
            repair = Repair("lost-title-line", line, whole, f"the notice names 《{whole}》", CONFIDENCE)
            lines = (*draft.lines[:start], whole, *draft.lines[start + 1 :])
            return replace(draft, lines=lines, repairs=(*draft.repairs, repair))
    return draft


def _is_sentence(line: str) -> bool:
    """Tell lines that can be no part of a title, which nearly all lines are, from those to be looked at."""
    return line[-1:] in ENDS and line[:1] != "#"


def _marked_at(draft: Draft, start: int, named: dict[str, str]) -> tuple[Draft, int]:
    """Return the draft with the title that begins at this line marked, and the line to go on with."""
    line = draft.lines[start]
    if line.startswith("# ") and line != f"# {draft.metadata.title}":
        if not _is_carried(draft, line, named):
            return draft, start + 1
        return learned(draft, carried_title=line[2:]), start + 1
    if line.startswith(("#", "附件", "|")) or is_closed(line) or is_labelled(line) or _AFTER_DATE.fullmatch(line):
        return draft, start + 1
    found = _title_at(draft.lines, start, named, first=not draft.metadata.carried_title and start < LONGEST_NOTICE)
    if found is None:
        return draft, start + 1
    stop, title = found
    lines = (*draft.lines[:start], f"# {title}", *draft.lines[stop:])
    return learned(replace(draft, lines=lines), carried_title=title), start + 1


def _is_carried(draft: Draft, line: str, named: dict[str, str]) -> bool:
    """Tell the marked title of a carried plan from a section or an attachment marked alike."""
    if line.startswith("# 附件") or is_labelled(line[2:]):
        return False
    marked = [other for other in draft.lines if other.startswith("# ") and other != f"# {draft.metadata.title}"]
    return (
        compact(line) in named or ends_title(line) or (len(marked) == 1 and f"# {draft.metadata.title}" in draft.lines)
    )


def _names(draft: Draft) -> list[str]:
    """Return the documents that the notice names: in its title and in the sentences above the first heading."""
    first = next((at for at, line in enumerate(draft.lines[1:], 1) if is_labelled(line)), len(draft.lines))
    notice = [line for line in draft.lines[: min(first, LONGEST_NOTICE)] if line.startswith("#") or is_closed(line)]
    titles = _NAMED.findall("\n".join([draft.metadata.title, *notice]))
    bare = re.search(r"(?:印发|转发|批转)([^《》]+?)的通知$", draft.metadata.title)
    return [*titles, *([bare[1]] if bare else [])]


def _follows_date(lines: Sequence[str], start: int) -> bool:
    """Tell whether the notice's date stands right above, a note in brackets between."""
    above = start - 1
    while above > 0 and _AFTER_DATE.fullmatch(lines[above]) and not _DATED.fullmatch(lines[above]):
        above -= 1
    return above > 0 and _DATED.fullmatch(lines[above]) is not None and not is_closed(lines[above])


def _title_at(lines: Sequence[str], start: int, named: dict[str, str], *, first: bool) -> tuple[int, str] | None:
    """Return (end, title) when the title of a plan begins at this line.

    It is one that the notice names; the first one also what stands between the notice's date and the plan's
    first sentence, or a named one whose second line was lost.
    """
    text = ""
    dated = first and _follows_date(lines, start)
    for stop in range(start + 1, min(start + MOST_TITLE_LINES, len(lines)) + 1):
        line = lines[stop - 1]
        if is_closed(line) or is_labelled(line) or line.startswith(("#", "|", "附件")):
            return None
        text += compact(line)
        if text in named:
            return stop, named[text]
        if dated and ends_title(line):
            return stop, title_of(lines[start:stop])
        if first and _whole(text, named, lines[stop : stop + 1]):
            return stop, title_of(lines[start:stop])
    return None


def _whole(text: str, named: dict[str, str], below: Sequence[str]) -> str:
    """Return the named title that a line begins and no other line goes on with, empty when there is none."""
    ends = not below or is_closed(below[0]) or is_labelled(below[0])
    longer = [name for key, name in named.items() if key.startswith(text) and len(text) >= SHORTEST_SHARE * len(key)]
    return longer[0] if ends and len(longer) == 1 and len(text) < len(compact(longer[0])) else ""
