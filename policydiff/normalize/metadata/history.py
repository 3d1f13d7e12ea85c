"""题注: the lines under a law's title that say when it was adopted, amended and put into force."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.model import Metadata
from policydiff.normalize.draft_ops import learned
from policydiff.normalize.line_shapes import DATE_TEXT
from policydiff.normalize.metadata.dates import find_date, find_dates
from policydiff.normalize.metadata.tables import head_end
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from policydiff.model import Draft

# The law amended most often has some twenty lines; a bracket that is never closed must not take in the text.
LONGEST_HISTORY = 30

_EVENT = r"(?:通过|公布|发布|批准|修订|修正|施行|实施|公告|颁布|印发|修改|废止|生效|签署|核准|制定|下发|备案)"
_LINE = lazy(rf"[（(]?\s*(?:根据|自)?\s*{DATE_TEXT}[^。]{{0,200}}?{_EVENT}[^。]{{0,60}}[)）]?")
_BRACKETED = lazy(rf"[（(](?=.*{DATE_TEXT}).*{_EVENT}.*|[（(]\s*(?:根据|自)?\s*{DATE_TEXT}.*")
# The rest of a line that a layout broke: 关于修改〈云岭县水条例〉的决定》第二次修正）
_REST = lazy(rf"[^。]*{DATE_TEXT}[^。]*{_EVENT}[^。]{{0,6}}|[^。]*》[^。]{{0,10}}(?:修正|修订|通过|公布)[)）]?")
_AMENDED = lazy(r"通过|修订|修正|批准|修改")


def read_history(draft: Draft) -> Draft:
    """Move the lines of adoption, amendment and entry into force under the title into the metadata."""
    end = head_end(draft.lines)
    places: list[int] = []
    unfinished = False
    for at, line in enumerate(draft.lines[:end]):
        if line.startswith("#"):
            continue
        goes_on = bool(places) and places[-1] == at - 1 and _REST.fullmatch(line)
        unfinished = unfinished and at - places[0] < LONGEST_HISTORY
        if unfinished or goes_on or _LINE.fullmatch(line) or _BRACKETED.fullmatch(line):
            places.append(at)
            unfinished = _is_open("".join(draft.lines[place] for place in places))
    if not places:
        return draft
    history = (*draft.metadata.history, *(draft.lines[at] for at in places))
    kept = _without(draft.lines, places)
    own = Metadata(history=history, issued=latest(history), effective=_in_force(history))
    return replace(draft, lines=kept, metadata=own.over(draft.metadata))


def read_carried_history(draft: Draft) -> Draft:
    """Move the 题注 below the title of a carried law or plan into the metadata."""
    titles = [at for at, line in enumerate(draft.lines) if line[:2] == "# " and at]
    places = [place for at in titles for place in _history_below(draft.lines, at)]
    if not places:
        return draft
    history = (*draft.metadata.history, *(draft.lines[at] for at in places))
    kept = _without(draft.lines, places)
    own = replace(draft.metadata, history=history)
    return learned(replace(draft, lines=kept, metadata=own), issued=latest(history), effective=_in_force(history))


def _without(lines: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    gone = set(places)
    return tuple(line for at, line in enumerate(lines) if at not in gone)


def _history_below(lines: Sequence[str], title: int) -> range:
    """Return the lines of a 题注 right below a title; a bracket that a break cut goes on over its line."""
    stop = title + 1
    while stop < min(len(lines), title + LONGEST_HISTORY) and not lines[stop].startswith("#"):
        unfinished = _is_open("".join(lines[title + 1 : stop]))
        if not (unfinished or _LINE.fullmatch(lines[stop]) or _BRACKETED.fullmatch(lines[stop])):
            break
        stop += 1
    return range(title + 1, stop)


def _is_open(text: str) -> bool:
    """Tell whether a bracket or a title stays open at the end of a text."""
    return len(re.findall("[（(]", text)) > len(re.findall("[)）]", text)) or text.count("《") > text.count("》")


def latest(history: Sequence[str]) -> date | None:
    """Return the date of the latest adoption or amendment; where none is stated, of the latest line."""
    dated = [(find_dates(line), line) for line in history]
    amended = [max(dates) for dates, line in dated if dates and _AMENDED.search(line)]
    return max(amended or [max(dates) for dates, line in dated if dates and "施行" not in line], default=None)


def _in_force(history: Sequence[str]) -> date | None:
    ends = [line for line in history if re.search(r"(?:施行|实施|生效)\s*[)）]?$", line)]
    return max((found for line in ends if (found := find_date(line))), default=None)
