"""SpreadsheetML: sheets of rich text with frozen, filterable heads (ECMA-376), written without a clock.

Words stand in cells as inline text, which no program takes for a formula, whatever they begin with.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from policydiff.office.opc import XML, content_types, core_properties, escaped, relationships, zipped
from policydiff.report.comparison_table import Cell, Mark
from policydiff.report.escaping import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policydiff.report.comparison_table import Run
    from policydiff.report.conventions import Convention

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Excel takes no more characters in a cell.
LONGEST = 32_767
# Excel reads _x0041_ as A; an underline that would start such a code is written as its own code.
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_CODED_UNDERLINE = "_x005F_"
GONE_COLOR, CAME_COLOR, FAINT_COLOR = "FFB3261E", "FF0B57A4", "FF595959"
_SIZE = 11
# Cell formats by their place in the list of formats.
TEXT, HEAD, TITLE, FACT = range(4)
_SHADE = "FFE7EBF0"
# The name by which Excel knows the range of a filter.
_FILTER = "_xlnm._FilterDatabase"
# Points: a line of text, and the highest row that Excel takes. A Chinese character is as wide as so many digits.
_LINE, _HIGHEST, _HAN_WIDTH = 15, 409, 2.1
_NO_SIDES = "<left/><right/><top/><bottom/><diagonal/>"
_MARGINS = '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'

# Grounds that tell more: four steps of a heat map, the highest and lowest value of a row, what is missing. Black on each
# keeps 4.5:1.
TINTS: Mapping[str, str] = MappingProxyType(
    {
        "heat1": "FFE4EFE9", "heat2": "FFBFDCCD", "heat3": "FF9CCDB3", "heat4": "FF7DBB9A",
        "highest": "FFDCF3E4", "lowest": "FFE1EBFB", "missing": "FFF0ECE2",
    }
)  # fmt: skip
# The formats of tinted cells follow the four plain ones, in the order of `TINTS`.
_PLAIN_FORMATS = 4
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Tinted:
    """Words on a ground; `link` is a place in the workbook that they lead to: `'Topics'!A7`."""

    words: str
    tint: str = ""
    link: str = ""


Value = str | int | Cell | Tinted


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, the widths of its columns in characters, lines above the head, the head, the rows below it.

    The head is frozen and filters the rows below it; so many columns on the left are frozen too (`fixed`).
    """

    name: str
    widths: tuple[int, ...]
    above: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    fixed: int = 0

    @property
    def range(self) -> str:
        """The cells of head and rows: A4:I90."""
        top = len(self.above) + 1
        return f"A{top}:{_column(len(self.head) - 1)}{top + len(self.rows)}"


