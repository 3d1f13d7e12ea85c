"""Write changed tables into the old file: rows that came and went, words inside cells.

old   | 床位 | 38 |      the same number of cells: its words change inside the cells
new   | 床位 | 35 |
A table whose columns changed, or whose merged cells no longer say one thing, goes whole; the new one comes behind it.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from policydiff_docx.parts import W
from policydiff_docx.tables import cells_of
from rapidfuzz.fuzz import ratio

from policydiff.model import Op
from policydiff.report.tracked_paragraphs import Stretch
from policydiff.text.lis import heaviest_increasing_subsequence
from policydiff.text.regex import lazy
from policydiff.text.segmentation import words
from policydiff.text.word_diff import runs
from policydiff_redline.marking import Come
from policydiff_redline.matching import Known, squeezed
from policydiff_redline.reading import Cell
from policydiff_redline.writing import _Open

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff_redline.reading import Line
    from policydiff_redline.writing import Writer

_RULE = lazy(r"\|(?:\s*:?-+:?\s*\|)+")
_ROW = lazy(r"\s*\|.*\|\s*")
# Lines less alike than this (of 100) are two lines.
_ALIKE = 50
# Beyond so many pairs of lines they are taken as one went and the other came.
_MOST_PAIRS = 40_000
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


def is_row(text: str) -> bool:
    """Tell whether a line is a row of a table."""
    return bool(_ROW.fullmatch(text))


def is_rule(text: str) -> bool:
    """Tell whether a line is the one that Markdown puts under a table's head."""
    return bool(_RULE.fullmatch(text.strip()))


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of a line: the number of the old one, the new words; one of both may be None."""

    old: int | None
    new: str | None


def steps(old: Sequence[tuple[int, str]], new: Sequence[str]) -> Iterator[Step]:
    """Yield what becomes of the old lines (number, words) in reading order."""
    pairs = _pairs([text for _, text in old], new)
    i = j = 0
    for at, to in [*pairs, (len(old), len(new))]:
        yield from (Step(number, None) for number, _ in old[i:at])
        yield from (Step(None, text) for text in new[j:to])
        if at < len(old):
            yield Step(old[at][0], new[to])
        i, j = at + 1, to + 1


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return which lines stay, changed or not, in order."""
    if len(old) * len(new) > _MOST_PAIRS:
        return [
            pair
            for same, i, k, j, _ in runs(old, new)
            if same
            for pair in zip(range(i, k), range(j, j + k - i), strict=True)
        ]
    found = [
        (i, j, ratio(one, other))
        for i, one in enumerate(old)
        for j, other in enumerate(new)
        if is_row(one) == is_row(other)
    ]
    # A chain rises strictly: of pairs with one old line the later new line has to come first.
    alike = sorted(((i, j, weight) for i, j, weight in found if weight >= _ALIKE), key=lambda pair: (pair[0], -pair[1]))
    picked = heaviest_increasing_subsequence([(i, j) for i, j, _ in alike], [round(weight) for _, _, weight in alike])
    return [alike[at][:2] for at in picked]


def write_region(writer: Writer, held: Sequence[Step]) -> None:
    """Write lines of which some are rows of tables."""
    replaced = _replaced(writer, held)
    for at, step in enumerate(held):
        known = None if step.old is None else writer.known[step.old]
        if known is not None:
            writer.at = step.old or 0
        home = known.home if known else None
        if known is None or home is None:
            if known is not None:
                writer.at += 1
            if step.new is not None and (known is None or squeezed(known.text) != squeezed(step.new)):
                _came(writer, step.new, held[at + 1 :], replaced)
        elif home.row is None:
            _text(writer, known, step.new)
        else:
            _row(writer, home, step.new, replaced)


def _replaced(writer: Writer, held: Sequence[Step]) -> set[int]:
    """Return the tables (by id) that cannot be changed row by row."""
    found: set[int] = set()
    told: dict[int, str] = {}
    for step in held:
        home = None if step.old is None else writer.known[step.old].home
        if home is None or home.row is None or step.new is None:
            continue
        new = split(step.new)
        cells = home.fitting(len(new))
        fits = bool(cells) and all(
            squeezed(cell) == squeezed(text) if not isinstance(cell, Cell) else told.setdefault(id(cell), text) == text
            for cell, text in zip(cells, new, strict=True)
        )
        if not fits:
            found.add(id(home.table))
    return found


