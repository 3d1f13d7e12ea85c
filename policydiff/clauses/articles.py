"""Articles: an article of several paragraphs holds them as 款, each with its 项."""

from __future__ import annotations

import re

from policydiff.clauses.nodes import Node
from policydiff.model import ClauseKind

# 第五条 【适用范围】 and 第五条（适用范围）: some regions print a heading in brackets.
HEADING = re.compile(r"[（(【〔\[][^（()）【】〔〕\[\]。；;，,]{2,30}[）)】〕\]]")


def into_paragraphs(text: str, article: Node) -> None:
    """Give an article of several paragraphs a 款 for each, with the items that stand below it."""
    own = 1 if _is_headed(text, article) else 0
    if len(article.paragraphs) <= own + 1:
        return
    paragraphs = [_paragraph(article, place) for place in article.paragraphs[own:]]
    for child, after in zip(article.children, article.after, strict=True):
        paragraphs[max(after - own - 1, 0)].add(child)
    article.paragraphs = article.paragraphs[:own]
    article.end = article.paragraphs[-1][1] if own else article.body
    article.children = paragraphs


def heading_span(text: str, article: Node) -> tuple[int, int] | None:
    """Return where the heading in brackets stands that begins an article's words, None when there is none."""
    match = HEADING.match(text, article.body, article.end)
    alone_or_followed = match is not None and (match.end() == article.end or text[match.end()] in " \n\u3000" or text[match.start()] in "【〔[")
    return match.span() if match is not None and alone_or_followed else None


def _is_headed(text: str, article: Node) -> bool:
    """Tell whether an article's first paragraph is only its heading."""
    if not article.paragraphs:
        return False
    start, end = article.paragraphs[0]
    return len(article.paragraphs) > 1 and HEADING.fullmatch(text, start, end) is not None


def _paragraph(article: Node, place: tuple[int, int]) -> Node:
    """Return a paragraph of an article as a node."""
    start, end = place
    return Node(ClauseKind.PARAGRAPH, None, 0, start, start, end, article.index, paragraphs=[place])
