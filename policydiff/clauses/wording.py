"""Headings: where a clause's own words part into heading and text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import ClauseKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.clauses.nodes import Node

# A longer first sentence is text. The longest run-in heading of five read plans has 33 characters.
LONGEST_LEAD = 40
SHORTEST_LEAD = 2
HEADED = (ClauseKind.NUMBERED, ClauseKind.PARAGRAPH)
DIVISIONS = (ClauseKind.BOOK, ClauseKind.SUBBOOK, ClauseKind.CHAPTER, ClauseKind.SECTION, ClauseKind.ATTACHMENT, ClauseKind.HEADING)


def heading_ends(text: str, nodes: Sequence[Node]) -> list[int]:
    """Return where the heading of each sibling ends in `text` (its stop excluded); its body where it has none."""
    ends = [_heading_end(text, node) for node in nodes]
    numbered = [at for at, node in enumerate(nodes) if node.kind is ClauseKind.NUMBERED]
    headed = sum(ends[at] > nodes[at].body for at in numbered)
    # Where most siblings have a heading, one whose stop was lost or that ends in a comma has one too.
    if headed * 2 > len(numbered):
        for at in numbered:
            if ends[at] == nodes[at].body:
                ends[at] = _up_to_comma(text, nodes[at])
    return ends


def _heading_end(text: str, node: Node) -> int:
    """Return where a clause's heading ends as far as the clause alone can tell."""
    if not node.paragraphs or node.paragraphs[0][0] != node.body:
        return node.body
    start, end = node.paragraphs[0]
    if node.alone or node.kind in DIVISIONS:
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
