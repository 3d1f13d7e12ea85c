"""An edition as Markdown: notes are quotations under their clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.edition.messages import EDITION, FIRST, LATER, REVISIONS, remark
from policydiff.report.escaping import markdown as safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.edition.build import Edition, Passage

_DEEPEST = 6


def markdown(edition: Edition) -> str:
    """Return an edition as Markdown."""
    parts = [f"# {safe(edition.title)} · {EDITION(edition.lang)}", *_head(edition)]
    for passage in edition.passages:
        parts += _words(passage)
        marks = [f"> {safe(f'{mark.stamp}{mark.text}')}" for mark in passage.marks]
        parts += ["\n>\n".join(marks)] if marks else []
    return "\n\n".join(parts) + "\n"


def _head(edition: Edition) -> Iterator[str]:
    lines = [f"**{REVISIONS(edition.lang)}**", ""]
    for number, version in enumerate(edition.versions):
        event = (LATER if number else FIRST)(edition.lang)
        lines.append(f"{number + 1}. {safe('　'.join((*version.facts, event)) if version.facts else version.name)}")
    yield "\n".join(lines)
    said = remark(len(edition.versions), edition.lang, unmarked=edition.unmarked)
    if said:
        yield safe(said)


def _words(passage: Passage) -> Iterator[str]:
    first = True
    for block in passage.blocks() if passage.paragraphs else ("",):
        lead = f"{safe(passage.label)}{passage.gap}" if first else ""
        if not isinstance(block, str):
            yield from (lead,) if lead.strip() else ()
            yield _table(block)
        elif passage.depth and first:
            yield f"{'#' * min(passage.depth + 1, _DEEPEST)} {lead}{safe(block)}"
        else:
            yield f"<b>{safe(passage.label)}</b>{passage.gap}{safe(block)}" if first and passage.label else safe(block)
        first = False


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [f"| {' | '.join(safe(cell) for cell in row)} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]])
