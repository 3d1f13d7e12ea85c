"""Turn passages into the tokens that the word diff compares: what is printed, and the key it is compared by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.cosmetic import canon_places
from policydiff.diff.tables import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from policydiff.diff.passages import Passage

    Cut = Callable[[str], list[str]]


class Token(NamedTuple):
    """A word as printed and its key: words of one key differ in form only, or in a number that followed a renumbering.

    A `fixed` token (a whole sentence, the border of a table's cell) is never given up for readability.
    """

    text: str
    key: str
    unit: str
    fixed: bool = False


def tokens_of(passage: Passage, cut: Cut, renamed: Mapping[str, str]) -> list[Token]:
    """Return the words of a passage; `renamed` gives references the key of what they became."""
    key, places = canon_places(passage.text)
    if not key:
        return [Token(passage.text, "", passage.unit)]
    found = cut(key)
    ends, at = [], 0
    for word in found:
        at += len(word)
        ends.append(at if places is None else places[at])
    ends[-1] = len(passage.text)
    starts = [0, *ends[:-1]]
    keys = _followed(found, renamed) if renamed else found
    text, unit = passage.text, passage.unit
    return [Token(text[start:end], word, unit) for start, end, word in zip(starts, ends, keys, strict=True)]


def _followed(found: Sequence[str], renamed: Mapping[str, str]) -> list[str]:
    """Give each reference to this document the key of what it became; a reference into another law keeps its own."""
    keys, outside = [], False
    for at, word in enumerate(found):
        if word.startswith("第"):
            outside = outside or (at > 0 and is_other_law(found[at - 1]))
        elif word not in _BETWEEN_REFERENCES:
            outside = False
        keys.append(word if outside else renamed.get(word, word))
    return keys


_BETWEEN_REFERENCES = frozenset("、,和或及至以的")


def is_other_law(word: str) -> bool:
    """Tell whether a word before 第X条 names another law."""
    return word.endswith(("》", "法", "条例")) and not word.startswith("本")


def row_tokens(passage: Passage, columns: Sequence[str], cut: Cut, renamed: Mapping[str, str]) -> list[Token]:
    """Return the words of a table's row, each keyed with its column, so that only cells of one column meet."""
    found = []
    for cell, column in zip(cells(passage.text), columns, strict=True):
        border, words = cell[:1], cell[1:]
        found.append(Token(border, f"|{column}", passage.unit, fixed=True))
        inner = tokens_of(passage_of(words, passage), cut, renamed) if words else []
        found += [token._replace(key=f"{column}\x1f{token.key}") for token in inner]
    return found


def passage_of(words: str, row: Passage) -> Passage:
    """Return a cell's words as a passage of its row."""
    from dataclasses import replace

    return replace(row, text=words)


def sealed(passage: Passage, key: str | None = None) -> Token:
    """Return a passage as one token."""
    return Token(passage.text, passage.key if key is None else key, passage.unit, fixed=True)
