"""Who changed it and when, as Word writes it on every mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.model import Op

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import RenderOptions, Report


@dataclass(frozen=True, slots=True)
class Stamp:
    """Author and moment of all changes, and the numbers that Word wants on every mark."""

    author: str
    moment: str
    numbers: Iterator[int]

    @property
    def signed(self) -> dict[str, str]:
        """The attributes that say who and when."""
        return {"author": self.author} | ({"date": self.moment} if self.moment else {})

    def next(self) -> dict[str, str]:
        """Return the attributes of the next mark."""
        return {"id": str(next(self.numbers)), **self.signed}


def moment(report: Report, options: RenderOptions) -> str:
    """Return the moment of all changes: that of the options, else the day of the newer document; empty when it has none."""
    stated = report.comparison.new.metadata
    day = stated.issued or stated.published or stated.effective
    if options.date:
        return options.date.strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{day}T00:00:00Z" if day else ""


def tag(op: Op, move: int | None) -> str:
    """Return the element that marks a fate, empty for what stayed."""
    if op is Op.EQUAL:
        return ""
    if move is None:
        return "del" if op is Op.DELETE else "ins"
    return "moveFrom" if op is Op.DELETE else "moveTo"
