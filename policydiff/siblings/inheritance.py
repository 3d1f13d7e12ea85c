"""Tell what became of a parent's plan in a child's: carried over, adapted, weakened, left out, added.

The clauses are aligned as siblings, for a city drafts anew what its province decides; the remarks are those on versions,
for here one side is the earlier one: a target of the child's may be lower than the parent's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.align.features import HEADING_KINDS
from policydiff.model import ClauseKind, Severity, Wording
from policydiff.model.synopsis import Fate, Inheritance, Inherited
from policydiff.text.quantities import measure_of, quantities
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Annotation, Change, Document, Report, Span

# What a remark may say (the second part of its rule) that makes a duty or a target less than the parent's.
WEAKENING = frozenset({
    "lowered", "softened", "postponed", "deadline_dropped", "prohibition_lost", "prohibition_dropped", "obligation_dropped",
})  # fmt: skip

# From this likeness on a clause was copied; with less it was put in the child's own words.
CARRIED = 0.9

# An unnumbered line this short is a date, a name or a greeting.
LINE = 40

# A county has fewer hospitals than its province: sums and counts say how large a place is, unless they are per head.
_BY_SIZE = frozenset({"count", "money", "measure"})
_PER = lazy(r"每[^，。；]{0,16}$")
# 不超过30%: of such a limit less is more.
_LIMIT = lazy(r"不(?:得|能)?(?:超过|高于|多于|大于)|以下|以内|控制在|最高|最多|[降缩减压]|≤|<")
_AROUND = 12
_BINDING = lazy(r"应当|必须|不得|禁止|严禁|确保")


def inherit(parent: int, child: int, report: Report) -> Inheritance:
    """Return what became of each clause of the parent, and what the child added, in the child's order."""
    remarks = _by_row(report)
    items = tuple(
        item
        for number, change in enumerate(report.comparison.changes)
        if (item := _item(number, change, remarks.get(number, ()), report)) is not None
    )
    return Inheritance(parent, child, items, report, _stale(report))


def _item(number: int, change: Change, remarks: Sequence[Annotation], report: Report) -> Inherited | None:
    old, new = report.comparison.old, report.comparison.new
    parent = tuple(unit for unit in change.old if _rules(old, unit))
    child = tuple(unit for unit in change.new if _rules(new, unit))
    if not parent and not child:
        return None
    if not child:
        return Inherited(Fate.LEFT_OUT, parent, (), _weight(old, parent), change=number)
    if not parent:
        return Inherited(Fate.ADDED, (), child, Severity.INFO, change=number)
    score = change.bead.score
    weaker = [remark for remark in remarks if _weakens(remark, report)]
    if weaker:
        gravest = max(remark.severity for remark in weaker)
        how = (*_gravest_first(weaker), *_others(remarks, weaker))
        return Inherited(Fate.WEAKENED, parent, child, gravest, how, score, number)
    if score >= CARRIED and not remarks:
        return Inherited(Fate.CARRIED, parent, child, Severity.INFO, (), score, number)
    return Inherited(Fate.ADAPTED, parent, child, Severity.LOW, _gravest_first(remarks), score, number)


def _gravest_first(remarks: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """Return remarks, the gravest first; one that says the same of several paragraphs stands once."""
    said: dict[tuple[str, str], Annotation] = {}
    for remark in remarks:
        said.setdefault((remark.rule, remark.message.zh), remark)
    return tuple(sorted(said.values(), key=lambda remark: -remark.severity))


def _others(remarks: Sequence[Annotation], weaker: Sequence[Annotation]) -> tuple[Annotation, ...]:
    return tuple(remark for remark in _gravest_first(remarks) if remark not in weaker)


def _rules(document: Document, unit: str) -> bool:
    """Tell a clause that says something from a heading, a date or a name."""
    clause = document.by_id[unit]
    if clause.kind in HEADING_KINDS or (
        clause.children and not clause.text.strip() and clause.kind is not ClauseKind.ARTICLE
    ):
        return False
    return clause.kind is not ClauseKind.PLAIN or len(document.words_of(clause)) >= LINE


def _weight(document: Document, units: Sequence[str]) -> Severity:
    """Weigh what was left out: a duty or a number more than an intention."""
    words = "".join(document.words_of(document.by_id[unit]) for unit in units)
    firm = _BINDING.search(words) or any(measure_of(found.unit) == "ratio" for found in quantities(words))
    return Severity.MEDIUM if firm else Severity.LOW


def _weakens(remark: Annotation, report: Report) -> bool:
    happened = remark.rule.rpartition(".")[2]
    span = remark.old
    if happened in {"lowered", "raised"} and span:
        if _depends_on_size(span, report.comparison.old):
            return False
        return happened == ("raised" if _is_limit(span, report.comparison.old) else "lowered")
    return happened in WEAKENING


def _depends_on_size(span: Span, document: Document) -> bool:
    before = document.text[max(0, span.start - 2 * _AROUND) : span.start]
    measures = {measure_of(found.unit) for found in quantities(span.text)}
    return bool(measures & _BY_SIZE) and not _PER.search(before) and "每" not in span.text


def _is_limit(span: Span, document: Document) -> bool:
    return _LIMIT.search(document.text[max(0, span.start - _AROUND) : span.end + 2]) is not None


def _by_row(report: Report) -> dict[int, list[Annotation]]:
    """Return the remarks of each row; those on the whole belong to none."""
    old, new = report.comparison.old, report.comparison.new
    rows_old = {unit: row for row, change in enumerate(report.comparison.changes) for unit in change.old}
    rows_new = {unit: row for row, change in enumerate(report.comparison.changes) for unit in change.new}
    found: dict[int, list[Annotation]] = {}
    for remark in report.annotations:
        row = rows_new.get(new.unit_of.get(remark.new.clause, "")) if remark.new else None
        if row is None and remark.old:
            row = rows_old.get(old.unit_of.get(remark.old.clause, ""))
        if row is not None:
            found.setdefault(row, []).append(remark)
    return found


def _stale(report: Report) -> Wording | None:
    """Say that a child is older than its parent, where both state a date."""
    parent, child = report.comparison.old.metadata, report.comparison.new.metadata
    decided, followed = parent.issued or parent.published, child.issued or child.published
    if not decided or not followed or followed >= decided:
        return None
    return Wording(
        f"下级文件（{followed}）早于上级文件（{decided}），可能尚未按上级文件修订",
        f"the child ({followed}) is older than its parent ({decided}) and may not follow it yet",
    )