def workbook(sheets: Sequence[Sheet], convention: Convention, title: str) -> bytes:
    """Return a .xlsx file."""
    sheets = [replace(sheet, rows=tuple(_fitting(sheet.rows))) for sheet in sheets]
    names = [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
    kinds = {"xl/workbook.xml": f"{_KIND}.sheet.main+xml", "xl/styles.xml": f"{_KIND}.styles+xml"}
    kinds |= dict.fromkeys(names, f"{_KIND}.worksheet+xml")
    kinds["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    links = {name.removeprefix("xl/"): "worksheet" for name in names} | {"styles.xml": "styles"}
    letters = _letters(convention)
    parts = {
        "[Content_Types].xml": content_types(kinds),
        "_rels/.rels": relationships({"xl/workbook.xml": "officeDocument", "docProps/core.xml": "core-properties"}),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": relationships(links),
        "xl/styles.xml": _styles(convention),
    }
    parts |= {name: _sheet(sheet, letters, first=name == names[0]) for name, sheet in zip(names, sheets, strict=True)}
    return zipped(parts | {"docProps/core.xml": core_properties(title)})


def _letters(convention: Convention) -> dict[Mark, str]:
    """Return the properties of a run for each mark, in the order that Excel wants them."""
    gone, came, faint = (f'<color rgb="{color}"/>' for color in (GONE_COLOR, CAME_COLOR, FAINT_COLOR))
    if not convention.colored:
        gone = came = ""
    line, double, strike = "<u/>", '<u val="double"/>', "<strike/>" if convention.strikes else ""
    before_and_behind = {
        Mark.GONE: (strike or line, gone),
        Mark.CAME: (line, came),
        Mark.LEFT: (strike + double, gone),
        Mark.ARRIVED: (double, came),
        Mark.FAINT: ("", faint),
        Mark.LABEL: ("<b/>", ""),
        Mark.REMARK: ("<b/>", ""),
        Mark.OLD_LABEL: ("<b/>" + line, ""),
        Mark.NEW_LABEL: ("<b/>" + line, ""),
        Mark.PLAIN: ("", ""),
    }
    font = escaped(convention.serif[0])
    return {
        mark: f'<rPr>{before}<sz val="{_SIZE}"/>{color}<rFont val="{font}"/></rPr>'
        for mark, (before, color) in before_and_behind.items()
    }


def _fitting(rows: Iterable[tuple[Value, ...]]) -> Iterator[tuple[Value, ...]]:
    """Yield rows; words that no cell can hold go on in further rows, which repeat the short cells."""
    for row in rows:
        cut = [list(_cut(cell)) if isinstance(cell, tuple) else [] for cell in row]
        for number in range(max(1, *map(len, cut))):
            yield tuple(
                (parts[number] if number < len(parts) else ()) if isinstance(cell, tuple) else cell
                for cell, parts in zip(row, cut, strict=True)
            )


def _cut(cell: Cell) -> Iterator[Cell]:
    """Yield a cell in parts of at most `LONGEST` characters, as Excel counts them, cut between paragraphs where it can."""
    held: list[tuple[Run, ...]] = []
    room = LONGEST
    for paragraph in (part for whole in cell for part in _short(whole)):
        size = sum(_length(text) for text, _ in paragraph) + 1
        if size > room and held:
            yield tuple(held)
            held, room = [], LONGEST
        held.append(paragraph)
        room -= size
    yield tuple(held)


def _short(paragraph: Sequence[Run]) -> Iterator[tuple[Run, ...]]:
    """Yield a paragraph, in parts where it alone is too long for a cell."""
    # A sign takes at most two halves of UTF-16, so that this many always fit.
    step = LONGEST // 2 - 1
    held: list[Run] = []
    room = LONGEST - 1
    for text, mark in ((visible(text), mark) for text, mark in paragraph):
        for part in (text[at : at + step] for at in range(0, len(text), step)):
            if _length(part) > room:
                yield tuple(held)
                held, room = [], LONGEST - 1
            held.append((part, mark))
            room -= _length(part)
    yield tuple(held)


def _length(text: str) -> int:
    """Count characters as Excel does: in halves of UTF-16."""
    return len(text) + sum(sign > "\uffff" for sign in text) if not text.isascii() else len(text)


def _text(words: str) -> str:
    """Return words for a cell; nothing in them is read as a code of Excel's."""
    return escaped(_CODE.sub(_CODED_UNDERLINE, words))


def _cell(place: str, value: Value, letters: Mapping[Mark, str], style: int) -> str:
    if isinstance(value, Tinted):
        tinted = _PLAIN_FORMATS + list(TINTS).index(value.tint) if value.tint else style
        return _cell(place, value.words, letters, tinted)
    if isinstance(value, int):
        return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
    if not value:
        return f'<c r="{place}" s="{style}"/>'
    if isinstance(value, str):
        content = f'<t xml:space="preserve">{_text(value)}</t>'
    else:
        content = "".join(
            f'<r>{letters[mark]}<t xml:space="preserve">{_text(text)}</t></r>' for text, mark in _joined(value)
        )
    return f'<c r="{place}" s="{style}" t="inlineStr"><is>{content}</is></c>'


def _joined(cell: Cell) -> Iterator[Run]:
    """Yield the runs of a cell with line ends between its paragraphs."""
    for number, paragraph in enumerate(cell):
        for place, (text, mark) in enumerate(paragraph):
            yield ("\n" + text if number and not place else text), mark


def _row(
    number: int, cells: Sequence[Value], letters: Mapping[Mark, str], style: int, widths: Sequence[int] = ()
) -> str:
    """Return a row, as high as its words in columns of these widths; without widths as high as the program makes it."""
    held = (_cell(f"{_column(place)}{number}", value, letters, style) for place, value in enumerate(cells))
    height = f' ht="{_height(cells, widths)}" customHeight="1"' if widths else ""
    return f'<row r="{number}"{height}>{"".join(held)}</row>'


def _height(cells: Sequence[Value], widths: Sequence[int]) -> int:
    """Estimate in points how high a row has to be: programs fit the heights of rows only when somebody edits them."""
    most = 1
    for cell, width in zip(cells, widths, strict=True):
        words = cell.words if isinstance(cell, Tinted) else str(cell)
        whole = cell if isinstance(cell, tuple) else tuple(((line, Mark.PLAIN),) for line in words.split("\n"))
        room = width - 1
        most = max(most, sum(max(1, math.ceil(sum(_wide(text) for text, _ in part) / room)) for part in whole))
    return min(_HIGHEST, most * _LINE + _LINE // 3)


def _wide(text: str) -> float:
    """Estimate how wide words are, in digits."""
    return len(text) * _HAN_WIDTH - text.count(" ") - sum(map(text.count, "0123456789.,:-"))


def _column(place: int) -> str:
    """Return the letters of a column: A, Z, AA."""
    before, last = divmod(place, _LETTERS)
    return (_column(before - 1) if before else "") + chr(ord("A") + last)


def _sheet(sheet: Sheet, letters: Mapping[Mark, str], *, first: bool) -> str:
    top = len(sheet.above) + 1
    above = [
        _row(number, [line], letters, TITLE if number == 1 else FACT) for number, line in enumerate(sheet.above, 1)
    ]
    body = [_row(number, row, letters, TEXT, sheet.widths) for number, row in enumerate(sheet.rows, top + 1)]
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, 1)
    )
    selected = ' tabSelected="1"' if first else ""
    corner, split = (
        (f"{_column(sheet.fixed)}{top + 1}", f'xSplit="{sheet.fixed}" ') if sheet.fixed else (f"A{top + 1}", "")
    )
    pane = "bottomRight" if sheet.fixed else "bottomLeft"
    return (
        f'{XML}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0"{selected}><pane {split}ySplit="{top}" topLeftCell="{corner}" '
        f'activePane="{pane}" state="frozen"/></sheetView></sheetViews><cols>{columns}</cols>'
        f"<sheetData>{''.join(above)}{_row(top, sheet.head, letters, HEAD, sheet.widths if sheet.fixed else ())}{''.join(body)}</sheetData>"
        f'<autoFilter ref="{sheet.range}"/>{_links(sheet)}{_MARGINS}'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    )


def _links(sheet: Sheet) -> str:
    """Return where cells lead to, inside the workbook."""
    found = "".join(
        f'<hyperlink ref="{_column(place)}{number}" location="{escaped(value.link)}" display="{escaped(value.words)}"/>'
        for number, row in enumerate(sheet.rows, len(sheet.above) + 2)
        for place, value in enumerate(row)
        if isinstance(value, Tinted) and value.link
    )
    return f"<hyperlinks>{found}</hyperlinks>" if found else ""


def _workbook(sheets: Sequence[Sheet]) -> str:
    tabs = "".join(
        f'<sheet name="{escaped(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    names = ""
    for number, sheet in enumerate(sheets):
        top = len(sheet.above) + 1
        cells = re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", sheet.range)
        quoted = f"'{escaped(sheet.name)}'!"
        names += f'<definedName name="{_FILTER}" localSheetId="{number}" hidden="1">{quoted}{cells}</definedName>'
        names += f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">{quoted}${top}:${top}</definedName>'
    return (
        f'{XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{tabs}</sheets><definedNames>{names}</definedNames></workbook>"
    )


def _styles(convention: Convention) -> str:
    """Return fonts, fills, lines and formats, the formats in the order of `TEXT`, `HEAD`, `TITLE`, `FACT`."""
    serif, sans = escaped(convention.serif[0]), escaped(convention.sans[0])
    fonts = "".join(
        f'<font>{bold}<sz val="{size}"/><name val="{name}"/></font>'
        for bold, size, name in (("", _SIZE, serif), ("<b/>", _SIZE, sans), ("<b/>", 16, sans))
    )
    fills = (
        '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
        f'<fill><patternFill patternType="solid"><fgColor rgb="{_SHADE}"/></patternFill></fill>'
    ) + "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="{color}"/></patternFill></fill>'
        for color in TINTS.values()
    )
    sides = "".join(
        f'<{side} style="thin"><color rgb="FF7F7F7F"/></{side}>' for side in ("left", "right", "top", "bottom")
    )
    ruled = 'applyBorder="1" applyAlignment="1" quotePrefix="1"'
    top, middle = (
        '<alignment vertical="top" wrapText="1"/>',
        '<alignment horizontal="center" vertical="center" wrapText="1"/>',
    )
    formats = (
        f'<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" {ruled}>{top}</xf>'
        f'<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFill="1" applyFont="1" {ruled}>{middle}</xf>'
        '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1" quotePrefix="1"/>'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>'
    ) + "".join(
        f'<xf numFmtId="0" fontId="0" fillId="{fill}" borderId="1" xfId="0" applyFill="1" {ruled}>{top}</xf>'
        for fill in range(3, 3 + len(TINTS))
    )
    return (
        f'{XML}<styleSheet xmlns="{_MAIN}"><fonts count="3">{fonts}</fonts><fills count="{3 + len(TINTS)}">{fills}</fills>'
        f'<borders count="2"><border>{_NO_SIDES}</border><border>{sides}<diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{_PLAIN_FORMATS + len(TINTS)}">{formats}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
