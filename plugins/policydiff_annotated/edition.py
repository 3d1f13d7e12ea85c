"""The new document with editor's notes (编注版, format `annotated`): under each clause what the revision did to it.

第八条 公民有权举报违法行为。举报查实的，给予五百元奖励。

> 〔2022年11月8日〕第七条改为第八条；“二百元”改为“五百元”。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.model import Relation, Wording
from policydiff.report.build_view import build_view
from policydiff.report.change_notes import happened, stamped, told_finding
from policydiff.report.comparison_table import stated
from policydiff.report.escaping import markdown
from policydiff.report.paragraphs import loose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Document, RenderOptions, Report
    from policydiff.report.view import Row, View

EDITION = Wording("（编注版）", " (annotated)")
DEEPEST = 6
_MARKS = re.compile("#+")
_CLOSED = tuple("、）)．.")


def render(report: Report, options: RenderOptions) -> str:
    """Return the new document as Markdown with notes; it is whole, whatever the options show elsewhere."""
    view = build_view(report, options)
    stamp, titles = _stamp(report, view), _titles(report.comparison.new, view.new.title)
    parts = [f"# {markdown(view.new.title)}{EDITION(view.lang)}", *_head(report, view)]
    for row in view.rows:
        parts += (title for place in row.new for title in titles.get(place.id, ()))
        parts += _words(row, report.comparison.new)
        notes = [f"> {markdown(told)}" for told in _notes(row, view, options)]
        if notes:
            parts.append("\n>\n".join([f"> {stamp}{notes[0].removeprefix('> ')}", *notes[1:]]))
    return "\n\n".join(part for part in (*parts, *titles.get("", ())) if part) + "\n"


def _titles(document: Document, title: str) -> dict[str, list[str]]:
    """Return the titles that stand in no clause, under the clause that follows them ("" at the end); `title` stands above."""
    found: dict[str, list[str]] = {}
    for start, end in loose(document):
        behind = next((unit.id for unit in document.units if unit.start >= end), "")
        lines = (line.strip() for line in document.text[start:end].splitlines())
        told = [line.lstrip("# ") for line in lines if line and line.lstrip("# ") != title]
        found[behind] = [f"## {markdown(line)}" for line in told]
    return found


def _stamp(report: Report, view: View) -> str:
    """Return what a note begins with; nothing between siblings."""
    if view.relation is Relation.SIBLINGS:
        return ""
    return markdown(stamped(report.comparison.new.metadata, view.new.caption, view.lang))


def _head(report: Report, view: View) -> Iterator[str]:
    compared = report.comparison
    if not view.identical:
        yield "\n>\n".join(f"> {markdown(told)}" for told in (view.say("summary"), *view.summary_lines))
    for side, document in ((view.new, compared.new), (view.old, compared.old)):
        facts = "　".join(stated(document.metadata, view.lang)) or side.name
        yield markdown(f"{side.caption}{view.say('colon')}{facts}")
    yield from (f"> **⚠ {markdown(alert)}**" for alert in view.alerts)
    yield from (f"> {markdown(told)}" for told in view.remarks_outside)
    yield from (f"> {markdown(told_finding(finding, view))}" for finding in view.findings if finding.row is None)
    yield from (f"> **⚠ {markdown(failure)}**" for failure in view.failures)


def _words(row: Row, document: Document) -> Iterator[str]:
    """Yield the new words of a row; lines that are headings in the document as headings."""
    for place, piece in zip(row.new, row.new_pieces, strict=True):
        marks = _MARKS.match(document.text, document.by_id[place.id].start)
        label = markdown(place.label)
        space = "" if not label or place.label.endswith(_CLOSED) else "　"
        for number, paragraph in enumerate(piece.paragraphs or ((),)):
            text = markdown("".join(edit.text for edit in paragraph).lstrip())
            if number or not (label or marks):
                yield text
            elif marks:
                yield f"{'#' * min(len(marks[0]) + 1, DEEPEST)} {label}{space}{text}"
            else:
                yield f"<b>{label}</b>{space}{text}"


def _notes(row: Row, view: View, options: RenderOptions) -> Iterator[str]:
    """Yield what the revision did to the clauses of a row: one sentence on the clause, then its findings."""
    told = happened(row, view, cosmetic=options.cosmetic)
    if told:
        yield told
    yield from (told_finding(finding, view) for finding in row.findings)
