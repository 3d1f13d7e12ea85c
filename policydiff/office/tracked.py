"""Tracked changes that Word and LibreOffice settle alike.

LibreOffice (7.4 was measured) loses a paragraph's end that stayed between two insertions when all changes are rejected:

    甲{；}⏎ {乙⏎}丙      rejected  甲丙, not 甲⏎丙
    甲{；⏎} {乙}⏎丙      the same text, and the end that stayed no longer lies between insertions
    甲[。]{；}⏎ {乙}丙    put the deletion behind the insertion: 甲{；}[。]⏎
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.model import Op
from policydiff.report.tracked_paragraphs import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policydiff.report.tracked_paragraphs import Paragraph


def resolved(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the same two texts with no paragraph's end that stayed between two insertions, and whole paragraphs moved whole."""
    held = list(_whole(list(paragraphs)))
    for at in range(len(held) - 1):
        if held[at].op is Op.EQUAL and _ends_inserted(held[at]) and _starts_inserted(held[at + 1]):
            _part(held, at)
    return tuple(held)


def _whole(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield paragraphs; the end of one whose last words moved goes with them where it went and came on both sides."""
    ends = [_loose_end(paragraph) for paragraph in paragraphs]
    both = {move for op, move in ends if (Op.DELETE, move) in ends and (Op.INSERT, move) in ends}
    for paragraph, (_, move) in zip(paragraphs, ends, strict=True):
        yield replace(paragraph, move=move) if move is not None and move in both else paragraph


def _loose_end(paragraph: Paragraph) -> tuple[Op, int | None]:
    """Return how a paragraph's end changed without moving, and the move that its last words belong to."""
    last = paragraph.stretches[-1] if paragraph.stretches else None
    moved = last is not None and last.op is paragraph.op and paragraph.move is None
    return paragraph.op, last.move if moved and last is not None else None


def turned(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the same two texts, every end that stayed between two insertions led by a deletion, no paragraph cut for it."""
    held = list(paragraphs)
    for at in range(len(held) - 1):
        if held[at].op is Op.EQUAL and _ends_inserted(held[at]) and _starts_inserted(held[at + 1]):
            held[at] = replace(held[at], stretches=_turned(held[at].stretches))
    return tuple(held)


def _part(held: list[Paragraph], at: int) -> None:
    """Let the end of a paragraph stay behind the new paragraphs that follow, or turn what changed before it."""
    last = at
    while last + 1 < len(held) and _new(held[last + 1]):
        last += 1
    first, end = held[at], held[last]
    if last > at and not _starts_inserted(held[last + 1]):
        held[at] = replace(first, op=Op.INSERT, former=first.depth)
        held[last] = replace(end, op=Op.EQUAL, move=None, former=first.former)
    else:
        held[at] = replace(first, stretches=_turned(first.stretches))


def _turned(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return the changes at the end of a paragraph with the deletion last; where there is none, a character goes and comes."""
    stop = len(stretches)
    while stop and stretches[stop - 1].op is Op.INSERT:
        stop -= 1
    start = stop
    while start and stretches[start - 1].op is Op.DELETE:
        start -= 1
    before, gone, come = stretches[:start], stretches[start:stop], stretches[stop:]
    if not gone and before:
        kept = before[-1]
        before = (*before[:-1], replace(kept, text=kept.text[:-1]))
        gone, come = (Stretch(Op.DELETE, kept.text[-1]),), (Stretch(Op.INSERT, kept.text[-1]), *come)
    return tuple(stretch for stretch in (*before, *come, *gone) if stretch.text)


def _new(paragraph: Paragraph) -> bool:
    return paragraph.op is Op.INSERT and all(stretch.op is Op.INSERT for stretch in paragraph.stretches)


def _ends_inserted(paragraph: Paragraph) -> bool:
    return bool(paragraph.stretches) and paragraph.stretches[-1].op is Op.INSERT


def _starts_inserted(paragraph: Paragraph) -> bool:
    return bool(paragraph.stretches) and paragraph.stretches[0].op is Op.INSERT
