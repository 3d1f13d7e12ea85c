"""Read English numbers: 1,200, 2.5, thirty-five, two hundred and fifty thousand, a dozen, two-thirds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import re

_SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SIZES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "dozen": 12}
_UNITS = "|".join([*_TENS, *sorted(_SMALL, key=len, reverse=True)])
_WORDS = rf"(?:(?:{_UNITS})|\ba(?= (?:hundred|thousand|million|dozen)\b))(?:(?:[ -]|,? and )(?:{_UNITS}|{'|'.join(_SIZES)})\b){{0,12}}"
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\b{_WORDS}\b)"
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "tenth": 10,
    "tenths": 10,
}
FRACTION = lazy(
    rf"(?:(?P<a>\b(?:a|one|two|three|four|five|nine)\b)[ -](?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))})\b(?! [- ]?(?:year|of the year|ended|day|hour))|(?P<majority>a (?:simple )?majority)(?= of)|(?P<half>half)(?= (?:of|the)\b)"
    r"|\b(?P<out>one|two|three|four|nine|\d) (?:in|out of)(?: every)? (?P<of>two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\b(?! (?:years?|months?|days?|weeks?|hours?))|(?P<above>\d{1,2})/(?P<below>\d{1,2})(?= of| or more| majority))",
    2,
)
_SPLIT = lazy(r"[ ,-]+(?:and )?")


def english_number(text: str) -> float | None:
    """Return the value of digits or words; None for anything else."""
    plain = text.replace(",", "")
    try:
        value = float(plain)
    except ValueError:
        return _spelled(text.lower())
    return int(value) if value.is_integer() and "." not in plain else value


def _spelled(text: str) -> float | None:
    """Add up number words: two hundred and fifty thousand = (2·100 + 50)·1000."""
    total = section = 0
    for word in text.replace("-", " ").replace(",", " ").split():
        if word in {"and", "a"}:
            section += word == "a"
        elif word in _SMALL or word in _TENS:
            section += _SMALL.get(word, 0) + _TENS.get(word, 0)
        elif word in {"hundred", "dozen"}:
            section = (section or 1) * _SIZES[word]
        elif word in _SIZES:
            total, section = total + (section or 1) * _SIZES[word], 0
        else:
            return None
    return total + section


def fraction(match: re.Match[str]) -> float:
    """Return a share in percent: two-thirds → 66.666667."""
    if match["half"] or match["majority"]:
        return 50
    if match["out"]:
        part, whole = english_number(match["out"]), english_number(match["of"])
        return _percent(part / whole) if part and whole else 0
    above = int(match["above"]) if match["above"] else 1 if match["a"].lower() == "a" else _SMALL[match["a"].lower()]
    below = int(match["below"]) if match["below"] else _PARTS[match["part"].lower()]
    return _percent(above / below) if below else 0


def _percent(share: float) -> float:
    value = round(share * 100, 6)
    return int(value) if value == int(value) else value
