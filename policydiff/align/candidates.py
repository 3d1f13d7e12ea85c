"""Find the few new clauses that an old clause may have gone to, from an inverted index of rare grams."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from policydiff.align.text import Side
    from policydiff.align.weights import Weights

Pair = tuple[int, int]

# A gram in more clauses than this tells none apart; without the bound, cost grows with the square of the clauses.
COMMON = 24

# Every pair that the gold links is among the first four of its old or its new clause.
FIRST = 6

# Near-duplicates share no rare gram: for them, the clauses at the same distance from an aligned neighbour are looked at.
NEAR = 3


def candidates(old: Side, new: Side, weights: Weights, equal: Sequence[Pair]) -> list[Pair]:
    """Return the pairs of units still open that are worth a look, in order of place."""
    done_old, done_new = {i for i, _ in equal}, {j for _, j in equal}
    rows = [i for i in range(len(old.units)) if i not in done_old and not old.heads(i)]
    columns = [j for j in range(len(new.units)) if j not in done_new and not new.heads(j)]
    found = _alike(old, new, weights, rows, columns)
    found |= _near(len(old.units), len(new.units), equal, rows, set(columns))
    return sorted(found)


def _alike(old: Side, new: Side, weights: Weights, rows: Sequence[int], columns: Sequence[int]) -> set[Pair]:
    """Return the pairs that share most rare grams, seen from the old and from the new clause."""
    index = _index(new, weights, columns)
    by_new: dict[int, list[tuple[int, int]]] = defaultdict(list)
    kept: set[Pair] = set()
    for i in rows:
        hits = Counter(chain.from_iterable(index[gram] for gram in old.bags[i].grams if gram in index))
        ranked = sorted((-count, abs(i - j), j) for j, count in hits.items())
        kept.update((i, j) for _, _, j in ranked[:FIRST])
        for count, _, j in ranked:
            by_new[j].append((count, i))
    for j, ranks in by_new.items():
        ranks.sort(key=lambda rank, j=j: (rank[0], abs(rank[1] - j), rank[1]))  # type: ignore[misc]
        kept.update((i, j) for _, i in ranks[:FIRST])
    return kept


def _index(new: Side, weights: Weights, columns: Sequence[int]) -> Mapping[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    spread = weights.spread
    for j in columns:
        for gram in new.bags[j].grams:
            if spread[gram] <= COMMON:
                index[gram].append(j)
    return dict(index)


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
