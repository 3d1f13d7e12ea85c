"""Print the edits of one bead: every word of its old units stays or goes, every word of its new ones stays or comes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from policydiff.diff.edit_script import Script, script
from policydiff.diff.references import renamed
from policydiff.diff.segments import passages, whole, words_of
from policydiff.diff.sentence_alignment import SentenceAlignment, align_sentences, follow
from policydiff.diff.title_separators import between_titles
from policydiff.diff.word_edits import EQUAL, Piece, pieces
from policydiff.model import Edit, Op

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from policydiff.diff.segments import Passage
    from policydiff.model import Bead, Document


@dataclass(frozen=True, slots=True)
class Reading:
    """What the edits of every bead need: how words are cut, and what each numbered clause became and was."""

    cut: Callable[[str], list[str]]
    became: Mapping[str, frozenset[str]]
    was: Mapping[str, frozenset[str]]

    def turned(self) -> Reading:
        """Return the reading from new to old."""
        return Reading(self.cut, self.was, self.became)


def edits_of(bead: Bead, old: Document, new: Document, reading: Reading) -> tuple[Edit, ...]:
    """Return the edits of a bead; turning old and new about turns the edits."""
    words_old = [old.words_of(old.by_id[unit]) for unit in bead.old]
    words_new = [new.words_of(new.by_id[unit]) for unit in bead.new]
    if not words_old or not words_new or (len(words_old) == len(words_new) == 1 and words_old == words_new):
        return tuple(_plain(bead, words_old, words_new))
    if words_old <= words_new:
        found = _script(bead.old, bead.new, old, new, reading)
    else:
        found = _script(bead.new, bead.old, new, old, reading.turned()).turned()
    return between_titles(tuple(joined(pieces(found))))


def apart(bead: Bead, old: Document, new: Document) -> tuple[Edit, ...]:
    """Return the edits of a bead whose texts were drafted apart: the one text whole, then the other."""
    gone = ((Op.DELETE, old.words_of(old.by_id[unit]), unit, None) for unit in bead.old)
    come = ((Op.INSERT, new.words_of(new.by_id[unit]), None, unit) for unit in bead.new)
    return tuple(Edit(*found) for found in (*gone, *come) if found[1])


def _plain(bead: Bead, words_old: Sequence[str], words_new: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits of units that are equal, or that stand on one side only."""
    if words_old and words_new:
        if words_old[0]:
            yield Edit(Op.EQUAL, words_old[0], bead.old[0], bead.new[0])
        return
    yield from (Edit(Op.DELETE, words, unit) for unit, words in zip(bead.old, words_old, strict=True) if words)
    yield from (Edit(Op.INSERT, words, None, unit) for unit, words in zip(bead.new, words_new, strict=True) if words)


def _script(
    old_units: Sequence[str], new_units: Sequence[str], old: Document, new: Document, reading: Reading
) -> Script:
    there, here = [words_of(old, unit) for unit in old_units], [words_of(new, unit) for unit in new_units]
    keys = "".join(words.key for words in there), "".join(words.key for words in here)
    if len(there) == len(here) == 1 and keys[0] == keys[1]:
        return script(whole(there[0]), whole(here[0]), reading.cut, ({}, {}))
    left = [passage for words in there for passage in passages(old, words)]
    right = [passage for words in here for passage in passages(new, words)]
    if len(there) > 1 or len(here) > 1:
        left, right = _followed(left, right, many_old=len(there) > 1)
    return script(left, right, reading.cut, renamed(*keys, reading.became))


def _followed(left: list[Passage], right: list[Passage], *, many_old: bool) -> tuple[list[Passage], list[Passage]]:
    """Return both sides with the units of one in the order of the other, where sentences would else seem moved."""
    layout = align_sentences(left, right)
    if not layout.moved:
        return left, right
    if many_old:
        return follow(left, layout), right
    turned = SentenceAlignment(*(tuple((j, i) for i, j in pairs) for pairs in (layout.kept, layout.moved)))
    return left, follow(right, turned)


def joined(found: Iterable[Piece]) -> Iterator[Edit]:
    """Join neighbouring words that fared alike."""
    for equal, stretch in groupby(found, key=_is_equal):
        for (op, old, new, cosmetic, move, reference), group in groupby(
            stretch if equal else _spaces_adopted(stretch), key=_FATE
        ):
            text = "".join([piece.text for piece in group])
            if text:
                yield Edit(op, text, old, new, cosmetic, move, reference)


# All of a piece but its text.
_FATE = itemgetter(*range(6))


def _is_equal(piece: Piece) -> bool:
    return piece[0] is EQUAL


def _spaces_adopted(stretch: Iterable[Piece]) -> Iterable[Piece]:
    """Give space that came or went to the words that came or went before it, else to those after it."""
    found = list(stretch)
    if len(found) < _PAIR or not any([piece[-1].isspace() for piece in found]):  # noqa: C419 a list is quicker
        return found
    adopted: list[Piece] = []
    last: dict[tuple[Op, str | None, str | None], int] = {}
    for piece in found:
        place = last.get(piece[:3])
        if place is not None and piece.text.isspace():
            adopted[place] = adopted[place]._replace(text=adopted[place].text + piece.text)
        elif place is not None and adopted[place].text.isspace():
            space, adopted[place] = adopted[place].text, adopted[place]._replace(text="")
            last[piece[:3]] = len(adopted)
            adopted.append(piece._replace(text=space + piece.text))
        elif piece.text:
            last[piece[:3]] = len(adopted)
            adopted.append(piece)
    return adopted


# A lone edit has no neighbour to give its space to.
_PAIR = 2
