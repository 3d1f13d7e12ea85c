"""Headings: where a clause's own words part into heading and text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import ClauseKind
from policydiff.text.numbering import table_rows
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.clauses.nodes import Node

# A longer first sentence is text. The longest run-in heading of five read plans has 33 characters.
LONGEST_LEAD = 40
SHORTEST_LEAD = 2
LONGEST_ENGLISH = 120
# Where so many siblings have a heading, one whose stop was lost or is a comma has one too: four of five, in a plan read.
HEADED_SHARE = 0.8
FEWEST_HEADED = 3
HEADED = (
    ClauseKind.BOOK, ClauseKind.SUBBOOK, ClauseKind.CHAPTER, ClauseKind.SECTION, ClauseKind.ATTACHMENT, ClauseKind.HEADING
)  # fmt: skip
# Asked for with each clause: an attribute of an Enum costs more than a name.
_UNHEADED = (ClauseKind.ITEM, ClauseKind.PARAGRAPH, ClauseKind.SUBITEM, ClauseKind.PLAIN)
_ARTICLE, _NUMBERED = ClauseKind.ARTICLE, ClauseKind.NUMBERED
# 第五条 【适用范围】 and 第五条（适用范围）: some regions print a heading in brackets.
IN_BRACKETS = lazy(r"[（(【〔\[][^（()）【】〔〕\[\]。；;，,]{2,30}[）)】〕\]](?=[\s\u3000]|\Z|(?<=[】〕\]]))")


def heading_ends(text: str, nodes: Sequence[Node]) -> list[int]:
    """Return where the heading of each sibling ends in `text` (its stop excluded); its body where it has none."""
    ends = [_heading_end(text, node) for node in nodes]
    numbered = [at for at, node in enumerate(nodes) if node.kind is _NUMBERED]
    headed = sum(ends[at] > nodes[at].body for at in numbered)
    if headed < max(FEWEST_HEADED, len(numbered) * HEADED_SHARE):
        return ends
    for at in numbered:
        if ends[at] == nodes[at].body:
            ends[at] = _up_to_comma(text, nodes[at])
    return ends


def _heading_end(text: str, node: Node) -> int:
    """Return where a clause's heading ends as far as the clause alone can tell."""
    if not node.paragraphs:
        return node.body
    if node.kind is _ARTICLE:
        return article_heading_end(text, node)
    start, end = node.paragraphs[0]
    if node.kind in _UNHEADED and not node.alone:
        return start
    line_end = text.find("\n", start, end)
    end = end if line_end < 0 else line_end
    if node.alone or node.kind in HEADED:
        return end - (text[end - 1] == "。")
    if node.kind is _NUMBERED:
        stop = text.find("。", start, min(end, start + LONGEST_LEAD + 1))
        leads = stop + 1 < node.end or bool(node.children)
        return stop if leads and stop - start >= SHORTEST_LEAD else start
    return start


def article_heading_end(text: str, article: Node) -> int:
    """Return where the heading of an article ends: one in brackets, or a first line without stop in English; its body if none."""
    start, end = article.paragraphs[0]
    match = IN_BRACKETS.match(text, start, end) if text[start] in "（(【〔[" else None
    if match:
        return match.end() if match.end() < article.end else start
    english = text[start].isascii() and text[start].isalpha() and (len(article.paragraphs) > 1 or article.children)
    return end if english and end - start <= LONGEST_ENGLISH and text[end - 1] not in ".;:,)" else start


def _up_to_comma(text: str, node: Node) -> int:
    """Return where the words before the first comma end, the body when they are too many for a heading."""
    limit = min(node.end, node.body + LONGEST_LEAD)
    places = [place for mark in "，," if (place := text.find(mark, node.body, limit)) >= 0]
    place = min(places, default=node.body)
    return place if place - node.body >= SHORTEST_LEAD else node.body


def paragraphs(text: str) -> str:
    """Return words with a blank line between paragraphs, the rows of a table on consecutive lines."""
    if "\n" not in text:
        return text.strip()
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    further = {index for index, first in table_rows(lines) if not first}
    return "".join(("\n" if index in further else "\n\n" if index else "") + line for index, line in enumerate(lines))


def heading_and_text(text: str, node: Node, heading_end: int) -> tuple[str, str]:
    """Return heading and text of a clause whose heading ends at `heading_end`; paragraphs joined by a blank line."""
    if heading_end == node.body:
        words = text[heading_end : node.end]
        return "", paragraphs(words) if "\n" in words else words.strip()
    rest = paragraphs(text[heading_end : node.end].lstrip("。，, \t\n\u3000\xa0"))
    heading = text[node.body : heading_end]
    return heading[1:-1] if node.kind is ClauseKind.ARTICLE and heading[0] in "（(【〔[" else heading, rest
