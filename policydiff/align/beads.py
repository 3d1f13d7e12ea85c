"""Join pairs that share a clause into beads, and put them in reading order."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policydiff.align.sub_clauses import sub_clause_edges
from policydiff.model import Bead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.align.evidence import EvidenceSource
    from policydiff.align.greedy_assignment import Match


def beads(evidence: EvidenceSource, matches: Sequence[Match]) -> tuple[Bead, ...]:
    """Return one bead for each group of linked units and each unit alone, in reading order.

    Beads stand in the order of the new document, by their first new clause; a removed clause stands
    after the last clause before it that was kept.
    """
    groups = _groups(matches)
    old, new = evidence.old.units, evidence.new.units
    linked_old, linked_new = {pair.old for pair in matches}, {pair.new for pair in matches}
    leading = [min([pair.new for pair in group]) for group in groups]
    first = {pair.old: place for group, place in zip(groups, leading, strict=True) for pair in group}
    place = _removed_places(len(old), first)
    rows = [((j, 0, 0), _bead(evidence, group)) for group, j in zip(groups, leading, strict=True)]
    rows += [((j, 0, 0), Bead((), (unit.id,))) for j, unit in enumerate(new) if j not in linked_new]
    rows += [((place[i], 1, i), Bead((unit.id,), ())) for i, unit in enumerate(old) if i not in linked_old]
    return tuple(bead for _, bead in sorted(rows, key=lambda row: row[0]))


def _removed_places(count: int, kept: dict[int, int]) -> list[int]:
    """Return for each old index the new index after which it stands: that of the last kept clause before it."""
    places, last = [], -1
    for i in range(count):
        last = kept.get(i, last)
        places.append(last)
    return places


def _groups(matches: Sequence[Match]) -> list[list[Match]]:
    """Return the pairs grouped so that pairs with a clause in common stand together."""
    by_old: dict[int, list[Match]] = defaultdict(list)
    by_new: dict[int, list[Match]] = defaultdict(list)
    for pair in matches:
        by_old[pair.old].append(pair)
        by_new[pair.new].append(pair)
    seen: set[tuple[int, int]] = set()
    groups = []
    for first in matches:
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


def _bead(evidence: EvidenceSource, group: Sequence[Match]) -> Bead:
    olds, news = sorted({pair.old for pair in group}), sorted({pair.new for pair in group})
    old, new = evidence.old.units, evidence.new.units
    return Bead(
        tuple([old[i].id for i in olds]),
        tuple([new[j].id for j in news]),
        tuple([(old[pair.old].id, new[pair.new].id) for pair in group]),
        evidence.similarity(olds, news),
        evidence.explain(group),
        sub_clause_edges(evidence.old, evidence.new, evidence.weights, [(pair.old, pair.new) for pair in group]),
    )
