"""Words around a number that say what it bounds, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.numbering import numeral
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import re

# Comparators before a number and behind it; what they do to it: a lower bound, an upper bound, neither.
LOWER_BEFORE = lazy(
    r"(?:不(?:得|能|应|应当)?(?:少于|低于|小于|短于|早于)|至少|最少|最低|不少于|不下于|达到|超过|高于|大于|多于|满|≥|＞|>|>=|起点为"
    r"|(?i:\bat least|not less than|no less than|no fewer than|not fewer than|more than|exceeding|over|minimum of|a minimum of|above|from))(?:为|是|达|达到)?\s*$"
)
UPPER_BEFORE = lazy(
    r"(?:不(?:得|能|应|应当)?(?:超过|高于|多于|大于|迟于|晚于|长于)|至多|最多|最高|不超过|不高于|低于|少于|小于|不满|不足|≤|＜|<|<=|控制在|压减到|上限为"
    r"|(?i:\bat most|not more than|no more than|not exceeding|not exceed|up to|less than|fewer than|within|no later than|maximum of|a maximum of|under|below))(?:为|是|达)?\s*$"
)
LOWER_AFTER = lazy(r"^\s*(?:及|或|或者)?(?:以上|及以上|之上|(?i:or more|or over|or older|or above|and above))")
UPPER_AFTER = lazy(r"^\s*(?:及)?(?:以下|以内|之内|内(?=[，。；、的]|$|[一-龥])|及以下|(?i:or less|or fewer|or under))")
AHEAD_AFTER = lazy(r"^\s*(?:以前|之前|前(?![款条项])|(?i:before|prior))")
PER_BEFORE = lazy(
    r"(?P<per>每(?:[一二两三四五六七八九十\d]*个?)(?:小时|日|天|周|星期|旬|月|季度?|半年|学期|学年|年度?))[^，。；、]{0,12}$"
)
# Bare numbers count only where something compares them, or in a cell of a table; a section's number is none.
SECTION_BEFORE = lazy(
    r"(?i:\b(?:sections?|articles?|clauses?|paragraphs?|chapters?|parts?|schedules?|annex|rules?|version|no)\.?|§+|,|and|or|to) *$"
)
CELL_BEFORE = lazy(r"\|\s*$")
BARE = lazy(r"(?<![\d.．第〔\[（(号条款项章])\d+(?:\.\d+)?(?![\d.．年月日号条款项章〕\]）)])")
FREQUENCY = lazy(
    r"每(?:[一二两三四五六七八九十\d]*个?)(?:小时|日|天|周|星期|旬|月|季度?|半年|学期|学年|年度?)|(?i:\b(?:annual(?:ly)?|yearly|quarterly|monthly|weekly|daily|hourly"
    r"|bi-?annual(?:ly)?|half-yearly|biennial(?:ly)?|twice a (?:day|week|month|year)|once a (?:day|week|month|quarter|year)"
    r"|every (?:\w+ )?(?:hours?|days?|weeks?|months?|quarters?|years?))\b)"
)
_A_YEAR = {
    "小时": 8760, "hour": 8760, "日": 365, "天": 365, "dai": 365, "day": 365, "周": 52, "星期": 52, "week": 52, "旬": 36, "月": 12, "month": 12,
    "季": 4, "quarter": 4, "半年": 2, "half-year": 2, "biannual": 2, "bi-annual": 2, "学期": 2, "学年": 1, "年": 1, "annual": 1, "year": 1, "biennial": 0.5,
}  # fmt: skip
_COUNTS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_ENGLISH = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "other": 2, "second": 2}


def times_a_year(words: str) -> float:
    """Return how often a year something is done that is done 每半年, quarterly, every two years; 0 for no known period."""
    plain = words.casefold()
    unit = next((name for name in sorted(_A_YEAR, key=len, reverse=True) if name in plain), None)
    if unit is None:
        return 0.0
    count = next((float(_COUNTS[c]) for c in plain if c in _COUNTS), 1.0)
    digits = "".join(c for c in plain if c.isdigit())
    english = next((value for word, value in _ENGLISH.items() if f"every {word} " in plain), 1)
    every = float(digits) if digits else count * english
    return (2 if plain.startswith("twice") else 1) * _A_YEAR[unit] / (every or 1.0)


_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DATE = lazy(
    r"(?P<year>(?:19|20)\d\d|[一二][〇零○一二三四五六七八九]{3})年(?:(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日)?)?(?P<end>底|末)?(?:前|以前|之前)?"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?P<m1>{'|'.join(_MONTHS)}),? (?P<y1>\d{{4}})|(?P<m2>{'|'.join(_MONTHS)}) (?P<d2>\d{{1,2}}),? (?P<y2>\d{{4}})"
    r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)"
)


def day_number(match: re.Match[str]) -> float:
    """Return a number by which dates compare: 2027年12月底 → 20271231; a year or month alone stands for its last day."""
    found = match.groupdict()
    if found["year"]:
        year, month, day = (numeral(found[name] or "") for name in ("year", "month", "day"))
        if not found["year"].isdigit():
            year = int("".join(str(numeral(digit) or 0) for digit in found["year"]))
        return float((year or 0) * 10000 + (month or 12) * 100 + (day or 31))
    if found["y3"]:
        return float(found["y3"] + found["m3"] + found["d3"])
    name, day_text, year_text = (found[key + ("1" if found["m1"] else "2")] for key in "mdy")
    return float(int(year_text) * 10000 + (_MONTHS.index(name) + 1) * 100 + int(day_text))


# What is fined, promised or granted: there a number weighs most.
PENAL = lazy(r"罚款|罚金|赔偿|(?i:\b(?:fines?|penalt\w+|damages)\b)")
REMEDY = lazy(r"复议|诉讼|起诉|上诉|申诉|复核|异议|申请|听证|(?i:\b(?:appeals?|object\w*|claims?|review)\b)")
