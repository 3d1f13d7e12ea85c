"""Headings that carry no number, in text that marks none with `#`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.numbering.labels import Family, Label
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

# The longest unnumbered heading read so far has 20 characters; longer lines are titles or text.
LONGEST_HEADING = 25
SHORTEST_HEADING = 2
# A heading is a phrase: the longest one with a label and without a stop that was read had 45 characters; plans head their parts with these families, while
# 1. and （1） begin clauses, be their lines as short as they may.
LONGEST_LABELLED = 60
HEADING_FAMILIES = frozenset({Family.FORMAL, Family.DUN, Family.PAREN, Family.DECIMAL})
# What ends a sentence or a list item, closing quotes and brackets after it included.
STOPS, CLOSERS = tuple("。；：！？;:!?…"), "”’」』）)]】》"
# A heading in capitals: a phrase of two letters or more, without a stop at its end. One alone may be a name or a warning.
CAPITALS = lazy(r"(?=[^a-z]*[A-Z]{2})[A-Z0-9][A-Z0-9 ,&'’()/–—-]{1,58}[A-Z0-9)]")
FEWEST_CAPITALS = 2
HAN = lazy(r"[\u4e00-\u9fff]")
NO_HEADING = lazy(
    r"[。；;，,：:！!？?…|《》@]|^[—”（(【\[\-*]|^“[^”]*$|\d{4}年\d|章[)）]$|^[^（(]*[)）]|[长席任] [\u4e00-\u9fff]|[0-9〇零一二三四五六七八九十]月|[日号]$|此件|抄送|印发|^附"
)


def plain_headings(lines: Sequence[str], labels: Sequence[Label | None], enclosed: frozenset[int]) -> frozenset[int]:
    """Return the lines that are headings without a number.

    一、总体要求                  ← a label came before
    指导思想                      ← short, no stop, stands before text or a numbered clause
    以……为指导，……。
    """
    if any(label and label.family is Family.ARTICLE for label in labels):
        return frozenset()
    return _chinese_headings(lines, labels, enclosed) | _capital_headings(lines, labels, enclosed)


def _capital_headings(lines: Sequence[str], labels: Sequence[Label | None], enclosed: frozenset[int]) -> frozenset[int]:
    """Return the lines in capitals that head a text in Latin letters; the first line is its title."""
    found = [
        index
        for index in range(1, len(lines) - 1)
        if labels[index] is None
        and index not in enclosed
        and CAPITALS.fullmatch(lines[index])
        and not _is_bare(lines[index - 1], labels[index - 1])
        and not CAPITALS.fullmatch(lines[index + 1])
    ]
    return frozenset(found if len(found) >= FEWEST_CAPITALS else ())


def _is_bare(words: str, label: Label | None) -> bool:
    """Tell whether a line is nothing but a label, so that the next one is its heading: SCHEDULE 1 / FARES."""
    return label is not None and label.end == len(words)


def _chinese_headings(lines: Sequence[str], labels: Sequence[Label | None], enclosed: frozenset[int]) -> frozenset[int]:
    """Return the short lines without a stop that stand before text or a numbered clause."""
    first = next((index for index, label in enumerate(labels) if label), len(lines))
    return frozenset(
        index
        for index in range(first + 1, len(lines) - 1)
        if labels[index] is None
        and index not in enclosed
        and looks_like_heading(lines[index])
        and _leads(lines[index + 1], labels[index + 1])
    )


def is_heading(text: str, label: Label) -> bool:
    """Tell whether a labelled line is a heading alone on its line."""
    if len(text) > LONGEST_LABELLED or text.rstrip(CLOSERS).endswith(STOPS):
        return False
    if label.family.division:
        return True
    if text.isascii():
        return False
    # In an outline 1, 1.1, 1.1.1 the top number stands bare.
    outline = label.family is Family.DIGIT and label.text.isdecimal()
    return label.end < len(text) and "。" not in text and (label.family in HEADING_FAMILIES or outline)


def looks_like_heading(words: str) -> bool:
    """Tell a short line without any stop from text, dates and names at the foot of a page."""
    return (
        SHORTEST_HEADING <= len(words) <= LONGEST_HEADING
        and HAN.search(words) is not None
        and NO_HEADING.search(words) is None
    )


def _leads(following: str, label: Label | None) -> bool:
    """Tell whether what follows a line is what a heading leads: text, or a clause below the first level."""
    if label is None:
        return following[-1:] in "。；;：:" and not following.startswith("|")
    return label.family > Family.DUN or (label.family is Family.DUN and label.value > 1)
