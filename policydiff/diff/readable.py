"""Make an edit script readable: fewer, larger edits that begin and end where phrases do.

by words   各│-有关-│单位│-应-│+可以+│按│-季-│+年+│度│-报-│+上报+│
readable   各│-有关-│单位│-应按季度报-│+可以按年度上报+│
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.diff.engine import Run
    from policydiff.diff.tokens import Token

# What words and marks weigh when they are all that two edits have between them: a full stop is a place to
# rest at, a function word is met by chance. Other words weigh their length.
_SENTENCE_END: Final = 8
_MARKS: Final = {"。": _SENTENCE_END, ";": 6, ":": 4, ",": 4, "!": _SENTENCE_END, "?": _SENTENCE_END, "、": 1}
_FUNCTION_WORDS: Final = frozenset('的了和与或及并在对由为以将被把其等中上下内是有之所向从按于而()"-·') | {
    "或者",
    "以及",
}
# Han words of two characters in common weigh as much as an edit of three.
_WORD: Final = 1.5
_FIXED: Final = 1_000.0


def readable(runs: Sequence[Run], old: Sequence[Token], new: Sequence[Token]) -> list[Run]:
    """Return the script with chance islands dissolved and lone insertions and deletions moved to phrase bounds."""
    return _slid(_merged(_without_islands(runs, old, new)), old, new)


@lru_cache(maxsize=8192)
def word_weight(key: str) -> float:
    """Return how much a word holds a reader's eye, by its key; nothing for a word met by chance."""
    word = key.rpartition("\x1f")[2]
    if word in _FUNCTION_WORDS:
        return 0.0
    return _MARKS.get(word, _WORD * len(word))


def _weight(token: Token) -> float:
    if token.fixed:
        return _FIXED if len(token.key) > 1 else 1.0
    return word_weight(token.key)


def _size(run: Run, old: Sequence[Token], new: Sequence[Token]) -> float:
    _, i0, i1, j0, j1 = run
    return max(sum(len(token.key) for token in old[i0:i1]), sum(len(token.key) for token in new[j0:j1]))


def _without_islands(runs: Sequence[Run], old: Sequence[Token], new: Sequence[Token]) -> list[Run]:
    """Dissolve what stayed where it is slighter than the changes on both its sides (diff-match-patch's rule, over words)."""
    stack: list[Run] = []
    for run in runs:
        stack.append(run)
        while _is_island(stack[-3:], old, new):
            first, _, last = stack[-3:]
            stack[-3:] = [(False, first[1], last[2], first[3], last[4])]
    return stack


def _is_island(around: Sequence[Run], old: Sequence[Token], new: Sequence[Token]) -> bool:
    if [run[0] for run in around] != [False, True, False]:
        return False
    before, between, after = around
    held = sum(map(_weight, old[between[1] : between[2]]))
    return held <= min(_size(before, old, new), _size(after, old, new))


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Join neighbouring runs of one kind and drop empty ones."""
    found: list[Run] = []
    for run in runs:
        same, i0, i1, j0, j1 = run
        if i0 == i1 and j0 == j1:
            continue
        if found and found[-1][0] == same:
            found[-1] = (same, found[-1][1], i1, found[-1][3], j1)
        else:
            found.append(run)
    return found


def _slid(runs: list[Run], old: Sequence[Token], new: Sequence[Token]) -> list[Run]:
    """Move each lone insertion or deletion along equal words to where it begins and ends with a phrase."""
    for at in range(1, len(runs) - 1):
        same, i0, i1, j0, j1 = runs[at]
        if same or (i0 < i1 and j0 < j1) or not (runs[at - 1][0] and runs[at + 1][0]):
            continue
        side, start, end = (old, i0, i1) if i0 < i1 else (new, j0, j1)
        shift = _best_shift(side, start, end, _room(runs[at - 1]), _room(runs[at + 1]))
        if shift:
            before, after = runs[at - 1], runs[at + 1]
            runs[at - 1] = (True, before[1], before[2] + shift, before[3], before[4] + shift)
            runs[at] = (False, i0 + shift, i1 + shift, j0 + shift, j1 + shift)
            runs[at + 1] = (True, after[1] + shift, after[2], after[3] + shift, after[4])
    return _merged(runs)


def _room(run: Run) -> int:
    return run[2] - run[1]


def _best_shift(side: Sequence[Token], start: int, end: int, left: int, right: int) -> int:
    """Return by how many words to move side[start:end]; keys and units must repeat along the way."""
    shifts = [0]
    for step in range(1, left + 1):
        if not _repeats(side[start - step], side[end - step]):
            break
        shifts.append(-step)
    for step in range(right):
        if end + step >= len(side) or not _repeats(side[start + step], side[end + step]):
            break
        shifts.append(step + 1)
    if len(shifts) == 1:
        return 0
    return max(shifts, key=lambda shift: (_bounds(side, start + shift, end + shift), shift))


def _repeats(one: Token, other: Token) -> bool:
    return one.key == other.key and one.unit == other.unit


def _bounds(side: Sequence[Token], start: int, end: int) -> float:
    """Return how well a stretch keeps to phrases: after what mark it begins, with what mark it ends."""
    return _bound(side, start) + _bound(side, end)


def _bound(side: Sequence[Token], place: int) -> float:
    if place in (0, len(side)) or side[place - 1].text.endswith("\n"):
        return _SENTENCE_END + 1
    before = side[place - 1]
    return _SENTENCE_END if before.fixed else _MARKS.get(before.key, 0)
