"""Match the headings of 编, 章 and 节: by their words, and by the matches of the articles below them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policydiff.align.greedy_assignment import Match

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.align.features import Side

# A chapter is the same one when its words and its articles together say so for the better half.
MIN_HEADING_SIMILARITY = 0.5


def link_headings(old: Side, new: Side, matches: Sequence[Match]) -> list[Match]:
    """Return one-to-one matches of unmatched headings, best first."""
    taken_old, taken_new = {pair.old for pair in matches}, {pair.new for pair in matches}
    votes = _votes(old, new, matches)
    rows = [i for i in range(len(old.units)) if old.is_heading(i) and i not in taken_old]
    columns = [j for j in range(len(new.units)) if new.is_heading(j) and j not in taken_new]
    ranked = sorted((-_similarity(old, new, votes, i, j), i, j) for i in rows for j in columns)
    result = []
    for similarity, i, j in ranked:
        if -similarity >= MIN_HEADING_SIMILARITY and i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            result.append(Match(i, j, -similarity))
    return result


def _similarity(old: Side, new: Side, votes: Counter[tuple[str, str]], i: int, j: int) -> float:
    left, right = old.units[i], new.units[j]
    if left.kind is not right.kind:
        return 0.0
    one, other = old.bags[i], new.bags[j]
    both = sum(number > 0 for number in one.ngrams & other.ngrams)
    words = 2 * both / max(1, one.distinct + other.distinct)
    below = votes[left.id, ""] + votes["", right.id]
    return max(words, 2 * votes[left.id, right.id] / below if below else 0.0)


def _votes(old: Side, new: Side, matches: Sequence[Match]) -> Counter[tuple[str, str]]:
    votes: Counter[tuple[str, str]] = Counter()
    for pair in matches:
        left, right = old.units[pair.old].parent or "", new.units[pair.new].parent or ""
        votes.update([(left, right), (left, ""), ("", right)])
    return votes