def split(row: str) -> list[str]:
    """Return the cells of a line of a table."""
    return [cell.strip() for cell in row.strip().split("|")[1:-1]]


def _text(writer: Writer, known: Known, new: str | None) -> None:
    """Write a paragraph between tables."""
    home = known.home
    assert home is not None, "the line stands in the file"  # noqa: S101
    if new == known.text:
        writer.pass_over(home)
        return
    writer.open = _Open()
    writer.line(known, changes(known.text, new or ""), changed=True)
    writer.finish(known)
    if new is None:
        writer.end_gone(home)


def changes(old: str, new: str) -> list[Stretch]:
    """Return the stretches from one line to another, word by word."""
    one, other = words(old), words(new)
    found: list[Stretch] = []
    for same, i0, i1, j0, j1 in runs(one, other):
        gone, come = "".join(one[i0:i1]), "".join(other[j0:j1])
        sides = ((Op.EQUAL, gone),) if same else ((Op.DELETE, gone), (Op.INSERT, come))
        found += (Stretch(op, text) for op, text in sides if text)
    return found


def _row(writer: Writer, home: Line, new: str | None, replaced: set[int]) -> None:
    row = home.row
    assert row is not None, "the line is a row"  # noqa: S101
    if new is not None and id(home.table) not in replaced:
        _cells(writer, home, split(new))
        writer.told[id(home)] = new
        writer.pass_over(home)
        return
    for cell in {id(cell): cell for cell in home.cells if isinstance(cell, Cell)}.values():
        for atom in cell.atoms:
            if atom and _within(atom.run, row):
                writer.marks.take(atom)
    properties = row.find(f"{W}trPr")
    if properties is None:
        properties = ET.Element(f"{W}trPr")
        row.insert(sum(child.tag == f"{W}tblPrEx" for child in row), properties)
    properties.append(writer.marks.mark("del"))
    writer.told[id(home)] = ""
    writer.pass_over(home)
    if new is not None:
        _row_came(writer, new, home, replaced)


def _within(run: ET.Element, row: ET.Element) -> bool:
    return any(run is node for node in row.iter(f"{W}r"))


def _cells(writer: Writer, home: Line, new: Sequence[str]) -> None:
    """Write the changed words of a row's cells, those of a merged cell once."""
    for cell, text in {id(cell): (cell, text) for cell, text in zip(home.fitting(len(new)), new, strict=True)}.values():
        if not isinstance(cell, Cell):
            continue
        paragraph = next(cell.node.iter(f"{W}p"), None)
        if paragraph is None or (str(cell) == text and not cell.label):
            continue
        made = tuple(at < cell.label for at in range(len(cell)))
        known = Known(str(cell), cell.atoms, made, (), (_home(cell, paragraph),), cell.label)
        writer.open = _Open()
        writer.line(known, changes(str(cell), text))
        if writer.open.lead is not None:
            writer.leads.setdefault(id(paragraph), writer.open.lead)
        writer.open = _Open()


def _home(cell: Cell, paragraph: ET.Element) -> Line:
    from policydiff_redline.reading import Line

    return Line(str(cell), cell.atoms, paragraph, cell.label, bound=True)


def _came(writer: Writer, text: str, following: Sequence[Step], replaced: set[int]) -> None:
    """Write a line that is new."""
    if is_rule(text):
        return
    if not is_row(text):
        writer.insert([Stretch(Op.INSERT, text)], 0, None)
        return
    after = next((writer.known[step.old].home for step in following if step.old is not None), None)
    before = writer.anchor
    beside = before if before is not None and before.row is not None else after
    _row_came(writer, text, beside, replaced)


def _row_came(writer: Writer, text: str, beside: Line | None, replaced: set[int]) -> None:
    """Put a new row into the table beside it, else into a new table."""
    cells = split(text)
    if writer.behind is not None and writer.behind.get(_NEW):
        writer.behind.append(_made_row(writer, cells, None))
        writer.note_came(text)
    elif beside is not None and beside.table is not None:
        model = None if id(beside.table) in replaced else _model_row(beside, len(cells))
        _beside(writer, _made_row(writer, cells, model), beside, text)
    else:
        table = _new_table(writer, len(cells))
        table.append(_made_row(writer, cells, None))
        writer.note_came(text)


