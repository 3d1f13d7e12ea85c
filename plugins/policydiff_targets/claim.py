"""The nouns of this plugin: a claim, and what holds before the first word of a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from policydiff.text.quantities import Amount


class Claim(NamedTuple):
    """A number aimed at, at `start:end` of the text that was read."""

    kind: str
    indicator: str
    comparator: str
    value: Amount | None
    unit: str
    per: str
    deadline: str
    inherited: bool
    baseline: str
    hedge: str
    start: int
    end: int


class Frame(NamedTuple):
    """What holds before the first word: the date of issue, the date that a clause above sets (到2025年：).

    `past` marks a clause that reports what was done: its numbers are no targets.
    """

    issued: date | None = None
    deadline: str = ""
    past: bool = False
