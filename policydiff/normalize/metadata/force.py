"""施行日期 and expiry of the document itself: 自2021年5月1日起施行, 自公布之日起施行, 有效期五年, 有效期至….

Only a sentence that speaks of the document counts: 本办法自…起施行，有效期五年. A quoted article speaks of another rule, and
通行证有效期十年 of a permit.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from policydiff.model import RETROACTIVE
from policydiff.normalize.draft_ops import learned
from policydiff.normalize.line_cache import text_of
from policydiff.normalize.line_shapes import DATE_TEXT, NUMERALS
from policydiff.normalize.metadata.dates import find_date, read_number
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.model import Draft, Metadata

# Offices put a document on the web within weeks; a page of later date is a copy.
LATEST_COPY = timedelta(days=60)

_ORDER = r"(?:现予以?|予以|现)(?:重新)?(?:公布|发布|颁布|印发)(?:施行)?[，,。；\s]*"
_SELF = r"本(?:法|条例|办法|规定|细则|方案|通知|决定|决议|解释|规则|意见|规划|计划|规范|通告|公告|制度|标准|预案|措施|章程|目录|指南|指引|守则|准则|程序|要点|政策|令|修正案|实施细则|实施办法|实施方案|批复)"
_OWN = rf"(?:{_ORDER}|{_SELF}(?:[^。；]{{0,12}}?|[^。；，]{{0,30}}，))"
_BEGINS = r"(?:正式)?(?:施行|实施|生效|执行|试行)"
_FROM_DATE = lazy(rf"({_OWN})(?:从|自)?\s*({DATE_TEXT})起?{_BEGINS}")
_FROM_ISSUE = lazy(
    rf"{_OWN}(?:从|自)?(公布|发布|印发|下发|颁布|通过|批准)之?日起?(?:([{NUMERALS}\d]+)(日|个月|年)后)?{_BEGINS}"
)

# What says how long the document is valid stands behind its commencement, or has the document for its subject.
_COMMENCES = rf"{_OWN}(?:从|自)?[^。；，,]{{1,24}}起(?:[^。；，,]{{0,8}}后)?{_BEGINS}[，,。；]?\s*(?:第[{NUMERALS}\d]+条\s*)?(?:其)?"
_VALIDITY = r"(?:有效期限?|试行期限?|有效期间|实施期限|执行期限)"
_PERIOD = lazy(
    rf"(?:{_COMMENCES}|{_SELF}的?){_VALIDITY}(?:为|是|暂定为|暂定)?\s*([{NUMERALS}\d]+)\s*(年|个月)(?!以上|以下|以内)"
)
_UNTIL = lazy(
    rf"(?:{_COMMENCES}|{_SELF}的?)(?:{_VALIDITY}(?:限)?(?:为|暂定为|暂定|截至|截止|截止到|截止至|止于)?[^。；]{{0,20}}?)?(?:至|到|截至|截止)\s*({DATE_TEXT})(?:止|日|废止|失效)?"
)
_QUOTED = lazy(r"“[^“”]*”|「[^「」]*」|『[^『』]*』")
DEEPEST_QUOTE = 3


def read_force(draft: Draft) -> Draft:
    """Fill in the day that the document enters into force and the last day that it is valid."""
    text = unquoted(text_of(draft.lines))
    # Where the first version's day is known already, what the text says of its force is that day again.
    stated = None if draft.metadata.first_effective else _effective(text, draft.metadata)
    effective = draft.metadata.effective or stated
    return learned(draft, effective=effective, expires=_expires(text, effective))


def unquoted(text: str) -> str:
    """Return a text without what it quotes."""
    for _ in range(DEEPEST_QUOTE):
        if "“" not in text and "「" not in text and "『" not in text:
            break
        text = _QUOTED.sub("", text)
    return text


def _effective(text: str, known: Metadata) -> date | None:
    """Return the stated day, before any other that of the order that puts a revised text into force."""
    dates = [(match[1], found) for match in _FROM_DATE.finditer(text) if (found := find_date(match[2]))]
    basis = known.issued or known.published
    possible = [(own, found) for own, found in dates if basis is None or found >= basis - RETROACTIVE]
    ordered = [found for own, found in possible if "本" not in own]
    if possible:
        return (ordered or [possible[-1][1]])[-1]
    begun = _from_issue(text, known)
    return begun or (dates[-1][1] if dates else None)


def _from_issue(text: str, known: Metadata) -> date | None:
    from_issue = _FROM_ISSUE.search(text)
    start = _start(from_issue[1], known) if from_issue else None
    if from_issue is None or start is None or from_issue[2] is None:
        return start
    return later(start, read_number(from_issue[2]), from_issue[3])


def _start(event: str, known: Metadata) -> date | None:
    """Return the day of an event: 印发 is the day of the imprint, 公布 and 发布 that of the page, unless it is a late copy."""
    if event in {"印发", "下发"}:
        return find_date(known.imprint) or known.issued
    if event not in {"公布", "发布", "颁布"} or known.published is None:
        return known.issued
    late = known.issued is not None and known.published - known.issued > LATEST_COPY
    return known.issued if late else known.published


def later(start: date, count: int, unit: str) -> date:
    """Return the date `count` 日, 个月 or 年 after a date; a day that the month lacks becomes its last."""
    if unit == "日":
        return start + timedelta(days=count)
    months = start.month - 1 + count * (12 if unit == "年" else 1)
    year, month = start.year + months // 12, months % 12 + 1
    for day in (start.day, 30, 29, 28):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return start


def _expires(text: str, effective: date | None) -> date | None:
    if until := _UNTIL.search(text):
        return find_date(until[1])
    period = _PERIOD.search(text)
    if period is None or effective is None:
        return None
    return later(effective, read_number(period[1]), period[2]) - timedelta(days=1)
