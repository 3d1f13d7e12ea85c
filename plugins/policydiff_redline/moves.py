"""Word's ranges around what moved: one name for the place that it left and the place that it came to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from policydiff_docx.parts import W

from policydiff_redline.marking import MOVE

if TYPE_CHECKING:
    from policydiff_redline.stamps import Stamp

_OTHER = {"moveFrom": "moveTo", "moveTo": "moveFrom"}
_PLAIN = {"moveFrom": "del", "moveTo": "ins"}


@dataclass(slots=True)
class _Range:
    """The first and the last mark of one side of a move, and the paragraph whose end moved last."""

    first: ET.Element
    last: ET.Element
    end: ET.Element | None = None


def bound(root: ET.Element, stamp: Stamp) -> None:
    """Put ranges around what moved; a move that has one side only is words that went or came."""
    parents = {child: parent for parent in root.iter() for child in parent}
    ranges: dict[tuple[str, str], _Range] = {}
    ends: dict[tuple[str, str], ET.Element] = {}
    for paragraph in root.iter(f"{W}p"):
        for node in paragraph.iter():
            move, side = node.get(MOVE), node.tag.removeprefix(W)
            if move is None:
                continue
            if parents[node].tag == f"{W}rPr":
                ends[side, move] = paragraph
            elif (side, move) in ranges:
                ranges[side, move].last = node
            else:
                ranges[side, move] = _Range(node, node)
    for (side, move), held in ranges.items():
        if (_OTHER[side], move) in ranges:
            start, stop = _marks(side, move, stamp)
            _surround(replace(held, end=ends.get((side, move))), start, stop, parents)
    for node in list(root.iter()):
        _settle(node, ranges)


def _marks(side: str, move: str, stamp: Stamp) -> tuple[ET.Element, ET.Element]:
    """Return the marks of where one side of a move begins and ends."""
    mark = {f"{W}{key}": value for key, value in stamp.next().items()}
    start = ET.Element(f"{W}{side}RangeStart", mark | {f"{W}name": f"move{int(move) + 1}"})
    return start, ET.Element(f"{W}{side}RangeEnd", {f"{W}id": mark[f"{W}id"]})


def _surround(held: _Range, start: ET.Element, stop: ET.Element, parents: dict[ET.Element, ET.Element]) -> None:
    """Put the marks around a range; behind its last paragraph where the end of that one moved too."""
    parent = parents[held.first]
    parent.insert(list(parent).index(held.first), start)
    whole = held.end is not None and any(node is held.last for node in held.end.iter())
    last = held.end if whole and held.end is not None else held.last
    parent = parents[last]
    parent.insert(list(parent).index(last) + 1, stop)


def _settle(node: ET.Element, ranges: dict[tuple[str, str], _Range]) -> None:
    """Take the number of a move away, and the sign of one that has one side only."""
    move, side = node.attrib.pop(MOVE, None), node.tag.removeprefix(W)
    if move is None or ((side, move) in ranges and (_OTHER[side], move) in ranges):
        return
    node.tag = f"{W}{_PLAIN[side]}"
    if side == "moveFrom":
        for text in node.iter(f"{W}t"):
            text.tag = f"{W}delText"
