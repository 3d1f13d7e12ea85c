"""Cluster linked passages by average linkage: what A shares with B and B with C is one topic only where A and C agree.

    A ─ B ─ C   A─B strong, B─C weak, nothing between A and C: joining all that hangs together would make one topic of
                the whole plan (162 of 200 clauses over five plans). Here A and B join; C joins them only if it is
                linked, on the average, with both.

Agglomerative clustering by average linkage: the two groups with the strongest average link join first, and none join
below the least. Pairs inside one document neither help nor hinder, as one plan may treat a matter in two places.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policydiff.siblings.candidates import Place

Entry = tuple[float, "Place", "Place", int, int]
"""Average link (negative), both groups by their first passage, and how often each had grown when it was weighed."""

# Average link, in the score of links, below which two groups are two matters. Tuned on the gold of the five plans, where
# anything from 0.35 to 0.6 does as well.
LEAST = 0.4


def average_linkage(links: Mapping[tuple[Place, Place], float], *, least: float = LEAST) -> list[list[Place]]:
    """Return groups of passages on one matter, each sorted, in order of their first passage."""
    agglomeration = _Agglomeration(links)
    agglomeration.run(least)
    return sorted(sorted(members) for members in agglomeration.members.values())


class _Agglomeration:
    """Groups on their way: each is known by the passage that it began with."""

    def __init__(self, links: Mapping[tuple[Place, Place], float]) -> None:
        self.members: dict[Place, list[Place]] = {}
        self._between: dict[Place, dict[Place, float]] = defaultdict(dict)
        for (one, other), worth in links.items():
            self._between[one][other] = self._between[other][one] = worth
            self.members[one], self.members[other] = [one], [other]
        self._documents = {place: {place[0]: 1} for place in self.members}
        self._age = dict.fromkeys(self.members, 0)

    def run(self, least: float) -> None:
        """Join until no two groups are linked by `least` on the average."""
        heap = [self._entry(one, other) for one, linked in self._between.items() for other in linked if one < other]
        heapify(heap)
        while heap and -heap[0][0] >= least:
            _, one, other, age, other_age = heappop(heap)
            if self._age.get(one) == age and self._age.get(other) == other_age:
                self._join(one, other)
                for third in self._between[one]:
                    heappush(heap, self._entry(*sorted((one, third))))

    def _entry(self, one: Place, other: Place) -> Entry:
        left, right = self._documents[one], self._documents[other]
        inside = sum(count * right[member] for member, count in left.items() if member in right)
        pairs = len(self.members[one]) * len(self.members[other]) - inside
        return -self._between[one][other] / max(1, pairs), one, other, self._age[one], self._age[other]

    def _join(self, one: Place, other: Place) -> None:
        """Take a group into another one."""
        self.members[one] += self.members.pop(other)
        for member, count in self._documents.pop(other).items():
            self._documents[one][member] = self._documents[one].get(member, 0) + count
        self._age[one] += 1
        del self._age[other]
        for third, worth in self._between.pop(other).items():
            del self._between[third][other]
            if third != one:
                self._between[one][third] = self._between[third][one] = self._between[one].get(third, 0.0) + worth
