"""Read a row's edits as rewrites: the words that went and the words that came in one place, with their surroundings.

    [-领购-]{+领用+}发票的单位，应当持{+身份证明，以及+}税务登记证件
    └ rewrite 1: 领购 → 领用       └ rewrite 2: nothing → 身份证明，以及

Equal words, words that moved inside the row and differences of form only anchor the two texts to each other; what stands
between two anchors is one rewrite. A finding that rests on a rewrite rests on words that came or went.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.model import Op, Span
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from re import Pattern

    from policydiff.model import Change, Comparison, Document, Edit

_SENTENCE_END = lazy(r"[。；！？;!?\n]|\.(?=\s|$)")
_PHRASE_END = lazy(r"[，,：:。；！？;!?\n|]|\.(?=\s|$)")
# The same as plain strings: the last one before a place is found faster so. A stop of an English sentence has a space behind it.
_SENTENCE_STOPS = ("。", "；", "！", "？", ";", "!", "?", "\n", ". ")
_PHRASE_STOPS = ("，", ",", "：", ":", "|", *_SENTENCE_STOPS)
# Between two rewrites so few equal characters, none of them a stop, are no anchor that a reader would see.
_ISLAND = 1
_STOPS = frozenset("，,：:。；！？;!?\n|、 ")


class Passage(NamedTuple):
    """A stretch of a document; it may be empty and still has a place."""

    document: Document
    unit: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words as printed."""
        return self.document.text[self.start : self.end]

    @property
    def sentence(self) -> Passage:
        """The sentences that the passage stands in, stops included."""
        return self._within(_SENTENCE_END, _SENTENCE_STOPS)

    @property
    def phrase(self) -> Passage:
        """The parts between commas that the passage stands in."""
        return self._within(_PHRASE_END, _PHRASE_STOPS)

    @property
    def before(self) -> str:
        """What stands before it in its sentence."""
        return self.document.text[self.sentence.start : self.start]

    @property
    def after(self) -> str:
        """What stands behind it in its sentence."""
        return self.document.text[self.end : self.sentence.end]

    def moved(self, start: int, end: int) -> Passage:
        """Return another stretch of the same unit."""
        return self._replace(start=start, end=end)

    def touches(self, start: int, end: int) -> bool:
        """Tell whether a stretch shares a character with this one, or, where this one is empty, whether it lies inside."""
        if self.start == self.end:
            return start < self.start < end
        return start < self.end and self.start < end

    def span(self) -> Span | None:
        """Return the place for an annotation, without the spaces around it; None for no words."""
        text = self.text
        start = self.start + len(text) - len(text.lstrip())
        end = start + len(text.strip())
        if start >= end:
            return None
        return Span(clause_at(self.document, self.unit, start), start, end, self.document.text[start:end])

    def _within(self, stop: Pattern[str], stops: Sequence[str]) -> Passage:
        text, unit = self.document.text, self.document.by_id[self.unit]
        low, high = unit.body, self.document.unit_end(unit)
        inside = self.end - (self.end > self.start and text[self.end - 1] in _STOPS)
        following = stop.search(text, max(inside, self.start), high)
        end = max(following.end() if following else high, self.end)
        start = max(max(text.rfind(mark, low, self.start) for mark in stops) + 1, low)
        while start < self.start and text[start].isspace():
            start += 1
        return self.moved(start, end)


class Rewrite(NamedTuple):
    """Words that went and words that came in one place; either side may be empty."""

    old: Passage
    new: Passage

    @property
    def gone(self) -> str:
        """The words that went, without the spaces around them."""
        return self.old.text.strip()

    @property
    def come(self) -> str:
        """The words that came, without the spaces around them."""
        return self.new.text.strip()


def rewrites(comparison: Comparison, change: Change) -> list[Rewrite]:
    """Return the rewrites of a row that has words on both sides, in reading order of the new text."""
    if not (change.old and change.new):
        return []
    found: list[Rewrite] = []
    places = _Places(comparison, change)
    run: list[Edit] = []
    left = 0
    edits = list(change.edits)
    for index, edit in enumerate(edits):
        if not _is_anchor(edit) or (run and _is_island(edits, index)):
            run.append(edit)
            continue
        found += places.closed(run)
        run = []
        places.pass_over(edit)
        left = index
    return [*found, *places.closed(run)] if left < len(edits) else found


def _is_anchor(edit: Edit) -> bool:
    return edit.op is Op.EQUAL or edit.move is not None or edit.cosmetic or edit.reference


def _is_island(edits: Sequence[Edit], index: int) -> bool:
    """Tell one equal character between two replaced words: 处[-五-]{+二+}万 is two words, [-甲-]{+乙+}和[-丙-]{+丁+} too."""
    edit = edits[index]
    if edit.op is not Op.EQUAL or len(edit.text) > _ISLAND or edit.text in _STOPS or index + 1 >= len(edits):
        return False
    return not _is_anchor(edits[index + 1]) and edit.text not in "和或及与的"


class _Places:
    """Counts where in both documents the edits of a row have come to."""

    def __init__(self, comparison: Comparison, change: Change) -> None:
        self._documents = comparison.old, comparison.new
        self._at = (
            {unit: comparison.old.by_id[unit].body for unit in change.old},
            {unit: comparison.new.by_id[unit].body for unit in change.new},
        )
        self._unit = [change.old[0], change.new[0]]

    def pass_over(self, edit: Edit) -> None:
        """Move behind an edit."""
        for side, unit in enumerate((edit.old, edit.new)):
            if unit is not None and edit.op is not (Op.INSERT, Op.DELETE)[side]:
                self._at[side][unit] += len(edit.text)
                self._unit[side] = unit

    def closed(self, run: Sequence[Edit]) -> Iterator[Rewrite]:
        """Yield the rewrite that a run of edits makes, and move behind it; one for each unit where the run spans several."""
        pieces: list[list[Edit]] = []
        for edit in run:
            units = (edit.old, edit.new)
            if not pieces or any(
                a and b and a != b for last in pieces[-1] for a, b in zip(units, (last.old, last.new), strict=True)
            ):
                pieces.append([])
            pieces[-1].append(edit)
        for piece in pieces:
            yield self._one(piece)

    def _one(self, piece: Sequence[Edit]) -> Rewrite:
        for side in (0, 1):
            units = [unit for edit in piece if (unit := (edit.old, edit.new)[side])]
            if units:
                self._unit[side] = units[0]
        starts = [self._at[side][self._unit[side]] for side in (0, 1)]
        for edit in piece:
            self.pass_over(edit)
        ends = [self._at[side][self._unit[side]] for side in (0, 1)]
        old, new = (
            Passage(self._documents[side], self._unit[side], starts[side], max(starts[side], ends[side]))
            for side in (0, 1)
        )
        return Rewrite(old, new)


def clause_at(document: Document, unit: str, place: int) -> str:
    """Return the id of the clause inside a unit that a place stands in."""
    found = unit
    for clause in document.by_id[unit].walk():
        if clause.start <= place and document.unit_of.get(clause.id) == unit:
            found = clause.id
    return found
