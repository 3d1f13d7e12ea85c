"""Clauses: policy Markdown (or plain text) → the clause tree with exact offsets, and back.

docs/policy-markdown.md is the specification of the normal form.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.clauses.articles import split_articles
from policydiff.clauses.blocks import clean, find_blocks
from policydiff.clauses.finish import Finisher
from policydiff.clauses.inline import split_inline
from policydiff.clauses.printing import print_document
from policydiff.clauses.tail import closing_lines
from policydiff.clauses.tree import Builder
from policydiff.model import Document
from policydiff.text import front_matter
from policydiff.text.numbering import Role, classify

if TYPE_CHECKING:
    from policydiff.model import Metadata

__all__ = ["parse", "print_document"]


def parse(markdown: str) -> Document:
    r"""Return the clause tree of a document in policy Markdown; other Markdown and plain text are read as well.

    Offsets count characters of `Document.text`: the body below the front matter, its line ends `\\n`, without HTML comments.
    """
    metadata, body = front_matter.load(markdown)
    text = clean(body)
    found = find_blocks(text)
    words = [text[block.first : block.end] for block in found]
    lines = classify([(block.marks, line) for block, line in zip(found, words, strict=True)])
    roots = Builder(text, found, lines, closing_lines(words, lines)).build()
    split_articles(text, roots)
    split_inline(text, roots)
    finisher = Finisher(text)
    clauses = finisher.document(roots)
    titles = [line for line, role in zip(words, lines, strict=True) if role.role is Role.TITLE]
    return Document(_titled(metadata, titles), text, clauses, tuple(finisher.warnings))


def _titled(metadata: Metadata, titles: list[str]) -> Metadata:
    """Return metadata with the titles that stand in the text, where the front matter names none."""
    title, carried = (*titles, "", "")[:2]
    return replace(metadata, title=metadata.title or title, carried_title=metadata.carried_title or carried)
