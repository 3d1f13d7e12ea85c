"""Tracked changes written into the old Word file itself, so that its layout is kept.

old file ─settle→ its final text ─read→ lines ─match→ the old text's lines, each with its place in the file
         ─write→ marks, new paragraphs, rows ─number→ numbers that Word makes ─check→ accepting all gives the new text
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policydiff_docx.parts import W

from policydiff.model import Op
from policydiff.office.tracked import resolved, turned
from policydiff.report.tracked_paragraphs import Paragraph, Stretch, merged
from policydiff_redline.frame import framed
from policydiff_redline.kinds import kind_of
from policydiff_redline.lines import moves_of, new_lines, without
from policydiff_redline.marking import CUT, Marks
from policydiff_redline.matching import matched, squeezed
from policydiff_redline.moves import bound
from policydiff_redline.numbers import number
from policydiff_redline.package import OldFile, UnmappableLayout, opened_old
from policydiff_redline.reading import read_lines
from policydiff_redline.settle import settle
from policydiff_redline.tables import changes, forget, is_row, is_rule, steps, write_region
from policydiff_redline.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree import ElementTree as ET

    from policydiff.model import Report, Source
    from policydiff_redline.matching import Known
    from policydiff_redline.reading import Line
    from policydiff_redline.stamps import Stamp
    from policydiff_redline.tables import Step


@dataclass(frozen=True, slots=True)
class Marked:
    """The old file with its marks, and for each row of the comparison the paragraph that it begins in."""

    file: OldFile
    paragraphs: dict[int, ET.Element]
    first: ET.Element | None
    marks: Marks
    settled: int


def marked(report: Report, source: Source, stamp: Stamp) -> Marked:
    """Return the old file with tracked changes. Raises UnmappableLayout when it cannot bear them."""
    file = opened_old(source)
    before = sum(settle(file.part(name).root) for name in _texts(file))
    lines = read_lines(file)
    raw = framed(merged(report.comparison), report)
    old, depths = _old_lines(raw)
    known = matched(old, lines)
    if not any(line.homes for line in known):
        raise UnmappableLayout("its text is not the one that was compared")
    groups = list(_groups(_even(raw, known), known))
    body = file.part(file.main).root
    marks = Marks(stamp)
    kinds = [kind_of(text, depth) for text, depth in zip(old, depths, strict=True)]
    writer = Writer(marks, known, kinds, _parents(file))
    homes: dict[int, ET.Element] = {}
    for tabular, group in groups:
        if tabular:
            _region(writer, group, homes)
            continue
        for paragraph, place in zip(group, writer.write(group), strict=True):
            homes.update((row, place) for row in paragraph.rows if place in writer.parents)
    _inner_ends(writer)
    number(file, marks, writer.leads)
    marks.write(file.part(name).root for name in _texts(file))
    _cut(body, marks)
    bound(body, stamp)
    forget(body)
    first = next((node for node in body.iter(f"{W}p")), None)
    found = Marked(file, homes, first, marks, before)
    _check(found, writer, lines)
    return found


def _parents(file: OldFile) -> dict[ET.Element, ET.Element]:
    return {child: parent for name in _texts(file) for parent in file.part(name).root.iter() for child in parent}


def _texts(file: OldFile) -> list[str]:
    """Return the names of the parts that hold text: the main one and the notes."""
    names = [file.main, *(file.related(kind) for kind in ("footnotes", "endnotes"))]
    return [name for name in names if name]


def _old_lines(paragraphs: Sequence[Paragraph]) -> tuple[list[str], list[int]]:
    """Return the lines of the old text with their depths."""
    texts, depths, text = [], [], ""
    for paragraph in paragraphs:
        text += "".join(stretch.text for stretch in paragraph.stretches if stretch.op is not Op.INSERT)
        if paragraph.op is not Op.INSERT:
            texts.append(text)
            depths.append(paragraph.former)
            text = ""
    return texts, depths


def _groups(paragraphs: Sequence[Paragraph], known: Sequence[Known]) -> Iterator[tuple[bool, list[Paragraph]]]:
    """Yield paragraphs in groups that begin and end with whole lines on both sides; those with rows of tables are marked.

    Neighbouring groups with rows are one: a table changes as a whole.
    """
    held: list[Paragraph] = []
    tables: list[Paragraph] = []
    at = start = 0
    rest = list(_turned(paragraphs, known))
    for paragraph in rest:
        held.append(paragraph)
        at += paragraph.op is not Op.INSERT
        if paragraph.op is not Op.EQUAL and paragraph is not rest[-1]:
            continue
        if _tabular(held, known[start:at]):
            tables += held
        else:
            if tables:
                yield True, tables
                tables = []
            yield False, held
        held, start = [], at
    if tables:
        yield True, tables


def _tabular(held: Sequence[Paragraph], known: Sequence[Known]) -> bool:
    rows = any((line.home is not None and line.home.row is not None) or is_row(line.text) for line in known)
    return rows or any(is_row(text) for text in new_lines(held))


def _turned(paragraphs: Sequence[Paragraph], known: Sequence[Known]) -> Iterator[Paragraph]:
    """Yield paragraphs; where something follows the last line in the file, lines at the end come and go as wholes.

    甲{⏎乙}⏎  →  甲⏎{乙⏎}
    """
    held = list(paragraphs)
    start = len(held) - 1
    while start > 0 and held[start - 1].op is not Op.EQUAL:
        start -= 1
    op = held[start].op
    sides = all(stretch.op is op for paragraph in held[start + 1 :] for stretch in paragraph.stretches)
    ends = all(paragraph.op is op for paragraph in held[start:-1])
    last = next((line.home for line in reversed(known) if line.home), None)
    if start < len(held) - 1 and sides and ends and last is not None and not last.bound:
        yield from held[:start]
        yield replace(held[start], op=Op.EQUAL, move=None)
        yield from (replace(paragraph, op=op) for paragraph in held[start + 1 :])
        return
    yield from held


def _even(paragraphs: Sequence[Paragraph], known: Sequence[Known]) -> tuple[Paragraph, ...]:
    """Return paragraphs without what programs settle differently: moves among tables and numbers, numbered ones joined or cut."""
    groups = list(_groups(paragraphs, known))
    still = _still(groups, known)
    found: list[Paragraph] = []
    at = 0
    for tabular, group in groups:
        lines = sum(paragraph.op is not Op.INSERT for paragraph in group)
        # What comes behind the file's last paragraph can only be a part of it.
        last = at + lines >= len(known) and known[-1].home is not None and known[-1].home.bound
        tangled = not tabular and not last and _tangled(group, known[at : at + lines + 1])
        found += _untangled(group) if tangled else (without(paragraph, still) for paragraph in group)
        at += lines
    return resolved(turned(found) if any(line.label for line in known) else found)


def _tangled(group: Sequence[Paragraph], known: Sequence[Known]) -> bool:
    """Tell whether paragraphs that Word numbers are joined or cut: which of them keeps its number differs between programs."""
    whole = all(
        paragraph.op is Op.EQUAL or all(stretch.op is paragraph.op for stretch in paragraph.stretches)
        for paragraph in group
    )
    return not whole and any(line.label for line in known)


def _untangled(group: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the same lines changed line by line, nothing joined or cut."""
    texts, _ = _old_lines(group)
    found = [_changed(step, texts) for step in steps(list(enumerate(texts)), new_lines(group))]
    rows = tuple(row for paragraph in group for row in paragraph.rows)
    last = max(at for at, paragraph in enumerate(found) if paragraph.op is not Op.DELETE) if new_lines(group) else 0
    return [replace(paragraph, rows=rows if at == last else ()) for at, paragraph in enumerate(found)]


