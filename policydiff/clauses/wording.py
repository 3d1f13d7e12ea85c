"""Headings: where a clause's own words part into heading and text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.model import ClauseKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.clauses.nodes import Node

# A longer first sentence is text. The longest run-in heading of five read plans has 33 characters.
LONGEST_LEAD = 40
SHORTEST_LEAD = 2
# Where so many siblings have a heading, one whose stop was lost or is a comma has one too: four of five, in a plan read.
HEADED_SHARE = 0.8
FEWEST_HEADED = 3
HEADED = (
    ClauseKind.BOOK, ClauseKind.SUBBOOK, ClauseKind.CHAPTER, ClauseKind.SECTION, ClauseKind.ATTACHMENT, ClauseKind.HEADING
)  # fmt: skip
# 第五条 【适用范围】 and 第五条（适用范围）: some regions print a heading in brackets.
IN_BRACKETS = re.compile(r"[（(【〔\[][^（()）【】〔〕\[\]。；;，,]{2,30}[）)】〕\]](?=[\s\u3000]|\Z|(?<=[】〕\]]))")


def heading_ends(text: str, nodes: Sequence[Node]) -> list[int]:
    """Return where the heading of each sibling ends in `text` (its stop excluded); its body where it has none."""
    ends = [_heading_end(text, node) for node in nodes]
    numbered = [at for at, node in enumerate(nodes) if node.kind is ClauseKind.NUMBERED]
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
    start, end = node.paragraphs[0]
    if node.kind is ClauseKind.ARTICLE:
        match = IN_BRACKETS.match(text, start, end)
        return match.end() if match and match.end() < node.end else start
    if node.alone or node.kind in HEADED:
        return end - (text[end - 1] == "。")
    if node.kind is ClauseKind.NUMBERED:
        stop = text.find("。", start, min(end, start + LONGEST_LEAD + 1))
        leads = stop + 1 < node.end or bool(node.children)
        return stop if leads and stop - start >= SHORTEST_LEAD else start
    return start


def _up_to_comma(text: str, node: Node) -> int:
    """Return where the words before the first comma end, the body when they are too many for a heading."""
    limit = min(node.end, node.body + LONGEST_LEAD)
    places = [place for mark in "，," if (place := text.find(mark, node.body, limit)) >= 0]
    place = min(places, default=node.body)
    return place if place - node.body >= SHORTEST_LEAD else node.body


def heading_and_text(text: str, node: Node, heading_end: int) -> tuple[str, str]:
    """Return heading and text of a clause whose heading ends at `heading_end`; paragraphs joined by a blank line."""
    if heading_end == node.body:
        if len(node.paragraphs) == 1:
            return "", text[node.body : node.end]
        return "", "\n\n".join([text[start:end] for start, end in node.paragraphs])
    parts = [text[max(start, heading_end) : end] for start, end in node.paragraphs if end > heading_end]
    if parts:
        parts[0] = parts[0].lstrip("。，,").lstrip()
    heading = text[node.body : heading_end]
    return heading[1:-1] if node.kind is ClauseKind.ARTICLE else heading, "\n\n".join(filter(None, parts))
