"""Printing: a document in the normal form."""

from __future__ import annotations

import re
from string import digits
from typing import TYPE_CHECKING

from policydiff.clauses.wording import paragraphs
from policydiff.model import Clause, ClauseKind, Document
from policydiff.text import front_matter
from policydiff.text.numbering import is_heading, read_label
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACED = (
    ClauseKind.ARTICLE,
    ClauseKind.BOOK,
    ClauseKind.SUBBOOK,
    ClauseKind.CHAPTER,
    ClauseKind.SECTION,
    ClauseKind.ATTACHMENT,
)
HEADED = (*SPACED[1:], ClauseKind.HEADING)
DEEPEST_MARKS = 6
TITLE = lazy(r"^[ \t]{0,3}#[ \t]+(\S.*?)[ \t]*$", re.MULTILINE)


def print_document(document: Document) -> str:
    """Return a document as policy Markdown in the normal form, front matter included."""
    body = "\n\n".join(_paragraphs(document))
    front = front_matter.dump(document.metadata)
    return (front + "\n" if front else "") + (body + "\n" if body else "")


def _paragraphs(document: Document) -> Iterator[str]:
    """Yield titles, headings and paragraphs in document order."""
    end = 0
    line = ""
    for clause in document.walk():
        gap = document.text[end : clause.start]
        inline = bool(line) and "\n" not in gap and clause.kind is not ClauseKind.ARTICLE
        if not inline and line:
            yield line
            line = ""
        yield from (f"# {match[1]}" for match in TITLE.finditer(gap))
        # The first 款 follows its article's label on the same line.
        line += (" " if inline and not clause.label else "") + _printed(document, clause, inline=inline)
        end = clause.end
    if line:
        yield line
    yield from (f"# {match[1]}" for match in TITLE.finditer(document.text[end:]))


def _printed(document: Document, clause: Clause, *, inline: bool) -> str:
    """Return a clause's own line: marks, label and words."""
    own = paragraphs(document.own(clause))
    marks = "" if inline else _marks(document, clause)
    return f"{marks}{clause.label}{_space(document, clause) if own else ''}{own}"


def _marks(document: Document, clause: Clause) -> str:
    """Return the `#` of a heading: as printed, or by its level where the text marks none."""
    printed = document.text[clause.start : clause.body].lstrip()
    if printed.startswith("#"):
        return printed[: len(printed) - len(printed.lstrip("#"))] + " "
    if clause.kind is ClauseKind.ATTACHMENT:
        return "# "
    headed = clause.kind in HEADED or (clause.kind is ClauseKind.NUMBERED and _stands_alone(document, clause))
    return "#" * min(clause.level + 1, DEEPEST_MARKS) + " " if headed else ""


def _stands_alone(document: Document, clause: Clause) -> bool:
    """Tell whether the heading of a clause is all of its first line, and a label that heads something stands before it."""
    line = document.own(clause).partition("\n")[0].strip()
    text = f"{clause.label}{line}"
    label = read_label(text)
    return bool(clause.heading) and line == clause.heading and label is not None and is_heading(text, label)


def _space(document: Document, clause: Clause) -> str:
    """Return what stands between label and words: one space behind 第五条 and before Latin words, nothing behind 一、."""
    if not clause.label:
        return ""
    printed = document.text[clause.start : clause.body]
    if "\n" in printed and clause.kind is not ClauseKind.ATTACHMENT:
        return "\n\n"
    latin = printed[-1:].isspace() and document.text[clause.body : clause.body + 1].isascii()
    return " " if clause.kind in SPACED or clause.label[-1] in digits or latin else ""
