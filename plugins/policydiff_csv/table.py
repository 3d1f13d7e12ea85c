"""Write comparisons as lines of comma-separated values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import Op
from policydiff.model.synopsis import Coverage, Mark
from policydiff.report import messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policydiff.model import Change, RenderOptions, Report
    from policydiff.model.synopsis import Cell, FactCell, Synopsis

_MARKS = {Mark.HIGHEST: "↑", Mark.LOWEST: "↓"}
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t")


def render(report: Report, options: RenderOptions) -> str:
    """Return a line for each row of a comparison: what happened, the clauses, both texts, the findings."""
    head = ("kinds", "old", "new", "score", "old_text", "new_text", "findings")
    failures = [("failure", "", "", "", "", "", failure) for failure in report.failures]
    return _written([head, *_changes(report, options), *_outside(report, options), *failures])


def render_synopsis(synopsis: Synopsis, _options: RenderOptions) -> str:
    """Return the matrix: a line for each topic and each fact row, a column for each document.

    A topic's cell is its coverage (`full`, `part`, `none`) with the prevailing force; a fact's the reconciled value,
    ↑ the highest, ↓ the lowest, empty where it is missing.
    """
    head = ("table", "kind", "name", "unit", "documents", "likeness", *(member.label for member in synopsis.members))
    topics = (
        ("topic", "", topic.name, "", len(topic.members), topic.likeness, *map(_cell, topic.cells))
        for topic in synopsis.topics
    )
    facts = (
        ("fact", row.kind, row.name, row.unit, len(row.members), "", *map(_values, row.cells)) for row in synopsis.facts
    )
    return _written([head, *topics, *facts])


def _changes(report: Report, options: RenderOptions) -> Iterator[Sequence[object]]:
    from policydiff.report.ranking import ranked

    found: dict[int | None, list[str]] = {}
    for remark in ranked(report):
        grave = messages.severity(remark.annotation.severity.label, options.lang)
        found.setdefault(remark.row, []).append(f"[{grave}] {remark.annotation.message(options.lang)}")
    for number, change in enumerate(report.comparison.changes):
        yield (
            " ".join(change.kinds.names) or "unchanged",
            " ".join(change.old),
            " ".join(change.new),
            round(change.bead.score, 4),
            _side(change, Op.DELETE),
            _side(change, Op.INSERT),
            "\n".join(found.get(number, ())),
        )


def _outside(report: Report, options: RenderOptions) -> Iterator[Sequence[object]]:
    """Yield a line for each difference outside the clauses: `metadata FIELD` or `ledger LIST`, no clauses, both values."""
    compared = report.comparison.metadata_changes
    held = [(f"metadata {change.field}", "", change.old, change.new) for change in compared]
    held += [
        (
            f"ledger {change.kind.value}",
            messages.ledger_entry(change.kind.value, change.reason, options.lang),
            change.old,
            change.new,
        )
        for change in report.ledger_changes
    ]
    yield from ((kind, "", "", "", old, new, told) for kind, told, old, new in held)


def _side(change: Change, op: Op) -> str:
    return "".join(edit.text for edit in change.edits if edit.op in {Op.EQUAL, op})


def _cell(cell: Cell) -> str:
    return cell.coverage.value if cell.coverage is Coverage.NONE else f"{cell.coverage.value} {cell.strictness.level}"


def _values(cell: FactCell) -> str:
    return _MARKS.get(cell.mark, "") + "; ".join(value.shown for value in cell.values)


def _written(rows: Iterable[Sequence[object]]) -> str:
    import csv
    from io import StringIO

    stream = StringIO()
    csv.writer(stream, lineterminator="\n").writerows([_harmless(item) for item in row] for row in rows)
    return stream.getvalue()


def _harmless(item: object) -> object:
    """Return text that no spreadsheet runs as a formula; numbers stay numbers."""
    return f"'{item}" if isinstance(item, str) and item.startswith(_FORMULA) else item
