"""Read numerals: Chinese, Roman, full-width and ASCII digits."""

from __future__ import annotations

from functools import lru_cache

from policydiff.text.regex import lazy

# 〇 and ○ both stand for zero in print; 廿 and 卅 are 20 and 30 in one character.
DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    character: value for value, character in enumerate("〇壹贰叁肆伍陆柒捌玖")
}
DIGITS |= {"○": 0, "两": 2, "貳": 2, "參": 3, "叄": 3, "陸": 6}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
SCALES = frozenset([*UNITS, *MYRIADS])
CHINESE = SCALES.union(DIGITS)

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
ROMAN_FORM = lazy(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\Z")

# Longer runs of digits are no numbers of clauses, and int() grows quadratic on them.
LONGEST = 30


@lru_cache(maxsize=1024)
def numeral(text: str) -> int | None:
    """Return the value of a numeral (一百零二, 二〇一七, 廿三, １２, 12), None when it is none."""
    if not text or len(text) > LONGEST:
        return None
    if text.isdecimal():
        return int(text)
    if not CHINESE.issuperset(text):
        return None
    if SCALES.isdisjoint(text):
        return int("".join(str(DIGITS[character]) for character in text))
    return _counted(text)


def _counted(text: str) -> int:
    """Return the value of a numeral with units: 一亿二千万 = 1·10^8 + 2000·10^4."""
    high = myriads = section = digit = 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in UNITS:
            unit = UNITS[character]
            section += unit if unit in (20, 30) else (digit or 1) * unit
            digit = 0
        elif MYRIADS[character] == MYRIADS["万"]:
            myriads = (myriads + section + digit) * MYRIADS[character]
            section = digit = 0
        else:
            high = (high + myriads + section + digit) * MYRIADS[character]
            myriads = section = digit = 0
    return high + myriads + section + digit


def roman(text: str) -> int | None:
    """Return the value of a Roman numeral in either case, None when it is none."""
    lower = text.lower()
    if not lower or not ROMAN_FORM.match(lower):
        return None
    values = [ROMAN[character] for character in lower]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
