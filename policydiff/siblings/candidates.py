"""Generate candidate pairs of passages over all documents at once, from one inverted index of rare n-grams.

Each passage looks up its rarest grams only, and a gram that stands in too many passages tells none apart, so that a
passage costs the same however many documents there are: the search grows with the documents, not with their pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from policydiff.siblings.ngrams import spread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policydiff.siblings.ngrams import Side

Place = tuple[int, int]
"""A passage by the number of its document and its own number there."""

# Grams that a passage is looked up by, the rarest that any other passage has. Of the links between the five plans and
# of those between eight work reports, all and 0.99 were found so.
LOOKED_UP = 48

# A gram in more passages than this is a formula.
COMMON = 120

# Partners of a passage in one other document.
FIRST = 4


def candidate_pairs(sides: Sequence[Side]) -> dict[tuple[int, int], list[Place]]:
    """Return for each pair of documents (lower number first) the pairs of passages worth a look, in order."""
    counts = spread(bag for side in sides for bag in side.bags)
    index = _index(sides, counts)
    found: dict[tuple[int, int], set[Place]] = defaultdict(set)
    for one, side in enumerate(sides):
        for i, bag in enumerate(side.bags):
            rare = sorted(bag.grams & index.keys(), key=lambda gram: (counts[gram], gram))[:LOOKED_UP]
            for other, j in _partners(one, rare, index):
                pair, places = ((one, other), (i, j)) if one < other else ((other, one), (j, i))
                found[pair].add(places)
    return {pair: sorted(found[pair]) for pair in sorted(found)}


def _index(sides: Sequence[Side], counts: Mapping[str, int]) -> dict[str, list[Place]]:
    index: dict[str, list[Place]] = defaultdict(list)
    for member, side in enumerate(sides):
        for number, bag in enumerate(side.bags):
            for gram in bag.grams:
                if 1 < counts[gram] <= COMMON:
                    index[gram].append((member, number))
    return dict(index)


def _partners(member: int, rare: Sequence[str], index: Mapping[str, list[Place]]) -> list[Place]:
    """Return the passages of other documents that share most of the rare grams, some of each document."""
    hits = Counter(chain.from_iterable(index[gram] for gram in rare))
    by_member: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (other, number), count in hits.items():
        if other != member and count > 1:
            by_member[other].append((-count, number))
    return [(other, number) for other, ranked in by_member.items() for _, number in sorted(ranked)[:FIRST]]
