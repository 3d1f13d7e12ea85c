"""Scale scores locally (Zelnik-Manor and Perona, 2004): a pair is compared with the best pairs of both its ends."""

from __future__ import annotations

from collections import defaultdict
from math import sqrt
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

End = TypeVar("End")

# Additive smoothing: the score of a partner that shares next to nothing, for clauses with no second candidate.
SMOOTHING = 0.02


def scale_locally(score: Mapping[tuple[End, End], float], power: float) -> dict[tuple[End, End], float]:
    """Return each score over the local scales of both ends to this power: 1 is what one expects of a pair with such rivals."""
    old, new = local_scales(score, 0), local_scales(score, 1)
    return {pair: (value + SMOOTHING) / (old[pair[0]] * new[pair[1]]) ** power for pair, value in score.items()}


def local_scales(score: Mapping[tuple[End, End], float], end: int) -> dict[End, float]:
    """Return the geometric mean of the two best scores of each old (0) or new (1) end."""
    values: dict[End, list[float]] = defaultdict(list)
    for pair, value in score.items():
        values[pair[end]].append(value)
    best = {place: sorted((0.0, 0.0, *of_place))[-2:] for place, of_place in values.items()}
    return {place: sqrt((first + SMOOTHING) * (second + SMOOTHING)) for place, (second, first) in best.items()}
