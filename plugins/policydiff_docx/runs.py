"""Read a paragraph's runs: the final text, and what stands beside it (notes, text boxes, pictures, tracked changes)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policydiff_docx.parts import W, has

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
CHARACTERS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
# Deleted or moved away with tracked changes: not in the final text.
_GONE = frozenset((f"{W}del", f"{W}moveFrom"))
_COME = frozenset((f"{W}ins", f"{W}moveTo"))
UNREAD = frozenset((f"{W}instrText", f"{W}delInstrText", f"{W}pPr", f"{W}rPr", f"{W}rt", f"{W}sdtPr", f"{W}tblPr"))
NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


@dataclass(slots=True)
class Runs:
    """A paragraph's final text, and what its runs hold beside it."""

    text: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    insertions: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[ET.Element] = field(default_factory=list)
    beside: list[tuple[str, str]] = field(default_factory=list)


def read_runs(paragraph: ET.Element, first_note: int = 1) -> Runs:
    """Return what a paragraph's runs hold; note marks count on from `first_note`."""
    runs = Runs()
    _gather(paragraph, runs, first_note)
    return runs


def _gather(node: ET.Element, runs: Runs, first_note: int) -> None:
    for child in node:
        tag = child.tag
        if tag in _GONE:
            runs.deleted.append("".join(_texts(child)))
        elif tag == f"{W}r" and has(child, "rPr/vanish"):
            runs.hidden.append("".join(_texts(child)))
        elif tag == f"{MC}AlternateContent":
            _gather(alternative(child), runs, first_note)
        elif tag in UNREAD:
            continue
        elif not _take(child, runs, first_note):
            runs.insertions += tag in _COME
            _gather(child, runs, first_note)


def _take(node: ET.Element, runs: Runs, first_note: int) -> bool:
    """Take an element that is text or stands beside it; tell whether it was one."""
    tag = node.tag
    if tag in (f"{W}t", f"{M}t"):
        runs.text.append(node.text or "")
    elif tag in CHARACTERS:
        runs.text.append(" " if node.get(f"{W}type") == "page" else CHARACTERS[tag])
    elif tag == f"{W}sym":
        runs.text.append(symbol(node))
    elif tag in NOTES:
        runs.notes.append((NOTES[tag], node.get(f"{W}id", "")))
        runs.text.append(f"[{first_note + len(runs.notes) - 1}]")
    elif tag == f"{W}txbxContent":
        runs.boxes.append(node)
    elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
        runs.boxes.extend(node.iter(f"{W}txbxContent"))
        runs.beside.extend(_pictures(node))
    elif tag == f"{M}oMath":
        runs.text.append("".join(part.text or "" for part in node.iter(f"{M}t")))
        runs.beside.append(("formula", runs.text[-1]))
    else:
        return False
    return True


def _texts(node: ET.Element) -> Iterator[str]:
    return (part.text or "" for part in node.iter() if part.tag in (f"{W}t", f"{W}delText"))


def alternative(node: ET.Element) -> ET.Element:
    """Return the first of Word's alternatives for one thing; the others say the same for older programs."""
    return node[0] if len(node) else node


def symbol(node: ET.Element) -> str:
    """Return a character of a symbol font; their private codes begin at F000."""
    code = int(node.get(f"{W}char", "0") or "0", 16)
    return chr(code - 0xF000) if 0xF020 <= code <= 0xF07E else chr(code) if code else ""  # noqa: PLR2004 - the private ASCII


def _pictures(node: ET.Element) -> Iterator[tuple[str, str]]:
    if node.tag == f"{W}object":
        yield "embedded-object", node.tag.rpartition("}")[2]
        return
    if any(node.iter(f"{W}txbxContent")):
        return
    properties = next(node.iter(f"{_DRAWING}docPr"), None)
    if properties is not None:
        yield "image", properties.get("descr") or properties.get("name") or "picture"
    elif next(node.iter(f"{_V}imagedata"), None) is not None:
        yield "image", "picture"