def _changed(step: Step, texts: Sequence[str]) -> Paragraph:
    """Return what becomes of a line as a paragraph."""
    if step.old is None:
        return Paragraph((Stretch(Op.INSERT, step.new or ""),), Op.INSERT, None, 0, 0, ())
    if step.new is None:
        return Paragraph((Stretch(Op.DELETE, texts[step.old]),), Op.DELETE, None, 0, 0, ())
    return Paragraph(tuple(changes(texts[step.old], step.new)), Op.EQUAL, None, 0, 0, ())


def _still(groups: Sequence[tuple[bool, list[Paragraph]]], known: Sequence[Known]) -> set[int | None]:
    """Return the moves that are to be words that went and came: those of which a part stands among tables or numbers.

    LibreOffice (7.4) loses the number that it makes for the paragraph behind a move when the move is rejected.
    """
    found: set[int | None] = set()
    at = 0
    for tabular, group in groups:
        start = at
        at += sum(paragraph.op is not Op.INSERT for paragraph in group)
        if tabular or any(line.label for line in known[start : at + 1]):
            found |= moves_of(group)
    return found


def _region(writer: Writer, group: Sequence[Paragraph], homes: dict[int, ET.Element]) -> None:
    """Write a group with tables, its lines paired afresh."""
    texts, _ = _old_lines(group)
    start = writer.at
    old = [(start + at, text) for at, text in enumerate(texts) if not is_rule(text)]
    new = [text for text in new_lines(group) if not is_rule(text)]
    write_region(writer, list(steps(old, new)))
    writer.at = start + len(texts)
    place = next((home.paragraph for number, _ in old if (home := writer.known[number].home)), None)
    if place is not None:
        homes.update((row, place) for paragraph in group for row in paragraph.rows)


def _inner_ends(writer: Writer) -> None:
    """Let the ends of paragraphs go inside a line of the text that went whole."""
    for known in writer.known:
        for home in known.homes[:-1]:
            atoms = [atom for atom in home.atoms if atom]
            if atoms and all(atom.key in writer.marks.gone for atom in atoms):
                writer.end_gone(home)


def _cut(root: ET.Element, marks: Marks) -> None:
    """Cut paragraphs where they are marked to be cut: what stands before goes into the new one."""
    for paragraph in list(root.iter(f"{W}p")):
        marked_ = [child for child in paragraph if child.tag == CUT]
        for mark in marked_:
            new = marks.cuts[mark.get("into", "")]
            at = list(paragraph).index(mark)
            moved = [child for child in paragraph[:at] if child.tag != f"{W}pPr"]
            for child in (*moved, mark):
                paragraph.remove(child)
            new.extend(moved)


def _check(found: Marked, writer: Writer, lines: Sequence[Line]) -> None:
    """Raise UnmappableLayout when accepting all changes would not give the new text."""
    expected = [*writer.came.get(id(None), ())]
    for line in lines:
        expected += writer.came_before.get(id(line), ())
        expected.append(writer.told.get(id(line), line.text))
        expected += writer.came.get(id(line), ())
    again = found.file.again()
    for name in _texts(again):
        settle(again.part(name).root)
    told = "".join(squeezed(line.text) for line in read_lines(again))
    if told != "".join(map(squeezed, expected)):
        raise UnmappableLayout("some of its changes cannot be written so that accepting them gives the new text")
