"""Find the few new clauses that an old clause may have gone to, from an inverted index of rare grams."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from policydiff.align.text import Side
    from policydiff.align.weights import Weights

# A gram in more clauses than this pairs too many to tell any apart; without the bound, cost grows with the square.
COMMON = 24
COMMON_SHARE = 0.1

# The true partner was among the first eight of either side in all pairs of the gold.
FIRST = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """An old and a new unit (by index) that share rare grams."""

    old: int
    new: int
    shared: float


def candidates(old: Side, new: Side, weights: Weights, settled: Container[tuple[str, int]]) -> list[Candidate]:
    """Return pairs of units not yet settled, each among the `FIRST` of its old or its new unit, in order of place."""
    index = _index(new, weights, settled)
    found = {
        (i, j): shared
        for i in range(len(old.units))
        if ("old", i) not in settled and not old.heads(i)
        for j, shared in _hits(old, i, index, weights).items()
    }
    by_old: dict[int, list[tuple[float, int]]] = defaultdict(list)
    by_new: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (i, j), shared in found.items():
        by_old[i].append((shared, -j))
        by_new[j].append((shared, -i))
    kept = {(i, -j) for i, rows in by_old.items() for _, j in nlargest(FIRST, rows)}
    kept |= {(-i, j) for j, rows in by_new.items() for _, i in nlargest(FIRST, rows)}
    return [Candidate(i, j, found[i, j]) for i, j in sorted(kept)]


def _index(new: Side, weights: Weights, settled: Container[tuple[str, int]]) -> Mapping[str, list[tuple[int, int]]]:
    bound = max(COMMON, COMMON_SHARE * len(new.units))
    index: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for j, bag in enumerate(new.bags):
        if ("new", j) not in settled and not new.heads(j):
            for gram, count in bag.items():
                if weights.spread[gram] <= bound:
                    index[gram].append((j, count))
    return index


def _hits(old: Side, i: int, index: Mapping[str, list[tuple[int, int]]], weights: Weights) -> dict[int, float]:
    hits: dict[int, float] = defaultdict(float)
    for gram, count in old.bags[i].items():
        weight = weights.of[gram]
        for j, others in index.get(gram, ()):
            hits[j] += weight * min(count, others)
    return hits


def pairs(found: list[Candidate]) -> Iterator[tuple[int, int]]:
    """Yield the index pairs of candidates."""
    for candidate in found:
        yield candidate.old, candidate.new
