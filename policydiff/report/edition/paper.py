"""An edition as a Word file: A4, notes indented under their clause, page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.report import word
from policydiff.report.conventions import convention
from policydiff.report.edition.words import EDITION, FIRST, LATER, REVISIONS, remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.report.edition.made import Edition, Passage


def paper(edition: Edition, *, convention_name: str = "prc") -> bytes:
    """Return an edition as a .docx file. Raises UsageError when there is no such convention."""
    kind = EDITION(edition.lang)
    parts = [word.paragraph(word.run(edition.title), "Title"), word.paragraph(word.run(kind), "Subtitle")]
    parts += [*_head(edition), *(part for passage in edition.passages for part in _passage(passage))]
    sheet = word.Sheet(
        "".join(parts),
        word.run(f"{edition.title}　{kind}"),
        word.page_numbers(edition.lang),
        f"{edition.title} {kind}",
    )
    return word.document(sheet, convention(convention_name))


def _head(edition: Edition) -> Iterator[str]:
    lang = edition.lang
    yield word.paragraph(word.run(REVISIONS(lang), "Label"), "Legend")
    for number, version in enumerate(edition.versions):
        event = (LATER if number else FIRST)(lang)
        facts = "　".join((*version.facts, event)) if version.facts else version.name
        yield word.paragraph(word.run(f"{number + 1}. {facts}"), "Legend")
    said = remark(len(edition.versions), lang, unmarked=edition.unmarked)
    if said:
        yield word.paragraph(word.run(said), "Legend")


def _passage(passage: Passage) -> Iterator[str]:
    style = f"Heading{min(passage.depth, word.DEEPEST)}" if passage.depth else "Body"
    lead = word.run(passage.label, "" if passage.depth else "Label") + word.run(passage.gap)
    for block in passage.blocks() if passage.paragraphs else ("",):
        if isinstance(block, str):
            yield word.paragraph(lead + word.run(block), style)
        else:
            yield word.paragraph(lead, style) if passage.label and lead else ""
            yield _table(block)
        style, lead = "Body", ""
    for mark in passage.marks:
        yield word.paragraph(word.run(mark.stamp, "Remark") + word.run(mark.text), "Note")


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    columns = max(map(len, rows))
    width = word.Page().room // columns
    written = [
        word.row([word.cell(word.paragraph(word.run(cell), "Cell"), width) for cell in row], header=not number)
        for number, row in enumerate(rows)
    ]
    return word.table(written, [width] * columns) + word.paragraph("", "Cell")
