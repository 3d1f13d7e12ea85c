"""One Word document, from bytes to Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policydiff.errors import UnreadableSource
from policydiff.model import Conversion, Loss, Removal
from policydiff.pages.markdown_tables import cell_line, pipe_rows
from policydiff.text.regex import lazy
from policydiff_docx.ledger import REASONS, Read, read_beside, text_lines
from policydiff_docx.numbering import read_numbering
from policydiff_docx.parts import R, W, content, has, opened, paragraphs, value
from policydiff_docx.pictures import read_pictures
from policydiff_docx.styles import BODY_LEVEL, read_styles
from policydiff_docx.tables import cells_of, is_layout, read_table, rows_of, unread_rows
from policydiff_docx.tokens import Kind, tokens, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

    from policydiff.model import Source
    from policydiff_docx.numbering import Numbering
    from policydiff_docx.parts import Package, Relations
    from policydiff_docx.styles import Style
    from policydiff_docx.tokens import Token

# A label that ends so needs no space before the text; 第一条 and 1.1 do.
_CLOSED_LABEL = lazy(r"[、．.)）〕】:：]$|[①-⑳㉑-㊿]$")  # noqa: RUF100
_HEADING_LEVELS = 4
_LONGEST_HEADING = 80
_STOPS = "。；！？;!?"


def read_document(source: Source) -> Conversion:
    """Return a DOCX as Markdown; raises UnreadableSource when it is not intact or holds no text."""
    package, root = opened(source)
    styles = read_styles(package.one("styles"))
    body = root.find(f"{W}body")
    reader = _Reader(styles, read_numbering(package.one("numbering"), styles), package.relations())
    blocks = reader.blocks(body if body is not None else root)
    blocks += reader.notes(package)
    if not blocks:
        raise UnreadableSource(f"{source.location} holds {_instead_of_text(reader)}")
    beside = read_beside(package, styles)
    reader.removed += beside.removed
    reader.losses += beside.losses
    return Conversion("\n\n".join(blocks), losses=tuple(_summed(reader)), removed=tuple(reader.removed))


@dataclass(slots=True)
class _Reader:
    """One reading of a document: its lists count on, its ledger grows."""

    styles: dict[str, Style]
    numbering: Numbering
    relations: Relations
    losses: list[Loss] = field(default_factory=list)
    removed: list[Removal] = field(default_factory=list)
    noted: list[tuple[str, str]] = field(default_factory=list)
    merged_cells: int = 0
    cells: int = 0
    insertions: int = 0
    deletions: int = 0

    def blocks(self, container: ET.Element) -> list[str]:
        """Return the paragraphs, headings and tables inside an element."""
        found: list[str] = []
        carried = ""
        for node in content(container):
            if node.tag == f"{W}tbl":
                found += self._table(node)
                continue
            if node.tag == f"{W}altChunk":
                told = self.relations.describe(node.get(f"{R}id", ""))
                detail = "a document inside this one (altChunk) is not read"
                self.losses.append(Loss("embedded-document", f"{detail}, {told}" if told else detail))
                continue
            read = self._read(node)
            text = carried + "".join(read.text)
            if has(node, "pPr/rPr/del") or has(node, "pPr/rPr/moveFrom"):
                # A paragraph whose mark was deleted runs on into the next one.
                carried = text
            else:
                found += self._paragraph(node, text)
                carried = ""
            for box in read.boxes:
                found += self.blocks(box)
        return found + text_lines(carried)

    def _read(self, paragraph: ET.Element) -> Read:
        """Return a paragraph's final text; what stands beside it goes into the ledger."""
        read = Read()
        for token in tokens(paragraph, self.styles):
            self._take(token, read)
        self.removed += read.left_out()
        return read

    def _take(self, token: Token, read: Read) -> None:
        kind = token.kind
        if kind is Kind.TEXT:
            read.take(token.text)
        elif kind is Kind.NOTE:
            self.noted.append((token.text, token.node.get(f"{W}id", "")))
            read.take(f"[{len(self.noted)}]")
        elif kind is Kind.ART:
            read.take(f"\n{token.text}\n")
        elif kind is Kind.BOX:
            read.boxes.append(token.node)
        elif kind is Kind.PICTURE:
            self.losses += read_pictures(token.node, self.relations)
        elif kind is Kind.LINK:
            self._link(token)
        elif kind is Kind.FORMULA:
            self.losses.append(Loss("formula", token.text))
        elif kind is Kind.LOSS:
            self.losses.append(Loss(token.loss, token.text))
        elif kind is Kind.INSERTED:
            self.insertions += 1
        else:
            self.deletions += kind is Kind.DELETED and bool(token.text.strip())
            read.leave_out(token)

    def _link(self, token: Token) -> None:
        """Count a link's address as lost where the text does not show it."""
        address = self.relations.address(token.text)
        if address and address.removeprefix("mailto:") not in words(token.node):
            self.losses.append(Loss("link", address))

    def _paragraph(self, node: ET.Element, text: str) -> list[str]:
        style = self.styles.get(value(node, "pPr/pStyle")) or self.styles[""]
        label = self.numbering.label(node, style)
        lines = text_lines(text)
        if not lines:
            # An empty cell that Word numbers is a column of serial numbers; an empty paragraph elsewhere is a gap.
            if label.strip() and not self.cells:
                self.removed.append(Removal(label.strip(), "number of an empty paragraph"))
            return [label.strip()] if label.strip() and self.cells else []
        if style.is_contents:
            self.removed += [Removal(line, "table of contents") for line in lines]
            return []
        return [_heading(node, style, _labelled(label, lines[0])), *lines[1:]]

    def _table(self, table: ET.Element) -> list[str]:
        for row in unread_rows(table):
            lines = (line for paragraph in paragraphs(row) for line in text_lines(words(paragraph)))
            self.removed += [Removal(line, REASONS[Kind.DELETED]) for line in lines]
        if is_layout(table):
            return [block for row in rows_of(table) for cell in cells_of(row) for block in self.blocks(cell)]
        rows, merged = read_table(table, self._cell)
        self.merged_cells += merged
        lines = pipe_rows(rows)
        return ["\n".join(lines)] if lines else []

    def _cell(self, cell: ET.Element) -> str:
        self.cells += 1
        lines = [line.lstrip("# ") for block in self.blocks(cell) for line in block.split("\n")]
        self.cells -= 1
        return cell_line(lines)

    def notes(self, package: Package) -> list[str]:
        """Return the footnotes and endnotes under the marks that stand in the text."""
        known: dict[tuple[str, str], ET.Element] = {}
        for kind in ("footnote", "endnote"):
            for root in package.related(f"{kind}s"):
                known |= {(kind, node.get(f"{W}id", "")): node for node in root.findall(f"{W}{kind}")}
        lines: list[str] = []
        for at, key in enumerate(list(self.noted), 1):
            words = self.blocks(known[key]) if key in known else []
            lines.append(f"[{at}] {' '.join(words)}".rstrip())
        return lines


