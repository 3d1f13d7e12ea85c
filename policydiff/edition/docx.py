"""An edition as a Word file: A4, notes indented under their clause, page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.edition.messages import EDITION, FIRST, LATER, REVISIONS, remark
from policydiff.office import docx
from policydiff.report.conventions import convention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.edition.build import Edition, Passage


def word_file(edition: Edition, *, convention_name: str = "prc") -> bytes:
    """Return an edition as a .docx file. Raises UsageError when there is no such convention."""
    kind = EDITION(edition.lang)
    parts = [docx.paragraph(docx.run(edition.title), "Title"), docx.paragraph(docx.run(kind), "Subtitle")]
    parts += [*_head(edition), *(part for passage in edition.passages for part in _passage(passage))]
    sheet = docx.Sheet(
        "".join(parts),
        docx.run(f"{edition.title}　{kind}"),
        docx.page_numbers(edition.lang),
        f"{edition.title} {kind}",
    )
    return docx.document(sheet, convention(convention_name))


def _head(edition: Edition) -> Iterator[str]:
    lang = edition.lang
    yield docx.paragraph(docx.run(REVISIONS(lang), "Label"), "Legend")
    for number, version in enumerate(edition.versions):
        event = (LATER if number else FIRST)(lang)
        facts = "　".join((*version.facts, event)) if version.facts else version.name
        yield docx.paragraph(docx.run(f"{number + 1}. {facts}"), "Legend")
    said = remark(len(edition.versions), lang, unmarked=edition.unmarked)
    if said:
        yield docx.paragraph(docx.run(said), "Legend")


def _passage(passage: Passage) -> Iterator[str]:
    style = f"Heading{min(passage.depth, docx.DEEPEST)}" if passage.depth else "Body"
    lead = docx.run(passage.label, "" if passage.depth else "Label") + docx.run(passage.gap)
    for block in passage.blocks() if passage.paragraphs else ("",):
        if isinstance(block, str):
            yield docx.paragraph(lead + docx.run(block), style)
        else:
            yield docx.paragraph(lead, style) if passage.label and lead else ""
            yield _table(block)
        style, lead = "Body", ""
    for mark in passage.marks:
        yield docx.paragraph(docx.run(mark.stamp, "Remark") + docx.run(mark.text), "Note")


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    columns = max(map(len, rows))
    width = docx.Page().room // columns
    written = [
        docx.row([docx.cell(docx.paragraph(docx.run(cell), "Cell"), width) for cell in row], header=not number)
        for number, row in enumerate(rows)
    ]
    return docx.table(written, [width] * columns) + docx.paragraph("", "Cell")
