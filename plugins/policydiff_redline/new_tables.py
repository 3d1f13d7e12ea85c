"""Rows of Markdown tables as tables of Word, with tracked changes in their cells.

old   | 居民 | 2.8元 |      居民   [2.8]{3.2}元       a row with as many cells changes inside them;
new   | 居民 | 3.2元 |                                 another one goes, or comes, as a whole
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from policydiff.model import Op
from policydiff.office import docx
from policydiff.report.tracked_paragraphs import Paragraph, Stretch
from policydiff_redline.lines import new_lines, old_lines
from policydiff_redline.tables import Step, changes, is_row, is_rule, split, steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    # Writes a mark (`ins`, `del`) with its number, author and date; writes a paragraph in a style.
    Mark = Callable[[str], str]
    Write = Callable[[Paragraph, str], str]

_MARKS = {Op.DELETE: "del", Op.INSERT: "ins"}


def write_tables(group: Sequence[Paragraph], room: int, mark: Mark, write: Write) -> str:
    """Return a group of paragraphs with rows of tables; `room` is the width of the page between its margins."""
    texts = [text for text in old_lines(group) if not is_rule(text)]
    fates = list(steps(list(enumerate(texts)), [text for text in new_lines(group) if not is_rule(text)]))
    written = []
    for is_table, held in groupby(fates, key=lambda step: _is_row(step, texts)):
        if is_table:
            rows = [row for step in held for row in _rows(step, texts)]
            width = max(len(cells) for cells, _ in rows)
            widths = [room // width] * width
            written.append(docx.table((_row(cells, op, widths, mark, write) for cells, op in rows), widths))
        else:
            written += (write(_paragraph(_stretches(step, texts), _op(step)), "Body") for step in held)
    return "".join(written)


def _is_row(step: Step, texts: Sequence[str]) -> bool:
    return is_row(step.new if step.old is None and step.new is not None else texts[step.old or 0])


def _op(step: Step) -> Op:
    return Op.INSERT if step.old is None else Op.DELETE if step.new is None else Op.EQUAL


def _stretches(step: Step, texts: Sequence[str]) -> list[Stretch]:
    return changes("" if step.old is None else texts[step.old], step.new or "")


def _rows(step: Step, texts: Sequence[str]) -> Iterator[tuple[list[list[Stretch]], Op]]:
    """Yield the rows that a step makes: the stretches of their cells, and what becomes of the row."""
    old = None if step.old is None else split(texts[step.old])
    new = None if step.new is None else split(step.new)
    if old is not None and new is not None and len(old) == len(new):
        yield [changes(one, other) for one, other in zip(old, new, strict=True)], Op.EQUAL
        return
    for cells, op in ((old, Op.DELETE), (new, Op.INSERT)):
        if cells:
            yield [[Stretch(op, cell)] if cell else [] for cell in cells], op


def _row(cells: Sequence[list[Stretch]], op: Op, widths: Sequence[int], mark: Mark, write: Write) -> str:
    """Return a row; one with fewer cells than its table has columns ends in a wide one."""
    spans = [1] * (len(cells) - 1) + [len(widths) - len(cells) + 1]
    held = [
        docx.cell(write(_paragraph(cell, op), "Cell"), widths[0] * span, span=span)
        for cell, span in zip(cells, spans, strict=True)
    ]
    name = _MARKS.get(op)
    return f"<w:tr>{f'<w:trPr>{mark(name)}</w:trPr>' if name else ''}{''.join(held)}</w:tr>"


def _paragraph(stretches: Sequence[Stretch], op: Op) -> Paragraph:
    return Paragraph(tuple(stretches), op, None, 0, 0, ())