def _labelled(label: str, line: str) -> str:
    label = label.strip()
    if not label:
        return line
    apart = not _CLOSED_LABEL.search(label) or (label[-1] == "." and line[0].isdigit())
    return f"{label} {line}" if apart else label + line


def _heading(node: ET.Element, style: Style, line: str) -> str:
    """Return a line with its marks when it is a heading: by its own outline level, by its style's, or as the title."""
    stated = value(node, "pPr/outlineLvl")
    level = 0 if style.is_title else int(stated) if stated.isdecimal() else style.level
    if level >= min(BODY_LEVEL, _HEADING_LEVELS) or len(line) > _LONGEST_HEADING or line[-1] in _STOPS:
        return line
    return f"{'#' * (level + 1)} {line}"


def _instead_of_text(reader: _Reader) -> str:
    images = sum(loss.kind == "image" for loss in reader.losses)
    if images:
        return f"only {images} image(s): it needs OCR"
    if any(removal.reason == REASONS[Kind.STRUCK] for removal in reader.removed):
        return "only text that is struck out; give the document that is in force"
    return "no text; give a document that does"


def _summed(reader: _Reader) -> Iterator[Loss]:
    yield from reader.losses
    if reader.noted:
        yield Loss("footnote", "marks and notes stand in the text, the notes at its end", len(reader.noted))
    if reader.merged_cells:
        yield Loss("merged-cell", "text written into every cell it covered", reader.merged_cells)
    if reader.numbering.bullets:
        yield Loss("bullet", "the sign before a paragraph of a list", reader.numbering.bullets)
    changes = reader.insertions + reader.deletions
    if changes:
        detail = f"{reader.insertions} insertion(s) taken, {reader.deletions} deletion(s) left out: the final text"
        yield Loss("tracked-changes", detail, changes)
