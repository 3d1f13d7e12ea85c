"""Lay the passages of two sides beside each other: what stayed in its place, what changed its place.

old  A。B。C。D。        A ── A
new  A。D'。B。E。        B ── B         D → D' moved, and edited on the way
C, E: what lies between two pairs is compared word by word
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from policydiff.diff.segments import LABEL, ROW
from policydiff.diff.tables import row_key
from policydiff.text.char_bigrams import bigrams
from policydiff.text.lis import heaviest_increasing_subsequence
from policydiff.text.word_diff import common_prefix_length

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policydiff.diff.segments import Passage

Pair = tuple[int, int]

# From this share of common character pairs on, two sentences are one sentence that was edited.
_ALIKE: Final = 0.6
# A pair takes in what lies next to it when that holds most of what the one sentence has and the other lacks.
_FOUND: Final = 8
_MOST: Final = 0.6
# A shorter passage (（一）护士；) is found in other places by chance.
_MOVED_LENGTH: Final = 8
# So much of the likeness of two pairs together is lost to other numbers in clauses written after one form.
_HARDLY: Final = 0.1
# Beyond this many pairs of left-over passages only equal ones are looked for.
_PAIRS: Final = 40_000


class SentenceAlignment(NamedTuple):
    """Pairs of passages (old, new), by index: in order, and moved."""

    kept: Sequence[Pair]
    moved: Sequence[Pair]


class Block(NamedTuple):
    """Passages old[i0:i1] beside new[j0:j1], compared with one another only; `pair` marks one passage on each side."""

    i0: int
    i1: int
    j0: int
    j1: int
    pair: bool = False


def blocks(old: Sequence[Passage], new: Sequence[Passage], layout: SentenceAlignment) -> list[Block]:
    """Return both sides cut into blocks: the kept pairs and what lies between them, in order.

    A sentence that was cut in two stands beside its first half alone; a pair takes in what lies next to it
    on one side when it becomes more alike with it.
    """
    found: list[Block] = []
    i = j = 0
    for a, b in (*layout.kept, (len(old), len(new))):
        if a > i or b > j:
            found.append(Block(i, a, j, b))
        if a < len(old):
            found.append(Block(a, a + 1, b, b + 1, _IS_PAIR))
        i, j = a + 1, b + 1
    if len(found) == len(layout.kept):
        return found
    moved = frozenset([a for a, _ in layout.moved]), frozenset([b for _, b in layout.moved])
    joined: list[Block] = []
    for block in found:
        if joined and block.pair is not joined[-1].pair and _closer_together(old, new, joined[-1], block, moved):
            joined[-1] = Block(joined[-1].i0, block.i1, joined[-1].j0, block.j1)
        else:
            joined.append(block)
    return joined


_IS_PAIR: Final = True


def _closer_together(
    old: Sequence[Passage],
    new: Sequence[Passage],
    before: Block,
    after: Block,
    moved: tuple[frozenset[int], frozenset[int]],
) -> bool:
    """Tell whether an edited pair and what stands beside it on one side only are more alike than the pair alone."""
    pair, other = (before, after) if before.pair else (after, before)
    on_both_sides = _stays(other.i0, other.i1, moved[0]) and _stays(other.j0, other.j1, moved[1])
    if on_both_sides or old[pair.i0].key == new[pair.j0].key:
        return False
    there, here = _said(old, pair.i0, pair.i1, moved[0]), _said(new, pair.j0, pair.j1, moved[1])
    more_there, more_here = _said(old, other.i0, other.i1, moved[0]), _said(new, other.j0, other.j1, moved[1])
    if _holds(more_there, here, there) or _holds(more_here, there, here):
        return True
    return _dice(there + more_there, here + more_here) > _dice(there, here)


def _stays(start: int, end: int, moved: frozenset[int]) -> bool:
    """Tell whether something stands there that did not move away from there or to there."""
    return not moved.issuperset(range(start, end))


def _holds(more: Sequence[int], longer: Sequence[int], shorter: Sequence[int]) -> bool:
    """Tell whether `more` holds most of what the one sentence says and the other lacks."""
    if len(more) < _FOUND:
        return False
    lacking = Counter(longer) - Counter(shorter)
    found = (lacking & Counter(more)).total()
    return found >= _FOUND and found >= _MOST * lacking.total()


def _said(side: Sequence[Passage], start: int, end: int, moved: frozenset[int]) -> list[int]:
    """Return the character pairs of the passages that did not move; a label says nothing."""
    passages = [side[at] for at in range(start, end) if at not in moved and side[at].kind is not LABEL]
    return [pair for passage in passages for pair in bigrams(passage.key)]


def _dice(old: Sequence[int], new: Sequence[int]) -> float:
    there, here = Counter(old), Counter(new)
    both = there.keys() & here.keys()
    common = sum(map(min, map(there.__getitem__, both), map(here.__getitem__, both)))
    return 2 * common / max(1, len(old) + len(new))


def align_sentences(old: Sequence[Passage], new: Sequence[Passage]) -> SentenceAlignment:
    """Pair equal and similar passages, and tell which pairs kept their order."""
    pairs = _equal(old, new)
    pairs += _similar(old, new, pairs)
    pairs.sort()
    if all(map(_rises, pairs, pairs[1:])):
        return SentenceAlignment(pairs, ())
    chain = set(heaviest_increasing_subsequence(pairs, [_weight(old[i], new[j]) for i, j in pairs]))
    kept = [pair for at, pair in enumerate(pairs) if at in chain]
    moved = (pair for at, pair in enumerate(pairs) if at not in chain)
    return SentenceAlignment(kept, [(i, j) for i, j in moved if min(len(old[i].key), len(new[j].key)) >= _MOVED_LENGTH])


def _rises(pair: Pair, after: Pair) -> bool:
    return pair[1] < after[1]


def follow(side: Sequence[Passage], layout: SentenceAlignment) -> list[Passage]:
    """Return the passages of `side` with its units in the order in which their sentences stand on the other side.

    The units of a bead need not stand in their documents' order; so a merger that took the later clause
    first moves nothing. `layout` has `side` as its old side; a unit without a pair stays behind the one before it.
    """
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, j in (*layout.kept, *layout.moved):
        found[side[i].unit].append((j, len(side[i].key)))
    units = list(dict.fromkeys(passage.unit for passage in side))
    mean, last = {}, -1.0
    for unit in units:
        if unit in found:
            last = sum(j * size for j, size in found[unit]) / max(1, sum(size for _, size in found[unit]))
        mean[unit] = last
    return sorted(side, key=lambda passage: mean[passage.unit])


def _weight(old: Passage, new: Passage) -> int:
    return 1 + len(old.key) + len(new.key)


def _equal(old: Sequence[Passage], new: Sequence[Passage]) -> list[Pair]:
    """Return the pairs of passages that differ in form only; repeats are paired in their order."""
    there, here = [passage.key for passage in old], [passage.key for passage in new]
    start = common_prefix_length(there, here)
    stop = common_prefix_length(there[start:][::-1], here[start:][::-1])
    ends = [(i, i) for i in range(start)] + [(len(old) - 1 - k, len(new) - 1 - k) for k in range(stop)]
    ends = [(i, j) for i, j in ends if old[i].kind is not LABEL]
    rest_old, rest_new = range(start, len(old) - stop), range(start, len(new) - stop)
    if not rest_old or not rest_new:
        return ends
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j in rest_new:
        if here[j] and new[j].kind is not LABEL:
            places[here[j]].append(j)
    taken: Counter[str] = Counter()
    for i in rest_old:
        key = there[i]
        if key in places and taken[key] < len(places[key]):
            ends.append((i, places[key][taken[key]]))
            taken[key] += 1
    return ends


def _similar(old: Sequence[Passage], new: Sequence[Passage], equal: Sequence[Pair]) -> list[Pair]:
    """Return pairs of the passages left over that are alike, the likest first taken."""
    left, right = _comparable(old, {i for i, _ in equal}), _comparable(new, {j for _, j in equal})
    if not left or not right or len(left) * len(right) > _PAIRS or (len(left) == len(right) == 1 and not equal):
        return []
    grams_old, grams_new = {i: grams(old[i]) for i in left}, {j: grams(new[j]) for j in right}
    scored = [
        (_likeness(old[i], new[j], there, here), i, j)
        for i, there in grams_old.items()
        for j, here in grams_new.items()
        if 2 * min(len(there), len(here)) >= _ALIKE * (len(there) + len(here)) or old[i].kind is ROW
    ]
    free_old, free_new = set(left), set(right)
    found = []
    alike = [row for row in scored if row[0] >= _ALIKE]
    for _, i, j in sorted(alike, key=lambda row: (-row[0], abs(row[1] - row[2]), row[1], row[2])):
        if i in free_old and j in free_new:
            found.append((i, j))
            free_old.discard(i)
            free_new.discard(j)
    rows = [(i, j) for i, j in found if old[i].kind is ROW]
    return rows + _uncrossed(sorted(set(found) - set(rows)), {(i, j): share for share, i, j in alike})


def _uncrossed(pairs: list[Pair], likeness: Mapping[Pair, float]) -> list[Pair]:
    """Let two pairs of sentences that cross exchange partners where these are hardly less alike so: then nothing moved.

    old  不足一万元的，处二万元。  不足五万元的，处五万元。
    new  不足五千元的，处五万元。  不足三万元的，处九万元。      the first are one rule, whatever their numbers
    """
    for second in range(1, len(pairs)):
        for first in range(second - 1, -1, -1):
            (i, j), (a, b) = pairs[first], pairs[second]
            if j > b:
                others = likeness.get((i, b), 0.0) + likeness.get((a, j), 0.0)
                if others >= likeness[i, j] + likeness[a, b] - _HARDLY:
                    pairs[first], pairs[second] = (i, b), (a, j)
    return pairs


def _comparable(side: Sequence[Passage], taken: set[int]) -> list[int]:
    return [
        i for i, passage in enumerate(side) if i not in taken and passage.kind is not LABEL and len(passage.key) > 1
    ]


def grams(passage: Passage) -> frozenset[int]:
    """Return the pairs of neighbouring characters of a passage."""
    return frozenset(bigrams(passage.key))


def _likeness(old: Passage, new: Passage, grams_old: frozenset[int], grams_new: frozenset[int]) -> float:
    """Return the share of common character pairs (Dice); rows of a table with one row key are one row."""
    if old.kind is not new.kind:
        return 0.0
    share = 2 * len(grams_old & grams_new) / (len(grams_old) + len(grams_new))
    if old.kind is ROW and row_key(old.text) == row_key(new.text):
        return _ALIKE + (1 - _ALIKE) * share
    return share
