"""A number with what bounds it, and what a change of it does: raised, lowered, turned round, sooner, later."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.quantities import measure_of, scale
from policydiff_numbers import words

if TYPE_CHECKING:
    from policydiff.text.quantities import Quantity

# Days in a unit of time; the first that stands in a unit's name counts.
_DAYS = (
    ("工作日", 1.4), ("business", 1.4), ("working", 1.4), ("分钟", 1 / 1440), ("minute", 1 / 1440), ("秒", 1 / 86400), ("second", 1 / 86400),
    ("小时", 1 / 24), ("hour", 1 / 24), ("季", 91.0), ("quarter", 91.0), ("月", 30.0), ("month", 30.0), ("周", 7.0), ("星期", 7.0), ("week", 7.0),
    ("fortnight", 14.0), ("年", 365.0), ("year", 365.0),
)  # fmt: skip


class Bounded(NamedTuple):
    """A number as it stands: `start:end` of the text with its comparators, `low` and `high` in base units, None for no bound."""

    start: int
    end: int
    text: str
    measure: str
    unit: str
    low: float | None
    high: float | None
    side: str
    ahead: bool = False
    per: str = ""

    @property
    def values(self) -> tuple[float | None, float | None, str]:
        """What makes two of them one and the same number."""
        return self.low, self.high, "" if self.side == "exact" else self.side


def bounded(quantity: Quantity, text: str) -> Bounded:
    """Return a quantity with the comparators that stand around it."""
    before, after = text[max(quantity.start - 16, 0) : quantity.start], text[quantity.end : quantity.end + 12]
    lower = words.LOWER_BEFORE.search(before)
    upper = words.UPPER_BEFORE.search(before)
    if lower and upper:  # 不超过 ends in 超过, not more than in more than: the longer one is meant
        lower, upper = (lower, None) if lower.start() <= upper.start() else (None, upper)
    at_least, at_most = words.LOWER_AFTER.match(after), words.UPPER_AFTER.match(after)
    start = (
        quantity.start - (len(before) - min(m.start() for m in (lower, upper) if m))
        if lower or upper
        else quantity.start
    )
    end = quantity.end + max((m.end() for m in (at_least, at_most) if m), default=0)
    measure, unit = measure_of(quantity.unit) or quantity.unit, quantity.unit
    factor = next((days for name, days in _DAYS if name in unit), 1.0) if measure == "duration" else scale(unit)
    low, high = quantity.value if isinstance(quantity.value, tuple) else (quantity.value, quantity.value)
    side = "exact"
    if isinstance(quantity.value, tuple):
        side = "range"
    elif lower or at_least:
        side = "lower"
    elif upper or at_most:
        side = "upper"
    ahead = words.AHEAD_AFTER.match(after) is not None
    per = words.PER_BEFORE.search(before)
    return Bounded(
        start, end, text[start:end].strip(), measure, unit,
        None if side == "upper" else round(low * factor, 6), None if side == "lower" else round(high * factor, 6),
        side, ahead, per["per"] if per else "",
    )  # fmt: skip


def bare(start: int, end: int, text: str) -> Bounded | None:
    """Return a number without a unit where words compare it: 容积率不低于1.2."""
    before = text[max(start - 16, 0) : start]
    lower, upper = words.LOWER_BEFORE.search(before), words.UPPER_BEFORE.search(before)
    if lower and upper:
        lower, upper = (lower, None) if lower.start() <= upper.start() else (None, upper)
    if not (lower or upper or words.CELL_BEFORE.search(before)) or words.SECTION_BEFORE.search(before):
        return None
    opening = min((m.start() for m in (lower, upper) if m), default=None)
    value = float(text[start:end])
    first = start if opening is None else start - (len(before) - opening)
    side = "lower" if lower else "upper" if upper else "exact"
    return Bounded(
        first, end, text[first:end].strip(), "bare", "", None if upper else value, None if lower else value, side
    )


def tendency(old: Bounded, new: Bounded) -> str:
    """Say what became of a number: raised, lowered, direction_changed, extended, shortened, advanced, postponed, changed, or nothing."""
    if {old.side, new.side} == {"lower", "upper"}:
        return "direction_changed"
    moves = {_sign(a, b) for a, b in ((old.low, new.low), (old.high, new.high)) if a is not None and b is not None}
    moves.discard(0)
    opened = (old.low is None) != (new.low is None) or (old.high is None) != (new.high is None)
    if len(moves) > 1 or (opened and old.side != "exact" and new.side != "exact"):
        return "changed"
    if not moves:
        return "changed" if opened else ""
    return _moved(old, new, up=moves == {1})


def _moved(old: Bounded, new: Bounded, *, up: bool) -> str:
    if old.measure == "date":
        return "postponed" if up else "advanced"
    if old.measure == "duration" and old.ahead and new.ahead:
        return "advanced" if up else "postponed"
    if old.measure == "duration" and "lower" not in {old.side, new.side}:
        return "extended" if up else "shortened"
    return "raised" if up else "lowered"


def _sign(old: float, new: float) -> int:
    return (new > old) - (new < old)
