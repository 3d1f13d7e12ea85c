"""WordprocessingML: runs, paragraphs, tables and the package around them (ECMA-376), written without a clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.office.opc import XML, content_types, core_properties, escaped, relationships, zipped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policydiff.report.conventions import Convention

NAMESPACE = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LATIN = "Times New Roman"
# Sizes in half points: 五号 for tables, 小四 for running text, 小二 for titles.
TABLE_SIZE, TEXT_SIZE, TITLE_SIZE = 21, 24, 36
# Word knows nine depths of headings.
DEEPEST = 9
GONE_COLOR, CAME_COLOR, FAINT_COLOR = "B3261E", "0B57A4", "595959"


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins in twentieths of a point. A4 is 11906 wide and 16838 high."""

    width: int = 11906
    height: int = 16838
    margin: int = 1440

    @property
    def room(self) -> int:
        """The width between the margins."""
        return self.width - 2 * self.margin


LANDSCAPE = Page(16838, 11906, 1020)


def text(words: str, *, tag: str = "t") -> str:
    """Return words as the content of a run; tabs and line ends become their elements."""
    parts = []
    for number, line in enumerate(words.split("\n")):
        parts.append("<w:br/>" * bool(number))
        for place, cell in enumerate(line.split("\t")):
            parts.append("<w:tab/>" * bool(place))
            parts.append(f'<w:{tag} xml:space="preserve">{escaped(cell)}</w:{tag}>' if cell else "")
    return "".join(parts)


def run(words: str, style: str = "", *, tag: str = "t") -> str:
    """Return a run in a character style."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{properties}{text(words, tag=tag)}</w:r>" if words else ""


def paragraph(runs: str, style: str = "") -> str:
    """Return a paragraph in a style."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def field(code: str) -> str:
    """Return a field that the program fills in (`PAGE`, `NUMPAGES`)."""
    return f'<w:fldSimple w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def page_numbers(lang: str) -> str:
    """Return a foot that counts the pages."""
    page, pages = field("PAGE"), field("NUMPAGES")
    if lang == "zh":
        return f"{run('第 ')}{page}{run(' 页　共 ')}{pages}{run(' 页')}"
    return f"{run('Page ')}{page}{run(' of ')}{pages}"


def cell(paragraphs: str, width: int, *, span: int = 1, shade: str = "") -> str:
    """Return a cell of a table; a cell has at least one paragraph."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shaded}</w:tcPr>'
    return f"<w:tc>{properties}{paragraphs or paragraph('', 'Cell')}</w:tc>"


def row(cells: Iterable[str], *, header: bool = False, whole: bool = False) -> str:
    """Return a row of a table; a `header` is repeated on every page, a `whole` row is not broken over pages."""
    marks = "<w:cantSplit/>" * (whole or header) + "<w:tblHeader/>" * header
    return f"<w:tr>{f'<w:trPr>{marks}</w:trPr>' if marks else ''}{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Iterable[int]) -> str:
    """Return a ruled table with fixed columns."""
    held = list(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in held)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = (
        '<w:top w:w="50" w:type="dxa"/><w:left w:w="110" w:type="dxa"/>'
        '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="110" w:type="dxa"/>'
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(held)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the paper: the body, the running head and foot, the title of the file, comments in the margin."""

    body: str
    head: str
    foot: str
    title: str
    page: Page = Page()
    comments: str = ""


def document(sheet: Sheet, convention: Convention) -> bytes:
    """Return a .docx file."""
    kinds = {
        "word/document.xml": f"{_KIND}.document.main+xml",
        "word/styles.xml": f"{_KIND}.styles+xml",
        "word/settings.xml": f"{_KIND}.settings+xml",
        "word/fontTable.xml": f"{_KIND}.fontTable+xml",
        "word/header1.xml": f"{_KIND}.header+xml",
        "word/footer1.xml": f"{_KIND}.footer+xml",
        "word/comments.xml": f"{_KIND}.comments+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    links = {"styles.xml": "styles", "settings.xml": "settings", "fontTable.xml": "fontTable"}
    links |= {"header1.xml": "header", "footer1.xml": "footer", "comments.xml": "comments"}
    parts = {
        "[Content_Types].xml": content_types(kinds),
        "_rels/.rels": relationships({"word/document.xml": "officeDocument", "docProps/core.xml": "core-properties"}),
        "word/document.xml": _part("document", f"<w:body>{sheet.body}{_section(sheet.page)}</w:body>"),
        "word/_rels/document.xml.rels": relationships(links),
        "word/styles.xml": _styles(convention),
        "word/settings.xml": _part("settings", _SETTINGS),
        "word/fontTable.xml": _fonts(convention),
        "word/header1.xml": _part("hdr", paragraph(sheet.head, "Header")),
        "word/footer1.xml": _part("ftr", paragraph(sheet.foot, "Footer")),
        "word/comments.xml": _part("comments", sheet.comments),
        "docProps/core.xml": core_properties(sheet.title),
    }
    return zipped(parts)


# Mode 15 is what Word 2013 and later lay out without compatibility tricks.
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat>"
)


def _part(element: str, content: str) -> str:
    return f"{XML}<w:{element} {NAMESPACE}>{content}</w:{element}>"


