"""The old file, line by line as the reader of Word documents tells it, each character with its place in the file.

file   <w:p> auto number "第五条"   <w:r> 县水利局      <w:r> 负责。
line         第五条␣                      县水利局负责。
atoms        none: Word makes it          one a character: run, element, offset
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from policydiff_docx.numbering import Numbering, read_numbering
from policydiff_docx.parts import W, content, has, value
from policydiff_docx.styles import Style, read_styles
from policydiff_docx.tables import cells_of, is_layout, read_table, rows_of
from policydiff_docx.tokens import Kind, tokens

from policydiff.pages.markdown_tables import cell_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree import ElementTree as ET

    from policydiff_docx.tokens import Token

    from policydiff_redline.package import OldFile


class Atom(NamedTuple):
    """A character of the file: its run, the element in the run, the offset in that element's text (-1: all of it).

    `sign` is the character as it is read (a raised 6 is ⁶), empty for what is no text.
    """

    run: ET.Element
    held: ET.Element
    at: int
    sign: str = ""

    @property
    def key(self) -> tuple[int, int]:
        """What tells this place from every other one."""
        return id(self.held), self.at


# A character as it is read; None for one that is no character of the file.
Sign = tuple[str, Atom | None]


class Cell(str):
    """The words of a table's cell; `atoms` are one a character, `node` is the cell itself."""

    __slots__ = ("atoms", "label", "node")
    atoms: tuple[Atom | None, ...]
    node: ET.Element
    label: int


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line of the document: a paragraph, a part of one between line breaks, or a row of a table.

    `paragraph` is the one that it ends in, `label` how many characters Word's own numbering makes up; `cells` are those
    of a row (`""` where a merged cell is not written again), `columns` those that are not empty in the whole table. `stop` is the line break that it ends with. A `bound` line is the last of a cell, box or note: its end has to stay.
    """

    text: str
    atoms: tuple[Atom | None, ...]
    paragraph: ET.Element
    label: int = 0
    row: ET.Element | None = None
    table: ET.Element | None = None
    cells: tuple[str, ...] = ()
    columns: tuple[int, ...] = ()
    stop: Atom | None = None
    bound: bool = False
    note: bool = False

    def fitting(self, width: int) -> tuple[str, ...]:
        """Return the cells that a row of so many columns stands for: all of them, else those that are read; none where neither fits."""
        if width == len(self.cells):
            return self.cells
        return tuple(self.cells[at] for at in self.columns) if width == len(self.columns) else ()


@dataclass(slots=True)
class Reading:
    """One pass over a file: its lists count on."""

    styles: dict[str, Style]
    numbering: Numbering
    notes: list[tuple[str, str]] = field(default_factory=list)
    depth: int = 0

    def lines(self, container: ET.Element) -> list[Line]:
        """Return the lines inside an element."""
        found: list[Line] = []
        nodes = list(content(container))
        for at, node in enumerate(nodes):
            if node.tag == f"{W}tbl":
                found += self._table(node)
            elif node.tag == f"{W}p":
                found += self._paragraph(node, bound=at == len(nodes) - 1)
        return found

    def _paragraph(self, node: ET.Element, *, bound: bool) -> list[Line]:
        gathered = self._gathered(node)
        if _joined(node):
            return []
        style = self.styles.get(value(node, "pPr/pStyle")) or self.styles[""]
        label = self.numbering.label(node, style).strip()
        split = [] if style.is_contents else list(_split(gathered.signs))
        lines = [(line, stop) for line, stop in split if _words(line).strip()]
        if not lines and label and self.depth:
            lines = [([], None)]
        if lines and label:
            lines[0] = [*((sign, None) for sign in f"{label} "), *lines[0][0]], lines[0][1]
        last = len(lines) - 1
        found = [
            Line(
                _words(line),
                tuple(atom for _, atom in line),
                node,
                (len(label) + 1) * (bool(label) and not number),
                stop=stop,
                bound=bound and number == last,
            )
            for number, (line, stop) in enumerate(lines)
        ]
        return [*found, *(line for box in gathered.boxes for line in self.lines(box))]

    def _gathered(self, paragraph: ET.Element) -> _Gathered:
        held = _Gathered()
        for token in tokens(paragraph, self.styles):
            if token.kind is Kind.TEXT:
                held.signs += _signs(token)
            elif token.kind is Kind.NOTE:
                self.notes.append((token.text, token.node.get(f"{W}id", "")))
                held.signs += _signs(token._replace(text=f"[{len(self.notes)}]"))
            elif token.kind is Kind.ART:
                held.signs += ((sign, None) for sign in f"\n{token.text}\n")
            elif token.kind is Kind.BOX:
                held.boxes.append(token.node)
        return held

    def _table(self, table: ET.Element) -> list[Line]:
        if is_layout(table):
            return [line for row in rows_of(table) for cell in cells_of(row) for line in self.lines(cell)]
        texts, _ = read_table(table, self._cell)
        rows = [(row, cells) for row, cells in zip(rows_of(table), texts, strict=True) if any(cells)]
        width = max((len(cells) for _, cells in rows), default=0)
        columns = [at for at in range(width) if any(at < len(cells) and cells[at] for _, cells in rows)]
        return [_row(table, row, [*cells, *[""] * (width - len(cells))], columns) for row, cells in rows if columns]

    def _cell(self, node: ET.Element) -> str:
        self.depth += 1
        lines = self.lines(node)
        self.depth -= 1
        texts = [line.text.strip() for line in lines]
        joiner = " " * (len(cell_line(texts)) > sum(map(len, texts)))
        signs: list[Sign] = []
        for line in lines:
            signs += [(joiner, None)] * (bool(signs) and bool(joiner))
            signs += zip(line.text, line.atoms, strict=True)
        cell = Cell(_words(signs))
        cell.atoms = tuple(atom for _, atom in signs)
        cell.node = node
        cell.label = lines[0].label if lines else 0
        return cell

    def told(self, notes: dict[tuple[str, str], ET.Element]) -> list[Line]:
        """Return the lines of the footnotes and endnotes that were called, in the order of the calls."""
        found = []
        for number, key in enumerate(list(self.notes), 1):
            signs: list[Sign] = [(sign, None) for sign in f"[{number}] "]
            lines = self.lines(notes[key]) if key in notes else []
            for line in lines:
                signs += [*zip(line.text, line.atoms, strict=True), (" ", None)]
            if lines:
                atoms = tuple(atom for _, atom in signs)
                found.append(Line(_words(signs), atoms, lines[-1].paragraph, bound=True, note=True))
        return found


def read_lines(file: OldFile) -> list[Line]:
    """Return the lines of a file in the order in which the reader of Word documents tells them."""
    reading = reading_of(file)
    body = file.part(file.main).root.find(f"{W}body")
    lines = reading.lines(body) if body is not None else []
    notes: dict[tuple[str, str], ET.Element] = {}
    for kind in ("footnote", "endnote"):
        name = file.related(f"{kind}s")
        for node in file.part(name).root.findall(f"{W}{kind}") if name else ():
            notes[kind, node.get(f"{W}id", "")] = node
    return [*lines, *reading.told(notes)]


def reading_of(file: OldFile) -> Reading:
    """Return a reading that has counted nothing yet."""
    styles_name, numbering_name = file.related("styles"), file.related("numbering")
    styles = read_styles(file.look(styles_name) if styles_name else None)
    return Reading(styles, read_numbering(file.look(numbering_name) if numbering_name else None, styles))


@dataclass(slots=True)
class _Gathered:
    """What a paragraph's runs hold, sign by sign."""

    signs: list[Sign] = field(default_factory=list)
    boxes: list[ET.Element] = field(default_factory=list)


