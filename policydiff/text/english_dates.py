"""Find the dates that English texts set: by 31 March 2027, no later than the end of 2028, in Q3 2026, compared with 2019 levels."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_MONTHS = {
    name: k
    for k, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_QUARTER = r"(?:Q(?P<q>[1-4])|(?:the )?(?P<quarter>first|second|third|fourth) quarter)"
_PREFIX = (
    r"(?:(?P<by>(?:no|not) later than|not after|by(?: or before)?|on or before|before|until|till|prior to|(?<=close )on|(?<=closes )on|(?<=end )on|(?<=ends )on|(?<=expire )on|(?<=expires )on|(?<=due )on|(?<=payable )on)"
    r"|(?P<base>compared (?:with|to)|relative to|versus|against|(?:over|below|above|from|of)(?= (?:the )?(?:19|20)\d\d (?:levels?|baseline|figures?)))"
    r"|(?P<past>since|as of|as at)"
    r"|(?P<from>(?:with effect )?from|as from|(?:starting|beginning|commencing|effective)(?: on| from| in)?|on (?:and|or) after|after|(?:into|in) (?:force|effect|operation) on|effect on)"
    r"|(?P<during>in|during|for|on|throughout|through|to|between|and))"
)
_DATE = lazy(
    rf"(?:\b{_PREFIX}\s+)?(?:the (?:year|month of) )?(?:(?P<end>(?:the )?(?:end|close) of (?:the (?:year|month of) )?)|(?P<part>early|mid|late)[- ])?"
    rf"(?:\b(?P<d1>{_DAY})(?: day)?(?: of)? (?P<m1>{_MONTH}),? (?P<y1>{_YEAR})|\b(?P<m2>{_MONTH}) (?P<d2>{_DAY}),? (?P<y2>{_YEAR})|\b(?P<m3>{_MONTH}),? (?P<y3>{_YEAR})"
    rf"|\b(?P<iso>{_YEAR}-\d\d-\d\d)\b|{_QUARTER}(?: of)? (?P<y4>{_YEAR})|(?:the )?(?P<half>first|second) half of (?P<y5>{_YEAR})"
    rf"|(?:(?:fiscal|financial|calendar|school) year |FY ?)?\b(?P<y6>{_YEAR})\b)(?![\d,]*\d)(?P<level>(?:'s|’s)? (?:levels?|baseline|figures?))?",
    2,
)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_DECEMBER, _JUNE = 12, 6


def english_dates(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Yield ISO date, start, end and mode (as `Deadline` names them) of each date; a bare year needs a word that sets it."""
    if "20" not in text and "19" not in text:
        return
    for match in _DATE.finditer(text):
        named = next((name for name in ("by", "base", "past", "from", "during") if match[name]), "")
        if match["y6"] and not named and not match["end"] and not match["part"] and not match["level"]:
            continue
        if (
            match["y6"]
            and text[match.start("y6") - 1 : match.start("y6")] in {"/", "-", ".", ":", "$", "€", "£"}
            and not match["part"]
        ):
            continue
        mode = "base" if match["level"] else named or "during"
        yield _iso(match), match.start(), match.end(), mode


def _iso(match: re.Match[str]) -> str:
    """Return a year, or the last day of what is named."""
    if match["iso"]:
        return match["iso"]
    year = int(next(match[name] for name in ("y1", "y2", "y3", "y4", "y5", "y6") if match[name]))
    printed = match["m1"] or match["m2"] or match["m3"]
    if printed:
        month = _MONTHS[printed[:3].lower()]
        day = match["d1"] or match["d2"]
        return _day(year, month, int("".join(filter(str.isdigit, day))) if day else 0)
    if match["q"] or match["quarter"]:
        return _day(year, 3 * (int(match["q"]) if match["q"] else _QUARTERS[match["quarter"].lower()]))
    if match["half"]:
        return _day(year, _JUNE if match["half"].lower() == "first" else _DECEMBER)
    if match["part"] and match["part"].lower() == "mid":
        return _day(year, _JUNE)
    return _day(year, _DECEMBER) if match["end"] else str(year)


def _day(year: int, month: int, day: int = 0) -> str:
    last = monthrange(year, month)[1]
    return f"{year}-{month:02d}-{min(day, last) if day else last:02d}"
