"""Turn passages into the tokens that the word diff compares: what is printed, and the key it is compared by."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from policydiff.diff.segments import Words
from policydiff.diff.tables import cells
from policydiff.text.canonical import canon_places

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from policydiff.diff.segments import Passage

    Cut = Callable[[str], list[str]]


class Tokens:
    """Words in order: as printed, the key of each, the unit it stands in, and whether it is fixed.

    Words of one key differ in form only, or in a number that followed a renumbering. A fixed one (a whole sentence, the
    border of a table's cell) is never given up for readability. A list for each, as most questions are about one of them, and
    a list answers sooner than ten thousand words could be made.
    """

    __slots__ = ("fixed", "keys", "texts", "units")

    def __init__(self, texts: list[str], keys: list[str], units: list[str], fixed: list[bool]) -> None:
        """Take the lists, all of one length."""
        self.texts = texts
        self.keys = keys
        self.units = units
        self.fixed = fixed

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.keys)

    def __getitem__(self, places: slice) -> Tokens:
        """Return some of the words."""
        return Tokens(self.texts[places], self.keys[places], self.units[places], self.fixed[places])

    def unit(self, start: int, end: int) -> str | None:
        """Return the unit that words stand in, None where there are several (or no words)."""
        units = self.units[start:end]
        return units[0] if units and units.count(units[0]) == len(units) else None

    def add(self, text: str, key: str, unit: str) -> None:
        """Append a word that is fixed."""
        self.texts.append(text)
        self.keys.append(key)
        self.units.append(unit)
        self.fixed.append(True)

    def extend(self, others: Tokens) -> None:
        """Append words."""
        self.texts.extend(others.texts)
        self.keys.extend(others.keys)
        self.units.extend(others.units)
        self.fixed.extend(others.fixed)


def none() -> Tokens:
    """Return no words, to which others can be added."""
    return Tokens([], [], [], [])


def loose(texts: list[str], keys: list[str], unit: str) -> Tokens:
    """Return words of one unit, none of them fixed."""
    return Tokens(texts, keys, [unit] * len(keys), [False] * len(keys))


def tokens_of(passage: Passage, cut: Cut, renamed: Mapping[str, str], span: tuple[int, int] | None = None) -> Tokens:
    """Return the words of a passage, or of key[span] of it; `renamed` gives references that followed a key of their own."""
    first, last = span or (0, len(passage.key))
    start, end = _span(passage, first, last)
    if first == last:
        return loose([passage.words.text[start:end]], [""], passage.unit) if end > start else none()
    found = cut(passage.key[first:last])
    texts = _printed(found, passage.words, (passage.first + first, start, end))
    return loose(texts, _followed(found, renamed) if renamed else found, passage.unit)


def _printed(found: Sequence[str], words: Words, at: tuple[int, int, int]) -> list[str]:
    """Return how words of the canon that begin at `at[0]`, and are printed at text[at[1]:at[2]], are printed."""
    first, start, end = at
    bounds = list(accumulate(map(len, found), initial=first))
    if words.places is not None:
        bounds = list(map(words.places.__getitem__, bounds))
    bounds[0], bounds[-1] = start, max(bounds[-1], end)
    return list(map(words.text.__getitem__, map(slice, bounds, bounds[1:])))


def _followed(found: Sequence[str], renamed: Mapping[str, str]) -> list[str]:
    """Give each reference to this document its key where it followed; a reference into another law keeps its own."""
    keys, outside = [], False
    for at, word in enumerate(found):
        if word.startswith("第"):
            outside = outside or names_other_law(found[max(at - 2, 0) : at])
        elif word not in _BETWEEN_REFERENCES:
            outside = False
        keys.append(word if outside else renamed.get(word, word))
    return keys


_BETWEEN_REFERENCES = frozenset("、,和或及至以的")


def names_other_law(before: Sequence[str]) -> bool:
    """Tell whether the words before 第X条 name another law (刑法, 《…办法》) and not this one (本法, 本条例)."""
    return (
        bool(before)
        and before[-1].endswith(("》", "法", "条例", "规定", "细则"))
        and not any(word.startswith("本") for word in before)
    )


def row_tokens(passage: Passage, columns: Sequence[str], cut: Cut, renamed: Mapping[str, str]) -> Tokens:
    """Return the words of a table's row, each keyed with its column, so that only cells of one column meet."""
    found = none()
    for (border, inner), column in zip(cells(passage.text), columns, strict=True):
        found.add(border, f"|{column}", passage.unit)
        words = _cell_tokens(passage.unit, inner, cut, renamed)
        found.extend(loose(words.texts, [f"{column}\x1f{key}" for key in words.keys], passage.unit))
    return found


def _cell_tokens(unit: str, text: str, cut: Cut, renamed: Mapping[str, str]) -> Tokens:
    words = Words(unit, text, *canon_places(text))
    if not words.key:
        return loose([text], [""], unit) if text else none()
    found = cut(words.key)
    return loose(_printed(found, words, (0, 0, len(text))), _followed(found, renamed) if renamed else found, unit)


def part(passage: Passage, first: int, last: int) -> str:
    """Return how key[first:last] of a passage is printed."""
    start, end = _span(passage, first, last)
    return passage.words.text[start:end]


def _span(passage: Passage, first: int, last: int) -> tuple[int, int]:
    """Return where key[first:last] of a passage is printed in the words of its unit."""
    words, base = passage.words, passage.first
    start = passage.start if first == 0 else words.printed(base + first)
    end = passage.start + len(passage.text) if last == len(passage.key) else words.printed(base + last)
    return start, end
