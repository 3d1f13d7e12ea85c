"""Read printed numbers: 1.25, 8 000, 二十, 一万五千, 1亿2000万, 10万5千, 半."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.numbering import numeral
from policydiff.text.quantities.units import SCALES, times
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

# Thousands stand apart by commas or by (narrow, fixed) spaces.
ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?!\d)|(?<![\d.])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d.])|\d+(?:[.．]\d+)?)"
DIGIT = "零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
COUNTED = rf"(?:[{DIGIT}十百千廿卅拾佰仟]+(?:点[{DIGIT}]+)?)"
# 5千克 counts kilograms, not thousands of grams.
SCALE = r"(?:万亿|千亿|百亿|千万|百万|十万|[万亿百十]|千(?![克瓦米伏帕卡]))"
_TERM = lazy(rf"(?P<zero>零)?(?P<number>{ARABIC}|{COUNTED})(?P<scale>{SCALE})?")
_GAPS = str.maketrans("．，", ".,", " \u00a0\u2009\u202f")
_MYRIAD = SCALES["万"]


def number(text: str) -> float | None:
    """Return the value of Arabic or Chinese digits, 1.25 or 二十 or 1亿2000万; None for anything else."""
    if not text:
        return None
    plain = text.translate(_GAPS).replace(",", "")
    try:
        value = float(plain)
    except ValueError:
        return 0.5 if text == "半" else _counted(text)
    return int(value) if value.is_integer() and "." not in plain else value


def _counted(text: str) -> float | None:
    whole, point, rest = text.partition("点")
    value = numeral(whole)
    if value is None:
        return _compound(text)
    if not point:
        return value
    return float(f"{value}.{''.join(str(numeral(digit) or 0) for digit in rest)}")


def _compound(text: str) -> float | None:
    """Add up the terms of a number in several scales: 1亿2000万 = 1·10^8 + 2000·10^4."""
    high = myriads = section = 0.0
    last = 1
    for value, factor, colloquial in _terms(text):
        if value is None:
            return None
        if factor % SCALES["亿"] == 0:
            high, myriads, section = high + times(myriads + section + value, factor), 0, 0
        elif factor % _MYRIAD == 0:
            myriads, section = times(myriads + section + value, factor), 0
        else:
            section += value * last / 10 if colloquial and last > 10 else times(value, factor)  # noqa: PLR2004 二十五 is 25
        last = factor
    total = high + myriads + section
    return int(total) if total == int(total) else total


def _terms(text: str) -> Iterator[tuple[float | None, int, bool]]:
    """Yield value and scale of each term, and whether it is the 五 of 三万五: five of the next lower unit."""
    end = 0
    for term in _TERM.finditer(text):
        if term.start() != end:
            yield None, 1, False
        end = term.end()
        printed = term["number"]
        single = len(printed) == 1 and not term["zero"] and not term["scale"] and end == len(text)
        yield number(printed), SCALES.get(term["scale"] or "", 1), single
    if end != len(text):
        yield None, 1, False
