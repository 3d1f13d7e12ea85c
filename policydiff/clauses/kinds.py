"""Kinds: what governs a labelled clause, which may depend on the whole document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.clauses.nodes import KINDS, kind_below
from policydiff.model import ClauseKind
from policydiff.text.numbering import Family

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.clauses.nodes import Node
    from policydiff.text.numbering import Label, Line

_DIVISIONS = frozenset({ClauseKind.BOOK, ClauseKind.CHAPTER, ClauseKind.SECTION})


class Kinds:
    """The kinds of a document's labelled clauses.

    Section 1 … Section 2       an act: its sections are its articles
    Article I › Section 1 …     bylaws: its articles are chapters, the sections in them articles
    Section 1 › Article 1 …     a law in translation: its sections are 节
    Part 1 › 1 … 2 …            an act that numbers its sections barely: they are its articles
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        """Look at which family stands below which."""
        pairs = set(_pairs(lines))
        families = {line.label.family for line in lines if line.label}
        self.unit = ClauseKind.SECTION if (Family.ARTICLE, Family.UNIT) in pairs else ClauseKind.ARTICLE
        self.article = ClauseKind.CHAPTER if (Family.UNIT, Family.ARTICLE) in pairs else ClauseKind.ARTICLE
        self.digits_are_articles = not families & {Family.ARTICLE, Family.UNIT, Family.DECIMAL}

    def of(self, label: Label, parent: Node | None) -> ClauseKind:
        """Return the kind of a labelled clause below a parent."""
        if label.family is Family.UNIT:
            return self.unit
        if label.family is Family.ARTICLE:
            return self.article
        if (
            label.family is Family.DIGIT
            and self.digits_are_articles
            and parent is not None
            and _in_english_division(parent)
        ):
            return ClauseKind.ARTICLE
        return KINDS.get(label.family) or kind_below(parent.kind if parent else None)


def _in_english_division(parent: Node) -> bool:
    return parent.kind in _DIVISIONS and parent.label is not None and parent.label.text[0].isascii()


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[Family, Family]]:
    """Yield the families of a clause and of each clause around it, where the nesting was searched for."""
    for line in lines:
        parent = line.parent
        while line.label and parent is not None and parent >= 0:
            above = lines[parent]
            if above.label:
                yield line.label.family, above.label.family
            parent = above.parent
