"""Find the sentences that went whole and came whole though the one holds most of the other.

old  A。B。C。       C keeps its place, so that A and B seem to go and A' and B' to come, as each is too little like
new  C'。B'。A'。    what it became to be told before. Nothing else needs their words: they are pairs too
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from policydiff.diff.segments import SENTENCE
from policydiff.diff.sentence_alignment import SentenceAlignment, grams

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from policydiff.diff.segments import Passage
    from policydiff.text.word_diff import Run

Pair = tuple[int, int]

Sides = tuple["Sequence[Passage]", "Sequence[Passage]"]

# A shorter sentence (情节严重的，责令停业。) is found in other places by chance.
_LENGTH: Final = 12
# What both share of the shorter one, and of both together (Dice), in pairs of characters.
_HELD: Final = 0.7
_ALIKE: Final = 0.4


def unmatched_sentences(
    sides: Sides, layout: SentenceAlignment, words: tuple[Sequence[str], Sequence[str]], runs: Sequence[Run]
) -> list[Pair]:
    """Return pairs of passages of which the old one went whole and the new one came whole, likest first taken.

    `words` are those of both sides as printed, without the moved passages, `runs` the edits between them.
    """
    gone, come = _unpaired(sides[0], layout, 0), _unpaired(sides[1], layout, 1)
    if not gone or not come:
        return []
    changed = [run for run in runs if not run[0]]
    gone &= _whole(sides[0], {pair[0] for pair in layout.moved}, words[0], [(run[1], run[2]) for run in changed])
    if not gone:
        return []
    come &= _whole(sides[1], {pair[1] for pair in layout.moved}, words[1], [(run[3], run[4]) for run in changed])
    return _most_similar(sides, sorted(gone), sorted(come))


def _unpaired(side: Sequence[Passage], layout: SentenceAlignment, place: int) -> set[int]:
    """Return the sentences long enough to be known again that are in no pair, by index."""
    paired = {pair[place] for pair in (*layout.kept, *layout.moved)}
    return {at for at, passage in enumerate(side) if at not in paired and _is_long(passage)}


def _is_long(passage: Passage) -> bool:
    return len(passage.key) >= _LENGTH and passage.kind is SENTENCE


def with_pairs(layout: SentenceAlignment, pairs: Sequence[Pair]) -> SentenceAlignment:
    """Return the layout with more pairs: those that cross none that is kept are kept, the others moved."""
    kept, moved = list(layout.kept), list(layout.moved)
    for i, j in pairs:
        crosses = any((i < a) != (j < b) for a, b in kept)
        (moved if crosses else kept).append((i, j))
    return SentenceAlignment(tuple(sorted(kept)), tuple(sorted(moved)))


def _whole(side: Sequence[Passage], moved: Container[int], words: Sequence[str], changed: Sequence[Pair]) -> set[int]:
    """Return the passages of a side all of whose words changed, by index."""
    ends = list(accumulate(map(len, words), initial=0))
    stretches = [(ends[first], ends[last]) for first, last in changed if ends[last] - ends[first] >= _LENGTH]
    if not stretches:
        return set()
    return {
        at
        for at, start, stop in _spans(side, moved)
        if any(first <= start and stop <= last for first, last in stretches)
    }


def _spans(side: Sequence[Passage], moved: Container[int]) -> Iterator[tuple[int, int, int]]:
    """Yield each sentence long enough to be known again, with where its text stands among the words, its stop excluded."""
    place = 0
    for at, passage in enumerate(side):
        if at in moved:
            continue
        start, place = place, place + len(passage.text)
        if _is_long(passage):
            yield at, start, start + len(passage.text.rstrip("。；：！？\n "))


def _most_similar(sides: Sides, gone: Sequence[int], come: Sequence[int]) -> list[Pair]:
    """Return the pairs of passages of which the one holds the other, each passage once."""
    old, new = {i: grams(sides[0][i]) for i in gone}, {j: grams(sides[1][j]) for j in come}
    found: list[Pair] = []
    for share, i, j in sorted((-_shared(old[i], new[j]), i, j) for i in gone for j in come):
        if share and not any(i == a or j == b for a, b in found):
            found.append((i, j))
    return found


def _shared(old: frozenset[int], new: frozenset[int]) -> int:
    """Return how many pairs of characters both share, 0 when that is too little of either."""
    shared = len(old & new)
    is_enough = shared >= _HELD * min(len(old), len(new)) and 2 * shared >= _ALIKE * (len(old) + len(new))
    return shared if is_enough else 0
