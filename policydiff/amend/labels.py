"""Labels: write a number as a law prints it, and put another number into a label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from re import Match

DIGITS: Final = "零一二三四五六七八九"
_UNITS: Final = ("", "十", "百", "千")
_NUMERAL = lazy(r"[〇零一二三四五六七八九十百千]+|[0-9]+|[０-９]+|[①-⑳]")
_SUB = lazy(r"之[〇零一二三四五六七八九十百0-9]+")
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")


def chinese(number: int) -> str:
    """Return a number below ten thousand in Chinese: 一百零二, 十二, 三百一十."""
    written, zero = "", False
    digits = str(number)
    for at, digit in enumerate(digits):
        unit = _UNITS[len(digits) - at - 1]
        if digit == "0":
            zero = True
            continue
        written += ("零" if zero else "") + DIGITS[int(digit)] + unit
        zero = False
    return (written[1:] if written.startswith("一十") else written) or "零"


def numbered(kind: str, number: tuple[int, ...]) -> str:
    """Return 第五条之一 for ("条", (5, 1))."""
    sub = f"之{chinese(number[1])}" if len(number) > 1 else ""
    return f"第{chinese(number[0])}{kind}{sub}"


def renumbered(head: str, number: tuple[int, ...]) -> str:
    """Return a head (marks, label, space) with another number, in the numerals that it is printed in."""

    def written(match: Match[str]) -> str:
        printed = match[0]
        if printed[0].isascii():
            return str(number[0])
        if printed[0] in "０１２３４５６７８９":
            return str(number[0]).translate(_FULL_WIDTH)
        if "①" <= printed[0] <= "⑳":
            return chr(ord("①") + number[0] - 1) if number[0] <= 20 else f"({number[0]})"  # noqa: PLR2004 the last circled number of that row
        return chinese(number[0])

    head = _SUB.sub("", head)
    head = _NUMERAL.sub(written, head, count=1)
    if len(number) > 1:
        at = head.index("条") + 1 if "条" in head else len(head.rstrip())
        head = f"{head[:at]}之{chinese(number[1])}{head[at:]}"
    return head
