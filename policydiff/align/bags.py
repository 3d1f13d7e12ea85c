"""Hold the grams of a text, to be compared fast and exactly."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Bag:
    """The grams of a text with how often each stands there; `more` holds those that stand there more than once.

    Most grams stand once, so that sets do nearly all the work.
    """

    __slots__ = ("grams", "more")

    def __init__(self, grams: Sequence[str] = ()) -> None:
        """Count the grams."""
        self.grams = set(grams)
        self.more: dict[str, int] = {}
        if len(self.grams) < len(grams):
            self.more = {gram: count for gram, count in Counter(grams).items() if count > 1}

    def copy(self) -> Bag:
        """Return a bag that can be taken from."""
        other = Bag()
        other.grams, other.more = set(self.grams), dict(self.more)
        return other

    def weigh(self, weight: Mapping[str, int]) -> int:
        """Return what the bag weighs."""
        whole = sum(map(weight.__getitem__, self.grams))
        for gram, count in self.more.items():
            whole += weight[gram] * (count - 1)
        return whole

    def shared(self, other: Bag, weight: Mapping[str, int]) -> int:
        """Return what both bags have in common, weighed. Whole numbers: the order of a set changes no sum."""
        shared = sum(map(weight.__getitem__, self.grams & other.grams))
        if self.more and other.more:
            for gram in self.more.keys() & other.more.keys():
                shared += weight[gram] * (min(self.more[gram], other.more[gram]) - 1)
        return shared

    def common(self, other: Bag) -> dict[str, int]:
        """Count what both bags have in common."""
        counts = dict.fromkeys(self.grams & other.grams, 1)
        for gram in self.more.keys() & other.more.keys():
            counts[gram] = min(self.more[gram], other.more[gram])
        return counts

    def take(self, counts: Mapping[str, int]) -> None:
        """Remove as many of each gram as `counts` says."""
        again = {gram: self.more.pop(gram) for gram in self.more.keys() & counts.keys()}
        self.grams -= counts.keys()
        for gram, there in again.items():
            left = there - counts[gram]
            if left:
                self.grams.add(gram)
            if left > 1:
                self.more[gram] = left


def merged(bags: Sequence[Bag]) -> Bag:
    """Return one bag with the grams of all."""
    if len(bags) == 1:
        return bags[0]
    whole = Bag()
    whole.grams = set().union(*(bag.grams for bag in bags))
    if sum(len(bag.grams) for bag in bags) > len(whole.grams):
        counts = Counter(chain.from_iterable(bag.grams for bag in bags))
        whole.more = {gram: count for gram, count in counts.items() if count > 1}
    for bag in bags:
        for gram, count in bag.more.items():
            whole.more[gram] = whole.more.get(gram, 1) + count - 1
    return whole


def spread(bags: Iterable[Bag]) -> Counter[str]:
    """Count for each gram the bags it stands in."""
    counts: Counter[str] = Counter()
    for bag in bags:
        counts.update(bag.grams)
    return counts
