"""Tell which 款 or 项 of a clause went where, inside a bead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.align.bags import Bag

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from policydiff.align.text import Side
    from policydiff.align.weights import Weights
    from policydiff.model import Edge

Pair = tuple[int, int]

# A 款 or 项 stands elsewhere when this share of the lighter one's weight is found there.
LEAST_PART = 0.4

End = tuple[str, int, int]

Link = tuple[float, int, int, int, int]
"""Worth (negative), old unit, old part, new unit, new part: sorts best first, then in reading order."""


def parts(old: Side, new: Side, weights: Weights, group: Sequence[Pair]) -> tuple[Edge, ...]:
    """Return the links below the article for the linked units of one bead, in reading order.

    Nothing when no unit of the bead has more than one part.
    """
    if all(len(old.parts[i]) == len(new.parts[j]) == 1 for i, j in group):
        return ()
    links = _equal(old, new, *group[0]) if len(group) == 1 else []
    taken = {end for link in links for end in _ends(link)}
    if len(taken) == len(old.parts[group[0][0]]) + len(new.parts[group[0][1]]):
        return _edges(old, new, links)
    open_links = (link for pair in group for link in _links(old, new, weights, pair, taken))
    links += _assign(sorted(open_links), taken)
    return _edges(old, new, links)


def _edges(old: Side, new: Side, links: Sequence[Link]) -> tuple[Edge, ...]:
    ordered = sorted(links, key=lambda link: link[1:])
    return tuple((old.parts[i][x].id, new.parts[j][y].id) for _, i, x, j, y in ordered)


def _equal(old: Side, new: Side, i: int, j: int) -> list[Link]:
    """Return the parts of two articles that are equal and stand at the same place from the front."""
    both = enumerate(zip(old.parts[i], new.parts[j], strict=False))
    return [(-1.0, i, x, j, x) for x, (left, right) in both if left.text == right.text]


def _ends(link: Link) -> tuple[End, End]:
    return ("old", *link[1:3]), ("new", *link[3:5])


def _links(old: Side, new: Side, weights: Weights, pair: Pair, taken: Container[End]) -> Iterator[Link]:
    """Yield the pairs of parts not yet taken that share enough, each with its cosine squared."""
    i, j = pair
    left = _weighed(old, i, weights.old[i], weights)
    right = _weighed(new, j, weights.new[j], weights)
    for x, (bag, weight) in enumerate(left):
        for y, (other, more) in enumerate(right):
            if ("old", i, x) in taken and ("new", j, y) in taken:
                continue
            shared = bag.shared(other, weights.of)
            if shared and shared >= LEAST_PART * min(weight, more):
                yield -shared * shared / (weight * more), i, x, j, y


def _weighed(side: Side, index: int, whole: int, weights: Weights) -> list[tuple[Bag, int]]:
    if len(side.parts[index]) == 1:
        return [(side.bags[index], whole)]
    bags = [Bag(part.grams) for part in side.parts[index]]
    return [(bag, bag.weigh(weights.of)) for bag in bags]


def _assign(ranked: Sequence[Link], taken: set[End]) -> list[Link]:
    """Give each part its best partner; a part that stays alone joins the best one that takes it."""
    found: list[Link] = []
    for needed in (2, 1):
        for link in ranked:
            ends = set(_ends(link))
            if len(ends - taken) >= needed:
                taken |= ends
                found.append(link)
    return found
