"""Articles: an article of several paragraphs holds them as 款, each with its 项."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.clauses.nodes import Node
from policydiff.clauses.wording import article_heading_end
from policydiff.model import ClauseKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.clauses.nodes import Place

# Asked for with each clause: an attribute of an Enum costs more than a name.
_ARTICLE, _PARAGRAPH = ClauseKind.ARTICLE, ClauseKind.PARAGRAPH


def split_articles(text: str, nodes: Sequence[Node]) -> None:
    """Give each article of several paragraphs a 款 for each, with the items that stand below it.

    第五条 甲……：                第五条      （its own words are empty）
    （一）乙；                     第五条/1         甲……：
    丙……。                            第五条/1/(一)   乙；
                                  第五条/2         丙……。
    """
    for node in nodes:
        if node.kind is _ARTICLE:
            _split(text, node)
        elif node.children:
            split_articles(text, node.children)


def _split(text: str, article: Node) -> None:
    """Give an article its 款, if it has several paragraphs below its heading."""
    if len(article.paragraphs) == 1 and 0 not in article.after:
        return
    # Items may stand right below a label that has no words.
    placed = list(zip(article.children, article.after, strict=True))
    own = 1 if 0 not in article.after and _is_headed(text, article) else 0
    early = [child for child, after in placed if after <= own]
    further = len(article.paragraphs) - own
    if further <= 0 or (further == 1 and not early):
        return
    paragraphs = [_paragraph(place) for place in article.paragraphs[own:]]
    for child, after in placed:
        if after > own:
            paragraphs[max(after - own - 1, 0)].add(child)
    article.paragraphs = article.paragraphs[:own]
    article.children = early + paragraphs
    if own:
        article.end = article.paragraphs[0][1]
    else:
        article.body = article.end = _words_start(text, article)


def _is_headed(text: str, article: Node) -> bool:
    """Tell whether an article's first paragraph is only its heading."""
    return len(article.paragraphs) > 1 and article_heading_end(text, article) == article.paragraphs[0][1]


def _words_start(text: str, article: Node) -> int:
    """Return where the words behind an article's label begin: at its first 款, if that stands on the same line."""
    label = article.label.text if article.label else ""
    end = text.index(label, article.start) + len(label)
    first = article.children[0].start
    return first if text[end:first].strip(" \t\u3000\xa0") == "" else end


def _paragraph(place: Place) -> Node:
    """Return a paragraph of an article as a node."""
    start, end = place
    return Node(_PARAGRAPH, None, 0, start, start, end, [place])
