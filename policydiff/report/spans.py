"""The edits of a row as a page shows them: per side or in one stream, per clause, per paragraph.

edits   =三年 -四 +五 =年。⏎ =其他
old     三年[四]年。 / 其他          one Piece a clause, one Paragraph a printed paragraph
new     三年{五}年。 / 其他
inline  三年[四]{五}年。 / 其他
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from policydiff.model import Edit, Op
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policydiff.model import Change

# Stands where nothing but a paragraph's end was put in or taken out.
BREAK_SIGN = "¶"
# An unchanged stretch longer than this (about three printed lines) is cut where space is short, and so much is
# left on either side of the cut.
LONG, LEFT = 90, 36
ELLIPSIS = " ⋯ "
# Words that went and end so stand with what was before them, others with what they begin.
_CLOSES = ("。", "；", "：", "\n")
_BREAK = lazy(r"\n+")

Paragraph = tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a row that one clause makes up (`clause` is its id), paragraph by paragraph."""

    clause: str
    paragraphs: tuple[Paragraph, ...]


def old_pieces(change: Change) -> tuple[Piece, ...]:
    """Return the old words of a row, what went marked as such, one piece a clause."""
    return _side(change.old, [(edit.old, edit) for edit in change.edits if edit.op is not Op.INSERT])


def new_pieces(change: Change) -> tuple[Piece, ...]:
    """Return the new words of a row, what came marked as such, one piece a clause."""
    return _side(change.new, [(edit.new, edit) for edit in change.edits if edit.op is not Op.DELETE])


def inline_pieces(change: Change) -> tuple[Piece, ...]:
    """Return old and new words in one stream; a new piece begins where another clause of the new text does.

    Words that went stand with the clause that their neighbours went to; a row without new clauses is shown by its old ones.
    """
    return _pieces(_streamed(change))


def paragraphs(edits: Iterable[Edit]) -> tuple[Paragraph, ...]:
    """Return edits cut at line ends. A line end that alone came or went leaves a ¶; where it went, the lines stay joined."""
    lines: list[list[Edit]] = [[]]
    for edit in edits:
        if edit.op is not Op.EQUAL and not edit.text.strip():
            _end(lines, edit)
            continue
        first, *rest = _BREAK.split(edit.text)
        _put(lines, edit, first)
        for text in rest:
            lines.append([])
            _put(lines, edit, text)
    return tuple(tuple(_joined(line)) for line in lines if line)


def _joined(line: Iterable[Edit]) -> Iterator[Edit]:
    """Yield edits of one paragraph, neighbours that are marked alike as one."""
    for _, group in groupby(line, key=_mark):
        edits = list(group)
        alone = len(edits) == 1
        yield edits[0] if alone else replace(edits[0], text="".join(edit.text for edit in edits))


def _mark(edit: Edit) -> tuple[Op, int | None, bool, bool]:
    """Return what an edit is marked as: moved, of form only, a reference that follows."""
    return edit.op, edit.move, edit.cosmetic and edit.move is None, edit.reference


def plain(paragraph: Paragraph, *, without: Op | None = None) -> Paragraph:
    """Return a paragraph whose cosmetic edits are not marked; those that do `without` are left out.

    One stream leaves out what went (`Op.DELETE`), else 账户帐户 would stand there; a column leaves out nothing.
    """
    edits = (edit for edit in paragraph if not (edit.cosmetic and edit.op is without))
    return tuple(_joined(replace(edit, op=Op.EQUAL, cosmetic=False) if edit.cosmetic else edit for edit in edits))


def condensed(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph whose long unchanged stretches are cut in the middle; at its ends one half is enough."""
    last = len(paragraph) - 1
    return tuple(_cut(edit, first=place == 0, last=place == last) for place, edit in enumerate(paragraph))


def _cut(edit: Edit, *, first: bool, last: bool) -> Edit:
    if edit.op is not Op.EQUAL or len(edit.text) <= LONG:
        return edit
    head = "" if first and not last else edit.text[:LEFT]
    tail = "" if last and not first else edit.text[-LEFT:]
    return replace(edit, text=f"{head}{ELLIPSIS}{tail}")


def _end(lines: list[list[Edit]], edit: Edit) -> None:
    """Take in white space that came or went by itself."""
    if "\n" not in edit.text:
        _put(lines, edit, edit.text)
        return
    _put(lines, edit, "" if edit.cosmetic else BREAK_SIGN)
    if edit.op is Op.INSERT:
        lines.append([])


def _put(lines: list[list[Edit]], edit: Edit, text: str) -> None:
    if text:
        lines[-1].append(edit if text == edit.text else replace(edit, text=text))


def _side(units: Sequence[str], edits: Sequence[tuple[str | None, Edit]]) -> tuple[Piece, ...]:
    """Group the edits of one side by the clause they stand in, in the order of the clauses."""
    held: dict[str, list[Edit]] = {unit: [] for unit in units}
    for unit, edit in edits:
        held[unit if unit in held else units[0]].append(edit)
    return tuple(Piece(unit, paragraphs(held[unit])) for unit in units)


def _streamed(change: Change) -> list[tuple[str, Edit]]:
    """Pair each edit with the clause it is shown under."""
    if not change.new:
        return [(edit.old or change.old[0], edit) for edit in change.edits]
    streamed: list[tuple[str, Edit]] = []
    clause = change.new[0]
    for edit, following in zip_longest(change.edits, change.edits[1:]):
        clause = edit.new or clause
        begun = following.new if following and not edit.new and not edit.text.endswith(_CLOSES) else None
        streamed.append((begun or clause, edit))
    return streamed


def _pieces(streamed: Sequence[tuple[str, Edit]]) -> tuple[Piece, ...]:
    """Cut a stream where its clause changes."""
    pieces: list[tuple[str, list[Edit]]] = []
    for clause, edit in streamed:
        if not pieces or pieces[-1][0] != clause:
            pieces.append((clause, []))
        pieces[-1][1].append(edit)
    return tuple(Piece(clause, paragraphs(edits)) for clause, edits in pieces)
