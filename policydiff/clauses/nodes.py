"""Nodes: clauses while the tree is being built."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policydiff.model import ClauseKind
from policydiff.numbering import Family

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.numbering import Label

# A heading without a number has no family; it stands beside the families in the code below.
KINDS = {
    Family.ATTACHMENT: ClauseKind.ATTACHMENT,
    Family.BOOK: ClauseKind.BOOK,
    Family.SUBBOOK: ClauseKind.SUBBOOK,
    Family.CHAPTER: ClauseKind.CHAPTER,
    Family.SECTION: ClauseKind.SECTION,
    Family.ARTICLE: ClauseKind.ARTICLE,
}


@dataclass(slots=True, eq=False)
class Node:
    """A clause in the making. `paragraphs` are the places of its own paragraphs; children stand after one of them."""

    kind: ClauseKind
    label: Label | None
    marks: int
    start: int
    body: int
    end: int
    index: int
    alone: bool = False  # a heading alone on its line
    bare: bool = False  # such a heading, and no text yet
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    after: list[int] = field(default_factory=list)  # for each child, the number of paragraphs before it

    @property
    def family(self) -> Family | None:
        """The family of the label, None for headings without one and for plain paragraphs."""
        return self.label.family if self.label else None

    def add(self, child: Node) -> None:
        """Append a child below the paragraphs that are there."""
        self.children.append(child)
        self.after.append(len(self.paragraphs))

    def extend(self, start: int, end: int, *, same: bool = False) -> None:
        """Append a paragraph, or lengthen the last one by a further line."""
        if not self.paragraphs:
            self.body = start
        if same and self.paragraphs:
            self.paragraphs[-1] = (self.paragraphs[-1][0], end)
        else:
            self.paragraphs.append((start, end))
        self.end = end
        self.bare = False


def numbered_kind(label: Label, parents: Sequence[ClauseKind]) -> ClauseKind:
    """Return the kind of a labelled clause: in an article it is 项, below that 目."""
    kind = KINDS.get(label.family)
    if kind is not None:
        return kind
    outer = [kind for kind in parents if kind is not ClauseKind.PARAGRAPH]
    below = next((depth for depth, kind in enumerate(reversed(outer)) if kind is ClauseKind.ARTICLE), None)
    if below is None:
        return ClauseKind.NUMBERED
    return ClauseKind.ITEM if below == 0 else ClauseKind.SUBITEM
