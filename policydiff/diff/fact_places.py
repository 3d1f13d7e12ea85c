"""Where the word-by-word alignment put the words of a fact: what stands unchanged was neither dropped nor added."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from policydiff.model import Op
from policydiff.text.canonical import canon
from policydiff.text.quantities import quantities
from policydiff.text.rewrites import rewrites

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Change, Comparison, Document, Edit, Fact
    from policydiff.text.rewrites import Rewrite

# Rewrites longer than this on both sides put one rule for another: facts in them answer to each other by their words only.
_SHORT = 24


class RowAlignment:
    """Which characters of a row's old words are which of its new words."""

    def __init__(self, comparison: Comparison, change: Change) -> None:
        """Take the row; nothing is read before it is asked for."""
        self._comparison = comparison
        self._change = change

    def aligned(self, old: Fact, new: Fact) -> bool:
        """Tell whether words of the one stand unchanged in the other, or one short rewrite holds words of both."""
        if any(
            self._new_place(place) in range(new.start, new.end)
            for place in (old.start, (old.start + old.end) // 2, old.end - 1)
        ):
            return True
        return any(
            each.old.touches(old.start, old.end)
            and each.new.touches(new.start, new.end)
            and min(len(each.gone), len(each.come)) <= _SHORT
            for each in self._rewrites
        )

    def went(self, fact: Fact) -> bool:
        """Tell whether words of an old fact went, and what it states stands no longer in the row."""
        touched = any(each.old.touches(fact.start, fact.end) for each in self._rewrites if each.gone)
        return (touched or not self._change.new) and not self._stands(fact, self._new_words)

    def came(self, fact: Fact) -> bool:
        """Tell whether words of a new fact came, and what it states did not stand in the row before."""
        touched = any(each.new.touches(fact.start, fact.end) for each in self._rewrites if each.come)
        return (touched or not self._change.old) and not self._stands(fact, self._old_words)

    def rewritten(self, old: Fact, new: Fact) -> bool:
        """Tell whether anything came or went in the sentences of two facts."""
        return any(
            each.old.sentence.touches(old.start, old.end) or each.new.sentence.touches(new.start, new.end)
            for each in self._rewrites
        )

    def _stands(self, fact: Fact, words: tuple[str, frozenset[float]]) -> bool:
        text, sizes = words
        stated = {quantity.size for quantity in quantities(fact.text)}
        if stated:
            return stated <= sizes
        return canon(fact.text) in text

    @cached_property
    def _rewrites(self) -> list[Rewrite]:
        return rewrites(self._comparison, self._change)

    @cached_property
    def _old_words(self) -> tuple[str, frozenset[float]]:
        return _words(self._comparison.old, self._change.old)

    @cached_property
    def _new_words(self) -> tuple[str, frozenset[float]]:
        return _words(self._comparison.new, self._change.new)

    def _new_place(self, place: int) -> int:
        """Return where an old character stands in the new text, -1 for one that went."""
        index = bisect_right(self._stretches, (place, 2**60, 2**60)) - 1
        if index < 0:
            return -1
        start, length, target = self._stretches[index]
        return target + place - start if place < start + length else -1

    @cached_property
    def _stretches(self) -> list[tuple[int, int, int]]:
        """The stretches that stand on both sides: start in the old text, length, start in the new text."""
        return sorted(_stretches(self._comparison, self._change))


def _words(document: Document, units: Sequence[str]) -> tuple[str, frozenset[float]]:
    text = "\n".join(document.words_of(document.by_id[unit]) for unit in units)
    return canon(text), frozenset(quantity.size for quantity in quantities(text))


def _stretches(comparison: Comparison, change: Change) -> Iterator[tuple[int, int, int]]:
    old_at = {unit: comparison.old.by_id[unit].body for unit in change.old}
    new_at = {unit: comparison.new.by_id[unit].body for unit in change.new}
    moves: defaultdict[tuple[int, Op], list[int]] = defaultdict(list)
    form: tuple[int, Edit] | None = None
    for edit in change.edits:
        old = _advance(old_at, edit.old, edit) if edit.op is not Op.INSERT else 0
        new = _advance(new_at, edit.new, edit) if edit.op is not Op.DELETE else 0
        if edit.op is Op.EQUAL:
            yield old, len(edit.text), new
        elif edit.move is not None:
            moves[edit.move, edit.op] += range(old or new, (old or new) + len(edit.text))
        elif edit.op is Op.INSERT and form and edit.cosmetic:
            yield form[0], min(len(form[1].text), len(edit.text)), new
        form = (old, edit) if edit.op is Op.DELETE and edit.cosmetic else None
    for (number, op), places in list(moves.items()):
        if op is Op.DELETE:
            yield from ((old, 1, new) for old, new in zip(places, moves.get((number, Op.INSERT), ()), strict=False))


def _advance(places: dict[str, int], unit: str | None, edit: Edit) -> int:
    if unit is None:
        return 0
    place = places[unit]
    places[unit] += len(edit.text)
    return place
