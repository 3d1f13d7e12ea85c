"""The generated cases: an invented law, a known change, and the true links beside it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import mutate
from laws import Rule, law, name, printed, schedule
from mutate import all_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from measure import Link

SEEDS = range(5)
SIZE = 120


@dataclass(frozen=True, slots=True)
class Case:
    """Two texts and the links between their articles.

    `moved` are the links of articles that changed their place; `unsure` count neither way.
    """

    suite: str
    old: str
    new: str
    links: frozenset[Link]
    moved: frozenset[Link]
    unsure: frozenset[Link] = frozenset()


SUITES: dict[str, tuple[Callable[[Random, int], list[Rule]], Callable[[Random, list[Rule]], list[Rule]]]] = {
    "versions": (law, all_of(mutate.edit, mutate.delete, mutate.insert, mutate.split, mutate.merge, mutate.move)),
    "edit": (law, all_of(lambda random, rules: mutate.edit(random, rules, 0.8))),
    "move": (law, all_of(mutate.move)),
    "renumber": (law, all_of(mutate.insert, mutate.delete)),
    "split": (law, mutate.split),
    "merge": (law, mutate.merge),
    "near-duplicates": (law, all_of(mutate.twins, mutate.edit)),
    "repetitive annex": (schedule, all_of(mutate.reprice, mutate.rows)),
    "word order": (law, mutate.reorder),
}


def case(suite: str, seed: int, size: int = SIZE) -> Case:
    """Return the case of a suite with this seed, always the same."""
    base, change = SUITES[suite]
    random = Random(f"{suite} {seed}")
    old = base(random, size)
    return changed(suite, old, change(random, old))


def changed(suite: str, old: list[Rule], new: list[Rule]) -> Case:
    """Return the case of a law and what became of it."""
    links = frozenset((name(source), name(k)) for k, rule in enumerate(new) for source in rule.sources)
    return Case(suite, printed(old), printed(new), links, moved(new))


def moved(new: list[Rule]) -> frozenset[Link]:
    """Return the links of articles that fell out of the old order: all but a longest rising chain."""
    places = [(rule.sources[0], k) for k, rule in enumerate(new) if rule.sources]
    chain = longest_rising([source for source, _ in places])
    return frozenset((name(source), name(k)) for index, (source, k) in enumerate(places) if index not in chain)


def longest_rising(numbers: list[int]) -> set[int]:
    """Return the indexes of a longest rising subsequence."""
    best = [1] * len(numbers)
    before = [-1] * len(numbers)
    for k, number in enumerate(numbers):
        for earlier in range(k):
            if numbers[earlier] < number and best[earlier] + 1 > best[k]:
                best[k], before[k] = best[earlier] + 1, earlier
    at = max(range(len(numbers)), key=best.__getitem__, default=-1)
    chain = set()
    while at >= 0:
        chain.add(at)
        at = before[at]
    return chain
