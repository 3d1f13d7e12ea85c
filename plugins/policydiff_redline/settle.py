"""Accept the tracked changes that the old file already bears: its text is the one that they lead to."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from policydiff_docx.parts import W, has

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

_GONE = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))
_COME = frozenset(f"{W}{name}" for name in ("ins", "moveTo"))
_RANGES = frozenset(f"{W}move{side}Range{end}" for side in ("From", "To") for end in ("Start", "End"))
_FORMER = frozenset(
    f"{W}{name}Change" for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "tcPr", "trPr", "numbering")
)
_BLOCKS = frozenset(f"{W}{name}" for name in ("p", "tbl", "sdt", "sectPr", "altChunk"))
_PROPERTIES = frozenset(f"{W}{name}" for name in ("rPr", "trPr", "tcPr"))


def settle(root: ET.Element) -> int:
    """Accept every tracked change below an element; return how many there were."""
    before = sum(node.tag in _GONE | _COME | _FORMER for node in root.iter())
    if before:
        _drop_rows(root)
        _join(root)
        _unwrap(root)
    return before


def _drop_rows(root: ET.Element) -> None:
    for parent in list(root.iter()):
        for row in [node for node in parent if node.tag == f"{W}tr" and has(node, "trPr/del")]:
            parent.remove(row)


def _join(root: ET.Element) -> None:
    """Let paragraphs whose end was deleted run on into the next one."""
    for parent in list(root.iter()):
        # Marks of ranges (a move, a bookmark, a comment) may stand between two paragraphs.
        held = [node for node in parent if node.tag in _BLOCKS]
        for node, following in pairwise(held):
            gone = node.tag == f"{W}p" and (has(node, "pPr/rPr/del") or has(node, "pPr/rPr/moveFrom"))
            if gone and following.tag == f"{W}p":
                _prepend(following, [child for child in node if child.tag != f"{W}pPr"])
                parent.remove(node)


def _prepend(paragraph: ET.Element, content: list[ET.Element]) -> None:
    first = 1 if len(paragraph) and paragraph[0].tag == f"{W}pPr" else 0
    for place, child in enumerate(content, first):
        paragraph.insert(place, child)


def _unwrap(parent: ET.Element) -> None:
    """Take away what went, and the marks on what came."""
    for node in list(parent):
        if node.tag in _GONE | _RANGES | _FORMER:
            parent.remove(node)
            continue
        _unwrap(node)
        if node.tag in _COME:
            at = list(parent).index(node)
            parent.remove(node)
            for place, child in enumerate(() if parent.tag in _PROPERTIES else list(node), at):
                parent.insert(place, child)
