"""Refine clusters into topics: attach single passages, drop weak members, let a passage belong to several clusters.

Clustering puts each passage into one cluster. Drafters do not: a long clause treats two matters, a single one belongs to a matter
that others treat together, and where a matter was split over two clusters each document has passages in both.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policydiff.siblings.candidates import Place

    Links = Mapping[tuple[Place, Place], float]
    Groups = list[list[Place]]

# Average link to a group from which on a passage treats its matter too, beside that of its own group.
COHESION = 0.5

# A passage stays in a topic for an average link of this, or for one link that is beyond chance: what is less came in by a
# chain of formulas.
LOOSE, SURE = 0.45, 1.2

# One link from which on a document that would seem to say nothing of a topic does say something of it.
SAYS = 1.6


def refined_clusters(found: Groups, links: Links) -> Groups:
    """Return groups as topics, each sorted."""
    near: dict[Place, dict[Place, float]] = defaultdict(dict)
    for (one, other), worth in links.items():
        near[one][other] = near[other][one] = worth
    topics = _topical(_attached(found, near), links)
    return [_filled(topic, near) for topic in topics]


def _attached(found: Groups, near: Mapping[Place, Mapping[Place, float]]) -> Groups:
    """Return the groups with each lone passage in the group of the partner that it is surely linked with."""
    home = {place: number for number, group in enumerate(found) for place in group}
    joined = [list(group) for group in found]
    for place in sorted(near):
        if len(found[home[place]]) > 1:
            continue
        partners = [(worth, other) for other, worth in near[place].items() if len(found[home[other]]) > 1]
        worth, other = max(partners, default=(0.0, place))
        if worth >= SURE:
            joined[home[place]] = []
            joined[home[other]].append(place)
    return [sorted(group) for group in joined if group]


def _topical(found: Groups, links: Links) -> Groups:
    """Return the groups with the passages of others that treat the matter too, without those that hardly do."""
    joined = [set(group) for group in found]
    home = {place: number for number, group in enumerate(found) for place in group}
    drawn: dict[tuple[Place, int], list[float]] = defaultdict(list)
    for (one, other), worth in links.items():
        drawn[one, home[other]].append(worth)
        drawn[other, home[one]].append(worth)
    for (place, number), worths in drawn.items():
        others = sum(member[0] != place[0] for member in found[number])
        average = sum(worths) / others if others else 0.0
        if number != home[place] and average >= COHESION:
            joined[number].add(place)
        if average < LOOSE and max(worths) < SURE:
            joined[number].discard(place)
    return [sorted(group) for group in joined]


def _filled(topic: list[Place], near: Mapping[Place, Mapping[Place, float]]) -> list[Place]:
    """Return a topic with the passage of each other document that is linked with it beyond doubt, the best one."""
    members = {place[0] for place in topic}
    if len(members) < 2:  # noqa: PLR2004 a topic reaches over two documents
        return topic
    best: dict[int, tuple[float, Place]] = {}
    for place in topic:
        for other, worth in _sure(near[place].items()):
            if other[0] not in members and worth > best.get(other[0], (0.0, other))[0]:
                best[other[0]] = (worth, other)
    return sorted({*topic, *(place for _, place in best.values())})


def _sure(linked: Iterable[tuple[Place, float]]) -> list[tuple[Place, float]]:
    return [(place, worth) for place, worth in sorted(linked) if worth >= SAYS]
