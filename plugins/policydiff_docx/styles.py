"""Paragraph styles: names, outline levels and numbering along the chain of what each is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy
from policydiff_docx.parts import W, value

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

_HEADING = lazy(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS = lazy(r"(?:toc|目录) ?\d|table of figures", re.IGNORECASE)
BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says, its ancestors' words included. `level` is the outline level, 0 the highest."""

    id: str = ""
    name: str = ""
    level: int = BODY_LEVEL
    num_id: str = ""
    num_level: str = ""

    @property
    def is_title(self) -> bool:
        """Whether paragraphs of this style are the document's title."""
        return self.name.lower() in ("title", "标题")

    @property
    def is_contents(self) -> bool:
        """Whether paragraphs of this style are lines of a table of contents."""
        return bool(_CONTENTS.fullmatch(self.name))


def read_styles(root: ET.Element | None) -> dict[str, Style]:
    """Return the paragraph styles by id; under "" the default one."""
    nodes = {node.get(f"{W}styleId", ""): node for node in (root.findall(f"{W}style") if root is not None else ())}
    styles = {key: _style(key, nodes) for key in nodes}
    default = next(
        (
            key
            for key, node in nodes.items()
            if node.get(f"{W}default") in ("1", "true") and node.get(f"{W}type") == "paragraph"
        ),
        "",
    )
    return styles | {"": styles.get(default, Style())}


def _style(key: str, nodes: dict[str, ET.Element]) -> Style:
    chain: list[ET.Element] = []
    step = key
    while step in nodes and nodes[step] not in chain:
        chain.append(nodes[step])
        step = value(nodes[step], "basedOn")
    name = value(chain[0], "name")
    return Style(
        key,
        name,
        _level(name, _first(chain, "pPr/outlineLvl")),
        _first(chain, "pPr/numPr/numId"),
        _first(chain, "pPr/numPr/ilvl"),
    )


def _first(chain: list[ET.Element], path: str) -> str:
    return next(filter(None, (value(node, path) for node in chain)), "")


def _level(name: str, stated: str) -> int:
    if stated.isdecimal():
        return int(stated)
    heading = _HEADING.fullmatch(name)
    return int(heading.group(1)) - 1 if heading else BODY_LEVEL
