"""The numbers that a claim lies between, and which way they moved.

不少于100人     100 ────────────→        三千元以上九千元以下  3000 ──── 9000
不超过180人     ←──────────── 180        九千元以下            ←──────── 9000
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.quantities import Canonical, canonical, rough

if TYPE_CHECKING:
    from policydiff.model import Fact


class Bounds(NamedTuple):
    """Lower and upper end, None where a claim is open, in base units of a family."""

    low: float | None
    high: float | None
    family: str


class Moved(Enum):
    """Which way the ends of a claim moved; `APART` where they moved apart or cannot be compared."""

    UP = "up"
    DOWN = "down"
    APART = "apart"
    STAYED = "stayed"


def bounds_of(fact: Fact) -> Bounds | None:
    """Return the ends of a claim, None for one without a number."""
    value, unit, comparator = fact["value"], str(fact["unit"] or ""), str(fact["comparator"])
    if isinstance(value, tuple):
        low, high = (canonical(end, unit) for end in value)
        return Bounds(low.value, high.value, low.family)
    if not isinstance(value, int | float):
        return None
    end = canonical(value, unit)
    return Bounds(
        None if comparator.startswith("<") else end.value,
        None if comparator.startswith(">") else end.value,
        end.family,
    )


def compare_bounds(old: Bounds, new: Bounds) -> Moved:
    """Compare the ends that both sides have: a fine of 3000 to 9000 yuan and one of up to 18000 share the upper one."""
    if old.family != new.family:
        old, new = _roughly(old), _roughly(new)
        if old.family != new.family:
            return Moved.APART
    pairs = [
        (before, after)
        for before, after in ((old.low, new.low), (old.high, new.high))
        if before is not None and after is not None
    ]
    # A floor and a ceiling have no end in common: their numbers are all there is to compare.
    if not pairs:
        pairs = [(old.low if old.high is None else old.high, new.low if new.high is None else new.high)]  # type: ignore[list-item] # each has one end
    steps = {(after > before) - (after < before) for before, after in pairs} - {0}
    if len(steps) > 1:
        return Moved.APART
    return {1: Moved.UP, -1: Moved.DOWN}[steps.pop()] if steps else Moved.STAYED


def _roughly(bounds: Bounds) -> Bounds:
    """Return bounds in a family that holds kindred ones: months and days, percent and percentage points."""
    low, high = (None if end is None else rough(Canonical(end, bounds.family)) for end in (bounds.low, bounds.high))
    family = next((end.family for end in (low, high) if end), bounds.family)
    return Bounds(low and low.value, high and high.value, family)
