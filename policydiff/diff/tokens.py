"""Turn passages into the tokens that the word diff compares: what is printed, and the key it is compared by."""

from __future__ import annotations

from functools import partial
from itertools import accumulate, repeat
from typing import TYPE_CHECKING, Final, NamedTuple

from policydiff.cosmetic import canon_places
from policydiff.diff.passages import Words
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


def tokens_of(
    passage: Passage, cut: Cut, renamed: Mapping[str, str], span: tuple[int, int] | None = None
) -> list[Token]:
    """Return the words of a passage, or of key[span] of it; `renamed` gives references that followed a key of their own."""
    first, last = span or (0, len(passage.key))
    start, end = _span(passage, first, last)
    if first == last:
        return [Token(passage.words.text[start:end], "", passage.unit)] if end > start else []
    return _tokens(cut(passage.key[first:last]), renamed, passage.words, (passage.first + first, start, end))


def _tokens(found: list[str], renamed: Mapping[str, str], words: Words, at: tuple[int, int, int]) -> list[Token]:
    """Return words of the canon that begin at `at[0]` as tokens that are printed at text[at[1]:at[2]]."""
    first, start, end = at
    bounds = list(accumulate(map(len, found), initial=first))
    if words.places is not None:
        bounds = list(map(words.places.__getitem__, bounds))
    bounds[0], bounds[-1] = start, max(bounds[-1], end)
    texts = map(words.text.__getitem__, map(slice, bounds, bounds[1:]))
    return list(map(_AS_TOKEN, zip(texts, _followed(found, renamed) if renamed else found, repeat(words.unit), _LOOSE)))


# What `Token._make` does, without a step through Python for each of some ten thousand words.
_AS_TOKEN: Final = partial(tuple.__new__, Token)
_LOOSE: Final = repeat(False)  # noqa: FBT003


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


def row_tokens(passage: Passage, columns: Sequence[str], cut: Cut, renamed: Mapping[str, str]) -> list[Token]:
    """Return the words of a table's row, each keyed with its column, so that only cells of one column meet."""
    found = []
    for (border, inner), column in zip(cells(passage.text), columns, strict=True):
        found.append(Token(border, f"|{column}", passage.unit, fixed=True))
        found += [
            token._replace(key=f"{column}\x1f{token.key}") for token in _cell_tokens(passage.unit, inner, cut, renamed)
        ]
    return found


def _cell_tokens(unit: str, text: str, cut: Cut, renamed: Mapping[str, str]) -> list[Token]:
    words = Words(unit, text, *canon_places(text))
    if not words.key:
        return [Token(text, "", unit)] if text else []
    return _tokens(cut(words.key), renamed, words, (0, 0, len(text)))


def sealed(passage: Passage) -> Token:
    """Return a passage as one token."""
    return Token(passage.text, passage.key, passage.unit, fixed=True)


def part(passage: Passage, first: int, last: int) -> Token:
    """Return key[first:last] of a passage as one token."""
    start, end = _span(passage, first, last)
    return Token(passage.words.text[start:end], passage.key[first:last], passage.unit, fixed=True)


def _span(passage: Passage, first: int, last: int) -> tuple[int, int]:
    """Return where key[first:last] of a passage is printed in the words of its unit."""
    words, base = passage.words, passage.first
    start = passage.start if first == 0 else words.printed(base + first)
    end = passage.start + len(passage.text) if last == len(passage.key) else words.printed(base + last)
    return start, end
