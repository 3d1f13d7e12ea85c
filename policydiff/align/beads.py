"""Join pairs that share a clause into beads, and put them in reading order."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policydiff.align.evidence import likeness, why
from policydiff.model import Bead

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policydiff.align.text import Side
    from policydiff.align.transport import Carried
    from policydiff.align.weights import Weights


def beads(old: Side, new: Side, weights: Weights, carried: Sequence[Carried]) -> tuple[Bead, ...]:
    """Return one bead for each group of linked units and each unit alone, in reading order."""
    groups = _groups(carried)
    linked_old = {pair.old for group in groups for pair in group}
    linked_new = {pair.new for group in groups for pair in group}
    made = [(*_place(group), _bead(old, new, weights, group)) for group in groups]
    made += [(-1, j, Bead((), (unit.id,))) for j, unit in enumerate(new.units) if j not in linked_new]
    kept = {min(p.old for p in group): min(p.new for p in group) for group in groups}
    place = _removed_places(len(old.units), kept)
    rows = [((j, 0, i), bead) for i, j, bead in made]
    rows += [((place[i], 1, i), Bead((unit.id,), ())) for i, unit in enumerate(old.units) if i not in linked_old]
    return tuple(bead for _, bead in sorted(rows, key=lambda row: row[0]))


def _removed_places(count: int, kept: dict[int, int]) -> list[int]:
    """Return for each old index the new index after which it stands: that of the last kept clause before it."""
    places, last = [], -1
    for i in range(count):
        last = kept.get(i, last)
        places.append(last)
    return places


def _place(group: Iterable[Carried]) -> tuple[int, int]:
    pairs = list(group)
    return min(pair.old for pair in pairs), min(pair.new for pair in pairs)


def _groups(carried: Sequence[Carried]) -> list[list[Carried]]:
    """Return the pairs grouped so that pairs with a clause in common stand together."""
    by_old: dict[int, list[Carried]] = defaultdict(list)
    by_new: dict[int, list[Carried]] = defaultdict(list)
    for pair in carried:
        by_old[pair.old].append(pair)
        by_new[pair.new].append(pair)
    seen: set[tuple[int, int]] = set()
    groups = []
    for first in carried:
        group, queue = [], [first]
        while queue:
            pair = queue.pop()
            if (pair.old, pair.new) in seen:
                continue
            seen.add((pair.old, pair.new))
            group.append(pair)
            queue += by_old[pair.old] + by_new[pair.new]
        if group:
            groups.append(sorted(group, key=lambda pair: (pair.old, pair.new)))
    return groups


def _bead(old: Side, new: Side, weights: Weights, group: Sequence[Carried]) -> Bead:
    olds, news = sorted({pair.old for pair in group}), sorted({pair.new for pair in group})
    edges = tuple((old.units[pair.old].id, new.units[pair.new].id) for pair in group)
    return Bead(
        tuple(old.units[i].id for i in olds),
        tuple(new.units[j].id for j in news),
        edges,
        likeness([old.texts[i] for i in olds], [new.texts[j] for j in news], weights),
        why(old, new, weights, group),
    )
