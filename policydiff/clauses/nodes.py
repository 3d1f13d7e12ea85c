"""Nodes: clauses while the tree is being built."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policydiff.model import ClauseKind
from policydiff.text.numbering import Family

if TYPE_CHECKING:
    from policydiff.text.numbering import Label

Place = tuple[int, int]

KINDS = {
    Family.ATTACHMENT: ClauseKind.ATTACHMENT,
    Family.BOOK: ClauseKind.BOOK,
    Family.SUBBOOK: ClauseKind.SUBBOOK,
    Family.CHAPTER: ClauseKind.CHAPTER,
    Family.SECTION: ClauseKind.SECTION,
    Family.ARTICLE: ClauseKind.ARTICLE,
}
# Asked for by each line: an attribute of an Enum costs more than a name.
_ARTICLE, _PARAGRAPH, _ITEM = ClauseKind.ARTICLE, ClauseKind.PARAGRAPH, ClauseKind.ITEM


@dataclass(slots=True, eq=False)
class Node:
    """A clause in the making.

    `paragraphs` are the places of its own paragraphs; `after` says for each child how many of them stand
    before it. `family` is that of its label. `alone`: a heading alone on its line. `bare`: such a heading, and no text yet.
    `article`: where the innermost article around it (or it itself) stands among the open clauses.
    """

    kind: ClauseKind
    label: Label | None
    marks: int
    start: int
    body: int
    end: int
    paragraphs: list[Place] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    alone: bool = False
    bare: bool = False
    family: Family | None = None
    article: int | None = None

    def add(self, child: Node) -> None:
        """Append a child below the paragraphs that are there."""
        self.children.append(child)
        self.after.append(len(self.paragraphs))

    def add_paragraph(self, start: int, end: int) -> None:
        """Append a paragraph to the clause's own words."""
        if not self.paragraphs and not self.children:
            self.body = start
        self.paragraphs.append((start, end))
        self.end = end
        self.bare = False

    def add_line(self, start: int, end: int) -> None:
        """Lengthen the last paragraph by a line: a row of a table, a line of a quotation."""
        if self.paragraphs:
            start = self.paragraphs.pop()[0]
        self.add_paragraph(start, end)


def kind_below(parent: ClauseKind | None) -> ClauseKind:
    """Return the kind of a numbered clause: in an article it is 项, below that 目."""
    if parent is _ARTICLE or parent is _PARAGRAPH:
        return _ITEM
    return ClauseKind.SUBITEM if parent is _ITEM or parent is ClauseKind.SUBITEM else ClauseKind.NUMBERED
