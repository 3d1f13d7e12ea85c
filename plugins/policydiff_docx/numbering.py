"""Work out the number that Word prints before a paragraph; the file itself holds only which list it belongs to.

paragraph ─numId, ilvl→ num ─abstractNumId→ abstractNum ─→ level: 第%1条, chineseCounting, start 1
     └─style chain──────↗  └ lvlOverride: another level, another start
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy
from policydiff_docx.numerals import printed
from policydiff_docx.parts import W, has, value

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from policydiff_docx.styles import Style

_PLACE = lazy(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered. `restart` is the level (1-based) after which it restarts; 0 never, -1 any."""

    text: str = ""
    style: str = "decimal"
    start: int = 1
    legal: bool = False
    restart: int = -1
    paragraph_style: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """One list of a document: the definition whose count it shares, its levels, and the starts that it overrides.

    `unforced` are the starts of the levels without a forced one, for levels that are passed over.
    """

    definition: str
    levels: tuple[Level, ...]
    starts: tuple[tuple[int, int], ...] = ()
    unforced: tuple[int, ...] = (1,) * _LEVELS


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted; `bullets` counts paragraphs that have a sign for a number."""

    lists: dict[str, List]
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)
    bullets: int = 0

    def label(self, paragraph: ET.Element, style: Style) -> str:
        """Return the number printed before a paragraph and count on; empty when it has none, or a bullet."""
        num_id = value(paragraph, "pPr/numPr/numId") or style.num_id
        found = self.lists.get(num_id)
        if found is None:
            return ""
        at = self._level(paragraph, style, found)
        counts = self._counted(num_id, found, at)
        level = found.levels[at]
        if level.style == "bullet":
            self.bullets += 1
            return ""
        return _PLACE.sub(lambda place: self._place(found, counts, level, int(place.group(1)) - 1), level.text)

    def _level(self, paragraph: ET.Element, style: Style, found: List) -> int:
        own = value(paragraph, "pPr/numPr/ilvl")
        if not own and not value(paragraph, "pPr/numPr/numId"):
            linked = (str(at) for at, level in enumerate(found.levels) if level.paragraph_style == style.id != "")
            own = next(linked, style.num_level)
        return min(int(own), _LEVELS - 1) if own.isdecimal() else 0

    def _counted(self, num_id: str, found: List, at: int) -> list[int | None]:
        counts = self.counts.setdefault(found.definition, [None] * _LEVELS)
        for level, start in found.starts:
            if level == at and (num_id, level) not in self.started:
                self.started.add((num_id, level))
                counts[level] = start - 1
        # A level that was passed over counts as begun, as LibreOffice has it: 1.1 and then 2.
        for above in range(at):
            if counts[above] is None:
                counts[above] = found.unforced[above]
        current = counts[at]
        counts[at] = found.unforced[at] if current is None else current + 1
        for deeper in range(at + 1, _LEVELS):
            restart = found.levels[deeper].restart
            if restart == -1 or (restart and at < restart):
                counts[deeper] = None
        return counts

    def _place(self, found: List, counts: list[int | None], current: Level, at: int) -> str:
        level = found.levels[at]
        number = counts[at]
        return printed(level.start if number is None else number, "decimal" if current.legal else level.style)


def read_numbering(root: ET.Element | None, styles: dict[str, Style]) -> Numbering:
    """Return the lists that numbering.xml defines."""
    if root is None:
        return Numbering({})
    definitions = {node.get(f"{W}abstractNumId", ""): node for node in root.findall(f"{W}abstractNum")}
    nums = {node.get(f"{W}numId", ""): node for node in root.findall(f"{W}num")}
    return Numbering({key: _list(node, definitions, nums, styles) for key, node in nums.items() if key != "0"})


def _list(
    num: ET.Element, definitions: dict[str, ET.Element], nums: dict[str, ET.Element], styles: dict[str, Style]
) -> List:
    key = value(num, "abstractNumId")
    linked = styles.get(value(definitions.get(key), "numStyleLink"))
    if linked is not None and linked.num_id in nums:
        key = value(nums[linked.num_id], "abstractNumId")
    definition = definitions.get(key)
    levels = [Level()] * _LEVELS
    for node in definition.findall(f"{W}lvl") if definition is not None else ():
        levels[_at(node)] = _level(node)
    unforced = [level.start for level in levels]
    starts: list[tuple[int, int]] = []
    for override in num.findall(f"{W}lvlOverride"):
        at, own = _at(override), override.find(f"{W}lvl")
        if own is not None:
            levels[at] = _level(own)
            unforced[at] = levels[at].start
        start = value(override, "startOverride")
        if start.isdecimal():
            starts.append((at, int(start)))
            levels[at] = replace(levels[at], start=int(start))
    return List(key, tuple(levels), tuple(starts), tuple(unforced))


def _at(node: ET.Element) -> int:
    at = node.get(f"{W}ilvl", "0")
    return min(int(at), _LEVELS - 1) if at.isdecimal() else 0


def _level(node: ET.Element) -> Level:
    start, restart = value(node, "start"), value(node, "lvlRestart")
    return Level(
        text=value(node, "lvlText"),
        style=value(node, "numFmt") or _chosen_format(node),
        start=int(start) if start.isdecimal() else 0,
        legal=has(node, "isLgl"),
        restart=int(restart) if restart.isdecimal() else -1,
        paragraph_style=value(node, "pStyle"),
    )


def _chosen_format(node: ET.Element) -> str:
    """Return the format inside Word 2010's alternatives: the fallback, which older programs print."""
    found = list(node.iter(f"{W}numFmt"))
    return found[-1].get(f"{W}val", "decimal") if found else "decimal"
