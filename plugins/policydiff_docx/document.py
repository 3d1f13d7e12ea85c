"""One Word document, from bytes to Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policydiff.errors import UnreadableSource
from policydiff.model import Conversion, Loss, Removal
from policydiff.pages.markdown_tables import cell_line, pipe_rows
from policydiff.text.regex import lazy
from policydiff_docx.numbering import read_numbering
from policydiff_docx.parts import W, has, opened, value
from policydiff_docx.runs import MC, read_runs
from policydiff_docx.styles import BODY_LEVEL, read_styles
from policydiff_docx.tables import is_layout, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

    from policydiff.model import Source
    from policydiff_docx.numbering import Numbering
    from policydiff_docx.parts import Package
    from policydiff_docx.runs import Runs
    from policydiff_docx.styles import Style

_SPACES = lazy("[ \t\u00a0\u2002-\u200a]+")
_INVISIBLE = lazy("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
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
    reader = _Reader(styles, read_numbering(package.one("numbering"), styles))
    blocks = reader.blocks(body if body is not None else root)
    blocks += reader.notes(package)
    if not blocks:
        images = sum(loss.kind == "image" for loss in reader.losses)
        hint = f"only {images} image(s): it needs OCR" if images else "no text; give a document that does"
        raise UnreadableSource(f"{source.location} holds {hint}")
    reader.removed += [*_margins(package), *_comments(package)]
    return Conversion("\n\n".join(blocks), losses=tuple(_summed(reader)), removed=tuple(reader.removed))


@dataclass(slots=True)
class _Reader:
    """One reading of a document: its lists count on, its ledger grows."""

    styles: dict[str, Style]
    numbering: Numbering
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
                self.losses.append(Loss("embedded-document", "a document inside this one (altChunk) is not read"))
                continue
            runs = read_runs(node, len(self.noted) + 1)
            self._note(runs)
            text = carried + "".join(runs.text)
            if has(node, "pPr/rPr/del"):
                # A paragraph whose mark was deleted runs on into the next one.
                carried = text
            else:
                found += self._paragraph(node, text)
                carried = ""
            for box in runs.boxes:
                found += self.blocks(box)
        return found + _lines(carried)

    def _paragraph(self, node: ET.Element, text: str) -> list[str]:
        style = self.styles.get(value(node, "pPr/pStyle")) or self.styles[""]
        label = self.numbering.label(node, style)
        lines = _lines(text)
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
        if is_layout(table):
            return [block for cell in table.iter(f"{W}tc") for block in self.blocks(cell)]
        rows, merged = read_table(table, self._cell)
        self.merged_cells += merged
        lines = pipe_rows(rows)
        return ["\n".join(lines)] if lines else []

    def _cell(self, cell: ET.Element) -> str:
        self.cells += 1
        lines = [line.lstrip("# ") for block in self.blocks(cell) for line in block.split("\n")]
        self.cells -= 1
        return cell_line(lines)

    def _note(self, runs: Runs) -> None:
        """Enter what a paragraph's runs hold beside the text into the ledger."""
        deleted = [text for text in runs.deleted if text.strip()]
        self.removed += [Removal(text, "deleted with tracked changes") for text in deleted]
        self.removed += [Removal(text, "hidden text") for text in runs.hidden if text.strip()]
        self.deletions += len(deleted)
        self.insertions += runs.insertions
        self.noted += runs.notes
        self.losses += [Loss(kind, detail) for kind, detail in runs.beside]

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


def content(container: ET.Element) -> Iterator[ET.Element]:
    """Yield the paragraphs, tables and embedded documents directly inside an element, wrappers (controls, custom XML) opened."""
    for node in container:
        if node.tag in (f"{W}p", f"{W}tbl", f"{W}altChunk"):
            yield node
        elif node.tag == f"{MC}AlternateContent":
            yield from content(node[0] if len(node) else node)
        elif node.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}ins", f"{W}moveTo"):
            yield from content(node)


def _lines(text: str) -> list[str]:
    lines = (_SPACES.sub(" ", _INVISIBLE.sub("", line)).strip(" \u3000") for line in text.split("\n"))
    return [line for line in lines if line]


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


def _margins(package: Package) -> list[Removal]:
    """Return the lines of headers and footers, each once."""
    found: dict[Removal, None] = {}
    for kind in ("header", "footer"):
        for root in package.related(kind):
            for paragraph in root.iter(f"{W}p"):
                for line in _lines("".join(read_runs(paragraph).text)):
                    found[Removal(line, f"page {kind}")] = None
    return list(found)


def _comments(package: Package) -> Iterator[Removal]:
    """Yield the lines of comments in the margin (批注)."""
    for root in package.related("comments"):
        for paragraph in root.iter(f"{W}p"):
            for line in _lines("".join(read_runs(paragraph).text)):
                yield Removal(line, "comment")


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
