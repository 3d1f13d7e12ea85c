"""Print the numbers that a browser would put before the items of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy
from policydiff_html.tree import attribute, tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborNode as Node

_LABELLED = lazy(r"(?:第?[\d〇一二三四五六七八九十百]+[、.．)）条章节]|[（(][\d〇一二三四五六七八九十]+[)）]|[①-⑳])")  # noqa: RUF100
_INTEGER = lazy(r"-?\d{1,6}")
_STYLE = lazy(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
# UEditor, the editor behind most government sites, names its own list styles: custom_cn2 prints （一）.
_UEDITOR = lazy(r"custom_((?:cn|num)[12]?)\b")
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}


def first_number(ordered: Node) -> int:
    """Return the number of an ordered list's first item."""
    return _integer(attribute(ordered, "start"), 1)


def item_label(item: Node, number: int) -> tuple[str, int]:
    """Return what a browser prints before an item of an ordered list, and the number it stands for."""
    number = _integer(attribute(item, "value"), number)
    own, parent = _style(item), item.parent
    style = own or (_style(parent) if parent is not None else "") or "decimal"
    printed = _STYLES.get(style)
    return (printed(number) if printed else ""), number


def is_labelled(text: str) -> bool:
    """Tell whether a line already begins with a number that somebody typed."""
    return bool(_LABELLED.match(text))


def _style(node: Node) -> str:
    """Return a list's style: a CSS name, or `cn2`, `num1` for the editor's own; empty when not stated."""
    custom = _UEDITOR.search(attribute(node, "class"))
    if custom:
        return custom.group(1)
    declared = _STYLE.search(attribute(node, "style"))
    if declared:
        return declared.group(1).lower()
    return _TYPES.get(attribute(node, "type"), "") if tag(node) in ("ol", "li") else ""


def _integer(text: str, default: int) -> int:
    return int(text) if _INTEGER.fullmatch(text) else default


def _chinese(number: int) -> str:
    """Return 1–99 as 一 … 九十九; longer numbers digit by digit."""
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if tens not in range(10):
        return "".join(digits[int(digit)] for digit in str(abs(number)))
    ten = "" if tens == 0 else "十" if tens == 1 else digits[tens] + "十"
    return ten + (digits[ones] if ones or not tens else "")


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


def _roman(number: int) -> str:
    printed = ""
    for sign, value in (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)):
        count, number = divmod(number, value)
        printed += sign * count
    return printed


def _ideographic(number: int) -> str:
    return f"{_chinese(number)}、"


_STYLES: dict[str, Callable[[int], str]] = {
    "decimal": lambda number: f"{number}.",
    "num": lambda number: f"{number}.",
    "num1": lambda number: f"{number}）",
    "num2": lambda number: f"（{number}）",
    "cn": _ideographic,
    "cn1": lambda number: f"{_chinese(number)}）",
    "cn2": lambda number: f"（{_chinese(number)}）",
    "cjk-ideographic": _ideographic,
    "cjk-decimal": _ideographic,
    "simp-chinese-informal": _ideographic,
    "trad-chinese-informal": _ideographic,
    "lower-alpha": lambda number: f"{_letter(number)}.",
    "lower-latin": lambda number: f"{_letter(number)}.",
    "upper-alpha": lambda number: f"{_letter(number).upper()}.",
    "upper-latin": lambda number: f"{_letter(number).upper()}.",
    "lower-roman": lambda number: f"{_roman(number)}.",
    "upper-roman": lambda number: f"{_roman(number).upper()}.",
}
