"""The marks that a file is to bear, and the runs written anew with them.

run     县财政局负责          marks: 财政 went, 水利 came behind it
runs    县 [财政] {水利} 局负责    each with the properties of the run that it was cut from
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from policydiff_docx.parts import W
from policydiff_docx.symbols import is_symbol_font

from policydiff.model import Op
from policydiff.office.opc import shown
from policydiff_redline.stamps import tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policydiff_redline.reading import Atom
    from policydiff_redline.stamps import Stamp

    Fate = tuple[Op, int | None]
    Key = tuple[int, int]

# Marks the place where a paragraph is to be cut, until it is.
CUT = f"{W}policydiffCut"
# Numbers a stretch that moved, until the marks around it stand.
MOVE = f"{W}policydiffMove"
_NOT_IN_FORCE = frozenset(f"{W}{name}" for name in ("strike", "dstrike", "vanish", "vertAlign"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True, eq=False)
class Come:
    """Words that are to be put in; `like` is the run that they are to look like, `cut` a paragraph that begins here."""

    text: str
    move: int | None = None
    like: ET.Element | None = None
    cut: ET.Element | None = None


@dataclass(slots=True)
class Marks:
    """What is to happen to the characters of a file."""

    stamp: Stamp
    gone: dict[Key, Fate] = field(default_factory=dict)
    behind: dict[Key, list[Come]] = field(default_factory=dict)
    before: dict[Key, list[Come]] = field(default_factory=dict)
    inside: list[tuple[ET.Element, Come]] = field(default_factory=list)
    runs: dict[int, ET.Element] = field(default_factory=dict)
    cuts: dict[str, ET.Element] = field(default_factory=dict)

    def take(self, atom: Atom, move: int | None = None) -> None:
        """Let a character go."""
        self.gone[atom.key] = Op.DELETE, move
        self.runs[id(atom.run)] = atom.run

    def put(self, come: Come, anchor: Atom | None, follower: Atom | None, paragraph: ET.Element) -> None:
        """Let words come behind a character, else before one, else at the end of a paragraph that has none."""
        place = anchor or follower
        if place is None:
            self.inside.append((paragraph, come))
            return
        held = self.behind if anchor else self.before
        held.setdefault(place.key, []).append(come)
        self.runs[id(place.run)] = place.run
        come.like = place.run if come.like is None else come.like

    def write(self, roots: Iterable[ET.Element]) -> None:
        """Write every run anew that something happens to."""
        for paragraph, come in self.inside:
            paragraph.extend(self._come(come))
        for root in roots:
            self._write(root)

    def _write(self, root: ET.Element) -> None:
        busy = {id(run) for run in self.runs.values() if any(map(self._busy, run))}
        for parent in list(root.iter()) if busy else ():
            if any(id(child) in busy for child in parent):
                parent[:] = [new for child in parent for new in (self._run(child) if id(child) in busy else (child,))]

    def _busy(self, held: ET.Element) -> bool:
        """Tell whether anything happens to what a run holds."""
        keys = [(id(held), at) for at in (-1, *range(len(held.text or "")))]
        comes = (come for key in keys for come in (*self.before.get(key, ()), *self.behind.get(key, ())))
        return any(key in self.gone for key in keys) or any(come.text or come.cut is not None for come in comes)

    def _run(self, run: ET.Element) -> Iterator[ET.Element]:
        """Yield the parts of a run and what comes between them."""
        for fate, group in groupby(self._parts(run), key=lambda part: part[0]):
            held = list(group)
            if fate is None:
                for _, come in held:
                    assert isinstance(come, Come), "what has no fate comes"  # noqa: S101
                    yield from self._come(come)
                continue
            piece = like(run)
            piece.extend(_joined(part for _, part in held if isinstance(part, ET.Element)))
            yield self._marked(piece, *fate)

    def _parts(self, run: ET.Element) -> Iterator[tuple[Fate | None, ET.Element | Come]]:
        """Yield what a run holds, character by character where something happens: (fate, element), or (None, what comes)."""
        stays: Fate = (Op.EQUAL, None)
        for child in run:
            if child.tag == f"{W}rPr":
                continue
            keys = [(id(child), at) for at in ((-1,) if child.tag != f"{W}t" else range(len(child.text or "")))]
            for key in keys:
                yield from ((None, come) for come in self.before.get(key, ()))
                yield self.gone.get(key, stays), child if key[1] < 0 else _text((child.text or "")[key[1]])
                yield from ((None, come) for come in self.behind.get(key, ()))

    def _come(self, come: Come) -> Iterator[ET.Element]:
        if come.cut is not None:
            name = str(len(self.cuts))
            self.cuts[name] = come.cut
            yield ET.Element(CUT, {"into": name})
        elif come.text:
            piece = like(come.like)
            _in_force(piece)
            piece.extend(_written(shown(come.text)))
            yield self._marked(piece, Op.INSERT, come.move)

    def _marked(self, piece: ET.Element, op: Op, move: int | None) -> ET.Element:
        """Return a run inside the element that marks its fate."""
        name = tag(op, move)
        if not name:
            return piece
        if name == "del":
            for text in piece.iter(f"{W}t"):
                text.tag = f"{W}delText"
            for text in piece.iter(f"{W}instrText"):
                text.tag = f"{W}delInstrText"
        holder = self.mark(name)
        if move is not None:
            holder.set(MOVE, str(move))
        holder.append(piece)
        return holder

    def mark(self, name: str) -> ET.Element:
        """Return an element that says who and when."""
        return ET.Element(f"{W}{name}", {f"{W}{key}": value for key, value in self.stamp.next().items()})


def like(run: ET.Element | None) -> ET.Element:
    """Return an empty run that looks like another one."""
    new = ET.Element(f"{W}r")
    properties = run.find(f"{W}rPr") if run is not None else None
    if properties is not None:
        new.append(deepcopy(properties))
    return new


def _in_force(run: ET.Element) -> None:
    """Let a run stand in the text as its characters say: not struck, hidden or raised, in no symbol font."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        return
    fonts = properties.find(f"{W}rFonts")
    if fonts is not None and is_symbol_font(fonts.get(f"{W}ascii", "")):
        properties.remove(fonts)
    for child in [child for child in properties if child.tag in _NOT_IN_FORCE]:
        properties.remove(child)


def _text(words: str) -> ET.Element:
    held = ET.Element(f"{W}t", {_SPACE: "preserve"})
    held.text = words
    return held


def _written(words: str) -> Iterator[ET.Element]:
    for number, cell in enumerate(words.split("\t")):
        if number:
            yield ET.Element(f"{W}tab")
        if cell:
            yield _text(cell)


def _joined(parts: Iterable[ET.Element]) -> Iterator[ET.Element]:
    """Yield elements, neighbours that are text as one."""
    for is_text, group in groupby(parts, key=lambda part: part.tag == f"{W}t" and part.get(_SPACE) == "preserve"):
        held = list(group)
        yield from [_text("".join(part.text or "" for part in held))] if is_text else held
