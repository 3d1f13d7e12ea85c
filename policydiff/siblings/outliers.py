"""Outliers in each cell of the matrix: a number, a missing target, another lead, weaker words."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.model import Severity, Wording
from policydiff.model.synopsis import Coverage, Finding, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model.synopsis import Cell, FactCell, FactRow, Topic

_MARKS = {
    Mark.HIGHEST: ("siblings.highest", Severity.INFO, "最高", "highest"),
    Mark.LOWEST: ("siblings.lowest", Severity.LOW, "最低", "lowest"),
}
_WEAK = frozenset({"encouraging", "hedged"})


def with_findings(topics: Sequence[Topic], rows: Sequence[FactRow]) -> tuple[Topic, ...]:
    """Return the topics with what stands out in their cells, the gravest first."""
    found: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for number, row in enumerate(rows):
        for cell in row.cells if row.topic is not None else ():
            treated = topics[row.topic or 0].cells[cell.member].coverage is not Coverage.NONE
            if treated:
                found[row.topic or 0, cell.member] += _of_fact(number, row, cell)
    return tuple(
        replace(
            topic, cells=tuple(_with(cell, [*found[number, cell.member], *_force(cell, topic)]) for cell in topic.cells)
        )
        for number, topic in enumerate(topics)
    )


def _with(cell: Cell, findings: Sequence[Finding]) -> Cell:
    return replace(cell, findings=tuple(sorted(findings, key=lambda finding: (-finding.severity, finding.rule))))


def _of_fact(number: int, row: FactRow, cell: FactCell) -> Iterator[Finding]:
    if row.kind == "responsibility":
        yield from _lead(number, row, cell)
        return
    if cell.mark is Mark.MISSING and 2 * len(row.members) >= len(row.cells):
        words = Wording(
            f"未见“{row.name}”（{len(row.members)}份有）", f"no “{row.name}” found ({len(row.members)} have it)"
        )
        yield Finding("siblings.missing", Severity.MEDIUM, words, number)
    if cell.mark in _MARKS:
        rule, severity, zh, en = _MARKS[cell.mark]
        shown = cell.values[0].shown
        yield Finding(rule, severity, Wording(f"{row.name}{zh}：{shown}", f"{row.name} {en}: {shown}"), number)


def _lead(number: int, row: FactRow, cell: FactCell) -> Iterator[Finding]:
    """Yield where another agency leads than in most documents."""
    named = {value.shown for value in cell.values}
    counts = Counter(value.shown for other in row.cells for value in other.values)
    usual = min(counts, key=lambda office: (-counts[office], office))
    if row.unit == "lead" and named and usual not in named and counts[usual] > 1:
        who = "、".join(sorted(named))
        words = Wording(f"牵头单位为{who}，多数为{usual}", f"led by {who}, elsewhere mostly by {usual}")
        yield Finding("siblings.other_lead", Severity.MEDIUM, words, number)


def _force(cell: Cell, topic: Topic) -> Iterator[Finding]:
    """Yield where most documents bind and this one only encourages."""
    others = [other.strictness.level for other in topic.cells if other.passages and other.member != cell.member]
    binding = others.count("binding")
    if cell.passages and cell.strictness.level in _WEAK and others and 2 * binding > len(others):
        words = Wording(
            f"措辞较弱（其他{binding}份多用“应当”“不得”）", f"weaker words ({binding} others oblige or forbid)"
        )
        yield Finding("siblings.weaker", Severity.MEDIUM, words)
