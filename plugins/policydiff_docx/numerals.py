"""Write numbers in Word's formats (ECMA-376, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"


def printed(number: int, style: str) -> str:
    """Return a number in one of Word's formats; what is not known is printed in digits."""
    return _FORMATS.get(style, str)(number)


def _counting(digits: str, units: tuple[str, ...], *, bare: bool) -> Callable[[int], str]:
    """Return the writer of 一百零五; `bare` writes 十五 and not 一十五, 百 and not 一百 where the style does."""

    def write(number: int) -> str:
        text, pending_zero = "", False
        for power in range(len(units) - 1, -1, -1):
            digit, number = divmod(number, 10**power)
            if not digit:
                pending_zero = bool(text)
                continue
            first = bare and not text and digit == 1 and power == 1
            text += (digits[0] if pending_zero else "") + ("" if first else digits[digit % 10]) + units[power]
            pending_zero = False
        return text or digits[0]

    return write


def _japanese(number: int) -> str:
    text = ""
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        text += ("" if digit == 1 and unit else _DIGITS[digit % 10]) + unit if digit else ""
    return text or "〇"


def _digital(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def _to_hundred(number: int) -> str:
    """Return 一 … 九十九 counted, and 一〇〇 from there on, as Word does."""
    return _CHINESE(number) if number < 100 else _digital(number)  # noqa: PLR2004 - see the line above


def _enclosed(first: str, last: int) -> Callable[[int], str]:
    """Return the writer of one run of enclosed numbers (① to ⑳)."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= last else str(number)


def _circled(number: int) -> str:
    for first, low, high in (("①", 1, 20), ("㉑", 21, 35), ("㊱", 36, 50)):
        if low <= number <= high:
            return chr(ord(first) + number - low)
    return str(number)


def _letters(number: int) -> str:
    """Return a … z, aa, bb: Word repeats the letter."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else str(number)


def _roman(number: int) -> str:
    signs = "m cm d cd c xc l xl x ix v iv i".split()  # noqa: SIM905 - a row of signs
    text = ""
    for sign, worth in zip(signs, (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), strict=True):
        count, number = divmod(number, worth)
        text += sign * count
    return text


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


_CHINESE = _counting(_DIGITS, ("", "十", "百", "千"), bare=True)
_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "decimalFullWidth2": lambda number: str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "chineseCounting": _to_hundred,
    "taiwaneseCounting": _to_hundred,
    "chineseCountingThousand": _CHINESE,
    "taiwaneseCountingThousand": _CHINESE,
    "japaneseCounting": _japanese,
    "koreanCounting": _japanese,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "chineseLegalSimplified": _counting(_CAPITALS, ("", "拾", "佰", "仟"), bare=False),
    "ideographLegalTraditional": _counting("零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟"), bare=False),
    "japaneseLegal": _counting("零壱弐参四伍六七八九", ("", "拾", "百", "阡"), bare=False),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "numberInDash": lambda number: f"- {number} -",
}
