"""Dates as official documents print them."""

from __future__ import annotations

import re
from datetime import date

from policydiff.normalize.line_shapes import DATE_TEXT
from policydiff.text.regex import lazy

_DATE = lazy(DATE_TEXT)
_DIGITS = {numeral: digit for digit, numeral in enumerate("〇一二三四五六七八九")} | {
    "○": 0,
    "零": 0,
    "元": 1,
    "两": 2,
    "Ｏ": 0,
}


def find_date(text: str) -> date | None:
    """Return the first whole date in a text: 2017年9月8日, 二〇一七年九月八日, 2017-09-08; None when there is none."""
    for match in _DATE.finditer(text):
        if found := read_date(match.group()):
            return found
    return None


def find_dates(text: str) -> list[date]:
    """Return every whole date in a text, in printed order."""
    return [found for match in _DATE.finditer(text) if (found := read_date(match.group()))]


def read_date(printed: str) -> date | None:
    """Return a printed date, None when there is no such day."""
    parts = [part for part in re.split(r"[年月日/.\-\s]+", printed) if part]
    if len(parts) != 3:  # noqa: PLR2004
        return None
    return day(_year(parts[0]), read_number(parts[1]), read_number(parts[2]))


def day(year: int, month: int, day_of_month: int) -> date | None:
    """Return a date, None when the calendar has no such day."""
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def _year(printed: str) -> int:
    return int(printed) if printed.isdecimal() else int("".join(str(_DIGITS.get(numeral, 0)) for numeral in printed))


def read_number(printed: str) -> int:
    """Return a number below a hundred: 9, 九, 十, 二十, 廿一, 三十一."""
    if printed.isdecimal():
        return int(printed)
    printed = printed.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = printed.partition("十")
    if not ten:
        return _DIGITS.get(printed, 0)
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + _DIGITS.get(ones, 0)
