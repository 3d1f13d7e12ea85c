"""What stands in a .docx or .xlsx file, for tests: parsed parts, words of cells, both texts of tracked changes."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def part(data: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return ET.fromstring(package.read(name))  # noqa: S314 our own file


def words(element: ET.Element) -> str:
    return "".join(text.text or "" for text in element.iter() if text.tag in {f"{W}t", f"{W}delText", f"{S}t"})


def all_words(data: bytes) -> str:
    """Return the words of every XML part, a line a paragraph or cell."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        roots = [ET.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")]  # noqa: S314
    return "\n".join(words(held) for root in roots for held in root.iter() if held.tag in {f"{W}p", f"{S}is"})


def table_rows(data: bytes, number: int = 0) -> list[list[str]]:
    """Return the words of each cell of a table in Word."""
    table = list(part(data, "word/document.xml").iter(f"{W}tbl"))[number]
    return [
        ["\n".join(words(paragraph) for paragraph in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
        for row in table.iter(f"{W}tr")
    ]


def sheet_rows(data: bytes, number: int = 1) -> list[list[str]]:
    """Return the words of each cell of a sheet, numbers as they are written."""
    rows = part(data, f"xl/worksheets/sheet{number}.xml").iter(f"{S}row")
    return [[words(cell) or "".join(v.text or "" for v in cell.iter(f"{S}v")) for cell in row] for row in rows]


def accepted(data: bytes) -> str:
    """Return the text with every tracked change accepted, a line a paragraph."""
    return _settled(data, {"del", "moveFrom"})


def rejected(data: bytes) -> str:
    """Return the text with every tracked change rejected."""
    return _settled(data, {"ins", "moveTo"})


def _settled(data: bytes, dropped: set[str]) -> str:
    text = ""
    for paragraph in part(data, "word/document.xml").iter(f"{W}p"):
        for child in paragraph:
            if child.tag.removeprefix(W) not in dropped:
                text += words(child)
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        gone = mark is not None and any(child.tag.removeprefix(W) in dropped for child in mark)
        text += "" if gone else "\n"
    return text.removesuffix("\n")
