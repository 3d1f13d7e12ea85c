"""Tell pictures, charts and embedded objects apart by what they hold, so that a changed picture is a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import Loss
from policydiff.text.regex import lazy
from policydiff_docx.parts import R, W

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

    from policydiff_docx.parts import Relations

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_O = "{urn:schemas-microsoft-com:office:office}"
_V = "{urn:schemas-microsoft-com:vml}"
# What holds something by the id of a relation: element, attribute, kind of loss.
_HOLDERS = {
    f"{_A}blip": (f"{R}embed", "image"),
    f"{_V}imagedata": (f"{R}id", "image"),
    f"{_C}chart": (f"{R}id", "chart"),
    f"{_DGM}relIds": (f"{R}dm", "diagram"),
    f"{_O}OLEObject": (f"{R}id", "embedded-object"),
}
# Word's own name for a picture says nothing of it and changes when the file is saved by another program.
_NAMELESS = lazy(r"\s*(?:图片|图像|图|圖片|对象|Picture|Image|Graphic|Object|Bild|rId)?\s*\d*\s*")


def read_pictures(node: ET.Element, relations: Relations) -> Iterator[Loss]:
    """Yield what a drawing, picture or object holds, each with the digest of its bytes."""
    name = _name(node)
    found = list(_held(node, relations, name))
    yield from found
    if not found and not any(next(node.iter(name), None) is not None for name in (f"{W}txbxContent", f"{_V}textpath")):
        kind = "embedded-object" if node.tag == f"{W}object" else "image"
        if name or kind != "image" or next(node.iter(f"{_DRAWING}docPr"), None) is not None:
            yield Loss(kind, name or "picture")


def _held(node: ET.Element, relations: Relations, name: str) -> Iterator[Loss]:
    for part in node.iter():
        if part.tag not in _HOLDERS:
            continue
        attribute, kind = _HOLDERS[part.tag]
        target = relations.describe(part.get(attribute) or part.get(f"{R}link", ""))
        if kind == "image" and node.tag == f"{W}object":
            continue  # the picture that stands for an object that is not open
        yield Loss(kind, "，".join(filter(None, (name, target))) or "picture")


def _name(node: ET.Element) -> str:
    properties = next(node.iter(f"{_DRAWING}docPr"), None)
    if properties is None:
        return ""
    said = properties.get("descr") or properties.get("name") or ""
    return "" if _NAMELESS.fullmatch(said) else said.strip()
