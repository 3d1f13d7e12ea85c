"""Quotations: a decision's text with each quotation of new or old words put aside as one token.

三、第五条修改为：“第五条 各级……：        三、第五条修改为：“4”
“（一）……；                         quotations[4] = 第五条 各级……：⏎（一）……；⏎（二）……。
“（二）……。”
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.numbering import numeral
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from re import Match

OPENING, CLOSING = "“「", "”」"
STRAIGHT = '"'
# What follows a closing mark at the end of a quotation; any other character shows that the mark closes an inner one.
_AFTER = lazy(r"[\s，。；：、,;.:）)]|$|修改|改为|删|增|作为|和|及|的|后|之后|前|中|并|移|统一|分别")
# A line that may begin the next item of the decision, though a quotation is open: then its closing mark was lost.
_ITEM = lazy(
    r"(?:([一二三四五六七八九十百]+)、|[（(]([一二三四五六七八九十]+)[）)]|(\d{1,3})[.．、])\s*(?:将|在|对|把|删|增|原|第|《|修改)?"
)
_INSTRUCTS = lazy(r"修改为|改为|删去|删除|增加|作为|合并|移至")


class Line(NamedTuple):
    """A line of words of the decision, its marks left out, and where it starts."""

    words: str
    start: int


@dataclass(slots=True)
class Quotation:
    """Quoted words, a paragraph a line; `damaged` says that the closing mark is missing."""

    start: int
    paragraphs: list[str] = field(default_factory=list)
    damaged: bool = False

    @property
    def text(self) -> str:
        """The words, a paragraph a line."""
        return "\n".join(self.paragraphs)


@dataclass(slots=True)
class Masked:
    """A line without its quotations, and the place in the decision of each of its characters."""

    text: str = ""
    places: list[int] = field(default_factory=list)

    def add(self, words: str, place: int, *, moving: bool = True) -> None:
        """Append words that stand at a place; the characters of a token all stand where its quotation opens."""
        self.text += words
        self.places += range(place, place + len(words)) if moving else [place] * len(words)


class Masker:
    """Puts quotations aside, line by line."""

    def __init__(self) -> None:
        """Start outside of any quotation."""
        self.quotations: list[Quotation] = []
        self.lines: list[Masked] = []
        self.strays: list[int] = []
        self._open: Quotation | None = None
        self._depth = 0
        self._items: dict[int, int] = {}

    def mask(self, lines: Sequence[Line]) -> None:
        """Read all lines."""
        for line in lines:
            self._line(line)
        if self._open:
            self._close(damaged=True)

    def _line(self, line: Line) -> None:
        item = _ITEM.match(line.words)
        if self._open and item and self._is_next(item, line.words):
            self._close(damaged=True)
        if self._open is None and item and item.lastindex:
            self._items[item.lastindex] = numeral(item[item.lastindex]) or 0
        at = 0
        if self._open:
            at = self._reopened(line.words)
            self._open.paragraphs.append("")
        else:
            self.lines.append(Masked())
        for place in range(at, len(line.words)):
            self._character(line, place)

    def _is_next(self, item: Match[str], words: str) -> bool:
        """Tell whether a line goes on with the items of the decision and is an instruction."""
        family = item.lastindex or 0
        value = numeral(item[family]) or 0
        return self._items.get(family) == value - 1 > 0 and _INSTRUCTS.search(words) is not None

    def _reopened(self, words: str) -> int:
        """Return how many marks at the start of a line only repeat the one that opened the quotation."""
        if words[0] not in OPENING + STRAIGHT:
            return 0
        closing = next((at for at, mark in enumerate(words[1:], 1) if mark in CLOSING + STRAIGHT), -1)
        inner = next((at for at, mark in enumerate(words[1:], 1) if mark in OPENING), -1)
        if 0 < inner < closing or closing < 0 or _AFTER.match(words, closing + 1):
            return 1
        return 0

    def _character(self, line: Line, at: int) -> None:
        mark = line.words[at]
        opens = mark in OPENING or (mark == STRAIGHT and self._open is None)
        if self._open is None:
            if opens:
                self._open = Quotation(line.start + at, [""])
                self._depth = 1
                self.lines[-1].add(f"“{len(self.quotations)}”", line.start + at, moving=False)
                self.quotations.append(self._open)
                return
            if mark in CLOSING:
                self.strays.append(line.start + at)
            self.lines[-1].add(mark, line.start + at)
            return
        self._depth += opens
        self._depth -= mark in CLOSING + STRAIGHT
        if self._depth == 0:
            self._close()
            return
        self._open.paragraphs[-1] += mark

    def _close(self, *, damaged: bool = False) -> None:
        assert self._open is not None  # noqa: S101 - only an open quotation is closed
        self._open.damaged = damaged
        self._open = None
        self._depth = 0
