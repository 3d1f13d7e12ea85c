"""Pair the clauses that stand word for word in both documents."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policydiff.align.features import Side


def exact_matches(old: Side, new: Side) -> list[tuple[int, int]]:
    """Return the pairs (old index, new index) whose words are equal and stand equally often on both sides.

    old  A B B C       A ── A
    new  B B A D       B ── B, B ── B in their order; what stands twice here and once there is left open
    """
    places_old, places_new = _places(old), _places(new)
    return [
        pair
        for words, there in places_old.items()
        if len(places_new.get(words, ())) == len(there)
        for pair in zip(there, places_new[words], strict=True)
    ]


def _places(side: Side) -> dict[tuple[bool, str, str], list[int]]:
    """Return where each text stands; a clause without words is known by its label."""
    places: dict[tuple[bool, str, str], list[int]] = defaultdict(list)
    for index, text in enumerate(side.texts):
        places[side.is_heading(index), text, "" if text else side.units[index].label].append(index)
    return places
