"""Pair the headings of 编, 章 and 节: by their words, and by where the articles below them went."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policydiff.align.greedy_assignment import Carried

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.align.features import Side

# A chapter is the same one when its words and its articles together say so for the better half.
LEAST_HEADING = 0.5


def headings(old: Side, new: Side, carried: Sequence[Carried]) -> list[Carried]:
    """Return pairs of headings that no pair holds yet, best first, one to one."""
    taken_old, taken_new = {pair.old for pair in carried}, {pair.new for pair in carried}
    votes = _votes(old, new, carried)
    rows = [i for i in range(len(old.units)) if old.heads(i) and i not in taken_old]
    columns = [j for j in range(len(new.units)) if new.heads(j) and j not in taken_new]
    ranked = sorted((-_likeness(old, new, votes, i, j), i, j) for i in rows for j in columns)
    result = []
    for likeness, i, j in ranked:
        if -likeness >= LEAST_HEADING and i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            result.append(Carried(i, j, -likeness))
    return result


def _likeness(old: Side, new: Side, votes: Counter[tuple[str, str]], i: int, j: int) -> float:
    left, right = old.units[i], new.units[j]
    if left.kind is not right.kind:
        return 0.0
    one, other = old.bags[i], new.bags[j]
    both = sum(number > 0 for number in one.numbers & other.numbers)
    words = 2 * both / max(1, one.distinct + other.distinct)
    below = votes[left.id, ""] + votes["", right.id]
    return max(words, 2 * votes[left.id, right.id] / below if below else 0.0)


def _votes(old: Side, new: Side, carried: Sequence[Carried]) -> Counter[tuple[str, str]]:
    votes: Counter[tuple[str, str]] = Counter()
    for pair in carried:
        left, right = old.units[pair.old].parent or "", new.units[pair.new].parent or ""
        votes.update([(left, right), (left, ""), ("", right)])
    return votes
