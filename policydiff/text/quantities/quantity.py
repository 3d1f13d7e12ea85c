"""The noun of this package: a number with its unit, at its place in a text."""

from __future__ import annotations

from typing import NamedTuple

from policydiff.text.quantities.units import scale, times

Amount = float | tuple[float, float]


class Quantity(NamedTuple):
    """A number with its unit as printed (`万平方米` is a unit) at `start:end`.

    `value` is a pair for a range; a number in several scales is in ones: 1亿2000万元 → 120000000 元. `counted` tells a
    small number written in Chinese characters or English words, `more` one that is rounded down (20余项). `per` is what
    a unit is divided by: 50毫克/升 → 升.
    """

    value: Amount
    unit: str
    start: int
    end: int
    counted: bool
    more: bool = False
    per: str = ""

    @property
    def size(self) -> float:
        """The value without the scale of its unit, the upper end of a range: 6.0 亿元 → 600000000."""
        value = self.value[1] if isinstance(self.value, tuple) else self.value
        return times(value, scale(self.unit))
