"""What stands in a .docx or .xlsx file, for tests: parsed parts, words of cells, both texts of tracked changes."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
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


def settle(root: ET.Element, side: str) -> None:
    """Accept or reject every tracked change below an element, as Word does it."""
    dropped, kept = ({"del", "moveFrom"}, {"ins", "moveTo"})[:: 1 if side == "accept" else -1]
    for parent in list(root.iter()):
        for row in [node for node in parent if node.tag == f"{W}tr"]:
            marks = {node.tag.removeprefix(W) for node in row.findall(f"{W}trPr/*")}
            if marks & dropped:
                parent.remove(row)
    for parent in list(root.iter()):
        for change in parent.findall(f"{W}pPrChange"):
            _restore(parent, change, side)
        _join(parent, dropped)
    _drop(root, dropped, kept)


def _restore(properties: ET.Element, change: ET.Element, side: str) -> None:
    properties.remove(change)
    if side == "reject":
        kept = [child for child in properties if child.tag in {f"{W}rPr", f"{W}sectPr"}]
        properties[:] = [*change[0], *kept]


def _join(parent: ET.Element, dropped: set[str]) -> None:
    held = [node for node in parent if node.tag in {f"{W}p", f"{W}tbl", f"{W}sectPr"}]
    for node, following in pairwise(held):
        mark = node.find(f"{W}pPr/{W}rPr") if node.tag == f"{W}p" else None
        if (
            mark is not None
            and any(child.tag.removeprefix(W) in dropped for child in mark)
            and following.tag == f"{W}p"
        ):
            content = [child for child in node if child.tag != f"{W}pPr"]
            first = int(len(following) > 0 and following[0].tag == f"{W}pPr")
            following[first:first] = content
            parent.remove(node)


def _drop(parent: ET.Element, dropped: set[str], kept: set[str]) -> None:
    for node in list(parent):
        name = node.tag.removeprefix(W)
        if name in dropped:
            parent.remove(node)
            continue
        _drop(node, dropped, kept)
        if name == "delText":
            node.tag = f"{W}t"
        if name in kept:
            at = list(parent).index(node)
            parent[at : at + 1] = list(node)
