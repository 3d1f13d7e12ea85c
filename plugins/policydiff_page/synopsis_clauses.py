"""The clauses of a synopsis as HTML, each embedded once: what is shared and what is only here marked, tables as tables.

A passage that stands in several topics has its words in the first one; the others refer to it, and the page's script
copies them. A clause that facts or the inheritance name and no topic holds stands among the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from policydiff.model.synopsis import Passage
from policydiff.report import synopsis_view
from policydiff.report.escaping import visible
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policydiff.model.synopsis import Synopsis

# What a passage belongs to that stands in no topic.
ALONE, OTHER = -1, -2
_SHARED, _OWN = Markup("<mark>{}</mark>"), Markup("<em>{}</em>")
_TABLE_RULE = lazy(r"\|[\s|:-]+\|")


@dataclass(frozen=True, slots=True)
class Words:
    """A passage as it is shown: its number, the name of its place, its words, or the topic that has them."""

    number: int
    passage: Passage
    name: str
    html: Markup
    elsewhere: int | None


@dataclass(frozen=True, slots=True)
class Clauses:
    """Every passage that a page shows: its number, and the topic in which its words stand."""

    synopsis: Synopsis
    lang: str
    numbers: Mapping[Passage, int]
    homes: Mapping[Passage, int]
    by_clause: Mapping[tuple[int, str], tuple[Passage, ...]]

    def shown(self, passage: Passage, home: int, shared: Sequence[str] = (), own: Sequence[str] = ()) -> Words:
        """Return a passage as the topic (or list) `home` shows it."""
        first = self.homes[passage]
        words = marked(self.synopsis.words(passage), shared, own) if first == home else Markup()
        name = synopsis_view.where(self.synopsis, passage, self.lang)
        return Words(self.numbers[passage], passage, name, words, None if first == home else first)

    def others(self) -> list[Words]:
        """Return what stands in no topic and is not alone either."""
        return [self.shown(passage, OTHER) for passage, home in self.homes.items() if home == OTHER]

    def link(self, member: int, clause: str, start: int) -> str:
        """Return the fragment of the passage that holds a place, nothing where none is shown."""
        found = self.by_clause.get((member, clause), ())
        here = next((passage for passage in found if passage.start <= start < passage.end), None)
        return f"#p{self.numbers[here or found[0]]}" if found else ""


def clauses(synopsis: Synopsis, lang: str) -> Clauses:
    """Return every passage with its number, in the order in which they are first shown."""
    homes: dict[Passage, int] = {}
    for number, topic in enumerate(synopsis.topics):
        for passage in topic.passages:
            homes.setdefault(passage, number)
    for passage in synopsis.alone:
        homes.setdefault(passage, ALONE)
    known = {(passage.member, passage.clause) for passage in homes}
    for passage in _named(synopsis):
        if (passage.member, passage.clause) not in known:
            homes.setdefault(passage, OTHER)
    by_clause: dict[tuple[int, str], tuple[Passage, ...]] = {}
    for passage in sorted(homes):
        key = passage.member, passage.clause
        by_clause[key] = (*by_clause.get(key, ()), passage)
    return Clauses(synopsis, lang, {passage: number for number, passage in enumerate(homes)}, homes, by_clause)


def _named(synopsis: Synopsis) -> Iterator[Passage]:
    """Yield the clauses that facts and the inheritance refer to, whole."""
    named = {(value.member, value.fact.clause) for row in synopsis.facts for cell in row.cells for value in cell.values}
    for found in synopsis.inheritance:
        named |= {(found.parent, clause) for item in found.items for clause in item.parent}
        named |= {(found.child, clause) for item in found.items for clause in item.child}
    for member, clause in sorted(named):
        document = synopsis.members[member].document
        unit = document.by_id[document.unit_of.get(clause, clause)]
        yield Passage(member, unit.id, unit.body, document.unit_end(unit))


def marked(text: str, shared: Sequence[str] = (), own: Sequence[str] = ()) -> Markup:
    """Return words as paragraphs and tables, shared phrases in `<mark>`, a document's own ones in `<em>`."""
    marks = dict.fromkeys(shared, _SHARED) | dict.fromkeys(own, _OWN)
    phrases = sorted(marks, key=lambda phrase: (-len(phrase), phrase))
    pattern = re.compile("|".join(map(re.escape, phrases))) if phrases else None
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    parts = []
    for tabular, group in groupby(lines, key=_is_row):
        held = list(group)
        parts += [_table(held, pattern, marks)] if tabular else [_line(line, pattern, marks) for line in held]
    return Markup().join(parts)


def _is_row(line: str) -> bool:
    return len(line) > 1 and line.startswith("|") and line.endswith("|")


def _line(line: str, pattern: re.Pattern[str] | None, marks: Mapping[str, Markup]) -> Markup:
    return Markup("<p>{}</p>").format(_runs(line.lstrip("# "), pattern, marks))


def _table(lines: Sequence[str], pattern: re.Pattern[str] | None, marks: Mapping[str, Markup]) -> Markup:
    rows = [line.strip("|").split("|") for line in lines if not _TABLE_RULE.fullmatch(line)]
    cells = (
        Markup().join(Markup("<td>{}</td>").format(_runs(cell.strip(), pattern, marks)) for cell in row) for row in rows
    )
    return Markup("<table>{}</table>").format(Markup().join(Markup("<tr>{}</tr>").format(row) for row in cells))


def _runs(text: str, pattern: re.Pattern[str] | None, marks: Mapping[str, Markup]) -> Markup:
    if pattern is None:
        return escape(visible(text))
    parts, done = [], 0
    for found in pattern.finditer(text):
        parts.append(escape(visible(text[done : found.start()])))
        parts.append(marks[found[0]].format(visible(found[0])))
        done = found.end()
    return Markup().join([*parts, escape(visible(text[done:]))])
