"""Score links between articles: precision, recall, F1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """What was found against what is true."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(found: Collection[Link], truth: Collection[Link]) -> Score:
    """Compare found links with true ones; nothing to find and nothing found is perfect."""
    hits = len(set(found) & set(truth))
    return Score(hits / len(found) if found else 1.0, hits / len(truth) if truth else 1.0)


def mean(scores: Collection[Score]) -> Score:
    """Return the mean of precision and of recall."""
    return Score(sum(one.precision for one in scores) / len(scores), sum(one.recall for one in scores) / len(scores))
