"""Align tables: rows by what stands in their first speaking cell, cells by the column they stand in.

| 指标 | 2017 |           | 指标 | 单位 | 2020 |      单位: a column that was added
| 床位 | 5.0  |           | 床位 | 张   | 5.5  |      床位: one row; 5.0 → 5.5 in one cell
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from policydiff.diff.segments import Passage, PassageKind
from policydiff.text.canonical import canon
from policydiff.text.regex import lazy
from policydiff.text.word_diff import runs

if TYPE_CHECKING:
    from collections.abc import Sequence

# A border with the spaces around it; a \| belongs to its cell.
_BORDER: Final = lazy(r"([ \t]*(?<!\\)\|[ \t]*)")
_SPEAKS: Final = lazy(r"[^\W\d_]")


def cells(row: str) -> list[tuple[str, str]]:
    r"""Return the borders of a row, each with the words after it: `| a | b |\n` → (`| `, `a`), (` | `, `b`), (` |`, `\n`)."""
    before, *rest = _BORDER.split(row)
    found = list(zip(rest[::2], rest[1::2], strict=True))
    return [(before + found[0][0], found[0][1]), *found[1:]] if found else [(row, "")]


def row_key(row: str) -> str:
    """Return the words that name a row: its first cell that is more than a number."""
    return next((words for words in (canon(cell) for _, cell in cells(row)) if _SPEAKS.search(words)), "")


def columns(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Return for each row, by its place among the passages, the columns of its cells; equal names, one column."""
    named_old: dict[int, list[str]] = {}
    named_new: dict[int, list[str]] = {}
    tables_old, tables_new = _tables(old), _tables(new)
    partner = _partners([_header(old, table) for table in tables_old], [_header(new, table) for table in tables_new])
    for number, table in enumerate(tables_old):
        named_old |= {at: _names(f"{number}", len(cells(old[at].text))) for at in table}
    for number, table in enumerate(tables_new):
        head = _header(new, table)
        across = partner.get(number)
        names = {} if across is None else _aligned(f"{across}", _header(old, tables_old[across]), head)
        for at in table:
            fresh = _names(f"+{number}", len(cells(new[at].text)))
            named_new[at] = [names.get(place, name) for place, name in enumerate(fresh)]
    return named_old, named_new


def _tables(side: Sequence[Passage]) -> list[list[int]]:
    """Return the runs of rows, each as the places of its passages."""
    runs_of = groupby(range(len(side)), key=lambda at: (side[at].kind is PassageKind.ROW, side[at].unit))
    return [list(places) for (is_row, _), places in runs_of if is_row]


def _header(side: Sequence[Passage], table: Sequence[int]) -> list[str]:
    return [canon(words) for _, words in cells(side[table[0]].text)]


def _partners(old: Sequence[list[str]], new: Sequence[list[str]]) -> dict[int, int]:
    """Return for each new table the old one whose header shares most with its own; the first of equals."""
    scored = [(-len(set(a) & set(b)), abs(i - j), i, j) for i, a in enumerate(old) for j, b in enumerate(new)]
    partner: dict[int, int] = {}
    for _, _, i, j in sorted(scored):
        if j not in partner and i not in partner.values():
            partner[j] = i
    return partner


def _names(table: str, count: int) -> list[str]:
    """Return names for the columns; the last cell is the closing border, whatever the count."""
    return [f"{table}.{place}" for place in range(count - 1)] + [f"{table.lstrip('+')}.end"]


def _aligned(table: str, old: Sequence[str], new: Sequence[str]) -> dict[int, str]:
    """Return for the new columns that were there before their old names, by header, else by place."""
    names = {len(new) - 1: f"{table}.end"}
    for same, i0, i1, j0, j1 in runs(old[:-1], new[:-1]):
        if same or i1 - i0 == j1 - j0:
            names |= {j: f"{table}.{i}" for i, j in zip(range(i0, i1), range(j0, j1), strict=True)}
    return names
