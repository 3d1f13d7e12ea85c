"""Synopsis → the rows of its page: cells of the matrix, clauses of the topics, facts with their links, what was inherited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.model.synopsis import Coverage, Fate, Mark
from policydiff.report import messages, synopsis_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model.synopsis import Cell, FactCell, FactRow, Inheritance, Inherited, Synopsis, Topic, Value
    from policydiff_page.synopsis_clauses import Clauses, Words


@dataclass(frozen=True, slots=True)
class Finding:
    """What stands out in a cell, ready to be shown."""

    severity: str
    message: str
    rule: str


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell: its sign, its force in one character and in words, how deep its colour is, what stands out, its clauses."""

    member: int
    label: str
    sign: str
    covered: str
    letter: str
    force: str
    step: int
    share: int
    findings: tuple[Finding, ...]
    own: tuple[str, ...]
    passages: tuple[Words, ...]
    spoken: str

    @property
    def worst(self) -> str:
        """The gravest severity among the findings, nothing where there are none."""
        return self.findings[0].severity if self.findings else ""


@dataclass(frozen=True, slots=True)
class TopicView:
    """A row of the matrix."""

    number: int
    name: str
    likeness: int
    shared: tuple[str, ...]
    cells: tuple[CellView, ...]

    @property
    def lacking(self) -> tuple[CellView, ...]:
        """The documents that say nothing on it."""
        return tuple(cell for cell in self.cells if not cell.passages)

    @property
    def found(self) -> int:
        """How many of its cells have findings."""
        return sum(bool(cell.findings) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ValueView:
    """A value as it is shown, the name that the text prints, by when, and where it stands."""

    shown: str
    printed: str
    due: str
    link: str
    quote: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A row of facts; each cell has its values, the sign of its mark and the words of it."""

    kind: str
    name: str
    unit: str
    names: tuple[str, ...]
    topic: int | None
    cells: tuple[tuple[int, tuple[ValueView, ...], str, str, str], ...]


@dataclass(frozen=True, slots=True)
class HeirView:
    """One thing that was inherited or not: its fate, how grave, the clauses of both, in what way."""

    fate: str
    sign: str
    name: str
    severity: str
    parent: tuple[tuple[str, str], ...]
    child: tuple[tuple[str, str], ...]
    old: tuple[str, ...]
    new: tuple[str, ...]
    how: tuple[tuple[str, str], ...]


def topics(synopsis: Synopsis, held: Clauses) -> list[TopicView]:
    """Return the rows of the matrix in order."""
    return [_topic(number, topic, synopsis, held) for number, topic in enumerate(synopsis.topics)]


def _topic(number: int, topic: Topic, synopsis: Synopsis, held: Clauses) -> TopicView:
    cells = tuple(_cell(cell, number, topic, synopsis, held) for cell in topic.cells)
    return TopicView(number, topic.name, round(topic.likeness * 100), topic.shared, cells)


def _cell(cell: Cell, number: int, topic: Topic, synopsis: Synopsis, held: Clauses) -> CellView:
    lang = held.lang
    sign, covered = synopsis_view.COVERAGE[cell.coverage]
    letter = synopsis_view.FORCES.get(cell.strictness.level) if cell.passages else None
    label = synopsis.members[cell.member].label
    return CellView(
        member=cell.member,
        label=label,
        sign=sign,
        covered=covered(lang),
        letter=letter[0](lang) if letter else "",
        force=synopsis_view.force(cell, lang),
        step=synopsis_view.step(cell),
        share=round(cell.share * 100),
        findings=tuple(Finding(one.severity.label, one.message(lang), one.rule) for one in cell.findings),
        own=cell.own,
        passages=tuple(held.shown(passage, number, topic.shared, cell.own) for passage in cell.passages),
        spoken=f"{label}{messages.word('colon', lang)}{synopsis_view.described(cell, lang)[2:]}",
    )


def facts(synopsis: Synopsis, held: Clauses) -> list[FactView]:
    """Return the rows of facts in order."""
    return [_fact(row, held) for row in synopsis.facts]


def _fact(row: FactRow, held: Clauses) -> FactView:
    unit = "" if row.kind == "responsibility" else f"{row.unit}/{row.per}" if row.per else row.unit
    names = tuple(name for name in row.names if name != row.name)
    cells = tuple(_stated(cell, held) for cell in row.cells)
    return FactView(synopsis_view.kind(row, held.lang), row.name, unit, names, row.topic, cells)


def _stated(cell: FactCell, held: Clauses) -> tuple[int, tuple[ValueView, ...], str, str, str]:
    sign, words = synopsis_view.MARKS.get(cell.mark, ("", None))
    values = tuple(_value(value, held) for value in cell.values)
    mark = Mark.MISSING if not values else cell.mark
    return cell.member, values, sign, words(held.lang) if words else "", mark.value


def _value(value: Value, held: Clauses) -> ValueView:
    fact = value.fact
    unit = held.synopsis.members[value.member].document.unit_of.get(fact.clause, fact.clause)
    agency = str(fact["agency"] or "")
    return ValueView(
        shown=value.shown,
        printed=agency if agency != value.shown else "",
        due=synopsis_view.due(value),
        link=held.link(value.member, unit, fact.start),
        quote=fact.text,
    )


def heirs(found: Inheritance, synopsis: Synopsis, held: Clauses) -> list[HeirView]:
    """Return what became of a parent's plan in a child's: what weighs most first, what was carried over last."""
    views = [_heir(item, found, synopsis, held) for item in sorted(found.items, key=_rank)]
    return [view for view in views if view.parent or view.child]


def _rank(item: Inherited) -> tuple[int, int]:
    return -int(item.severity), list(Fate).index(item.fate) if item.fate is not Fate.CARRIED else len(Fate)


def _heir(item: Inherited, found: Inheritance, synopsis: Synopsis, held: Clauses) -> HeirView:
    sign, words = synopsis_view.FATES[item.fate]
    return HeirView(
        fate=item.fate.value,
        sign=sign,
        name=words(held.lang),
        severity=item.severity.label,
        parent=tuple(_places(found.parent, item.parent, synopsis, held)),
        child=tuple(_places(found.child, item.child, synopsis, held)),
        old=item.parent,
        new=item.child,
        how=tuple((remark.severity.label, remark.message(held.lang)) for remark in item.how),
    )


def _places(member: int, ids: tuple[str, ...], synopsis: Synopsis, held: Clauses) -> Iterator[tuple[str, str]]:
    document = synopsis.members[member].document
    for clause in ids:
        yield synopsis_view.place(document, clause, held.lang), held.link(member, clause, document.by_id[clause].body)


def treated(synopsis: Synopsis, member: int) -> int:
    """Return how many topics a document treats."""
    return sum(topic.cells[member].coverage is not Coverage.NONE for topic in synopsis.topics)
