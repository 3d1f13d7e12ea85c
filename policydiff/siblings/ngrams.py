"""The n-grams of a passage as printed: they are compared over many documents, and shown."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policydiff.model import Clause


class Bag(NamedTuple):
    """The grams of a text: each once, and all as they were said."""

    grams: set[str]
    said: Sequence[str]


class Side(NamedTuple):
    """One document: for each passage the unit that it stands in, its folded words and its grams."""

    units: tuple[Clause, ...]
    texts: tuple[str, ...]
    bags: tuple[Bag, ...]


def bag(said: Sequence[str]) -> Bag:
    """Return the bag of grams."""
    return Bag(set(said), said)


def merged(bags: Sequence[Bag]) -> Bag:
    """Return one bag with the grams of all."""
    return bags[0] if len(bags) == 1 else bag([*chain.from_iterable(one.said for one in bags)])


def spread(bags: Iterable[Bag]) -> Counter[str]:
    """Count for each gram the bags it stands in."""
    counts: Counter[str] = Counter()
    for one in bags:
        counts.update(one.grams)
    return counts
