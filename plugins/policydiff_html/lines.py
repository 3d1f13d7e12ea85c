"""Read a part of a page as the lines a reader sees: paragraphs, headings, list items, table rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policydiff.pages.markdown_tables import cell_line
from policydiff.text.regex import lazy
from policydiff_html.lists import first_number, is_labelled, item_label
from policydiff_html.tables import is_layout, pipe_table
from policydiff_html.text import raised, tidy
from policydiff_html.tree import UNPRINTED, Event, elements, is_block, tag, walk

if TYPE_CHECKING:
    from collections.abc import Collection

    from selectolax.lexbor import LexborNode as Node

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
# A site that sets whole paragraphs in <h2> prints no headings; nor does one that ends in a stop.
_LONGEST_HEADING = 80
_TYPED_MARK = lazy(r"^(#+) +")
_STOPS = "。；！？;!?"


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a part of a page (a table's rows are one block), and what could not be kept.

    `marked` tells how many blocks stand before the element that was asked for.
    """

    blocks: tuple[str, ...]
    merged_cells: int = 0
    marked: int = 0


def read(root: Node, skipped: Collection[int] = (), *, mark: Node | None = None, as_cell: bool = False) -> Reading:
    """Return the lines of a subtree; elements whose `mem_id` is in `skipped` are left out, and so is `mark`.

    In a cell (`as_cell`) a table inside is read line by line: pipe tables do not nest.
    """
    reader = _Reader(frozenset(skipped), as_cell, mark.mem_id if mark is not None else 0)
    for event, node in walk(root, reader.is_leaf):
        reader.take(event, node)
    reader.end_line()
    return Reading(tuple(reader.blocks), reader.merged_cells, reader.marked)


@dataclass(slots=True)
class _Reader:
    """The state of one reading: the line being gathered, and what stands before it."""

    skipped: frozenset[int]
    as_cell: bool
    mark: int = 0
    marked: int = 0
    blocks: list[str] = field(default_factory=list)
    merged_cells: int = 0
    line: list[str] = field(default_factory=list)
    heading: int = 0
    label: str = ""
    verbatim: int = 0
    numbers: Counter[int] = field(default_factory=Counter)

    def is_leaf(self, node: Node) -> bool:
        """Tell whether the walk stays out of an element."""
        name = tag(node)
        if name in UNPRINTED or name in ("br", "sup", "sub") or node.mem_id in self.skipped or node.mem_id == self.mark:
            return True
        return name == "table" and not self.as_cell and not is_layout(node)

    def take(self, event: Event, node: Node) -> None:
        if event is Event.TEXT:
            self._text(node.text_content or "")
        elif event is Event.LEAF:
            self._leaf(node)
        elif is_block(node):
            self.end_line()
            (self._open if event is Event.OPEN else self._close)(node)

    def end_line(self) -> None:
        text = tidy("".join(self.line))
        self.line.clear()
        if not text:
            return
        if self.label and not is_labelled(text):
            text = self.label + text
        self.label = ""
        if self.heading and len(text) <= _LONGEST_HEADING and text[-1] not in _STOPS:
            self.blocks.append(f"{'#' * self.heading} {text}")
        else:
            self.blocks.append(_TYPED_MARK.sub(r"\1", text))

    def _text(self, text: str) -> None:
        if not self.verbatim:
            self.line.append(text)
            return
        first, *others = text.split("\n")
        self.line.append(first)
        for other in others:
            self.end_line()
            self.line.append(other)

    def _open(self, node: Node) -> None:
        name = tag(node)
        self.heading = _HEADINGS.get(name, self.heading)
        self.verbatim += name == "pre"
        if name == "ol":
            self.numbers[node.mem_id] = first_number(node)
        elif name == "li" and node.parent is not None and tag(node.parent) == "ol":
            self.label, number = item_label(node, self.numbers[node.parent.mem_id])
            self.numbers[node.parent.mem_id] = number + 1

    def _close(self, node: Node) -> None:
        name = tag(node)
        self.verbatim -= name == "pre"
        if name in _HEADINGS:
            self.heading = 0
        if name == "li":
            self.label = ""

    def _leaf(self, node: Node) -> None:
        name = tag(node)
        if node.mem_id == self.mark:
            self.end_line()
            self.marked = len(self.blocks)
            return
        if node.mem_id in self.skipped or name in UNPRINTED:
            return
        if name == "br":
            self.end_line()
        elif name == "table":
            self.end_line()
            self._table(node)
        else:
            self.line.append(raised(tidy(node.text()), lowered=name == "sub"))

    def _table(self, node: Node) -> None:
        for caption in (child for child in elements(node) if tag(child) == "caption"):
            self.blocks += read(caption, self.skipped, as_cell=True).blocks
        rows, merged = pipe_table(node, self._cell)
        self.merged_cells += merged
        if rows:
            self.blocks.append("\n".join(rows))

    def _cell(self, cell: Node) -> str:
        return cell_line([line.lstrip("# ") for line in read(cell, self.skipped, as_cell=True).blocks])
