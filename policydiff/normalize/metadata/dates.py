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
    # Typists and text recognition put a Latin O for 〇.
    "Ｏ": 0,
    "ｏ": 0,
    "O": 0,
    "o": 0,
    "0": 0,
}
_ERA = lazy(r"(?:中华)?民国")
# 民国元年 is 1912.
ERA_BASE = 1911
PARTS = 3

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
ENGLISH_DATE_TEXT = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
_ENGLISH = lazy(ENGLISH_DATE_TEXT, re.IGNORECASE)
_ENGLISH_PARTS = lazy(rf"\d+|{_MONTH}", re.IGNORECASE)


def find_date(text: str) -> date | None:
    """Return the first whole date in a text: 2017年9月8日, 二〇一七年九月八日, 2017-09-08; None when there is none."""
    for match in _DATE.finditer(text):
        if found := read_date(match.group()):
            return found
    return None


def find_dates(text: str) -> list[date]:
    """Return every whole date in a text, in printed order."""
    return [found for match in _DATE.finditer(text) if (found := read_date(match.group()))]


def impossible_dates(text: str) -> list[str]:
    """Return the printed dates that no calendar has: 2021年2月30日."""
    return [match.group() for match in _DATE.finditer(text) if read_date(match.group()) is None]


def read_date(printed: str) -> date | None:
    """Return a printed date, None when there is no such day. 民国八十八年六月一日 is 1999-06-01."""
    era = _ERA.match(printed)
    bare = printed[era.end() :] if era else printed
    parts = [part.strip() for part in re.split(r"[年月日/.\-]+", bare) if part.strip()]
    if len(parts) != PARTS:
        return None
    year = ERA_BASE + read_number(parts[0]) if era else _year(parts[0])
    return day(year, read_number(parts[1]), read_number(parts[2]))


def find_english_date(text: str) -> date | None:
    """Return the first date in an English text: 4 May 2025, May 4, 2025, 1st day of July 2024; None when there is none."""
    for match in _ENGLISH.finditer(text):
        if found := _english(match.group()):
            return found
    return None


def _english(printed: str) -> date | None:
    parts = _ENGLISH_PARTS.findall(printed)
    month = next((part for part in parts if not part.isdecimal()), "")
    if not month:
        return day(*map(int, parts))
    numbers = [int(part) for part in parts if part.isdecimal()]
    return day(numbers[1], _MONTHS.index(month[:3].lower()) + 1, numbers[0])


def day(year: int, month: int, day_of_month: int) -> date | None:
    """Return a date, None when the calendar has no such day."""
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def _year(printed: str) -> int:
    return int(printed) if printed.isdecimal() else int("".join(str(_DIGITS.get(numeral, 0)) for numeral in printed))


def read_number(printed: str) -> int:
    """Return a number below a thousand: 9, 九, 十, 二十, 廿一, 三十一, 一百零三, 一〇三, 元."""
    if printed.isdecimal():
        return int(printed)
    printed = printed.replace("廿", "二十").replace("卅", "三十")
    hundreds, hundred, rest = printed.rpartition("百")
    if hundred:
        return (
            _DIGITS.get(hundreds, 1) * 100 + read_number(rest.lstrip("零〇"))
            if rest
            else _DIGITS.get(hundreds, 1) * 100
        )
    tens, ten, ones = printed.partition("十")
    if ten:
        return (_DIGITS.get(tens, 1) if tens else 1) * 10 + _DIGITS.get(ones, 0)
    value = 0
    for numeral in printed:
        value = value * 10 + _DIGITS.get(numeral, 0)
    return value
