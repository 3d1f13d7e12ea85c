"""Styles: names, outline levels, numbering and letters along the chain of what each is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy
from policydiff_docx.parts import W, value
from policydiff_docx.symbols import is_symbol_font

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree import ElementTree as ET

_HEADING = lazy(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS = lazy(r"(?:toc|目录) ?\d|table of figures", re.IGNORECASE)
BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Letters:
    """How a run is printed, as far as it bears on what it says. None or "" means: not stated here.

    `raised` is `superscript`, `subscript` or `baseline`; `font` is a symbol font.
    """

    struck: bool | None = None
    hidden: bool | None = None
    raised: str = ""
    font: str = ""

    def over(self, weaker: Letters) -> Letters:
        """Return these letters, and those of `weaker` where these state nothing."""
        return Letters(
            weaker.struck if self.struck is None else self.struck,
            weaker.hidden if self.hidden is None else self.hidden,
            self.raised or weaker.raised,
            self.font or weaker.font,
        )


_UNSTATED = Letters()


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says, its ancestors' words included. `level` is the outline level, 0 the highest."""

    id: str = ""
    name: str = ""
    level: int = BODY_LEVEL
    num_id: str = ""
    num_level: str = ""
    letters: Letters = _UNSTATED

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
        reduce(Letters.over, (_stated(node.find(f"{W}rPr")) for node in chain)),
    )


def letters_of(run: ET.Element, style: Style | None, styles: Mapping[str, Style]) -> Letters:
    """Return how a run is printed: by its own properties, its character style's, its paragraph style's."""
    properties = run.find(f"{W}rPr")
    of_paragraph = style.letters if style else _UNSTATED
    if properties is None:
        return of_paragraph
    named = styles.get(value(properties, "rStyle"))
    return _stated(properties).over(named.letters if named else _UNSTATED).over(of_paragraph)


def _stated(properties: ET.Element | None) -> Letters:
    """Return what an `rPr` says."""
    if properties is None or not len(properties):
        return _UNSTATED
    struck = [stated for name in ("strike", "dstrike") if (stated := _switch(properties, name)) is not None]
    fonts = properties.find(f"{W}rFonts")
    font = "" if fonts is None else fonts.get(f"{W}ascii", "")
    return Letters(
        any(struck) if struck else None,
        _switch(properties, "vanish"),
        value(properties, "vertAlign"),
        font if is_symbol_font(font) else "",
    )


def _switch(properties: ET.Element, name: str) -> bool | None:
    node = properties.find(W + name)
    return None if node is None else node.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def _first(chain: list[ET.Element], path: str) -> str:
    return next(filter(None, (value(node, path) for node in chain)), "")


def _level(name: str, stated: str) -> int:
    if stated.isdecimal():
        return int(stated)
    heading = _HEADING.fullmatch(name)
    return int(heading.group(1)) - 1 if heading else BODY_LEVEL
