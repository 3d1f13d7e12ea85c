"""Reports of all revisions → the newest text with a note for each thing that a revision did to a clause.

2019 → 2021   第五条 amended            note under 第五条
2021 → 2024   第五条 became 第六条      both notes under 第六条, the older first; a merged clause has those of all it came from
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from policydiff.report.build_view import build_view
from policydiff.report.change_notes import happened, stamped
from policydiff.report.comparison_table import stated
from policydiff.report.paragraphs import loose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Clause, Document, Metadata, RenderOptions, Report
    from policydiff.report.view import Row, View

_MARKS = re.compile("#+")
_ROW = re.compile(r"\|.*\|")
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_CLOSED = tuple("、）)．.")


@dataclass(frozen=True, slots=True)
class Mark:
    """What one revision did to a clause: which (its number, the first is 0), its stamp, what it did."""

    revision: int
    stamp: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause of the newest text: depth as a heading (0: none), label, paragraphs, rows of tables among them, and the marks under it."""

    id: str
    depth: int
    label: str
    paragraphs: tuple[str, ...]
    marks: tuple[Mark, ...] = ()

    @property
    def gap(self) -> str:
        """What stands between the label and the words."""
        return "" if not self.label or self.label.endswith(_CLOSED) else "\u3000"

    def blocks(self) -> Iterator[str | tuple[tuple[str, ...], ...]]:
        """Yield the paragraphs, rows of a table that follow one another as one table of cells."""
        for tabular, group in groupby(self.paragraphs, key=lambda text: bool(_ROW.fullmatch(text))):
            if not tabular:
                yield from group
                continue
            rows = [text for text in group if not _RULE.fullmatch(text)]
            yield tuple(tuple(cell.strip() for cell in text[1:-1].split("|")) for text in rows)


@dataclass(frozen=True, slots=True)
class Version:
    """A revision as the head of an edition names it: its archive name, 文号 and dates."""

    name: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """The newest text with its marks; `versions` are the revisions that it covers, oldest first."""

    lang: str
    title: str
    versions: tuple[Version, ...]
    passages: tuple[Passage, ...]
    failures: tuple[str, ...] = ()

    @property
    def unmarked(self) -> bool:
        """Whether no revision changed anything."""
        return not any(passage.marks for passage in self.passages)


def edited(first: Document, names: Sequence[str], reports: Sequence[Report], options: RenderOptions) -> Edition:
    """Return the edition of a policy.

    `first` is its first revision, `names` are those of all revisions, `reports` compare each with the one before.
    """
    documents = [first, *(report.comparison.new for report in reports)]
    held: dict[str, tuple[Mark, ...]] = {}
    for number, report in enumerate(reports, 1):
        held = _carried(build_view(report, options), report, number, held)
    newest = documents[-1]
    return Edition(
        lang=options.lang,
        title=newest.metadata.title or newest.metadata.carried_title or names[-1],
        versions=tuple(
            _version(name, document.metadata, options.lang) for name, document in zip(names, documents, strict=True)
        ),
        passages=tuple(_passages(newest, held)),
        failures=tuple(dict.fromkeys(failure for report in reports for failure in report.failures)),
    )


def _version(name: str, metadata: Metadata, lang: str) -> Version:
    return Version(name, stated(metadata, lang))


def _carried(view: View, report: Report, number: int, held: dict[str, tuple[Mark, ...]]) -> dict[str, tuple[Mark, ...]]:
    """Return the marks under the clauses of one revision: those that came with their words, then its own.

    What is said of a clause that went stands under the clause before it, and of the first one under the first that is left.
    """
    sign = stamped(report.comparison.new.metadata, view.new.caption, view.lang)
    found: dict[str, tuple[Mark, ...]] = {}
    orphans: tuple[Mark, ...] = ()
    last = ""
    for row in view.rows:
        told = happened(row, view)
        own = (Mark(number, sign, told),) if told else ()
        if not row.new:
            gone = (*(mark for place in row.old for mark in held.get(place.id, ())), *own)
            orphans, found = (orphans, found | {last: found[last] + gone}) if last else (orphans + gone, found)
            continue
        for place in row.new:
            found[place.id] = _ordered((*orphans, *_inherited(row, place.id, held), *own))
            orphans, last = (), place.id
    return found


def _inherited(row: Row, new: str, held: dict[str, tuple[Mark, ...]]) -> Iterator[Mark]:
    """Yield the marks of the clauses that a new one carries on; of all of its row where no edge says which."""
    sources = [old for old, target in row.change.bead.edges if target == new] or list(row.change.old)
    yield from (mark for old in sources for mark in held.get(old, ()))


def _ordered(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(dict.fromkeys(marks), key=lambda mark: mark.revision))


def _passages(document: Document, held: dict[str, tuple[Mark, ...]]) -> Iterator[Passage]:
    """Yield the clauses in order, the titles that stand in none of them before the clause that they stand above."""
    titles = dict(_titles(document))
    for unit in document.units:
        yield from (Passage("", 1, "", (line,)) for line in titles.get(unit.id, ()))
        yield _passage(document, unit, held.get(unit.id, ()))
    yield from (Passage("", 1, "", (line,)) for line in titles.get("", ()))


def _passage(document: Document, unit: Clause, marks: tuple[Mark, ...]) -> Passage:
    signs = _MARKS.match(document.text, unit.start)
    lines = (line.strip() for line in document.words_of(unit).split("\n"))
    return Passage(unit.id, len(signs[0]) if signs else 0, unit.label, tuple(line for line in lines if line), marks)


def _titles(document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the titles that stand in no clause, with the clause that follows them ("" at the end); the first title is the edition's own."""
    title = document.metadata.title or document.metadata.carried_title
    for start, end in loose(document):
        behind = next((unit.id for unit in document.units if unit.start >= end), "")
        lines = (line.strip().lstrip("# ") for line in document.text[start:end].splitlines())
        yield behind, tuple(line for line in lines if line and line != title)
