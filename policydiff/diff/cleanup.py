"""Make an edit script readable (semantic cleanup): fewer, larger edits that begin and end where phrases do.

by words   各│-有关-│单位│-应-│+可以+│按│-季-│+年+│度│-报-│+上报+│
cleaned    各│-有关-│单位│-应按季度报-│+可以按年度上报+│
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.diff.tokens import Tokens
    from policydiff.text.word_diff import Run

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
# So many characters of words in a row are no chance, however much came and went around them.
_NO_CHANCE: Final = 8


def semantic_cleanup(runs: Sequence[Run], old: Tokens, new: Tokens) -> list[Run]:
    """Return the script with chance islands dissolved and lone insertions and deletions moved to phrase bounds."""
    return _shift_to_boundaries(_merged(_merge_over_islands(runs, old, new)), old, new)


@lru_cache(maxsize=8192)
def word_weight(key: str) -> float:
    """Return how much a word holds a reader's eye, by its key; nothing for a word met by chance."""
    word = key.rpartition("\x1f")[2]
    if word in _FUNCTION_WORDS:
        return 0.0
    return _MARKS.get(word, _WORD * len(word))


def _held(tokens: Tokens, start: int, end: int) -> float:
    """Return how much some words hold a reader's eye."""
    keys = tokens.keys[start:end]
    if not any(tokens.fixed[start:end]):
        return sum(map(word_weight, keys))
    weights = zip(keys, tokens.fixed[start:end], strict=True)
    return sum([(_FIXED if len(key) > 1 else 1.0) if fixed else word_weight(key) for key, fixed in weights])


def _size(run: Run, old: Tokens, new: Tokens) -> int:
    _, i0, i1, j0, j1 = run
    return max(sum(map(len, old.keys[i0:i1])), sum(map(len, new.keys[j0:j1])))


def _merge_over_islands(runs: Sequence[Run], old: Tokens, new: Tokens) -> list[Run]:
    """Dissolve what stayed where it is slighter than the changes on both its sides (diff-match-patch's rule, over words)."""
    stack: list[Run] = []
    for run in runs:
        stack.append(run)
        while _is_island(stack, old, new):
            first, _, last = stack[-3:]
            stack[-3:] = [(False, first[1], last[2], first[3], last[4])]
    return stack


def _is_island(stack: Sequence[Run], old: Tokens, new: Tokens) -> bool:
    """Tell whether the last but one run stayed, between two that changed, and is slighter than both."""
    if stack[-1][0] or len(stack) < _AROUND or not stack[-2][0] or stack[-3][0]:
        return False
    before, between, after = stack[-3:]
    if _held(old, between[1], between[2]) > min(_size(before, old, new), _size(after, old, new)):
        return False
    return _spoken(old.keys[between[1] : between[2]]) < _NO_CHANCE


# What stayed and the changes on both its sides.
_AROUND: Final = 3


def _spoken(keys: Sequence[str]) -> int:
    """Return how many characters of words stand in a stretch: no marks, no function words, no labels of items."""
    words = [key for key in keys if word_weight(key) and key not in _MARKS]
    return sum(len(key) for key in words if not key.startswith("\x00"))


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


def _shift_to_boundaries(runs: list[Run], old: Tokens, new: Tokens) -> list[Run]:
    """Move each lone insertion or deletion along equal words to where it begins and ends with a phrase."""
    for at in range(1, len(runs) - 1):
        same, i0, i1, j0, j1 = runs[at]
        if same or (i0 < i1 and j0 < j1) or not (runs[at - 1][0] and runs[at + 1][0]):
            continue
        side, start, end = (old, i0, i1) if i0 < i1 else (new, j0, j1)
        shift = _best_boundary(side, start, end, _room(runs[at - 1]), _room(runs[at + 1]))
        if shift:
            before, after = runs[at - 1], runs[at + 1]
            runs[at - 1] = (True, before[1], before[2] + shift, before[3], before[4] + shift)
            runs[at] = (False, i0 + shift, i1 + shift, j0 + shift, j1 + shift)
            runs[at + 1] = (True, after[1] + shift, after[2], after[3] + shift, after[4])
    return _merged(runs)


def _room(run: Run) -> int:
    return run[2] - run[1]


def _best_boundary(side: Tokens, start: int, end: int, left: int, right: int) -> int:
    """Return by how many words to move side[start:end]; keys and units must repeat along the way."""
    shifts = [0]
    for step in range(1, left + 1):
        if not _repeats(side, start - step, end - step):
            break
        shifts.append(-step)
    for step in range(right):
        if end + step >= len(side) or not _repeats(side, start + step, end + step):
            break
        shifts.append(step + 1)
    if len(shifts) == 1:
        return 0
    return max(shifts, key=lambda shift: (_bounds(side, start + shift, end + shift), shift))


def _repeats(side: Tokens, one: int, other: int) -> bool:
    return side.keys[one] == side.keys[other] and side.units[one] == side.units[other]


def _bounds(side: Tokens, start: int, end: int) -> float:
    """Return how well a stretch keeps to phrases: after what mark it begins, with what mark it ends."""
    return _bound(side, start) + _bound(side, end)


def _bound(side: Tokens, place: int) -> float:
    if place in (0, len(side)) or side.texts[place - 1].endswith("\n"):
        return _SENTENCE_END + 1
    return _SENTENCE_END if side.fixed[place - 1] else _MARKS.get(side.keys[place - 1], 0)