def _signs(token: Token) -> Iterator[Sign]:
    """Yield the characters of a piece of text, each with its place."""
    run, node = token.run, token.node
    if run is None:
        yield from ((sign, None) for sign in token.text)
    elif node.tag == f"{W}t":
        yield from ((sign, Atom(run, node, at, sign)) for at, sign in enumerate(token.text))
    else:
        yield from ((sign, Atom(run, node, -1)) for sign in token.text)


def _joined(node: ET.Element) -> bool:
    return has(node, "pPr/rPr/del") or has(node, "pPr/rPr/moveFrom")


def _words(signs: Sequence[Sign]) -> str:
    return "".join(sign for sign, _ in signs)


def _split(signs: Sequence[Sign]) -> Iterator[tuple[list[Sign], Atom | None]]:
    """Yield the lines of a paragraph, each with the line break that ends it."""
    line: list[Sign] = []
    for sign in signs:
        if sign[0] == "\n":
            yield line, sign[1]
            line = []
        else:
            line.append(sign)
    yield line, None


def _row(table: ET.Element, row: ET.Element, cells: list[str], columns: list[int]) -> Line:
    """Return a row as the line of Markdown that it is read as: without columns that are empty in the whole table."""
    signs: list[Sign] = [("|", None)]
    for cell in (cells[at] for at in columns):
        atoms: Sequence[Atom | None] = cell.atoms if isinstance(cell, Cell) else ()
        signs += [(" ", None), *zip(cell, atoms, strict=True), (" ", None), ("|", None)]
    last = next((paragraph for paragraph in reversed(list(row.iter(f"{W}p")))), row)
    atoms_ = tuple(atom for _, atom in signs)
    return Line(
        _words(signs), atoms_, last, row=row, table=table, cells=tuple(cells), columns=tuple(columns), bound=True
    )
