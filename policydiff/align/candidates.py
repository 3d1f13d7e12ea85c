"""Find the candidates of each clause from an inverted index of rare n-grams."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from policydiff.align.features import Side
    from policydiff.align.tfidf import IdfWeights

Pair = tuple[int, int]

# An n-gram in more clauses than this distinguishes none; without the bound, cost grows with the square of the clauses.
MAX_FREQUENCY = 24

# Every pair that the gold links is among the best four of its old or its new clause.
TOP_RANKS = 4

# A clause that shares less than one eighth of what the best candidate shares is no candidate.
MAX_RATIO = 8

# The background score is estimated from so many clauses.
SAMPLE_SIZE = 60

# A clause whose best candidate shares this part of its n-grams, all rare, is no near-duplicate.
CLEAR_SHARE = 0.25

# Near-duplicates share no rare n-gram: their candidates stand within this window at the same distance from an exact match.
WINDOW = 3


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidate pairs in order of place, and the best pairs of a sample of clauses, for the background score."""

    pairs: list[Pair]
    sample: list[Pair]


def find_candidates(old: Side, new: Side, weights: IdfWeights, equal: Sequence[Pair]) -> Candidates:
    """Return the candidate pairs among units without an exact match; `sample` regards matched units too."""
    done_old, done_new = {i for i, _ in equal}, {j for _, j in equal}
    ruling = [i for i in range(len(old.units)) if not old.is_heading(i)]
    columns = [j for j in range(len(new.units)) if not new.is_heading(j)]
    rows, sampled = [i for i in ruling if i not in done_old], ruling[:: 1 + len(ruling) // SAMPLE_SIZE]
    looked_up = sorted({*rows, *sampled})
    rare = weights.ngrams_in(2, MAX_FREQUENCY)
    rare_ngrams = {i: old.bags[i].ngrams & rare for i in looked_up}
    ranks = _ranks(rare_ngrams, _index(new, columns, rare_ngrams.values()))
    sample = [(i, rank[2]) for i in sampled for rank in ranks[i][:TOP_RANKS]]
    free = {i: [rank for rank in ranks[i] if rank[2] not in done_new] for i in rows}
    doubtful = [i for i in rows if not free[i] or -free[i][0][0] < CLEAR_SHARE * old.bags[i].distinct]
    near = _window_pairs(len(old.units), len(new.units), equal, doubtful, set(columns) - done_new)
    return Candidates(sorted(pair for pair in _top_ranked(free) | near if old.may_match(new, *pair)), sample)


def _ranks(
    rare_ngrams: Mapping[int, Iterable[int]], index: Mapping[int, list[int]]
) -> dict[int, list[tuple[int, int, int]]]:
    """Return for each old unit (shared rare n-grams, negative; distance; new unit), best first."""
    ranks = {}
    for i, rare in rare_ngrams.items():
        hits = Counter(chain.from_iterable(map(index.__getitem__, rare)))
        least = max(2, max(hits.values(), default=0) // MAX_RATIO)
        ranks[i] = sorted([(-count, abs(i - j), j) for j, count in hits.items() if count >= least])
    return ranks


def _top_ranked(ranks: Mapping[int, list[tuple[int, int, int]]]) -> set[Pair]:
    """Return the pairs among the `TOP_RANKS` of their old or their new unit."""
    kept = {(i, rank[2]) for i, first in ranks.items() for rank in first[:TOP_RANKS]}
    by_new: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for i, first in ranks.items():
        for count, distance, j in first:
            by_new[j].append((count, distance, i))
    kept.update([(i, j) for j, first in by_new.items() for _, _, i in sorted(first)[:TOP_RANKS]])
    return kept


def _index(new: Side, columns: Sequence[int], rare_ngrams: Iterable[set[int]]) -> Mapping[int, list[int]]:
    """Return the inverted index: for each rare n-gram the new units that it stands in."""
    index: dict[int, list[int]] = {ngram: [] for ngram in set().union(*rare_ngrams)}
    known = set(index)
    for j in columns:
        for ngram in new.bags[j].ngrams & known:
            index[ngram].append(j)
    return index


def _window_pairs(
    count_old: int, count_new: int, equal: Sequence[Pair], rows: Sequence[int], columns: Container[int]
) -> set[Pair]:
    """Return the pairs that stand at about the same distance from the exact matches before or after them."""
    anchors = dict(equal)
    before, after = (
        _anchors_before(count_old, anchors, (-1, -1)),
        _anchors_after(count_old, anchors, (count_old, count_new)),
    )
    return {
        (i, j)
        for i in rows
        for anchor in (before[i], after[i])
        for j in range(i - anchor[0] + anchor[1] - WINDOW, i - anchor[0] + anchor[1] + WINDOW + 1)
        if j in columns
    }


def _anchors_before(count: int, anchors: Mapping[int, int], start: Pair) -> list[Pair]:
    last, result = start, []
    for i in range(count):
        last = (i, anchors[i]) if i in anchors else last
        result.append(last)
    return result


def _anchors_after(count: int, anchors: Mapping[int, int], end: Pair) -> list[Pair]:
    following, result = end, []
    for i in reversed(range(count)):
        following = (i, anchors[i]) if i in anchors else following
        result.append(following)
    return result[::-1]
