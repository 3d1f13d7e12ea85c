"""The JSON that others build on, as plain dicts (docs/json.md; the schemas lie in `schema/`).

Keys may be added within `/1`, none renamed or dropped. Nothing in it depends on clock, machine or locale.
"""

from __future__ import annotations

from json import JSONEncoder, loads
from typing import TYPE_CHECKING, Any

from policydiff.model import Op, Relation
from policydiff.report.clause_names import clause_count
from policydiff.report.ranking import ranked
from policydiff.report.summary import overview, summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from policydiff.model import (
        Annotation,
        Change,
        Clause,
        Comparison,
        Document,
        Edit,
        Fact,
        Metadata,
        PolicyText,
        Report,
        Span,
    )
    from policydiff.report.summary import SummaryLine

COMPARISON = "policydiff.comparison/1"
OUTLINE = "policydiff.outline/1"
FACTS = "policydiff.facts/1"

Json = dict[str, Any]
# Asking an enumeration for a value takes as long as all else about an edit.
_OPS = {op: op.value for op in Op}


def dumps(value: Json) -> str:
    """Return JSON text: a key a line, a list of objects an object a line, characters as they are, a final line end.

    So laid out, a report can be read, searched by line and compared, and is written by json's fast encoder.
    A character that is no text (a lone half of a surrogate pair) is written as an escape, so that the
    result can always be encoded.
    """
    text = _laid_out(value, JSONEncoder(ensure_ascii=False, allow_nan=False))
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _laid_out(value, JSONEncoder(ensure_ascii=True, allow_nan=False))
    return text + "\n"


def _laid_out(value: Json, encoder: JSONEncoder) -> str:
    lines = (f"{encoder.encode(key)}: {_lines(item, encoder)}" for key, item in value.items())
    return "{\n" + ",\n".join(lines) + "\n}"


def _lines(item: object, encoder: JSONEncoder) -> str:
    if isinstance(item, list) and item and isinstance(item[0], dict):
        return "[\n" + ",\n".join(encoder.encode(entry) for entry in item) + "\n]"
    return encoder.encode(item)


def outline(document: Document, text: PolicyText) -> Json:
    """Return the clause tree of a document, its metadata, and the ledger of its normalization."""
    return {
        "schema": OUTLINE,
        "meta": metadata(document.metadata),
        "clauses": [_clause(clause) | {"text": clause.text} for clause in document.walk()],
        "warnings": list(document.warnings),
        **ledger(text),
    }


def facts(found: Sequence[Fact]) -> Json:
    """Return what the plugins found in a document; a fact's attributes stand beside its clause, kind and words."""
    return {"schema": FACTS, "facts": [fact(each) for each in found]}


def comparison(report: Report, *, lang: str = "zh") -> Json:
    """Return a comparison with its remarks; messages are in `lang` (`zh` or `en`)."""
    compared, remarks = report.comparison, _by_row(report, lang)
    return {
        "schema": COMPARISON,
        "relation": compared.relation.value,
        "alike": _rounded(compared.alike),
        "old": _side(compared.old, report.old_name),
        "new": _side(compared.new, report.new_name),
        "overview": list(overview(report, lang)),
        "summary": [_summary_line(line, lang) for line in summary(report, lang)],
        "counts": compared.counts,
        "metadata_changes": [{"field": c.field, "old": c.old, "new": c.new} for c in compared.metadata_changes],
        "ledger_changes": [
            {"kind": c.kind.value, "reason": c.reason, "old": c.old, "new": c.new} for c in report.ledger_changes
        ],
        "differs": report.differs,
        "changes": [_change(compared, change, remarks.get(row, [])) for row, change in enumerate(compared.changes)],
        "annotations": remarks.get(None, []),
        "ledgers": {"old": ledger(report.old_text), "new": ledger(report.new_text)},
        "failures": list(report.failures),
    }


def metadata(stated: Metadata) -> Json:
    """Return what a document says of itself; a field that it does not state is an empty string, list or null."""
    return {
        "title": stated.title,
        "number": stated.number,
        "issuer": stated.issuer,
        "issued": _iso(stated.issued),
        "published": _iso(stated.published),
        "effective": _iso(stated.effective),
        "expires": _iso(stated.expires),
        "recipients": list(stated.recipients),
        "region": stated.region,
        "region_level": stated.region_level,
        "region_code": stated.region_code,
        "carried_title": stated.carried_title,
        "signature": stated.signature,
        "cc": stated.cc,
        "imprint": stated.imprint,
        "history": list(stated.history),
        "first_effective": _iso(stated.first_effective),
        "signed": _iso(stated.signed),
        "secrecy": stated.secrecy,
        "urgency": stated.urgency,
        "note": stated.note,
        "cited": [{"title": citation.title, "number": citation.number} for citation in stated.cited],
    }


