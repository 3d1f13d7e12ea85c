"""Find the few new clauses that an old clause may have gone to, from an inverted index of rare grams."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from policydiff.align.features import Side
    from policydiff.align.tfidf import Weights

Pair = tuple[int, int]

# A gram in more clauses than this tells none apart; without the bound, cost grows with the square of the clauses.
COMMON = 24

# Every pair that the gold links is among the first four of its old or its new clause.
FIRST = 4

# Who shares less than this part of what the best partner shares is not even a stranger of note.
FAR = 8

# So many clauses tell what strangers share.
SAMPLE = 60

# A clause whose best partner shares this part of its grams, all rare, is no near-duplicate.
CLEAR = 0.25

# Near-duplicates share no rare gram: for them, the clauses at the same distance from an aligned neighbour are looked at.
NEAR = 3


@dataclass(frozen=True, slots=True)
class Candidates:
    """The pairs of open units worth a look, in order of place, and for a sample of clauses what they share with any others."""

    pairs: list[Pair]
    sample: list[Pair]


def candidates(old: Side, new: Side, weights: Weights, equal: Sequence[Pair]) -> Candidates:
    """Return the pairs of units still open that are worth a look; `sample` regards settled units too."""
    done_old, done_new = {i for i, _ in equal}, {j for _, j in equal}
    ruling = [i for i in range(len(old.units)) if not old.heads(i)]
    columns = [j for j in range(len(new.units)) if not new.heads(j)]
    rows, sampled = [i for i in ruling if i not in done_old], ruling[:: 1 + len(ruling) // SAMPLE]
    looked_up = sorted({*rows, *sampled})
    rare = weights.among(2, COMMON)
    told = {i: old.bags[i].numbers & rare for i in looked_up}
    ranks = _ranks(told, _index(new, columns, told.values()))
    sample = [(i, rank[2]) for i in sampled for rank in ranks[i][:FIRST]]
    free = {i: [rank for rank in ranks[i] if rank[2] not in done_new] for i in rows}
    doubtful = [i for i in rows if not free[i] or -free[i][0][0] < CLEAR * old.bags[i].distinct]
    near = _near(len(old.units), len(new.units), equal, doubtful, set(columns) - done_new)
    return Candidates(sorted(_first(free) | near), sample)


def _ranks(told: Mapping[int, Iterable[int]], index: Mapping[int, list[int]]) -> dict[int, list[tuple[int, int, int]]]:
    """Return for each old unit (shared rare grams, negative; distance; new unit), best first."""
    ranks = {}
    for i, rare in told.items():
        hits = Counter(chain.from_iterable(map(index.__getitem__, rare)))
        least = max(2, max(hits.values(), default=0) // FAR)
        ranks[i] = sorted([(-count, abs(i - j), j) for j, count in hits.items() if count >= least])
    return ranks


def _first(ranks: Mapping[int, list[tuple[int, int, int]]]) -> set[Pair]:
    """Return the pairs among the `FIRST` of their old or their new unit."""
    kept = {(i, rank[2]) for i, first in ranks.items() for rank in first[:FIRST]}
    by_new: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for i, first in ranks.items():
        for count, distance, j in first:
            by_new[j].append((count, distance, i))
    kept.update([(i, j) for j, first in by_new.items() for _, _, i in sorted(first)[:FIRST]])
    return kept


def _index(new: Side, columns: Sequence[int], told: Iterable[set[int]]) -> Mapping[int, list[int]]:
    """Return for each gram that tells an old unit from others the new units that it stands in."""
    index: dict[int, list[int]] = {gram: [] for gram in set().union(*told)}
    known = set(index)
    for j in columns:
        for gram in new.bags[j].numbers & known:
            index[gram].append(j)
    return index


def _near(
    count_old: int, count_new: int, equal: Sequence[Pair], rows: Sequence[int], columns: Container[int]
) -> set[Pair]:
    """Return the pairs that stand at about the same distance from the equal clauses before or after them."""
    marks = dict(equal)
    before, after = _last_marks(count_old, marks, (-1, -1)), _next_marks(count_old, marks, (count_old, count_new))
    return {
        (i, j)
        for i in rows
        for mark in (before[i], after[i])
        for j in range(i - mark[0] + mark[1] - NEAR, i - mark[0] + mark[1] + NEAR + 1)
        if j in columns
    }


def _last_marks(count: int, marks: Mapping[int, int], start: Pair) -> list[Pair]:
    last, result = start, []
    for i in range(count):
        last = (i, marks[i]) if i in marks else last
        result.append(last)
    return result


def _next_marks(count: int, marks: Mapping[int, int], end: Pair) -> list[Pair]:
    following, result = end, []
    for i in reversed(range(count)):
        following = (i, marks[i]) if i in marks else following
        result.append(following)
    return result[::-1]