def _section(page: Page) -> str:
    """Return the section: paper, margins, running head (rId4) and foot (rId5)."""
    turned = ' w:orient="landscape"' if page.width > page.height else ""
    margins = " ".join(f'w:{side}="{page.margin}"' for side in ("top", "right", "bottom", "left"))
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{turned}/>'
        f'<w:pgMar {margins} w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def _fonts(convention: Convention) -> str:
    """Return the table of fonts: each with the ones to take where it is missing."""
    rows = "".join(
        f'<w:font w:name="{escaped(names[0])}"><w:altName w:val="{escaped(",".join(names[1:]))}"/>'
        f'<w:charset w:val="{_CHARSETS[convention.locale]}"/><w:family w:val="{family}"/></w:font>'
        for names, family in ((convention.serif, "roman"), (convention.sans, "swiss"))
    )
    return _part("fonts", rows)


_CHARSETS = {"zh-CN": "86", "ja-JP": "80", "zh-TW": "88"}


def _styles(convention: Convention) -> str:
    serif, sans = escaped(convention.serif[0]), escaped(convention.sans[0])
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_face(serif)}"
        f'<w:sz w:val="{TEXT_SIZE}"/><w:szCs w:val="{TEXT_SIZE}"/>'
        f'<w:lang w:val="en-US" w:eastAsia="{convention.locale}"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    paragraphs = "".join(_paragraph_style(name, layout, letters) for name, layout, letters in _paragraphs(sans))
    runs = "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f"<w:rPr>{letters}</w:rPr></w:style>"
        for name, letters in _characters(convention, sans)
    )
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    return _part("styles", defaults + normal + paragraphs + runs)


def _face(font: str) -> str:
    return f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{font}" w:cs="{_LATIN}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _paragraph_style(name: str, layout: str, letters: str) -> str:
    shown = {"Header": "header", "Footer": "footer"}.get(name, name.replace("Heading", "heading "))
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="Normal"/>'
        f"<w:pPr>{layout}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _paragraphs(sans: str) -> Iterable[tuple[str, str, str]]:
    """Yield the paragraph styles: name, layout, letters."""
    face, strong = _face(sans), "<w:b/>"
    yield "Title", '<w:spacing w:before="60" w:after="120"/><w:jc w:val="center"/>', face + _size(TITLE_SIZE)
    yield "Subtitle", '<w:spacing w:after="60"/><w:jc w:val="center"/>', _size(TABLE_SIZE + 3)
    yield "Legend", '<w:spacing w:after="100"/><w:jc w:val="left"/>', _size(18)
    yield "Alert", '<w:spacing w:after="100"/>', face + _size(TABLE_SIZE)
    yield "Section", '<w:keepNext/><w:spacing w:before="280" w:after="120"/>', face + _size(TEXT_SIZE + 4)
    yield "Cell", '<w:spacing w:line="300" w:lineRule="auto"/><w:jc w:val="both"/>', _size(TABLE_SIZE)
    yield "CellHead", '<w:jc w:val="center"/>', face + _size(TABLE_SIZE)
    yield "CellFact", '<w:jc w:val="center"/>', _size(17)
    yield (
        "CellChapter",
        '<w:keepNext/><w:spacing w:before="40" w:after="40"/><w:jc w:val="center"/>',
        face + _size(TABLE_SIZE),
    )
    yield "CellFold", '<w:jc w:val="center"/>', f'<w:color w:val="{FAINT_COLOR}"/>' + _size(18)
    yield "CellNote", '<w:spacing w:line="280" w:lineRule="auto" w:after="40"/>', _size(19)
    yield (
        "Note",
        (
            '<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="A3211B"/></w:pBdr>'
            '<w:spacing w:after="60" w:line="300" w:lineRule="auto"/><w:ind w:left="680"/>'
        ),
        f'<w:color w:val="{FAINT_COLOR}"/>' + _size(19),
    )
    yield "Header", '<w:jc w:val="center"/>', f'<w:color w:val="{FAINT_COLOR}"/>' + _size(18)
    yield "Footer", '<w:jc w:val="center"/>', _size(18)
    yield (
        "Body",
        '<w:spacing w:line="400" w:lineRule="auto"/><w:ind w:firstLineChars="200" w:firstLine="480"/><w:jc w:val="both"/>',
        "",
    )
    yield "Heading1", _heading(1, "center"), face + _size(TITLE_SIZE)
    yield "Heading2", _heading(2, "center"), face + _size(TEXT_SIZE + 4)
    yield "Heading3", _heading(3, "left"), face + _size(TEXT_SIZE + 2)
    for level in range(4, DEEPEST + 1):
        yield f"Heading{level}", _heading(level, "left"), strong + _size(TEXT_SIZE)


def _heading(level: int, side: str) -> str:
    return f'<w:keepNext/><w:spacing w:before="200" w:after="120"/><w:jc w:val="{side}"/><w:outlineLvl w:val="{level - 1}"/>'


def _characters(convention: Convention, sans: str) -> Iterable[tuple[str, str]]:
    """Yield the character styles: name, letters. No mark is by colour alone."""
    gone_color = f'<w:color w:val="{GONE_COLOR}"/>' if convention.colored else ""
    came_color = f'<w:color w:val="{CAME_COLOR}"/>' if convention.colored else ""
    line, double = '<w:u w:val="single"/>', '<w:u w:val="double"/>'
    yield "Label", _face(sans)
    yield "LabelOld", _face(sans) + line
    yield "LabelNew", _face(sans) + line
    yield "Gone", ("<w:strike/>" if convention.strikes else "") + gone_color + ("" if convention.strikes else line)
    yield "Came", came_color + line
    yield "Left", ("<w:dstrike/>" if convention.strikes else "") + gone_color + ("" if convention.strikes else double)
    yield "Arrived", came_color + double
    yield "Remark", _face(sans)
    yield "Faint", f'<w:color w:val="{FAINT_COLOR}"/>'
