"""Print a formula on one line: what stands above, below and under a root stays told apart (a/b is not ab, r² is not r2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff_docx.symbols import raised

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree import ElementTree as ET

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = frozenset((f"{_W}del", f"{_W}moveFrom"))


def linear(node: ET.Element) -> tuple[str, str]:
    """Return a formula as one line, and what was deleted from it with tracked changes."""
    gone = [part.text or "" for held in node.iter() if held.tag in _GONE for part in held.iter() if _is_text(part)]
    return _inside(node), "".join(gone)


def _is_text(node: ET.Element) -> bool:
    return node.tag in (f"{M}t", f"{_W}t", f"{_W}delText")


def _inside(node: ET.Element | None) -> str:
    return "" if node is None else "".join(map(_one, node))


def _one(node: ET.Element) -> str:
    if node.tag in _GONE or node.tag.endswith("Pr"):
        return ""
    if node.tag in (f"{M}t", f"{_W}t"):
        return node.text or ""
    form = _FORMS.get(node.tag.removeprefix(M)) if node.tag.startswith(M) else None
    return form(node) if form else _inside(node)


def _part(node: ET.Element, name: str) -> str:
    return _inside(node.find(M + name))


def _stated(node: ET.Element, path: str, default: str) -> str:
    """Return a property (`dPr/begChr`), the default where the formula does not state it."""
    found = node.find("/".join(M + step for step in path.split("/")))
    return default if found is None else found.get(f"{M}val", "")


def _grouped(text: str) -> str:
    return text if len(text) <= 1 or text.isalnum() else f"({text})"


def _above(text: str) -> str:
    shown = raised(text, "superscript")
    return shown if shown != text or not text else f"^{_grouped(text)}"


def _below(text: str) -> str:
    shown = raised(text, "subscript")
    return shown if shown != text or not text else f"_{_grouped(text)}"


def _fraction(node: ET.Element) -> str:
    return f"{_grouped(_part(node, 'num'))}/{_grouped(_part(node, 'den'))}"


def _root(node: ET.Element) -> str:
    return f"{_above(_part(node, 'deg')) if _part(node, 'deg') else ''}√{_grouped(_part(node, 'e'))}"


def _nary(node: ET.Element) -> str:
    sign = _stated(node, "naryPr/chr", "∫")
    return f"{sign}{_below(_part(node, 'sub'))}{_above(_part(node, 'sup'))}{_grouped(_part(node, 'e'))}"


def _delimited(node: ET.Element) -> str:
    between = _stated(node, "dPr/sepChr", "|")
    held = between.join(_inside(part) for part in node.findall(f"{M}e"))
    return f"{_stated(node, 'dPr/begChr', '(')}{held}{_stated(node, 'dPr/endChr', ')')}"


def _rows(node: ET.Element) -> str:
    rows = node.findall(f"{M}mr") or [node]
    return "; ".join(", ".join(_inside(part) for part in row.findall(f"{M}e")) for row in rows)


_FORMS: dict[str, Callable[[ET.Element], str]] = {
    "f": _fraction,
    "rad": _root,
    "nary": _nary,
    "d": _delimited,
    "m": _rows,
    "eqArr": _rows,
    "sSup": lambda node: _part(node, "e") + _above(_part(node, "sup")),
    "sSub": lambda node: _part(node, "e") + _below(_part(node, "sub")),
    "sSubSup": lambda node: _part(node, "e") + _below(_part(node, "sub")) + _above(_part(node, "sup")),
    "sPre": lambda node: _below(_part(node, "sub")) + _above(_part(node, "sup")) + _part(node, "e"),
    "limLow": lambda node: _part(node, "e") + _below(_part(node, "lim")),
    "limUpp": lambda node: _part(node, "e") + _above(_part(node, "lim")),
    "acc": lambda node: _part(node, "e") + _stated(node, "accPr/chr", "\u0302"),
}
