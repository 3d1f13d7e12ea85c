"""The comparison as a table for the annex of a draft, in Word (新旧条文对照表, format `table`).

Landscape A4: old, new, note. The heads of the columns bear both 文号 and dates and are repeated on every page. Every
finding stands in the note of its clause, and all of them, with the rules that found them, in a list at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from policydiff.model import Relation, Wording
from policydiff.office import docx
from policydiff.report.build_view import build_view
from policydiff.report.comparison_table import Line, Mark, grade, lines, stated
from policydiff.report.conventions import convention as named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Metadata, RenderOptions, Report
    from policydiff.report.comparison_table import Cell
    from policydiff.report.conventions import Convention
    from policydiff.report.view import View

# Shares of the width: words need room, the note is short.
SIDE, NOTE = 5660, 3478
# Columns of the list of findings: severity, place, finding, rule.
LISTED = (1100, 2900, 7598, 3200)
HEADS = (Wording("轻重", "Weight"), Wording("条款", "Clause"), Wording("要点", "Finding"), Wording("依据规则", "Rule"))
MARKS = Wording("标记：", "Marks: ")
# About ten lines of a side and of a note: such rows stay on one page.
SHORT, SHORT_NOTE = 260, 160
SHADE, PALE = "E7EBF0", "F5F6F8"

Held = TypeVar("Held")


def render(report: Report, options: RenderOptions) -> bytes:
    """Return the report as a .docx file.

    Raises UsageError when the options name no convention.
    """
    view, convention = build_view(report, options), named(options.convention)
    metadata = (report.comparison.old.metadata, report.comparison.new.metadata)
    body = "".join(
        [
            *_head(view, convention),
            _table(view, options, convention, metadata),
            *_particulars(view, convention),
            *_findings(view),
            *_remainder(view),
        ]
    )
    title = f"{view.title} {_title(view, convention)}"
    sheet = docx.Sheet(body, docx.run(title), docx.page_numbers(view.lang), title, docx.LANDSCAPE)
    return docx.document(sheet, convention)


def _title(view: View, convention: Convention) -> str:
    return convention.title(view.lang) if view.relation is Relation.VERSIONS else view.heading


def _captions(view: View, convention: Convention) -> tuple[str, str]:
    """Return what the columns of the old and the new document are called."""
    if view.relation is Relation.SIBLINGS:
        return f"{view.old.caption}　{view.old.title}", f"{view.new.caption}　{view.new.title}"
    return convention.old(view.lang), convention.new(view.lang)


def _head(view: View, convention: Convention) -> Iterator[str]:
    yield docx.paragraph(docx.run(view.title), "Title")
    yield docx.paragraph(docx.run(_title(view, convention)), "Subtitle")
    yield from (docx.paragraph(docx.run(f"⚠ {alert}"), "Alert") for alert in view.alerts)
    if view.identical:
        yield docx.paragraph(docx.run(view.say("identical")), "Alert")
    else:
        yield from (docx.paragraph(docx.run(told)) for told in view.summary_lines)
    counts = "　".join(f"{view.kind(name)} {count}" for name, count in view.counts)
    yield docx.paragraph(f"{docx.run(counts)}{docx.run('　　')}{_legend(view)}", "Legend")


def _legend(view: View) -> str:
    """Return what the marks mean, each set as it stands in the cells."""
    shown = [(view.kind("removed"), Mark.GONE), (view.kind("inserted"), Mark.CAME)]
    if any(edit.move is not None for row in view.rows for edit in row.change.edits):
        shown += [(view.kind("moved"), Mark.LEFT), (view.kind("moved"), Mark.ARRIVED)]
    return docx.run(MARKS(view.lang)) + docx.run("　").join(docx.run(text, mark.value) for text, mark in shown)


def _table(view: View, options: RenderOptions, convention: Convention, metadata: tuple[Metadata, Metadata]) -> str:
    rows = [_header(view, convention, metadata)]
    rows += [_line(line, convention) for line in lines(view, options, convention)]
    return docx.table(rows, (SIDE, SIDE, NOTE))


def _sides(old: Held, new: Held, convention: Convention) -> tuple[Held, Held]:
    return (new, old) if convention.new_first else (old, new)


def _header(view: View, convention: Convention, metadata: tuple[Metadata, Metadata]) -> str:
    heads = [
        docx.cell(_column_head(caption, stated(data, view.lang)), SIDE, shade=SHADE)
        for caption, data in zip(_captions(view, convention), metadata, strict=True)
    ]
    note = docx.cell(_column_head(convention.note(view.lang), ()), NOTE, shade=SHADE)
    return docx.row((*_sides(heads[0], heads[1], convention), note), header=True)


def _column_head(caption: str, facts: Sequence[str]) -> str:
    return docx.paragraph(docx.run(caption), "CellHead") + "".join(
        docx.paragraph(docx.run(fact), "CellFact") for fact in facts
    )


def _line(line: Line, convention: Convention) -> str:
    if line.wide:
        style = "CellChapter" if line.heading else "CellFold"
        return docx.row([docx.cell(docx.paragraph(docx.run(line.wide), style), 2 * SIDE + NOTE, span=3, shade=PALE)])
    style = "CellChapter" if line.heading else "Cell"
    cells = [docx.cell(_paragraphs(cell, style), SIDE) for cell in _sides(line.old, line.new, convention)]
    whole = max(_size(line.old), _size(line.new)) <= SHORT and _size(line.note) <= SHORT_NOTE
    return docx.row((*cells, docx.cell(_paragraphs(line.note, "CellNote"), NOTE)), whole=whole)


def _size(cell: Cell) -> int:
    return sum(len(text) for runs in cell for text, _ in runs)


def _paragraphs(cell: Cell, style: str) -> str:
    return "".join(docx.paragraph("".join(docx.run(text, mark.value) for text, mark in runs), style) for runs in cell)


def _particulars(view: View, convention: Convention) -> Iterator[str]:
    """Yield the differences outside the clauses, metadata and ledgers, each as a table of its own."""
    old, new = _captions(view, convention)
    for heading, section in view.sections:
        yield docx.paragraph(docx.run(heading), "Section")
        heads = (docx.cell(_column_head(name, ()), SIDE, shade=SHADE) for name in _sides(old, new, convention))
        rows = [docx.row((docx.cell("", NOTE, shade=SHADE), *heads), header=True)]
        for held in section:
            sides = _sides(held.old or view.say("none"), held.new or view.say("none"), convention)
            rows.append(docx.row((_plain(held.label, NOTE, "CellHead"), *(_plain(side, SIDE) for side in sides))))
        yield docx.table(rows, (NOTE, SIDE, SIDE))


def _plain(text: str, width: int, style: str = "Cell") -> str:
    return docx.cell(docx.paragraph(docx.run(text), style), width)


def _findings(view: View) -> Iterator[str]:
    """Yield the list of all findings, the gravest first, with the rule behind each."""
    yield docx.paragraph(docx.run(view.say("findings")), "Section")
    if not view.findings:
        yield docx.paragraph(docx.run(view.say("no_findings")), "Legend")
        return
    heads = (
        docx.cell(_column_head(name(view.lang), ()), width, shade=SHADE)
        for name, width in zip(HEADS, LISTED, strict=True)
    )
    rows = [docx.row(heads, header=True)]
    rows += [
        docx.row(
            (
                _plain(grade(finding, view), LISTED[0], "CellHead"),
                _plain(finding.where, LISTED[1]),
                _plain(finding.message, LISTED[2]),
                _plain(finding.rule, LISTED[3], "CellNote"),
            ),
            whole=True,
        )
        for finding in view.findings
    ]
    yield docx.table(rows, LISTED)


def _remainder(view: View) -> Iterator[str]:
    """Yield what is kept quiet in the table: differences of form, losses and repairs, plugins that failed."""
    notes = [view.say("cosmetic_hidden", count=view.hidden_cosmetic)] if view.hidden_cosmetic else []
    for side in (view.old, view.new):
        if side.kept:
            sizes = "　".join(f"{view.say(key)} {size}" for key, size in side.ledger if size)
            notes.append(f"{view.say('ledger')}（{side.caption}）{view.say('colon')}{sizes}")
    notes += [f"{view.say('failures')}{view.say('colon')}{failure}" for failure in view.failures]
    # A document that ends in a table is mended by Word with an empty paragraph.
    yield "".join(docx.paragraph(docx.run(note), "Legend") for note in notes or [""])
