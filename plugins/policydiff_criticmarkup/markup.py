"""Both documents in one Markdown text with CriticMarkup (format `criticmarkup`).

`{--went--}` and `{++came++}`; what became of a clause, and the findings, stand behind it in `{>>comments<<}`. Accepted, the
marks leave the new document's words, rejected the old one's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import Op
from policydiff.report.build_view import build_view
from policydiff.report.comparison_table import graded
from policydiff.report.escaping import markdown
from policydiff.report.tracked_paragraphs import merged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import RenderOptions, Report
    from policydiff.report.tracked_paragraphs import Paragraph
    from policydiff.report.view import Finding, Row, View

SIGNS = {Op.DELETE: "--", Op.INSERT: "++"}
DEEPEST = 6


def render(report: Report, options: RenderOptions) -> str:
    """Return both documents as one text; it is whole, whatever the options show elsewhere."""
    view = build_view(report, options)
    body = "".join(_paragraph(held, view) for held in merged(report.comparison))
    return "\n\n".join([*_head(view), body.strip("\n")]) + "\n"


def _text(text: str) -> str:
    """Return text that neither formats nor marks."""
    return markdown(text).replace("{", "\\{").replace("}", "\\}")


def _marked(op: Op, text: str) -> str:
    sign = SIGNS.get(op)
    return f"{{{sign}{text}{sign}}}" if sign and text else text


def _comment(text: str) -> str:
    return f"{{>>{_text(text)}<<}}"


def _head(view: View) -> Iterator[str]:
    yield _comment(f"{view.heading}{view.say('colon')}{view.old.name} → {view.new.name}")
    yield from map(_comment, () if view.identical else view.summary_lines)
    yield from map(_comment, (*view.alerts, *view.remarks_outside))
    yield from (_comment(_finding(finding, view)) for finding in view.findings if finding.row is None)
    yield from (_comment(f"{view.say('failures')}{view.say('colon')}{failure}") for failure in view.failures)


def _paragraph(held: Paragraph, view: View) -> str:
    """Return a paragraph and its end. The end is marked where it alone came or went: where one became two, or two one."""
    words = "".join(_marked(stretch.op, _text(stretch.text)) for stretch in held.stretches)
    comments = "".join(_comment(note) for number in held.rows for note in _notes(view.rows[number], view))
    marks = f"{'#' * min(held.depth, DEEPEST)} " if held.depth else ""
    whole = all(stretch.op is held.op for stretch in held.stretches)
    end = "\n\n" if whole else _marked(held.op, "\n\n")
    return f"{marks}{words}{comments}{end}"


def _notes(row: Row, view: View) -> Iterator[str]:
    if row.changed:
        kinds = " · ".join(view.kind(kind) for kind in row.kinds)
        yield f"{row.numbering} {kinds}" + (f"{view.say('colon')}{row.note}" if row.note else "")
    yield from (_finding(finding, view) for finding in row.findings)


def _finding(finding: Finding, view: View) -> str:
    return f"{graded(finding, view)}{finding.message} ({finding.rule})"
