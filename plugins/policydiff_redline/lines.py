"""The lines of both documents in one run of paragraphs with tracked changes, and the groups in which whole lines change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.model import Op
from policydiff_redline.tables import is_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.report.tracked_paragraphs import Paragraph


def old_lines(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return the lines of the old text."""
    return _lines(paragraphs, Op.INSERT)


def new_lines(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return the lines of the new text."""
    return _lines(paragraphs, Op.DELETE)


def _lines(paragraphs: Sequence[Paragraph], absent: Op) -> list[str]:
    texts, text, begun = [], "", False
    for paragraph in paragraphs:
        held = [stretch.text for stretch in paragraph.stretches if stretch.op is not absent]
        text += "".join(held)
        begun = begun or bool(held)
        if paragraph.op is not absent:
            texts.append(text)
            text, begun = "", False
    return [*texts, text] if begun else texts


def grouped(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[bool, list[Paragraph]]]:
    """Yield paragraphs in groups that end where both sides end a line; those with rows of tables are marked, neighbours among them one."""
    held: list[Paragraph] = []
    tables: list[Paragraph] = []
    for number, paragraph in enumerate(paragraphs, 1):
        held.append(paragraph)
        if paragraph.op is not Op.EQUAL and number < len(paragraphs):
            continue
        if any(map(is_row, (*old_lines(held), *new_lines(held)))):
            tables += held
        else:
            if tables:
                yield True, tables
                tables = []
            yield False, held
        held = []
    if tables:
        yield True, tables


def without(paragraph: Paragraph, moves: set[int | None]) -> Paragraph:
    """Return a paragraph in which what belongs to some moves went and came instead."""
    stretches = tuple(replace(held, move=None) if held.move in moves else held for held in paragraph.stretches)
    return replace(paragraph, stretches=stretches, move=None if paragraph.move in moves else paragraph.move)


def moves_of(paragraphs: Sequence[Paragraph]) -> set[int | None]:
    """Return the moves that paragraphs have a part in."""
    return {held.move for paragraph in paragraphs for held in (paragraph, *paragraph.stretches)} - {None}
