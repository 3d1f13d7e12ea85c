"""Which remark belongs to which row of a comparison, and which remarks matter most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policydiff.model import Annotation, Comparison, Document, Report, Span


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark with the row it belongs to (index into `Comparison.changes`), None when it is about the whole."""

    annotation: Annotation
    row: int | None


def ranked(report: Report) -> tuple[Remark, ...]:
    """Return every remark, the gravest first; equally grave ones in the order of the rows, those about the whole first."""
    row_of = _Rows(report.comparison)
    remarks = [Remark(annotation, row_of(annotation)) for annotation in report.annotations]
    return tuple(sorted(remarks, key=_weight))


def _weight(remark: Remark) -> tuple[int, int, int, str, str]:
    annotation = remark.annotation
    span = annotation.new or annotation.old
    row = -1 if remark.row is None else remark.row
    return -annotation.severity, row, span.start if span else -1, annotation.rule, annotation.message.en


class _Rows:
    """Finds the row of a remark: the one that holds its new place, else the one that holds its old place."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._old = {unit: row for row, change in enumerate(comparison.changes) for unit in change.old}
        self._new = {unit: row for row, change in enumerate(comparison.changes) for unit in change.new}

    def __call__(self, annotation: Annotation) -> int | None:
        row = _row(annotation.new, self._comparison.new, self._new)
        return _row(annotation.old, self._comparison.old, self._old) if row is None else row


def _row(span: Span | None, document: Document, rows: dict[str, int]) -> int | None:
    if span is None:
        return None
    return rows.get(document.unit_of.get(span.clause, span.clause))
