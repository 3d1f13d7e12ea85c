"""Lines: what each line of a document is, told from the line and its neighbours."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.numbering.contents import contents_lines
from policydiff.text.numbering.context_checks import (
    LIST_OF_ATTACHMENTS,
    LONGEST_DIVISION,
    LONGEST_ENGLISH,
    drop_strays,
    is_sentence,
)
from policydiff.text.numbering.enclosed import quoted_lines, table_rows
from policydiff.text.numbering.headings import plain_headings
from policydiff.text.numbering.labels import Family, Label, read_label
from policydiff.text.numbering.nesting import Places, entries, needs_search, nest

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

    # A member is hashed by its name otherwise, in Python; each line is looked up by its role.
    __hash__ = object.__hash__


class Line(NamedTuple):
    """A line with its role. `marks` counts its `#`; `label` is set where the role is LABELLED.

    `parent` is the line that a label stands below, -1 where it stands below none; None where the ranks of the families tell.
    """

    role: Role
    marks: int
    label: Label | None
    parent: int | None = None


# Asked for by each line: an attribute of an Enum costs more than a name.
_ATTACHMENT = Family.ATTACHMENT
# Lines of these roles keep their marks.
_MARKED = frozenset({Role.TITLE, Role.HEADING})
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
    labels = [_label(marks, line) for marks, line in lines]
    for index in roles:
        labels[index] = None
    contents = contents_lines(lines, labels)
    for index in contents:
        labels[index] = None
    drop_strays(lines, labels, frozenset({*roles, *contents}))
    if not any(marks for marks, _ in lines):
        roles |= dict.fromkeys(plain_headings(words, labels, frozenset(roles)), Role.HEADING)
    roles |= dict.fromkeys(contents, Role.TEXT)
    roles |= dict.fromkeys(_titles(lines, labels), Role.TITLE)
    parents = _nested(lines, labels, roles) if needs_search(lines, labels) else {}
    return _lines([marks for marks, _ in lines], labels, roles, parents)


def searches(lines: Sequence[tuple[int, str]]) -> bool:
    """Tell whether the labels of a document are settled by their sequences, the marks of the source counted."""
    return needs_search(lines, [_label(marks, words) for marks, words in lines])


def _nested(lines: Sequence[tuple[int, str]], labels: list[Label | None], roles: dict[int, Role]) -> dict[int, int]:
    """Settle labels by the sequences they stand in, and return for each line with a label the one it stands below."""
    titles = frozenset(index for index, role in roles.items() if role is Role.TITLE)
    headings = frozenset(
        index
        for index, (marks, _) in enumerate(lines)
        if labels[index] is None and index not in titles and (marks or roles.get(index) is Role.HEADING)
    )
    text = frozenset(
        index for index, label in enumerate(labels) if label is None and index not in titles and index not in headings
    )
    found = nest(entries(lines, labels, Places(titles, headings, text)))
    for index, label in found.labels.items():
        labels[index] = label
    return found.parents


def _label(marks: int, words: str) -> Label | None:
    """Return the label of a line as far as the line alone can tell."""
    label = read_label(words)
    if label is None or marks:
        return label
    if label.family.division and is_sentence(words, LONGEST_ENGLISH if label.text[0].isascii() else LONGEST_DIVISION):
        return None
    if label.family is _ATTACHMENT and (LIST_OF_ATTACHMENTS.match(words) or is_sentence(words)):
        return None
    return label


def _titles(lines: Sequence[tuple[int, str]], labels: Sequence[Label | None]) -> list[int]:
    """Return the lines with the titles of the document and of the plan it carries."""
    return [index for index, (marks, _) in enumerate(lines) if marks == 1 and labels[index] is None][:TITLES]


def _lines(
    marks: Sequence[int], labels: Sequence[Label | None], roles: dict[int, Role], parents: dict[int, int]
) -> tuple[Line, ...]:
    """Return each line by its label, its role, or its marks."""
    labelled, text = Role.LABELLED, Line(Role.TEXT, 0, None)
    found = [
        text if label is None and not count else Line(labelled if label else Role.HEADING, count, label)
        for count, label in zip(marks, labels, strict=True)
    ]
    for index, role in roles.items():
        if labels[index] is None:
            found[index] = Line(role, marks[index] if role in _MARKED else 0, None)
    for index, parent in parents.items():
        found[index] = found[index]._replace(parent=parent)
    return tuple(found)
