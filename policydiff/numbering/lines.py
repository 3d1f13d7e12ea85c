"""Lines: what each line of a document is, told from the line and its neighbours."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from policydiff.numbering.contents import contents_lines
from policydiff.numbering.enclosed import quoted_lines, table_rows
from policydiff.numbering.headings import plain_headings
from policydiff.numbering.labels import Family, Label, read_label
from policydiff.numbering.strays import LIST_OF_ATTACHMENTS, drop_strays, is_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence


class Role(Enum):
    """What a line is."""

    TITLE = "title"  # the title of the document, or of the plan it carries
    LABELLED = "labelled"  # begins with a label
    HEADING = "heading"  # a heading that carries no number
    TEXT = "text"  # a paragraph, or a further line of one
    TABLE = "table"  # the first row of a table
    ENCLOSED = "enclosed"  # a further row, or a line inside a quotation of several lines: no label counts there


class Line(NamedTuple):
    """A line with its role. `marks` counts its `#`; `label` is set where the role is LABELLED."""

    role: Role
    marks: int
    label: Label | None


# A notice and the plan it carries: a further `# ` line is a heading.
TITLES = 2


def classify(lines: Sequence[tuple[int, str]]) -> tuple[Line, ...]:
    """Return what each line is. A line is given as its count of `#` and its words without them, stripped.

    The lines of a document are judged together: quotations, runs of numbers and unnumbered headings
    show only in what stands around them.
    """
    words = [line for _, line in lines]
    roles = dict.fromkeys(quoted_lines(lines), Role.ENCLOSED)
    for index, first in table_rows(words):
        roles[index] = Role.TABLE if first else Role.ENCLOSED
    labels = [None if index in roles else _label(marks, line) for index, (marks, line) in enumerate(lines)]
    contents = contents_lines(lines, labels)
    for index in contents:
        labels[index] = None
    drop_strays(lines, labels)
    if not any(marks for marks, _ in lines):
        roles |= dict.fromkeys(plain_headings(words, labels, frozenset(roles)), Role.HEADING)
    roles |= dict.fromkeys(contents, Role.TEXT)
    roles |= dict.fromkeys(_titles(lines, labels), Role.TITLE)
    return tuple(
        _line(marks, label, roles.get(index))
        for index, ((marks, _), label) in enumerate(zip(lines, labels, strict=True))
    )


def _label(marks: int, words: str) -> Label | None:
    """Return the label of a line as far as the line alone can tell."""
    label = read_label(words)
    if label is None or marks:
        return label
    if label.family.division and is_sentence(words):
        return None
    if label.family is Family.ATTACHMENT and (LIST_OF_ATTACHMENTS.match(words) or is_sentence(words)):
        return None
    return label


def _titles(lines: Sequence[tuple[int, str]], labels: Sequence[Label | None]) -> list[int]:
    """Return the lines with the titles of the document and of the plan it carries."""
    return [index for index, (marks, _) in enumerate(lines) if marks == 1 and labels[index] is None][:TITLES]


def _line(marks: int, label: Label | None, role: Role | None) -> Line:
    """Return a line with the role that was found for it, else with the one that its label or marks give."""
    if label is not None:
        return Line(Role.LABELLED, marks, label)
    if role is not None:
        return Line(role, marks if role in (Role.TITLE, Role.HEADING) else 0, None)
    return Line(Role.HEADING if marks else Role.TEXT, marks, None)
