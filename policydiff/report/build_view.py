"""Report → View: puts every value of a report into the words and the order in which it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import Clause, ClauseKind, Relation
from policydiff.report import clause_names, messages
from policydiff.report.notes import Names, note
from policydiff.report.ranking import ranked
from policydiff.report.summary import SummaryLine, overview, reversed_order, summary
from policydiff.report.view import Departure, Finding, Matter, Particular, Place, Quote, Row, Side, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Change, Comparison, Document, PolicyText, RenderOptions, Report, Span
from policydiff.report.ranking import Remark

# Below this share of common text a reader is told that the documents are probably no versions of one another: of 40
# pairs of revised laws the least alike had 0.10, of 30 pairs of unrelated laws the most alike 0.03.
UNRELATED = 0.06


def build_view(report: Report, options: RenderOptions) -> View:
    """Return what a report says, in the language and with the detail that the options ask for."""
    compared, lang = report.comparison, options.lang
    findings = tuple(_finding(remark, report, lang) for remark in ranked(report))
    rows = _rows(report, findings, options)
    siblings = compared.relation is Relation.SIBLINGS
    return View(
        lang=lang,
        relation=compared.relation,
        heading=messages.word("sibling_report" if siblings else "report", lang),
        old=_side(
            compared.old,
            report.old_text,
            report.old_name,
            messages.word("old_sibling" if siblings else "old", lang),
            lang,
        ),
        new=_side(
            compared.new,
            report.new_text,
            report.new_name,
            messages.word("new_sibling" if siblings else "new", lang),
            lang,
        ),
        unrelated=_unrelated(compared),
        alike=compared.alike,
        counts=_counts(rows),
        particulars=tuple(
            Particular(c.field, messages.field(c.field, lang), c.old, c.new) for c in compared.metadata_changes
        ),
        outside=tuple(
            Particular(c.kind.value, messages.ledger_entry(c.kind.value, c.reason, lang), c.old, c.new)
            for c in report.ledger_changes
        ),
        findings=findings,
        rows=rows,
        departures=_departures(rows, compared.old),
        failures=report.failures,
        overview=() if _unrelated(compared) else overview(report, lang),
        summary=() if _unrelated(compared) else tuple(_matter(line) for line in summary(report, lang)),
        order=reversed_order(compared, lang),
    )


def _matter(line: SummaryLine) -> Matter:
    return Matter(line.message, line.severity.label, line.findings[0].row if line.findings else None)


def _unrelated(compared: Comparison) -> bool:
    """Tell whether two documents have too little in common to be compared.

    Siblings are worded afresh, so they need have no more than one matter in common.
    """
    if compared.relation is Relation.SIBLINGS:
        return bool(compared.changes) and not any(change.old and change.new for change in compared.changes)
    return compared.alike < UNRELATED


def _counts(rows: Sequence[Row]) -> tuple[tuple[str, int], ...]:
    counted = ((name, sum(name in (row.kinds or ("unchanged",)) for row in rows)) for name in messages.KINDS)
    return tuple((name, count) for name, count in counted if count)


def _rows(report: Report, findings: Sequence[Finding], options: RenderOptions) -> tuple[Row, ...]:
    held: dict[int | None, list[Finding]] = {}
    for finding in findings:
        held.setdefault(finding.row, []).append(finding)
    changes = enumerate(report.comparison.changes)
    return tuple(_row(report, index, change, held.get(index, []), options) for index, change in changes)


def _row(report: Report, index: int, change: Change, findings: Sequence[Finding], options: RenderOptions) -> Row:
    documents, lang = report.comparison, options.lang
    stated = change.kinds.names
    substantial = tuple(name for name in stated if name != "cosmetic")
    kinds = stated if options.cosmetic else substantial or stated
    old = tuple(place(documents.old, documents.old.by_id[unit], lang) for unit in change.old)
    new = tuple(place(documents.new, documents.new.by_id[unit], lang) for unit in change.new)
    first = documents.new.by_id[change.new[0]] if change.new else documents.old.by_id[change.old[0]]
    names = Names(
        [place.name for place in old],
        [place.name for place in new],
        old[0].section if old else "",
        new[0].section if new else "",
    )
    return Row(
        index=index,
        change=change,
        kinds=kinds,
        changed=bool(substantial) or (options.cosmetic and bool(stated)),
        heads=_heads(first),
        old=old,
        new=new,
        note=note(kinds, names, lang, documents.relation),
        findings=tuple(findings),
    )


def _heads(clause: Clause) -> bool:
    """Tell whether a clause is a heading over others and no rule of its own."""
    return clause.kind in clause_names.STRUCTURE or (
        clause.kind is not ClauseKind.ARTICLE and bool(clause.heading) and not clause.text and bool(clause.children)
    )


def place(document: Document, clause: Clause, lang: str) -> Place:
    """Return a clause as a reader meets it."""
    return Place(
        id=clause.id,
        label=clause_names.one_line(clause.label),
        heading=clause_names.one_line(clause.heading),
        name=clause_names.name(document, clause, lang),
        title=clause_names.title(document, clause, lang),
        path=clause_names.path(document, clause, lang),
        above=tuple(parent.id for parent in clause_names.ancestors(document, clause)),
        level=clause.level,
    )


def _finding(remark: Remark, report: Report, lang: str) -> Finding:
    annotation, compared = remark.annotation, report.comparison
    old, new = _quote(annotation.old, compared.old, lang), _quote(annotation.new, compared.new, lang)
    return Finding(
        rule=annotation.rule,
        severity=annotation.severity.label,
        message=annotation.message(lang),
        row=remark.row,
        old=old,
        new=new,
        where=_where(old, new, compared.relation, lang),
    )


def _where(old: Quote | None, new: Quote | None, relation: Relation, lang: str) -> str:
    """Return the new clause of a finding; the old one, said to be old, where there is none."""
    if new is not None:
        return new.name
    phrase = "former_sibling" if relation is Relation.SIBLINGS else "former"
    return messages.word(phrase, lang, name=old.name) if old is not None else messages.word("about_whole", lang)


def _quote(span: Span | None, document: Document, lang: str) -> Quote | None:
    if span is None:
        return None
    clause = document.by_id.get(span.clause)
    name = clause_names.name(document, clause, lang) if clause else span.clause
    return Quote(span.clause, name, span.text, span.start, span.end)


def _side(document: Document, text: PolicyText, name: str, caption: str, lang: str) -> Side:
    stated = document.metadata
    values = {
        "number": stated.number,
        "issuer": stated.issuer,
        "issued": stated.issued,
        "published": stated.published,
        "effective": stated.effective,
        "first_effective": stated.first_effective,
        "expires": stated.expires,
        "secrecy": stated.secrecy,
        "urgency": stated.urgency,
        "carried_title": stated.carried_title,
        "clauses": clause_names.clause_count(document),
        "name": name,
    }
    return Side(
        name=name,
        title=stated.title or stated.carried_title or name,
        caption=caption,
        facts=tuple((messages.field(key, lang), str(value)) for key, value in values.items() if value),
        text=text,
    )


def _departures(rows: Sequence[Row], old: Document) -> dict[int, tuple[Departure, ...]]:
    """Return, under the row that they follow (-1: the start), the signs where moved clauses have left.

    A clause whose row follows here anyway leaves none.

    old  一 二 三      二 was moved below 三: its sign follows the row of 一
    new  一 三 二
    """
    row_of = {place.id: row for row in rows for place in row.old}
    signs: dict[int, list[Departure]] = {}
    anchor = -1
    places = {place.id: place for row in rows for place in row.old}
    for unit in old.units:
        row = row_of[unit.id]
        if "moved" in row.kinds:
            if row.index != anchor + 1:
                signs.setdefault(anchor, []).append(Departure(places[unit.id], _targets(row, unit.id), row))
        else:
            anchor = row.index
    return {index: tuple(held) for index, held in signs.items()}


def _targets(row: Row, old: str) -> tuple[Place, ...]:
    """Return the clauses that an old clause's rule went to: those its edges name, else all of the row."""
    named = {target for source, target in row.change.bead.edges if source == old}
    return tuple(place for place in row.new if place.id in named) or row.new
