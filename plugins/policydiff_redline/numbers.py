"""Numbers that Word makes, in the text that accepting leads to: where Word would print another one, it is written out.

old   第五条 (made) 甲      第五条 went: Word counts on by itself and prints 第五条 before 乙: nothing to write
      第六条 (made) 乙      but where the new text says 第七条, the number is taken off and 第七条 written
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from policydiff_docx.numbering import Numbering
from policydiff_docx.parts import W

from policydiff_redline.matching import squeezed
from policydiff_redline.reading import reading_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policydiff_docx.styles import Style

    from policydiff_redline.marking import Come, Marks
    from policydiff_redline.package import OldFile

# What stands before numPr among the properties of a paragraph (ECMA-376, 17.3.1.26).
_BEFORE = frozenset(
    f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)
# What a former state of the properties leaves out.
_NOT_FORMER = frozenset(f"{W}{name}" for name in ("rPr", "sectPr", "pPrChange"))


def number(file: OldFile, marks: Marks, leads: Mapping[int, Come]) -> None:
    """Take from the words that lead each paragraph (by its id) the number that Word will print by itself."""
    reading = reading_of(file)
    reading.numbering = _Deciding(reading.numbering.lists, marks=marks, leads=leads)
    body = file.part(file.main).root.find(f"{W}body")
    if body is not None:
        reading.lines(body)


@dataclass(slots=True)
class _Deciding(Numbering):
    """Counts like Word, and decides at each paragraph whether its number may stay."""

    marks: Marks = field(kw_only=True)
    leads: Mapping[int, Come] = field(kw_only=True)

    def label(self, paragraph: ET.Element, style: Style) -> str:
        """Return the number printed before a paragraph once all changes are accepted."""
        before = deepcopy(self.counts), set(self.started)
        printed = Numbering.label(self, paragraph, style)
        lead = self.leads.get(id(paragraph))
        if lead is None or not printed.strip():
            return printed
        rest = _after(lead.text, squeezed(printed))
        if rest is not None:
            lead.text = rest
            return printed
        self.counts, self.started = before
        _take_off(paragraph, self.marks)
        return ""


def _after(text: str, label: str) -> str | None:
    """Return what follows a label in a text, None when the text does not begin with it."""
    if not squeezed(text).startswith(label):
        return None
    left = len(label)
    for at, sign in enumerate(text):
        if not left:
            return text[at:].lstrip()
        left -= bool(squeezed(sign))
    return ""


def _take_off(paragraph: ET.Element, marks: Marks) -> None:
    """Take a paragraph's number off."""
    none = ET.Element(f"{W}numPr")
    ET.SubElement(none, f"{W}numId", {f"{W}val": "0"})
    renumber(paragraph, none, marks)


def renumber(paragraph: ET.Element, numbered: ET.Element, marks: Marks) -> None:
    """Give a paragraph another number; of one that was there before, tell what it was."""
    properties = properties_of(paragraph)
    former = ET.Element(f"{W}pPr")
    former.extend(deepcopy(child) for child in properties if child.tag not in _NOT_FORMER)
    held = properties.find(f"{W}numPr")
    if held is not None:
        properties.remove(held)
    properties.insert(sum(child.tag in _BEFORE for child in properties), numbered)
    new = any(properties.find(f"{W}rPr/{W}{name}") is not None for name in ("ins", "moveTo"))
    if not new and properties.find(f"{W}pPrChange") is None:
        change = marks.mark("pPrChange")
        change.append(former)
        properties.append(change)


def properties_of(paragraph: ET.Element) -> ET.Element:
    """Return a paragraph's properties, made where it has none."""
    held = paragraph.find(f"{W}pPr")
    if held is None:
        held = ET.Element(f"{W}pPr")
        paragraph.insert(0, held)
    return held
