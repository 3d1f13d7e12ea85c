"""Findings and changes for code-scanning pages (SARIF 2.1.0, format `sarif`).

Each finding is a result under its own rule, each row that changed one under `policydiff.KIND`, each difference outside the clauses
one under `policydiff.metadata.FIELD` or `policydiff.ledger.LIST`. Lines and columns count in the
document's text after normalization, columns in code points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policydiff import __version__
from policydiff.report.build_view import build_view
from policydiff.report.escaping import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Document, RenderOptions, Report
    from policydiff.report.view import Particular, Place, Quote, View

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"high": "error", "medium": "warning", "low": "note", "info": "note"}
# GitHub cuts longer identities.
IDENTITY = 32


def render(report: Report, options: RenderOptions) -> str:
    """Return the report as a SARIF log with one run."""
    import json

    view = build_view(report, options)
    results = [*_findings(view, report), *_changes(view, report), *_outside(view, report)]
    rules = sorted({result["ruleId"] for result in results})
    run = {
        "tool": {
            "driver": {
                "name": "policydiff",
                "version": __version__,
                "rules": [{"id": rule, "name": rule.replace(".", "/")} for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _artifact(name)} for name in (report.old_name, report.new_name)],
        "invocations": [_invocation(view)],
        "results": [result | {"ruleIndex": rules.index(result["ruleId"])} for result in results],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _invocation(view: View) -> dict[str, Any]:
    failed = [{"level": "error", "message": {"text": visible(failure)}} for failure in view.failures]
    return {"executionSuccessful": not failed, "toolExecutionNotifications": failed}


def _findings(view: View, report: Report) -> Iterator[dict[str, Any]]:
    for finding in view.findings:
        result = _result(finding.rule, LEVELS[finding.severity], f"{finding.where}{view.say('colon')}{finding.message}")
        related = _quoted(finding.old, report.comparison.old, report.old_name)
        new = _quoted(finding.new, report.comparison.new, report.new_name)
        place = new or related or {"physicalLocation": {"artifactLocation": _artifact(report.new_name)}}
        result["locations"] = [place]
        if new and related:
            result["relatedLocations"] = [related | {"message": {"text": view.old.caption}}]
        yield _identified(result, finding.old, finding.new)


def _changes(view: View, report: Report) -> Iterator[dict[str, Any]]:
    for row in view.changed:
        text = f"{row.numbering}{view.say('colon')}{row.note}"
        result = _result(f"policydiff.{row.kinds[0]}", "note", text)
        compared = report.comparison
        sides = ((row.new, compared.new, report.new_name), (row.old, compared.old, report.old_name))
        result["locations"] = [_placed(place, document, name) for held, document, name in sides for place in held[:1]][
            :1
        ]
        result["properties"] = {"kinds": list(row.kinds)}
        yield _identified(result)


def _outside(view: View, report: Report) -> Iterator[dict[str, Any]]:
    """Yield the differences outside the clauses; they are about the whole document."""
    named = ((f"policydiff.{kind}.{held.field}", held) for kind, section in _kinds(view) for held in section)
    for (rule, _), told in zip(named, view.remarks_outside, strict=True):
        result = _result(rule, "note", told)
        result["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(report.new_name)}}]
        yield _identified(result)


def _kinds(view: View) -> tuple[tuple[str, tuple[Particular, ...]], ...]:
    return (("metadata", view.particulars), ("ledger", view.outside))


def _result(rule: str, level: str, text: str) -> dict[str, Any]:
    return {"ruleId": rule, "level": level, "message": {"text": visible(text)}}


def _identified(result: dict[str, Any], *quotes: Quote | None) -> dict[str, Any]:
    """Return a result with a name that stays while the finding stays, whatever lines it moves to."""
    import hashlib

    words = (quote.text for quote in quotes if quote)
    told = visible("|".join((result["ruleId"], result["message"]["text"], *words)))
    return result | {"partialFingerprints": {"policydiff/v1": hashlib.sha256(told.encode()).hexdigest()[:IDENTITY]}}


def _quoted(quote: Quote | None, document: Document, name: str) -> dict[str, Any] | None:
    return _location(document, name, (quote.start, quote.end), quote.name) if quote else None


def _placed(place: Place, document: Document, name: str) -> dict[str, Any]:
    clause = document.by_id[place.id]
    return _location(document, name, (clause.start, document.unit_end(clause)), place.name)


def _location(document: Document, name: str, span: tuple[int, int], clause: str) -> dict[str, Any]:
    (line, column), (last, end) = (_position(document.text, offset) for offset in span)
    region: dict[str, Any] = {"startLine": line, "startColumn": column, "endLine": last, "endColumn": end}
    return {
        "physicalLocation": {"artifactLocation": _artifact(name), "region": region},
        "logicalLocations": [{"name": visible(clause)}],
    }


def _position(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of a character, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _artifact(name: str) -> dict[str, str]:
    """Return the location of a document; a name with signs that no URI may hold is written in per cent codes."""
    from urllib.parse import quote

    return {"uri": quote(visible(name), safe="/:@?=&%#+,;~")}
