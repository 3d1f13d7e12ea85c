"""Headings that Markdown shows without `#`: a line all in bold, and an item of a list that holds a list of its own form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEEPEST = 6
# One line in bold may be a warning; several are headings. A longer one is a sentence.
FEWEST_BOLD, LONGEST_BOLD = 2, 90

_BOLD = lazy(r"(\*\*|__)(?=\S)((?:(?!\1).)+?)(?<=\S)\1[ \t]*$")
_STOPPED = lazy(r"[。；，、;,]$|(?<!\d)\.$")
_HEADING = lazy(r"^(#{1,6}) ", re.MULTILINE)
_ITEM = lazy(r"^([ \t]*)(?:[*+-][ \t]+)?(?:\d{1,3}([.)])|([a-z])\.)[ \t]+\S")


def mark_bold_lines(text: str) -> str:
    """Return Markdown with a `#` heading for each line that is all in bold, below the headings that are marked already."""
    if "**" not in text and "__" not in text:
        return text
    lines = text.split("\n")
    found = [at for at, line in enumerate(lines) if _is_bold_heading(line) and _stands_apart(lines, at)]
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if len(found) < FEWEST_BOLD:
        return text
    marks = "#" * _below(text)
    for at in found:
        if at != first:
            lines[at] = f"{marks} {lines[at].strip()}"
    return "\n".join(lines)


def _is_bold_heading(line: str) -> bool:
    match = _BOLD.fullmatch(line.strip())
    return match is not None and len(match[2]) <= LONGEST_BOLD and not _STOPPED.search(match[2])


def _stands_apart(lines: Sequence[str], at: int) -> bool:
    """Tell whether a line is a paragraph of its own."""
    above = lines[at - 1] if at else ""
    return not above.strip() or above.startswith("#")


def _below(text: str) -> int:
    """Return how many marks a heading below all that are marked has."""
    return min(DEEPEST, max(map(len, _HEADING.findall(text)), default=1) + 1)


def mark_outer_items(text: str) -> str:
    """Return Markdown in which an item is marked as a heading when a list numbered in its own form stands inside it.

    1. Service                   ## 1. Service
        1. Access. You may …     1. Access. You may …      the depth of a list shows in its indent only
    """
    lines = text.split("\n")
    items = [
        (at, len(match[1].expandtabs(4)), match[2] or "a")
        for at, line in enumerate(lines)
        if (match := _ITEM.match(line))
    ]
    outer = dict(_outer(items))
    if not outer:
        return text
    top = min(outer.values())
    marks = _below(text)
    for at, depth in outer.items():
        lines[at] = f"{'#' * min(DEEPEST, marks + depth - top)} {lines[at].strip()}"
    return "\n".join(lines)


def _outer(items: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    """Yield the lines of items that stand as deep as one that holds a list of its own form, with their depth."""
    depths: dict[int, int] = {}
    stack: list[tuple[int, str]] = []
    holding: set[tuple[int, str]] = set()
    for at, indent, form in items:
        while stack and stack[-1][0] >= indent:
            stack.pop()
        for depth, (_, above) in enumerate(stack):
            if above == form:
                holding.add((depth, form))
        depths[at] = len(stack)
        stack.append((indent, form))
    for at, _, form in items:
        if (depths[at], form) in holding:
            yield at, depths[at]
