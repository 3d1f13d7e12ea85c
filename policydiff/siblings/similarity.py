"""Similarity of two documents: the share of their wording that stands in the other one too, on the same topic.

    A  公园 ▓▓▓░  垃圾 ▓░░░  路灯 ▓▓▓▓           ▓ wording that the other has in the same topic, ░ wording that it lacks;
    B  公园 ▓▓▓░  垃圾 ▓░░░  路灯 ▓▓▓▓  犬 ░░    likeness = ▓ of both / ▓ and ░ of both

To treat the same matters is not enough: work reports of all provinces do, and each two would be equally alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policydiff.model.synopsis import Passage, Topic
    from policydiff.siblings.candidates import Place
    from policydiff.siblings.ngrams import Side

    Users = Mapping[str, int]
    """Which documents use a gram in one matter, a bit for each: thirty documents are asked at once."""


def similarity(
    topics: Sequence[Topic],
    found: Sequence[Sequence[Passage]],
    sides: Sequence[Side],
    rare: Mapping[str, float],
) -> tuple[tuple[float, ...], ...]:
    """Return for each two documents how much of their wording they share, 0–1; rare words weigh more.

    `sides` are the bags of the passages `found`, `rare` what a gram of them weighs.
    """
    # Whole numbers: the order of a set changes no sum.
    weights = {gram: round(weight) for gram, weight in rare.items()}
    matters = _matters(topics, found, sides)
    held = [_held(member, sides, matters, weights) for member in range(len(sides))]
    return tuple(tuple(_share(held, one, other) for other in range(len(sides))) for one in range(len(sides)))


def _share(held: Sequence[Sequence[int]], one: int, other: int) -> float:
    if one == other:
        return 1.0
    return round((held[one][other] + held[other][one]) / ((held[one][one] + held[other][other]) or 1), 4)


def _matters(
    topics: Sequence[Topic], found: Sequence[Sequence[Passage]], sides: Sequence[Side]
) -> Mapping[Place, Sequence[Users]]:
    """Return for each passage who uses which grams in its topics, or in passages that say the very same."""
    places = {passage: (member, k) for member, cut in enumerate(found) for k, passage in enumerate(cut)}
    matters: dict[Place, list[Users]] = defaultdict(list)
    for together in (*([places[passage] for passage in topic.passages] for topic in topics), *_same(sides)):
        users = _users(together, sides)
        for place in together:
            matters[place].append(users)
    return matters


def _same(sides: Sequence[Side]) -> Iterator[list[Place]]:
    """Yield the passages that stand word for word in several places: a formula makes no topic, yet it is shared."""
    found: dict[str, list[Place]] = defaultdict(list)
    for member, side in enumerate(sides):
        for k, text in enumerate(side.texts):
            found[text].append((member, k))
    return (places for places in found.values() if len(places) > 1)


def _users(places: Sequence[Place], sides: Sequence[Side]) -> Users:
    users: dict[str, int] = defaultdict(int)
    for member, k in places:
        for gram in sides[member].bags[k].grams:
            users[gram] |= 1 << member
    return users


def _held(
    member: int, sides: Sequence[Side], matters: Mapping[Place, Sequence[Users]], weights: Mapping[str, int]
) -> list[int]:
    """Return how much of a document's wording each document says on the same matters; itself: all of it."""
    said: Counter[int] = Counter()
    for k, bag in enumerate(sides[member].bags):
        where = matters.get((member, k), ())
        for gram in bag.grams:
            who = 1 << member
            for users in where:
                who |= users[gram]
            said[who] += weights[gram]
    return [sum(weight for who, weight in said.items() if who >> other & 1) for other in range(len(sides))]
