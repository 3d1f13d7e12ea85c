"""Characters lost beside digits: the 〔〕 and 号 of a 文号, the 年 月 日 of a date.

云政办发〔201718      → 云政办发〔2017〕18号      a year has four digits
云政办发20128号       → 云政办发〔2012〕8号
到20176月底           → 到2017年6月底
201798                → 2017年9月8日             the only split that is a day
2017111               stays, flagged: 1月11日 or 11月1日, unless the page prints one of them elsewhere
云卫函20151415号      stays, flagged: 1415 or 14、15
到2020底              → 到2020年底
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from policydiff.model import Repair, Suspicion
from policydiff.normalize.line_cache import text_of
from policydiff.normalize.line_shapes import NUMBER_TEXT
from policydiff.normalize.metadata.dates import day, find_dates
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from policydiff.model import Draft

# Agencies number their documents by the year; four digits of serial are two serials run together, or a big ministry.
LONGEST_SERIAL = 3
EXCERPT = 4

SURE = 1.0  # the page prints the same in full elsewhere
ONLY_READING = 0.97  # nothing else can have stood there

# Characters that a suspect number or date begins before its year, and goes on behind it.
BEFORE_YEAR, BEHIND_YEAR = 2, 12
YEAR = 4

_ANY_YEAR = lazy(r"19[5-9]\d|20\d\d")
_YEAR = r"(?:19[5-9]|20[0-4])\d"
_OPEN, _CLOSE = r"〔\[［﹝【", r"〕\]］﹞】"
_NUMBER = lazy(
    rf"(?P<code>[一-鿿]{{1,14}}?[发函办字规文秘电通议复综政])(?P<open>[{_OPEN}])?(?P<year>{_YEAR})(?P<close>[{_CLOSE}])?\s?(?P<serial>[1-9]\d{{0,4}})(?![\d年月日.%％年万亿元{_CLOSE}-])(?P<end>号)?"
)
_MONTH = lazy(
    rf"(?<![\d.〔\[第])(?P<year>{_YEAR})(?P<month>1[0-2]|0?[1-9])月(?=底|末|初|中|上|下|份|前|起|至|以|\d{{1,2}}日|[，,。、；;）)])"
)
_DAY = lazy(rf"(?<![\d.])(?P<year>{_YEAR})年(?P<rest>\d{{2,4}})日")
# A year that ends a period: 到2020底, 2025底前; before a comma it may be a sum, unless 到 begins the clause.
_PERIOD = lazy(
    r"(?<![\d.〔\[第])(?P<year>20[0-5]\d)(?=底(?![价座部板盘层线薪])|末(?!级))|(?:(?<=^到)|(?<=[，,。；;、：:“（(]到))(?P<until>20[0-5]\d)(?=[，,初])"
)
# What no intact number or date looks like: cheap to look for in every line.
_MAYBE_NUMBER = lazy(
    rf"{_YEAR}[1-9]\d*号|[{_OPEN}]{_YEAR}(?![{_CLOSE}])|(?<![{_OPEN}]){_YEAR}[{_CLOSE}]|[发函办字规文]{_YEAR} ?\d+号|[{_CLOSE}]\d+(?:[)）,，。]|$)",
    re.MULTILINE,
)
_MAYBE_DATE = lazy(
    rf"{_YEAR}\d{{1,2}}月|{_YEAR}年\d{{2,4}}日|^{_YEAR}\d{{2,4}}$|20\d\d[底末]|到20\d\d[，,初]|^{_YEAR}年\d+月\d+$",
    re.MULTILINE,
)
_ALONE = lazy(rf"{_YEAR}\d{{2,4}}")
_UNFINISHED = lazy(rf"{_YEAR}年\d{{1,2}}月\d{{1,2}}")


def mend_numbers(draft: Draft) -> Draft:
    """Put back the brackets and the 号 of a 文号; flag a serial that can be read in two ways."""
    if not _holds(draft.lines, _MAYBE_NUMBER):
        return draft
    known = {re.sub(r"\s", "", number) for line in draft.lines for number in re.findall(NUMBER_TEXT, line)}
    known.add(draft.metadata.number)
    repairs: list[Repair] = []
    doubts: list[Suspicion] = []

    def mended(match: re.Match[str]) -> str:
        if match["open"] and match["close"]:
            return match.group() if match["end"] or not _closes(match) else _ended(match)
        if not (match["open"] or match["close"] or match["end"]):
            return match.group()
        whole = f"{match['code']}〔{match['year']}〕{match['serial']}号"
        confirmed = any(number.endswith(whole) or whole.endswith(number) for number in known if number)
        if len(match["serial"]) > LONGEST_SERIAL and not confirmed:
            doubts.append(
                Suspicion(
                    "lost-number-brackets",
                    match.group(),
                    f"the serial after {match['year']} can be one number or several",
                )
            )
            return match.group()
        evidence = "the page prints the number in full" if confirmed else "the year of a 文号 has four digits"
        repairs.append(
            Repair("lost-number-brackets", match.group(), whole, evidence, SURE if confirmed else ONLY_READING)
        )
        return whole

    def _ended(match: re.Match[str]) -> str:
        after = f"{match.group()}号"
        repairs.append(Repair("lost-number-brackets", match.group(), after, "a 文号 ends in 号", ONLY_READING))
        return after

    lines = _changed(draft.lines, _NUMBER, mended, needs=_MAYBE_NUMBER)
    return _with(draft, lines, repairs, doubts)


def _holds(lines: tuple[str, ...], suspect: re.Pattern[str]) -> bool:
    """Tell whether a suspect number or date may stand in these lines: looked for around years alone, which is quick."""
    text = text_of(lines)
    return any(suspect.search(text, max(0, year - BEFORE_YEAR), year + YEAR + BEHIND_YEAR) for year in years(text))


@lru_cache(maxsize=1)
def years(text: str) -> tuple[int, ...]:
    """Return where years stand: numbers and dates are looked for at the same places."""
    return tuple(year.start() for year in _ANY_YEAR.finditer(text))


def _closes(match: re.Match[str]) -> bool:
    """Tell whether a 文号 without 号 is over: its line, its bracket or its clause ends."""
    return match.string[match.end() : match.end() + 1] in {"", "）", ")", "，", ",", "。"}


def mend_dates(draft: Draft) -> Draft:
    """Put back the 年, 月 and 日 of a date; flag a run of digits that is more than one day."""
    if not _holds(draft.lines, _MAYBE_DATE):
        return draft
    stated = (draft.metadata.issued, draft.metadata.published)
    known = [*find_dates("\n".join(draft.lines)), *(found for found in stated if found)]
    repairs: list[Repair] = []
    doubts: list[Suspicion] = []

    def month(match: re.Match[str]) -> str:
        after = f"{match['year']}年{int(match['month'])}月"
        repairs.append(
            Repair("lost-date-marks", match.group(), after, "a year has four digits and 月 follows", ONLY_READING)
        )
        return after

    def split(printed: str, year: str, rest: str) -> str:
        found, evidence, confidence = decide(int(year), rest, known)
        if found is None:
            doubts.append(Suspicion("lost-date-marks", printed, evidence))
            return printed
        after = f"{found.year}年{found.month}月{found.day}日"
        repairs.append(Repair("lost-date-marks", printed, after, evidence, confidence))
        return after

    def period(match: re.Match[str]) -> str:
        after = f"{match.group()}年"
        evidence = "a year ends the period, and 年 always stands behind it"
        repairs.append(Repair("lost-date-marks", _around(match, ""), _around(match, "年"), evidence, ONLY_READING))
        return after

    def whole(line: str) -> str:
        if not _UNFINISHED.fullmatch(line) or not find_dates(f"{line}日"):
            return split(line, line[:4], line[4:]) if _ALONE.fullmatch(line) else line
        repairs.append(
            Repair("lost-date-marks", line, f"{line}日", "a date that stands alone ends in 日", ONLY_READING)
        )
        return f"{line}日"

    lines = _changed(draft.lines, _MONTH, month, needs=_MAYBE_DATE)
    lines = _changed(lines, _PERIOD, period, needs=_MAYBE_DATE)
    lines = _changed(lines, _DAY, lambda match: split(match.group(), match["year"], match["rest"]), needs=_MAYBE_DATE)
    lines = tuple(whole(line) for line in lines)
    return _with(draft, lines, repairs, doubts)


def _around(match: re.Match[str], mark: str) -> str:
    """Return a place with the characters around it, a mark put in behind."""
    text, (start, end) = match.string, match.span()
    return f"{text[max(0, start - EXCERPT) : end]}{mark}{text[end : end + EXCERPT]}"


def decide(year: int, rest: str, known: Iterable[date]) -> tuple[date | None, str, float]:
    """Return the day that `rest` (month and day run together) stands for, the evidence and the confidence."""
    days = {found for cut in (1, 2) if (found := _split(year, rest, cut))}
    confirmed = days & set(known)
    if len(confirmed) == 1:
        return confirmed.pop(), "the page prints the same day in full", SURE
    if len(days) == 1:
        return days.pop(), "the only split that is a day of the calendar", ONLY_READING
    if not days:
        return None, "no split of the digits is a day of the calendar", 0.0
    return None, "can be " + " or ".join(found.isoformat() for found in sorted(days)), 0.0


def _split(year: int, rest: str, cut: int) -> date | None:
    """Return the day when the month has `cut` digits; a single digit is never padded, a pair may be."""
    month, day_of_month = rest[:cut], rest[cut:]
    if not day_of_month or len(day_of_month) > 2 or (len(rest) < 4 and "0" in {month[0], day_of_month[0]}):  # noqa: PLR2004
        return None
    return day(year, int(month), int(day_of_month))


def _changed(
    lines: Sequence[str], pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], *, needs: re.Pattern[str]
) -> tuple[str, ...]:
    return tuple(pattern.sub(change, line) if needs.search(line) else line for line in lines)


def _with(draft: Draft, lines: Sequence[str], repairs: Sequence[Repair], doubts: Sequence[Suspicion]) -> Draft:
    if not repairs and not doubts:
        return draft
    return replace(
        draft, lines=tuple(lines), repairs=(*draft.repairs, *repairs), suspicions=(*draft.suspicions, *doubts)
    )
