"""题注: the lines under a law's title that say when it was adopted, amended and put into force."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.normalize.dates import find_date, find_dates
from policydiff.normalize.drafts import learned
from policydiff.normalize.shapes import DATE_TEXT
from policydiff.normalize.tables import head_end

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from policydiff.model import Draft

_EVENT = r"(?:通过|公布|发布|批准|修订|修正|施行|实施|公告|颁布|印发|修改|废止|生效|签署|核准|制定|下发|备案)"
_LINE = re.compile(rf"[（(]?\s*(?:根据|自)?\s*{DATE_TEXT}[^。]{{0,200}}?{_EVENT}[^。]{{0,60}}[)）]?")
_BRACKETED = re.compile(rf"[（(]\s*(?:根据|自)?\s*{DATE_TEXT}.*")
_AMENDED = re.compile(r"通过|修订|修正|批准|修改")
_ADOPTED_BY = re.compile(rf"^[（(]?\s*{DATE_TEXT}\s*(?:经)?(.+?)(?:第[一-鿿\d]+届)?(?:人民代表大会)?")
_ORGAN = re.compile(
    r"([一-鿿]{2,}?(?:人民代表大会常务委员会|人民代表大会|国务院|最高人民法院|最高人民检察院|人民政府|委员会|部|总局|局))"
)


def read_history(draft: Draft) -> Draft:
    """Move the lines of adoption, amendment and entry into force under the title into the metadata."""
    end = head_end(draft.lines)
    places: list[int] = []
    open_bracket = False
    for at, line in enumerate(draft.lines[:end]):
        if line.startswith("#"):
            continue
        if open_bracket or _LINE.fullmatch(line) or _BRACKETED.fullmatch(line):
            places.append(at)
            open_bracket = _balance("".join(draft.lines[place] for place in places)) > 0
    if not places:
        return draft
    history = tuple(draft.lines[at].strip() for at in places)
    kept = tuple(line for at, line in enumerate(draft.lines) if at not in places)
    return replace(learned(draft, history=history, issued=latest(history), effective=_in_force(history)), lines=kept)


def _balance(text: str) -> int:
    return len(re.findall("[（(]", text)) - len(re.findall("[)）]", text))


def latest(history: Sequence[str]) -> date | None:
    """Return the date of the latest adoption or amendment; where none is stated, of the latest line."""
    dated = [(find_dates(line), line) for line in history]
    amended = [max(dates) for dates, line in dated if dates and _AMENDED.search(line)]
    return max(amended or [max(dates) for dates, line in dated if dates and "施行" not in line], default=None)


def _in_force(history: Sequence[str]) -> date | None:
    ends = [line for line in history if re.search(r"(?:施行|实施|生效)\s*[)）]?$", line)]
    return max((found for line in ends if (found := find_date(line))), default=None)
