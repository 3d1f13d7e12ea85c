"""Find the dates that policies set: 到2020年, 2022年底前, “十四五”期末, 今年年底, and damaged ones like 20176月底."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.language import is_english
from policydiff.text.numbering import numeral
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from datetime import date


class Deadline(NamedTuple):
    """A date at `start:end`: `iso` is a year (2020) or the last day of the period named (2022-12-31).

    `mode` is `by` (到, 底前), `during` (期间, a bare year), `from` (起), `base` (较2015年), `past` (截至)
    or `yearly` (每年6月底前, without a year of its own); `damaged` marks a date that lost a character.
    """

    iso: str
    start: int
    end: int
    mode: str
    damaged: bool = False


_YEAR = r"(?:19|20)\d\d|[一二][一二三四五六七八九〇○零]{3}"
# Texts taken from laid-out pages print blanks around digits: 2027 年 6 月底.
_GAP = r"[ \u3000\u00a0]{0,2}"
_BEFORE = r"(?P<before>每年|较|比|与|同|跟|截至|截止|以|(?:力争|争取|确保)?(?:到|至|在|于)|自|从)?\s*"
_BY = rf"(?:{_GAP}(?P<by>底|末|年底|年末|初|上半年|下半年|第?[一二三四]季度(?:末)?|中(?!国|华|央|共|心)))?"
_AFTER = r"(?P<after>之?前|以前|起|以来|以后|后|期间|间|止|为基数|基数|水平|相比)?"
_MONTH = rf"{_GAP}(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]){_GAP}月(?:份)?"
_DAY = rf"{_GAP}(?P<day>[12]\d|3[01]|0?[1-9]|二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九]){_GAP}日"
_DATE = lazy(
    rf"{_BEFORE}(?:(?P<from>{_YEAR})年?\s*[-－—–~～至]{{1,2}}\s*)?(?P<year>{_YEAR})(?:{_GAP}(?P<nian>年度?))?(?:{_MONTH}(?:{_DAY})?)?{_BY}(?:[（(]含[）)])?{_AFTER}"
)
_PLAN = lazy(
    r"(?P<before>到|至|力争)?[“\"”]?(?P<plan>十[一二三四五六七八九]|二十)五[“\"”]?(?P<after>期末|末|期间|时期)"
)
_RELATIVE = lazy(
    rf"(?<![\d一二三四五六七八九十两半多几])(?P<before>到|至|在)?(?P<year>今年|明年|后年|年内)(?:{_MONTH}(?:{_DAY})?)?(?P<by>底|末|年底|年末|内|上半年)?(?P<after>之?前|以前)?"
)
_MODES = {
    "较": "base", "比": "base", "与": "base", "同": "base", "跟": "base", "以": "base", "截至": "past", "截止": "past",
    "自": "from", "从": "from", "每年": "yearly",
}  # fmt: skip
_LATER = {
    "起": "from",
    "以来": "past",
    "以后": "from",
    "后": "from",
    "为基数": "base",
    "基数": "base",
    "水平": "base",
    "相比": "base",
}
_RELATIVE_YEARS = {"明年": 1, "后年": 2}
_MONTH_OF = {"上半年": 6, "初": 1, "一": 3, "二": 6, "三": 9, "四": 12}
# The n-th five-year plan ends in 1955 + 5n: the fourteenth in 2025.
_PLAN_BASE, _PLAN_YEARS = 1955, 5


def deadlines(text: str, *, issued: date | None = None) -> Iterator[Deadline]:
    """Return the dates of a text in reading order; 今年 and the like only where the date of issue is known."""
    if is_english(text):
        from policydiff.text.english_dates import english_dates

        return (Deadline(*found) for found in english_dates(text))
    # Each date has one of these, and few clauses do.
    if "年" not in text and "月" not in text and "期" not in text and "末" not in text:
        return iter(())
    found = [*_calendar(text)]
    if issued:
        found += [_related(match, issued.year) for match in _RELATIVE.finditer(text)]
    return iter(sorted(found, key=attrgetter("start")))


def _calendar(text: str) -> Iterator[Deadline]:
    if "20" in text or "19" in text or "二〇" in text or "二○" in text:
        yield from (deadline for match in _DATE.finditer(text) if (deadline := _dated(match)))
    if "五" in text:
        yield from map(_planned, _PLAN.finditer(text))


def _dated(match: re.Match[str]) -> Deadline | None:
    text, before = match.string, match["before"] or ""
    glued = bool(match["nian"]) or match["month"] is None
    if not match["nian"] and not match["month"] and not match["from"]:
        return None  # four digits alone are no year
    if match.start() and text[match.start("year") - 1] in "0123456789." and not match["from"]:
        return None
    if not match["nian"] and match["from"] and text[match.end("year") : match.end("year") + 1] != "年":
        return None
    year = _year(match["year"])
    if year is None:
        return None
    after = match["after"] or ""
    mode = _LATER.get(after) or _MODES.get(before) or ("by" if _sets(match) else "during")
    return Deadline(_iso(year, match), match.start(), match.end(), mode, damaged=not glued)


def _sets(match: re.Match[str]) -> bool:
    """Tell a day by which (到, 底, 前) from one on which (于2003年3月5日)."""
    before = (match["before"] or "").strip()
    return before.endswith(("到", "至")) or bool(match["by"]) or (match["after"] or "").endswith("前")


def _year(printed: str) -> int | None:
    if printed.isdigit():
        return int(printed)
    digits = "".join(str(numeral(digit) or 0) for digit in printed)
    return int(digits) if len(digits) == len("2020") else None


def _iso(year: int, match: re.Match[str]) -> str:
    """Return the year, or the last day of what is named: 2024年6月底 → 2024-06-30."""
    groups = match.groupdict()
    by, month, day = groups.get("by") or "", groups.get("month"), groups.get("day")
    if month:
        number = int(month) if month.isdigit() else numeral(month) or 1
        return f"{year}-{number:02d}-{(numeral(day) or 1) if day else _days(year, number):02d}"
    if not by or by == "中":
        return str(year)
    key = by if by in _MONTH_OF else by.removeprefix("第")[:1]
    last = _MONTH_OF.get(key, 12) if by != "下半年" else 12
    return f"{year}-{last:02d}-{_days(year, last):02d}"


def _days(year: int, month: int) -> int:
    from calendar import monthrange

    return monthrange(year, month)[1]


def _planned(match: re.Match[str]) -> Deadline:
    year = _PLAN_BASE + _PLAN_YEARS * (numeral(match["plan"]) or 0)
    ends = match["after"] in {"期末", "末"}
    return Deadline(f"{year}-12-31" if ends else str(year), match.start(), match.end(), "by" if ends else "during")


def _related(match: re.Match[str], issued: int) -> Deadline:
    year = issued + _RELATIVE_YEARS.get(match["year"], 0)
    return Deadline(_iso(year, match), match.start(), match.end(), "by" if match["by"] or match["before"] else "during")