def ledger(text: PolicyText) -> Json:
    """Return what normalization removed, repaired, doubted and could not keep."""
    return {
        "removed": [{"text": removal.text, "reason": removal.reason} for removal in text.removed],
        "repairs": [
            {
                "rule": repair.rule,
                "before": repair.before,
                "after": repair.after,
                "evidence": repair.evidence,
                "confidence": _rounded(repair.confidence),
            }
            for repair in text.repairs
        ],
        "suspicions": [{"rule": s.rule, "text": s.text, "reason": s.reason} for s in text.suspicions],
        "losses": [{"kind": loss.kind, "detail": loss.detail, "count": loss.count} for loss in text.losses],
        "rules": list(text.rules),
    }


def _clause(clause: Clause) -> Json:
    return {
        "id": clause.id,
        "label": clause.label,
        "heading": clause.heading,
        "level": clause.level,
        "parent": clause.parent,
        "kind": clause.kind.name.lower(),
    }


def fact(found: Fact) -> Json:
    """Return a fact with its attributes beside its place."""
    core = {
        "clause": found.clause,
        "kind": found.kind,
        "subject": found.subject,
        "text": found.text,
        "start": found.start,
        "end": found.end,
        "plugin": found.plugin,
    }
    return core | dict(found.attributes) | core


def _side(document: Document, name: str) -> Json:
    stated = metadata(document.metadata)
    return {
        "id": name,
        **stated,
        "clauses": clause_count(document),
        "outline": list(_units(document)),
        "tail": document.text[_last_end(document) :],
        "warnings": list(document.warnings),
    }


def _units(document: Document) -> Iterator[Json]:
    """Yield the units with what stands `before` their words, so that the text can be rebuilt from the edits.

    text = Σ (before + words) + tail
    """
    end = 0
    for unit in document.units:
        yield _clause(unit) | {"before": document.text[end : unit.body]}
        end = document.unit_end(unit)


def _last_end(document: Document) -> int:
    return document.unit_end(document.units[-1]) if document.units else 0


def _change(compared: Comparison, change: Change, remarks: list[Json]) -> Json:
    return {
        "kinds": list(change.kinds.names),
        "old": list(change.old),
        "new": list(change.new),
        "old_labels": [compared.old.by_id[unit].label for unit in change.old],
        "new_labels": [compared.new.by_id[unit].label for unit in change.new],
        **_bead(change),
        "edits": [_edit(edit) for edit in change.edits],
        "annotations": remarks,
        **_apart(compared, change),
    }


def _apart(compared: Comparison, change: Change) -> Json:
    """Return what each of two siblings has that the other lacks, where they were drafted apart."""
    if compared.relation is Relation.VERSIONS:
        return {}
    from policydiff.report.sibling_difference import apart

    found = apart(change, compared.relation)
    return {"apart": {"old": list(found.old), "new": list(found.new)} if found else None}


def _bead(change: Change) -> Json:
    bead = change.bead
    return {
        "edges": [list(edge) for edge in bead.edges],
        "parts": [list(edge) for edge in bead.parts],
        "score": _rounded(bead.score),
        "why": list(bead.why),
    }


def _edit(edit: Edit) -> Json:
    """Return an edit; of what most edits lack, and there are thousands, nothing is written."""
    form: Json = {"op": _OPS[edit.op], "text": edit.text}
    if edit.old is not None:
        form["old"] = edit.old
    if edit.new is not None:
        form["new"] = edit.new
    if edit.move is not None:
        form["move"] = edit.move
    if edit.cosmetic:
        form["cosmetic"] = True
    if edit.reference:
        form["reference"] = True
    return form


def _by_row(report: Report, lang: str) -> dict[int | None, list[Json]]:
    """Return the remarks of each row, those about the whole under None."""
    rows: dict[int | None, list[Json]] = {}
    for remark in ranked(report):
        rows.setdefault(remark.row, []).append(annotation(remark.annotation, lang))
    return rows


def _summary_line(line: SummaryLine, lang: str) -> Json:
    return {
        "message": line.message,
        "severity": line.severity.label,
        "old": list(line.old),
        "new": list(line.new),
        "findings": [annotation(remark.annotation, lang) for remark in line.findings],
    }


def annotation(remark: Annotation, lang: str) -> Json:
    """Return a remark; its message is in `lang`."""
    return {
        "rule": remark.rule,
        "severity": remark.severity.label,
        "message": remark.message(lang),
        "old": _span(remark.old),
        "new": _span(remark.new),
    }


def _span(span: Span | None) -> Json | None:
    if span is None:
        return None
    return {"clause": span.clause, "start": span.start, "end": span.end, "text": span.text}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _rounded(share: float) -> float:
    """Four places: finer digits differ between machines and say nothing."""
    return round(share, 4)


def schema(name: str) -> Json:
    """Return the JSON Schema of `comparison`, `outline`, `facts` or `synopsis`."""
    from importlib.resources import files

    text = files("policydiff.report").joinpath("schema", f"{name}.json").read_text(encoding="utf-8")
    loaded: Json = loads(text)
    return loaded
