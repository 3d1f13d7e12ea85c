"""Findings and changes for code-scanning pages (SARIF 2.1.0, format `sarif`).

Each finding is a result under its own rule, each row that changed one under `policydiff.KIND`, each difference outside the clauses
one under `policydiff.metadata.FIELD` or `policydiff.ledger.LIST`. Lines and columns count in the file that was given (of a
revision: in the archive's file), columns in code points; where a file has no lines to tell, a result names the file alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policydiff import __version__
from policydiff.report import messages
from policydiff.report.build_view import build_view
from policydiff.report.escaping import visible
from policydiff_sarif.places import SourceLines, source_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Document, RenderOptions, Report, Source
    from policydiff.report.view import Particular, Place, Quote, View

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"high": "error", "medium": "warning", "low": "note", "info": "note"}
# Where the rules are listed.
MANUAL = "https://pypi.org/project/policydiff/"
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
                "informationUri": MANUAL,
                "rules": [_rule(rule, report, options.lang) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _artifact(side.name)} for side in _sides(report)],
        "invocations": [_invocation(view)],
        "results": [result | {"ruleIndex": rules.index(result["ruleId"])} for result in results],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: str, report: Report, lang: str) -> dict[str, Any]:
    """Return what a code-scanning page says of a rule: what it tells, and where more is said."""
    meant = next((grade.meaning for grade in report.grades if grade.rule == rule), None)
    meant = meant or messages.KINDS.get(rule.rpartition(".")[2])
    said = meant(lang) if meant else rule
    text = {"text": visible(said) or rule}
    help_text = f"{rule}: {said}. policydiff.toml, [severity], weighs it otherwise."
    return {
        "id": rule,
        "name": rule.replace(".", "/"),
        "shortDescription": text,
        "fullDescription": text,
        "help": {"text": visible(help_text), "markdown": f"**{rule}**: {visible(said)}. [Rules]({MANUAL})"},
        "helpUri": MANUAL,
    }


class Placed(NamedTuple):
    """One side of a report: the document, the name of its file, and where its lines stand in that file."""

    document: Document
    name: str
    lines: SourceLines | None


def _sides(report: Report) -> tuple[Placed, Placed]:
    """Return the old and the new side."""
    old, new = report.comparison.old, report.comparison.new
    names = [_file(name, source) for name, source in _given(report)]
    # The file of a revision that was superseded holds the newer one's lines now.
    known = None if names[0] == names[1] else source_lines(old.text, report.old_source)
    return Placed(old, names[0], known), Placed(new, names[1], source_lines(new.text, report.new_source))


def _given(report: Report) -> tuple[tuple[str, Source | None], tuple[str, Source | None]]:
    return (report.old_name, report.old_source), (report.new_name, report.new_source)


def _file(name: str, source: Source | None) -> str:
    """Return the file that a document was read from: of a name in an archive, the file in the repository."""
    return source.location if source and "@" in name and source.location.endswith(".md") else name


def _invocation(view: View) -> dict[str, Any]:
    failed = [{"level": "error", "message": {"text": visible(failure)}} for failure in view.failures]
    return {"executionSuccessful": not failed, "toolExecutionNotifications": failed}


def _findings(view: View, report: Report) -> Iterator[dict[str, Any]]:
    before, after = _sides(report)
    for finding in view.findings:
        result = _result(finding.rule, LEVELS[finding.severity], f"{finding.where}{view.say('colon')}{finding.message}")
        related, new = _quoted(finding.old, before), _quoted(finding.new, after)
        place = new or related or {"physicalLocation": {"artifactLocation": _artifact(after.name)}}
        result["locations"] = [place]
        if new and related:
            result["relatedLocations"] = [related | {"message": {"text": view.old.caption}}]
        yield _identified(result, finding.old, finding.new)


def _changes(view: View, report: Report) -> Iterator[dict[str, Any]]:
    before, after = _sides(report)
    for row in view.changed:
        text = f"{row.numbering}{view.say('colon')}{row.note}"
        result = _result(f"policydiff.{row.kinds[0]}", "note", text)
        places = [(place, side) for held, side in ((row.new, after), (row.old, before)) for place in held[:1]]
        result["locations"] = [_placed(place, side) for place, side in places[:1]]
        result["properties"] = {"kinds": list(row.kinds)}
        yield _identified(result)


def _outside(view: View, report: Report) -> Iterator[dict[str, Any]]:
    """Yield the differences outside the clauses; they are about the whole document."""
    named = ((f"policydiff.{kind}.{held.field}", held) for kind, section in _kinds(view) for held in section)
    for (rule, _), told in zip(named, view.remarks_outside, strict=True):
        result = _result(rule, "note", told)
        result["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(_sides(report)[1].name)}}]
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


def _quoted(quote: Quote | None, side: Placed) -> dict[str, Any] | None:
    return _location(side, (quote.start, quote.end), quote.name) if quote else None


def _placed(place: Place, side: Placed) -> dict[str, Any]:
    clause = side.document.by_id[place.id]
    return _location(side, (clause.start, side.document.unit_end(clause)), place.name)


def _location(side: Placed, span: tuple[int, int], clause: str) -> dict[str, Any]:
    region = side.lines.region(side.document.text, *span) if side.lines else None
    physical: dict[str, Any] = {"artifactLocation": _artifact(side.name)}
    return {
        "physicalLocation": physical | ({"region": region} if region else {}),
        "logicalLocations": [{"name": visible(clause)}],
    }


def _artifact(name: str) -> dict[str, str]:
    """Return the location of a document; a name with signs that no URI may hold is written in per cent codes."""
    from urllib.parse import quote

    return {"uri": quote(visible(name), safe="/:@?=&%#+,;~")}