_NEW = f"{W}policydiffNew"


def _beside(writer: Writer, row: ET.Element, beside: Line, text: str) -> None:
    """Place a new row behind the last one of its table that was told, before the table's first where none was."""
    assert beside.table is not None, "the line is a row"  # noqa: S101
    assert beside.row is not None, "the line is a row"  # noqa: S101
    last = writer.last_rows.get(id(beside.table))
    holder = next(
        node
        for node in beside.table.iter()
        if any(child is (last if last is not None else beside.row) for child in node)
    )
    place = next(at for at, child in enumerate(holder) if child is (last if last is not None else beside.row))
    if last is None and writer.anchor is not beside:
        holder.insert(place, row)
        writer.came_before.setdefault(id(beside), []).append(text)
        return
    holder.insert(place + 1, row)
    writer.last_rows[id(beside.table)] = row
    writer.note_came(text)


def _model_row(beside: Line, width: int) -> ET.Element | None:
    """Return a row of a table that a new one can look like: as many cells, none of them merged."""
    assert beside.table is not None, "the line is a row"  # noqa: S101
    rows = [beside.row, *(node for node in beside.table.iter(f"{W}tr"))]
    plain = (
        row
        for row in rows
        if row is not None
        and row.find(f"{W}trPr/{W}tblHeader") is None
        and len(list(cells_of(row))) == width
        and not any(row.find(f"{W}tc/{W}tcPr/{W}{name}") is not None for name in ("gridSpan", "vMerge"))
    )
    return next(plain, None)


def _made_row(writer: Writer, cells: Sequence[str], model: ET.Element | None) -> ET.Element:
    row = ET.Element(f"{W}tr")
    properties = deepcopy(model.find(f"{W}trPr")) if model is not None else None
    row.append(ET.Element(f"{W}trPr") if properties is None else properties)
    for child in [child for child in row[0] if child.tag in (f"{W}ins", f"{W}del")]:
        row[0].remove(child)
    row[0].append(writer.marks.mark("ins"))
    models = list(cells_of(model)) if model is not None else [None] * len(cells)
    for text, like in zip(cells, models, strict=True):
        row.append(_made_cell(writer, text, like))
    return row


def _made_cell(writer: Writer, text: str, model: ET.Element | None) -> ET.Element:
    cell = ET.Element(f"{W}tc")
    properties = model.find(f"{W}tcPr") if model is not None else None
    if properties is not None:
        cell.append(deepcopy(properties))
    paragraph = ET.SubElement(cell, f"{W}p")
    layout = model.find(f"{W}p/{W}pPr") if model is not None else None
    if layout is not None:
        paragraph.append(deepcopy(layout))
    come = Come(text, like=next(model.iter(f"{W}r"), None) if model is not None else None)
    writer.leads[id(paragraph)] = come
    writer.marks.inside.append((paragraph, come))
    return cell


def _new_table(writer: Writer, width: int) -> ET.Element:
    """Return a new table behind what was told last."""
    table = ET.Element(f"{W}tbl", {_NEW: "1"})
    table.append(_ruled())
    grid = ET.SubElement(table, f"{W}tblGrid")
    for _ in range(width):
        ET.SubElement(grid, f"{W}gridCol", {f"{W}w": str(9000 // width)})
    writer.place_behind(table)
    return table


def forget(root: ET.Element) -> None:
    """Take away what new tables were known by."""
    for table in root.iter(f"{W}tbl"):
        table.attrib.pop(_NEW, None)


def _ruled() -> ET.Element:
    properties = ET.Element(f"{W}tblPr")
    ET.SubElement(properties, f"{W}tblW", {f"{W}w": "0", f"{W}type": "auto"})
    borders = ET.SubElement(properties, f"{W}tblBorders")
    for side in _BORDERS:
        ET.SubElement(
            borders, f"{W}{side}", {f"{W}val": "single", f"{W}sz": "4", f"{W}space": "0", f"{W}color": "auto"}
        )
    return properties
