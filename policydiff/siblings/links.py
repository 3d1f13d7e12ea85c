"""Link the passages of each two documents that treat one topic, by the aligner's threshold for siblings.

The pairs of documents are independent of one another, so that they may be shared out among processes or machines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.align.features import Side as Numbered
from policydiff.align.greedy_assignment import assign
from policydiff.align.ngrams import Vocabulary
from policydiff.align.parameters import PASSAGES
from policydiff.align.residual import Residual
from policydiff.align.sibling_threshold import estimate_sibling_threshold
from policydiff.align.tfidf import idf_weights

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policydiff.siblings.candidates import Place
    from policydiff.siblings.ngrams import Side

WeighedPassage = dict[tuple["Place", "Place"], float]
"""Pairs of passages with what they share in proportion to their rivals."""

Task = tuple[tuple[int, int], "Side", "Side", "list[Place]"]

# Pairs of documents that one task takes, so that handing it over costs less than doing it.
AT_ONCE = 16


def link(
    sides: Sequence[Side], proposed: Mapping[tuple[int, int], list[Place]], *, jobs: int | None = 1
) -> WeighedPassage:
    """Return the links between all documents; `jobs` processes share the work (None: as joblib is set up to).

    The result does not depend on `jobs`.
    """
    tasks = [((one, other), sides[one], sides[other], pairs) for (one, other), pairs in proposed.items()]
    blocks = [tasks[start : start + AT_ONCE] for start in range(0, len(tasks), AT_ONCE)]
    if jobs == 1:
        return _joined([_block(block) for block in blocks])
    from joblib import Parallel, delayed

    return _joined(Parallel(n_jobs=jobs)(delayed(_block)(block) for block in blocks))


def _joined(found: Sequence[WeighedPassage]) -> WeighedPassage:
    return {pair: worth for block in found for pair, worth in block.items()}


def _block(tasks: Sequence[Task]) -> WeighedPassage:
    sides = {number: side for members, *both, _ in tasks for number, side in zip(members, both, strict=True)}
    vocabulary = Vocabulary()
    numbered = {number: _numbered(side, vocabulary) for number, side in sides.items()}
    found: WeighedPassage = {}
    for members, _, _, pairs in tasks:
        found |= _linked(members, numbered[members[0]], numbered[members[1]], pairs)
    return found


def _numbered(side: Side, vocabulary: Vocabulary) -> Numbered:
    bags = tuple(vocabulary.bag(vocabulary.ids(bag.said)) for bag in side.bags)
    return Numbered(side.units, (), side.texts, bags, vocabulary)


def _linked(members: tuple[int, int], one: Numbered, other: Numbered, pairs: list[Place]) -> WeighedPassage:
    """Return the links between two documents: pairs that stand out among the other partners of both passages."""
    residual = Residual(idf_weights(one, other, PASSAGES.idf_power), PASSAGES.reuse_weight)
    matches = assign(residual, pairs, estimate_sibling_threshold(residual, pairs, (one, other), PASSAGES))
    return {((members[0], pair.old), (members[1], pair.new)): round(pair.score, 6) for pair in matches}
