"""The comparison as a workbook for Excel (format `xlsx`): a sheet of clauses, a sheet of findings, a sheet on the documents.

Heads are frozen and filter what stands below them; changed words are set in the cells as in the table for Word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from policydiff.model import Relation, Wording
from policydiff.office import xlsx
from policydiff.report import messages
from policydiff.report.build_view import build_view
from policydiff.report.comparison_table import Mark, grade, lines, stated
from policydiff.report.conventions import convention as named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import RenderOptions, Report
    from policydiff.office.xlsx import Value
    from policydiff.report.comparison_table import Line
    from policydiff.report.conventions import Convention
    from policydiff.report.view import Quote, View

CLAUSES = Wording("条文对照", "Clauses")
DOCUMENTS = Wording("文件信息", "Documents")
NUMBER, KINDS, SECTION = Wording("序号", "No."), Wording("变化", "Change"), Wording("章节", "Section")
CLAUSE, WEIGHT, RULE = Wording("条款", "Clause"), Wording("轻重", "Weight"), Wording("依据规则", "Rule")
QUOTED = Wording("{side}原文", "Words {side}")
WIDTHS = (6, 14, 18, 14, 14, 52, 52, 40, 8)
FINDING_WIDTHS = (6, 8, 20, 60, 34, 40, 40)

Held = TypeVar("Held")


def render(report: Report, options: RenderOptions) -> bytes:
    """Return the report as a .xlsx file.

    Raises UsageError when the options name no convention.
    """
    view, convention = build_view(report, options), named(options.convention)
    held = [_clauses(view, report, options, convention), _findings(view, convention), _documents(view, convention)]
    return xlsx.workbook(held, convention, f"{view.title} {_title(view, convention)}")


def _title(view: View, convention: Convention) -> str:
    return convention.title(view.lang) if view.relation is Relation.VERSIONS else view.heading


def _captions(view: View, convention: Convention) -> tuple[str, str]:
    """Return what the old and the new side are called, in the order of their columns."""
    if view.relation is Relation.SIBLINGS:
        return _ordered(view.old.caption, view.new.caption, convention)
    return _ordered(convention.old(view.lang), convention.new(view.lang), convention)


def _ordered(old: Held, new: Held, convention: Convention) -> tuple[Held, Held]:
    return (new, old) if convention.new_first else (old, new)


def _clauses(view: View, report: Report, options: RenderOptions, convention: Convention) -> xlsx.Sheet:
    first, second = _captions(view, convention)
    lang = view.lang
    sides = ((view.old, report.comparison.old), (view.new, report.comparison.new))
    facts = (
        f"{side.caption}{view.say('colon')}{side.title}　{'　'.join(stated(document.metadata, lang))}"
        for side, document in _ordered(sides[0], sides[1], convention)
    )
    alerts = [*view.alerts, *([view.say("identical")] if view.identical else view.summary_lines)]
    rows = [line for line in lines(view, options, convention) if line.row and (line.row.changed or options.everything)]
    return xlsx.Sheet(
        CLAUSES(lang),
        WIDTHS,
        (f"{view.title}　{_title(view, convention)}", *alerts, *facts),
        (
            NUMBER(lang),
            KINDS(lang),
            SECTION(lang),
            f"{first} {CLAUSE(lang)}",
            f"{second} {CLAUSE(lang)}",
            first,
            second,
            convention.note(lang),
            WEIGHT(lang),
        ),
        tuple(_line(number, line, view, convention) for number, line in enumerate(rows, 1)),
    )


def _line(number: int, line: Line, view: View, convention: Convention) -> tuple[Value, ...]:
    row = line.row
    if row is None:
        return (number,)
    was, now = (messages.listed([place.name for place in side], view.lang) for side in (row.old, row.new))
    old, new = line.old, line.new
    if line.wide:
        old = new = (((line.wide, Mark.LABEL),),)
    return (
        number,
        " · ".join(view.kind(kind) for kind in row.kinds or ("unchanged",)),
        row.places[0].section,
        *_ordered(was, now, convention),
        *_ordered(old, new, convention),
        line.note,
        grade(row.findings[0], view) if row.findings else "",
    )


def _findings(view: View, convention: Convention) -> xlsx.Sheet:
    lang = view.lang
    quoted = (QUOTED(lang).format(side=side) for side in _captions(view, convention))
    head = (NUMBER(lang), WEIGHT(lang), CLAUSE(lang), view.say("findings"), RULE(lang), *quoted)
    rows = tuple(
        (
            number,
            grade(finding, view),
            finding.where,
            finding.message,
            finding.rule,
            *_ordered(_words(finding.old), _words(finding.new), convention),
        )
        for number, finding in enumerate(view.findings, 1)
    )
    return xlsx.Sheet(view.say("findings"), FINDING_WIDTHS, (), head, rows)


def _words(quote: Quote | None) -> str:
    return quote.text if quote else ""


def _documents(view: View, convention: Convention) -> xlsx.Sheet:
    """Return what the documents say of themselves, how they were prepared, and how many rows are of each kind."""
    head = (DOCUMENTS(view.lang), *_captions(view, convention))
    return xlsx.Sheet(DOCUMENTS(view.lang), (24, 60, 60), (), head, tuple(_told(view, convention)))


def _told(view: View, convention: Convention) -> Iterator[tuple[Value, ...]]:
    old, new = dict(view.old.facts), dict(view.new.facts)
    for label in dict.fromkeys((*old, *new)):
        yield (label, *_ordered(old.get(label, ""), new.get(label, ""), convention))
    for held in view.particulars:
        if held.label not in old and held.label not in new:
            yield (held.label, *_ordered(held.old, held.new, convention))
    yield from ((held.label, *_ordered(held.old, held.new, convention)) for held in view.outside)
    for (key, before), (_, after) in zip(view.old.ledger, view.new.ledger, strict=True):
        yield (view.say(key), *_ordered(before, after, convention))
    yield from ((view.kind(name), count, "") for name, count in view.counts)
    yield from ((view.say("failures"), failure, "") for failure in view.failures)
