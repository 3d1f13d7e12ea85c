"""Say how well a pair stands among the other partners of both its ends."""

from __future__ import annotations

from collections import defaultdict
from math import sqrt
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

End = TypeVar("End")

# Worth of a partner that shares next to nothing: it keeps a clause with no second partner from having no rivals at all.
NOTHING = 0.02


def standing(worth: Mapping[tuple[End, End], float], power: float) -> dict[tuple[End, End], float]:
    """Return what each pair is worth in proportion to its rivals: 1 is as much as one expects of a pair with such rivals."""
    old, new = two_best(worth, 0), two_best(worth, 1)
    return {pair: (value + NOTHING) / (old[pair[0]] * new[pair[1]]) ** power for pair, value in worth.items()}


def two_best(worth: Mapping[tuple[End, End], float], end: int) -> dict[End, float]:
    """Return the geometric mean of what the two best partners of each old (0) or new (1) end are worth: its rivals."""
    values: dict[End, list[float]] = defaultdict(list)
    for pair, value in worth.items():
        values[pair[end]].append(value)
    best = {place: sorted((0.0, 0.0, *of_place))[-2:] for place, of_place in values.items()}
    return {place: sqrt((first + NOTHING) * (second + NOTHING)) for place, (second, first) in best.items()}
