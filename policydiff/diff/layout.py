"""Lay the passages of two sides beside each other: what stayed in its place, what changed its place.

old  A。B。C。D。        A ── A
new  A。D'。B。E。        B ── B         D → D' moved, and edited on the way
C, E: what lies between two pairs is compared word by word
"""

from __future__ import annotations

from collections import Counter, defaultdict
from operator import add
from typing import TYPE_CHECKING, Final

from policydiff.diff.chain import heaviest_chain
from policydiff.diff.passages import PassageKind
from policydiff.diff.tables import row_key
from policydiff.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policydiff.diff.passages import Passage

Pair = tuple[int, int]

# From this share of common character pairs on, two sentences are one sentence that was edited.
_ALIKE: Final = 0.6
# A shorter passage (（一）护士；) is found in other places by chance.
_MOVED_LENGTH: Final = 8
# Beyond this many pairs of left-over passages only equal ones are looked for.
_PAIRS: Final = 40_000


@dataclass(frozen=True, slots=True)
class Layout:
    """Pairs of passages (old, new), by index: in order, and moved."""

    kept: tuple[Pair, ...]
    moved: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Passages old[i0:i1] beside new[j0:j1], compared with one another only; `pair` marks one passage on each side."""

    i0: int
    i1: int
    j0: int
    j1: int
    pair: bool = False


def blocks(old: Sequence[Passage], new: Sequence[Passage], layout: Layout) -> list[Block]:
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
            found.append(Block(a, a + 1, b, b + 1, pair=True))
        i, j = a + 1, b + 1
    gone, come = frozenset(a for a, _ in layout.moved), frozenset(b for _, b in layout.moved)
    joined: list[Block] = []
    for block in found:
        if joined and _closer_together(old, new, joined[-1], block, (gone, come)):
            joined[-1] = Block(joined[-1].i0, block.i1, joined[-1].j0, block.j1)
        else:
            joined.append(block)
    return joined


def _closer_together(
    old: Sequence[Passage],
    new: Sequence[Passage],
    before: Block,
    after: Block,
    moved: tuple[frozenset[int], frozenset[int]],
) -> bool:
    """Tell whether an edited pair and what stands beside it on one side only are more alike than the pair alone."""
    pair, other = (before, after) if before.pair else (after, before)
    if (
        not pair.pair
        or other.pair
        or (other.i0 < other.i1 and other.j0 < other.j1)
        or old[pair.i0].key == new[pair.j0].key
    ):
        return False
    alone = _bag(old, pair.i0, pair.i1, moved[0]), _bag(new, pair.j0, pair.j1, moved[1])
    added = _bag(old, other.i0, other.i1, moved[0]) + _bag(new, other.j0, other.j1, moved[1])
    together = (alone[0] + added, alone[1]) if other.i0 < other.i1 else (alone[0], alone[1] + added)
    return _dice(*together) > _dice(*alone)


def _bag(side: Sequence[Passage], start: int, end: int, moved: frozenset[int]) -> Counter[str]:
    grams: Counter[str] = Counter()
    for at in range(start, end):
        if at not in moved and side[at].kind is not PassageKind.LABEL:
            grams.update(map(add, side[at].key, side[at].key[1:]))
    return grams


def _dice(old: Counter[str], new: Counter[str]) -> float:
    return 2 * (old & new).total() / max(1, old.total() + new.total())


def lay_out(old: Sequence[Passage], new: Sequence[Passage]) -> Layout:
    """Pair equal and similar passages, and tell which pairs kept their order."""
    pairs = _equal(old, new)
    pairs += _similar(old, new, pairs)
    pairs.sort()
    chain = set(heaviest_chain([(i, j) for i, j in pairs], [_weight(old[i], new[j]) for i, j in pairs]))
    kept = tuple(pair for at, pair in enumerate(pairs) if at in chain)
    moved = (pair for at, pair in enumerate(pairs) if at not in chain)
    return Layout(kept, tuple((i, j) for i, j in moved if min(len(old[i].key), len(new[j].key)) >= _MOVED_LENGTH))


def follow(side: Sequence[Passage], layout: Layout) -> list[Passage]:
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
    start, stop = 0, 0
    shorter = min(len(old), len(new))
    while start < shorter and old[start].key == new[start].key:
        start += 1
    while stop < shorter - start and old[-1 - stop].key == new[-1 - stop].key:
        stop += 1
    ends = [(i, i) for i in range(start)] + [(len(old) - 1 - k, len(new) - 1 - k) for k in range(stop)]
    ends = [(i, j) for i, j in ends if old[i].kind is not PassageKind.LABEL]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j in range(start, len(new) - stop):
        if new[j].key and new[j].kind is not PassageKind.LABEL:
            places[new[j].key].append(j)
    taken: Counter[str] = Counter()
    for i in range(start, len(old) - stop):
        key = old[i].key
        if taken[key] < len(places.get(key, ())):
            ends.append((i, places[key][taken[key]]))
            taken[key] += 1
    return ends


def _similar(old: Sequence[Passage], new: Sequence[Passage], equal: Iterable[Pair]) -> list[Pair]:
    """Return pairs of the passages left over that are alike, the likest first taken."""
    equal = list(equal)
    left = sorted(set(range(len(old))) - {i for i, _ in equal})
    right = sorted(set(range(len(new))) - {j for _, j in equal})
    left, right = _comparable(old, left), _comparable(new, right)
    if not left or not right or len(left) * len(right) > _PAIRS or (len(left) == len(right) == 1 and not equal):
        return []
    grams_old, grams_new = {i: _grams(old[i]) for i in left}, {j: _grams(new[j]) for j in right}
    scored = [(_likeness(old[i], new[j], grams_old[i], grams_new[j]), i, j) for i in left for j in right]
    free_old, free_new = set(left), set(right)
    found = []
    for score, i, j in sorted(scored, key=lambda row: (-row[0], abs(row[1] - row[2]), row[1], row[2])):
        if score < _ALIKE:
            break
        if i in free_old and j in free_new:
            found.append((i, j))
            free_old.discard(i)
            free_new.discard(j)
    return found


def _comparable(side: Sequence[Passage], indices: Iterable[int]) -> list[int]:
    return [i for i in indices if side[i].kind is not PassageKind.LABEL and len(side[i].key) > 1]


def _grams(passage: Passage) -> frozenset[str]:
    return frozenset(map(add, passage.key, passage.key[1:]))


def _likeness(old: Passage, new: Passage, grams_old: frozenset[str], grams_new: frozenset[str]) -> float:
    """Return the share of common character pairs (Dice); rows of a table with one row key are one row."""
    if old.kind is not new.kind:
        return 0.0
    share = 2 * len(grams_old & grams_new) / (len(grams_old) + len(grams_new))
    if old.kind is PassageKind.ROW and row_key(old.text) == row_key(new.text):
        return _ALIKE + (1 - _ALIKE) * share
    return share
