"""Align the 款 and 项 of clauses inside a bead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.align.features import Side
    from policydiff.align.tfidf import IdfWeights
    from policydiff.model import Edge

Pair = tuple[int, int]

# Two 款 or 项 are matched from this containment on: shared weight over that of the lighter one.
MIN_CONTAINMENT = 0.4

Place = tuple[int, int]
"""A part: the unit that it stands in, and which of that unit's parts it is."""

Ends = tuple[Place, Place]

Block = tuple[list[Place], list[Place]]
"""Old and new parts, each of the ones with each of the others."""

Link = tuple[float, Place, Place]
"""Cosine squared (negative), old part, new part: sorts best first, then in reading order."""


def sub_clause_edges(old: Side, new: Side, weights: IdfWeights, group: Sequence[Pair]) -> tuple[Edge, ...]:
    """Return the links below the article for the linked units of one bead, in reading order.

    Each part gets its best partner; then an unmatched part joins the best one that it shares enough with; last, two units none of
    whose parts are linked yet are linked by the two that share most, so that a split tells for each half what it was made of.
    Nothing when no unit of the bead has more than one part.
    """
    if all(len(old.parts[i]) == len(new.parts[j]) == 1 for i, j in group):
        return ()
    left, right = _Parts(old, weights, weights.old), _Parts(new, weights, weights.new)
    links = _equal_parts(old, new, *group[0]) if len(group) == 1 else []
    left.linked.update(one for one, _ in links)
    right.linked.update(other for _, other in links)
    both_unmatched = [(left.unmatched(i), right.unmatched(j)) for i, j in group]
    links += _assign(left, right, _ranked(left, right, both_unmatched), 2)
    one_unmatched = [block for i, j in group for block in _with_one_unmatched(left, right, i, j)]
    links += _assign(left, right, _ranked(left, right, one_unmatched), 1)
    links += _best_of_others(left, right, group, links)
    return tuple((old.parts[i][x].id, new.parts[j][y].id) for (i, x), (j, y) in sorted(links))


class _Parts:
    """The parts of one document's units: which are linked, and what each of them holds."""

    def __init__(self, side: Side, weights: IdfWeights, units: Sequence[int]) -> None:
        """Begin with none linked and none looked at; `units` is what each unit weighs."""
        self.linked: set[Place] = set()
        self._side = side
        self._units = units
        self.weights = weights
        self._weighed: dict[Place, tuple[set[int], int]] = {}

    def of(self, unit: int) -> list[Place]:
        """Return the parts of a unit."""
        return [(unit, x) for x in range(len(self._side.parts[unit]))]

    def unmatched(self, unit: int) -> list[Place]:
        """Return the parts of a unit that nothing is linked with."""
        return [place for place in self.of(unit) if place not in self.linked]

    def weighed(self, place: Place) -> tuple[set[int], int]:
        """Return the n-grams of a part and their weight."""
        found = self._weighed.get(place)
        if found is None:
            found = self._weighed[place] = self._weigh(*place)
        return found

    def _weigh(self, unit: int, part: int) -> tuple[set[int], int]:
        inner = self._side.parts[unit]
        if len(inner) == 1:
            return self._side.bags[unit].ngrams, self._units[unit]
        ngrams = self._side.vocabulary.bag(inner[part].ngrams).ngrams
        return ngrams, self.weights.total(ngrams)


def _equal_parts(old: Side, new: Side, i: int, j: int) -> list[Ends]:
    """Return the parts of two articles that are equal and stand at the same place from the front."""
    both = enumerate(zip(old.parts[i], new.parts[j], strict=False))
    return [((i, x), (j, x)) for x, (left, right) in both if left.text == right.text]


def _with_one_unmatched(left: _Parts, right: _Parts, i: int, j: int) -> tuple[Block, Block]:
    taken_old = [place for place in left.of(i) if place in left.linked]
    taken_new = [place for place in right.of(j) if place in right.linked]
    return (left.unmatched(i), taken_new), (taken_old, right.unmatched(j))


def _best_of_others(left: _Parts, right: _Parts, group: Sequence[Pair], links: Sequence[Ends]) -> list[Ends]:
    """Return for each two units of the bead without a link the parts that share most, however little that is."""
    linked = {(one[0], other[0]) for one, other in links}
    ranked = [_ranked(left, right, [(left.of(i), right.of(j))], 0.0) for i, j in group if (i, j) not in linked]
    return [best[0][1:] for best in ranked if best]


def _ranked(left: _Parts, right: _Parts, tried: Sequence[Block], least: float = MIN_CONTAINMENT) -> list[Link]:
    """Return the pairs of parts that share enough, each with its cosine squared, best first."""
    links = []
    weight_of = left.weights.idf.__getitem__
    for olds, news in tried:
        others = [(other, *right.weighed(other)) for other in news if olds]
        for one in olds if others else ():
            there, weight = left.weighed(one)
            for other, here, more in others:
                shared = sum(map(weight_of, there & here))
                if shared and shared >= least * min(weight, more):
                    links.append((-shared * shared / (weight * more), one, other))
    return sorted(links)


def _assign(left: _Parts, right: _Parts, ranked: Sequence[Link], needed: int) -> list[Ends]:
    """Link pairs of which so many ends are still unmatched, the best first."""
    found = []
    for _, one, other in ranked:
        if (one not in left.linked) + (other not in right.linked) >= needed:
            left.linked.add(one)
            right.linked.add(other)
            found.append((one, other))
    return found
