"""Table rows among the paragraphs of a clause: `| 指标 | 2017年 |` as cells, so that a table is shown as one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policydiff.report.spans import Paragraph

# The line that Markdown puts under a table's head; it says nothing to a reader.
_RULE = lazy(r"\|(?:\s*:?-+:?\s*\|)+")
_ROW = lazy(r"\|.*\|", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells; a cell is a run of edits like a paragraph."""

    rows: tuple[tuple[Paragraph, ...], ...]


def blocks(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph | Grid]:
    """Yield paragraphs in order, table rows that follow one another as one grid."""
    for tabular, group in groupby(paragraphs, key=is_row):
        if not tabular:
            yield from group
            continue
        rows = tuple(cells(paragraph) for paragraph in group if not _RULE.fullmatch(_text(paragraph)))
        if rows:
            yield Grid(rows)


def is_row(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is a table row: it begins and ends with a bar."""
    return bool(_ROW.fullmatch(_text(paragraph)))


def cells(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """Return the cells of a table row, the edits cut at its bars."""
    row: list[Paragraph] = []
    cell: Paragraph = ()
    for edit in paragraph:
        first, *rest = edit.text.split("|")
        cell = (*cell, replace(edit, text=first)) if first else cell
        for text in rest:
            row.append(_stripped(cell))
            cell = (replace(edit, text=text),) if text else ()
    return tuple(row[1:])


def _stripped(cell: Paragraph) -> Paragraph:
    """Return a cell without the spaces that stand at its borders."""
    if not cell:
        return cell
    first, *rest = cell
    cell = (replace(first, text=first.text.lstrip()), *rest)
    *rest, last = cell
    return tuple(edit for edit in (*rest, replace(last, text=last.text.rstrip())) if edit.text)


def _text(paragraph: Paragraph) -> str:
    return "".join(edit.text for edit in paragraph).strip()
