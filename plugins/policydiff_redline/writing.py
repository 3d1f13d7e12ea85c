"""Write two texts, told paragraph by paragraph with what stayed, went and came, into the old file.

甲 ⏎ {乙 ⏎} [丙 ⏎]       a paragraph that came whole stands behind the one before it, in the likeness of one of its kind;
甲 {。⏎ 乙} 丙 ⏎          one that is cut in two: its first part becomes a paragraph of its own, whose end came
甲 [⏎] 乙 ⏎              two that are joined: the end of the first one went
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from policydiff_docx.parts import W

from policydiff.model import Op
from policydiff.report.tracked_paragraphs import Stretch
from policydiff_redline.kinds import kind_of, renumbered, spaced
from policydiff_redline.marking import MOVE, Come, Marks
from policydiff_redline.matching import Known, squeezed
from policydiff_redline.numbers import properties_of, renumber
from policydiff_redline.stamps import tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policydiff.report.tracked_paragraphs import Paragraph
    from policydiff_redline.kinds import Kind
    from policydiff_redline.reading import Atom, Line


@dataclass(slots=True)
class _Open:
    """A line of the old text on its way: how far it is told, and the words that lead its paragraph."""

    offset: int = 0
    anchor: Atom | None = None
    lead: Come | None = None
    leading: bool = False
    told: str = ""


@dataclass(slots=True)
class Writer:
    """Writes into a tree: `known` are the lines of the old text, `kinds` what each of them is, `parents` the parents of blocks.

    `leads` are the words that lead paragraphs which Word numbers; `told` and `came` say which text each line of the file is
    to have in the end and which lines come behind it.
    """

    marks: Marks
    known: Sequence[Known]
    kinds: Sequence[Kind]
    parents: dict[ET.Element, ET.Element]
    leads: dict[int, Come] = field(default_factory=dict)
    told: dict[int, str] = field(default_factory=dict)
    came: dict[int, list[str]] = field(default_factory=dict)
    came_before: dict[int, list[str]] = field(default_factory=dict)
    last_rows: dict[int, ET.Element] = field(default_factory=dict)
    at: int = 0
    anchor: Line | None = None
    behind: ET.Element | None = None
    open: _Open = field(default_factory=_Open)

    def write(self, group: Iterable[Paragraph]) -> list[ET.Element]:
        """Write paragraphs; return the ones of the file that they stand in now."""
        return [self._paragraph(paragraph) for paragraph in group]

    def _paragraph(self, paragraph: Paragraph) -> ET.Element:
        came = paragraph.op is Op.INSERT and all(stretch.op is Op.INSERT for stretch in paragraph.stretches)
        if came and not self.open.offset and not self.open.told:
            return self.insert(paragraph.stretches, paragraph.depth, paragraph.move)
        known = self.known[self.at]
        if known.home is None:
            return self._homeless(paragraph)
        self._adopt(known, paragraph)
        stretches = paragraph.stretches
        begun = stretches[:2] if self.open.offset and len(stretches) > 1 else ()
        if begun and begun[0].label and all(stretch.op is Op.INSERT for stretch in begun):
            stretches = (*spaced(begun, self._model(kind_of(begun[0].text, 0))), *stretches[2:])
        self.line(known, stretches, changed=paragraph.op is not Op.EQUAL)
        if paragraph.op is Op.INSERT:
            return self._cut(known, paragraph.move)
        return self._ended(known, paragraph)

    def _adopt(self, known: Known, paragraph: Paragraph) -> None:
        """Let Word number a paragraph that it did not number, where the new text gives it a number as its kind has.

        Written out, such a number would be missing from Word's count of all that follow.
        """
        text = "".join(stretch.text for stretch in paragraph.stretches if stretch.op is not Op.DELETE)
        kind, home = kind_of(text, 0), known.homes[0].paragraph
        came = (
            next((stretch.op for stretch in paragraph.stretches if stretch.op is not Op.DELETE), Op.EQUAL) is Op.INSERT
        )
        if known.label or not came or not kind.shape or kind.shape == kind_of(known.text, 0).shape:
            return
        model = self._model(kind)
        numbered = model.homes[0].paragraph.find(f"{W}pPr/{W}numPr") if model is not None and model.label else None
        if numbered is None or id(home) in self.leads or paragraph.op is Op.INSERT:
            return
        renumber(home, deepcopy(numbered), self.marks)
        self._lead(known, home)

    def _homeless(self, paragraph: Paragraph) -> ET.Element:
        """Pass over a line that the file has not; where it changed, its new words come as a paragraph."""
        kept = [stretch for stretch in paragraph.stretches if stretch.op is not Op.DELETE]
        changed = len(kept) < len(paragraph.stretches) or any(stretch.op is Op.INSERT for stretch in kept)
        if paragraph.op is not Op.INSERT:
            self.at += 1
        if changed and kept:
            return self.insert([Stretch(Op.INSERT, stretch.text) for stretch in kept], paragraph.depth, None)
        return self.behind if self.behind is not None else ET.Element(f"{W}p")

    def line(self, known: Known, stretches: Sequence[Stretch], *, changed: bool = False) -> None:
        """Write the stretches of one line of the old text."""
        assert known.home is not None, "the line stands in the file"  # noqa: S101
        held = self.open
        touched = changed or any(stretch.op is not Op.EQUAL for stretch in stretches) or held.offset > 0
        first = known.homes[0].paragraph
        if known.label and held.lead is None and id(first) not in self.leads:
            self._lead(known, first)
        for stretch in renumbered(stretches):
            if stretch.op is Op.INSERT:
                self._came(stretch.text, stretch.move, known)
                continue
            for sign in stretch.text:
                self._old(known, held.offset, sign, stretch, touched=touched)
                held.offset += 1
        if touched:
            for atom in known.extra:
                self.marks.take(atom)

    def _lead(self, known: Known, paragraph: ET.Element) -> None:
        """Hold the place for what leads a paragraph that Word numbers."""
        held = self.open
        held.lead, held.leading = Come(""), True
        follower = next((atom for atom in known.atoms[held.offset :] if atom), None)
        self.marks.put(held.lead, held.anchor, follower, paragraph)

    def _old(self, known: Known, at: int, sign: str, stretch: Stretch, *, touched: bool) -> None:
        atom = known.atoms[at]
        held = self.open
        if stretch.op is Op.DELETE:
            if atom:
                self.marks.take(atom, stretch.move)
                held.anchor, held.leading = atom, False
            return
        held.told += (atom and atom.sign) or sign
        if atom:
            held.anchor, held.leading = atom, False
        elif held.leading and held.lead is not None:
            held.lead.text += sign
        elif touched and squeezed(sign) and (at < known.label or not known.made[at]):
            self._put(Come(sign), known)

    def _came(self, text: str, move: int | None, known: Known) -> None:
        held = self.open
        held.told += text
        if held.leading and held.lead is not None:
            held.lead.text += text
        else:
            self._put(Come(text, move), known)

    def _put(self, come: Come, known: Known) -> None:
        assert known.home is not None, "the line stands in the file"  # noqa: S101
        follower = next((atom for atom in known.atoms[self.open.offset :] if atom), None)
        follower = follower or next((atom for atom in known.atoms if atom), None)
        self.marks.put(come, self.open.anchor, follower, known.home.paragraph)

    def _cut(self, known: Known, move: int | None) -> ET.Element:
        """Let what was told of a line become a paragraph of its own."""
        assert known.home is not None, "the line stands in the file"  # noqa: S101
        paragraph, held = known.home.paragraph, self.open
        new = ET.Element(f"{W}p")
        new.append(_layout(paragraph))
        self._end(new, Op.INSERT, move)
        self._place(new, paragraph, 0)
        self._put(Come("", cut=new), known)
        if held.lead is not None:
            self.leads[id(new)] = held.lead
            held.lead, held.leading = Come(""), True
            self._put(held.lead, known)
        return new

    def _ended(self, known: Known, paragraph: Paragraph) -> ET.Element:
        """Go on to the next line."""
        assert known.home is not None, "the line stands in the file"  # noqa: S101
        home, held = known.home, self.open
        self._tell(known, held.told)
        self.pass_over(home)
        kept = held.told
        if held.lead is not None and (paragraph.op is Op.EQUAL or not kept):
            self.leads.setdefault(id(home.paragraph), held.lead)
        self.open = _Open()
        if paragraph.op is Op.DELETE:
            self.end_gone(home, paragraph.move)
            # The line that follows is joined to this one: what leads this one leads both.
            self.open.lead = held.lead if kept else None
        return home.paragraph

    def finish(self, known: Known) -> None:
        """Close a line whose stretches were written."""
        assert known.home is not None, "the line stands in the file"  # noqa: S101
        self._tell(known, self.open.told)
        if self.open.lead is not None:
            self.leads.setdefault(id(known.home.paragraph), self.open.lead)
        self.open = _Open()
        self.pass_over(known.home)

    def _tell(self, known: Known, text: str) -> None:
        for home in known.homes:
            self.told[id(home)] = ""
        self.told[id(known.homes[-1])] = text

    def pass_over(self, home: Line) -> None:
        """Count a line of the old text as told."""
        self.at += 1
        if not home.note:
            self.anchor = home
            self.behind = home.table if home.table is not None else home.paragraph
        if home.table is not None and home.row is not None:
            self.last_rows[id(home.table)] = home.row

    def end_gone(self, home: Line, move: int | None = None) -> None:
        """Let the end of a line go, where it may."""
        if home.stop:
            self.marks.take(home.stop)
        elif not home.bound:
            self._end(home.paragraph, Op.DELETE, move)

    def _end(self, paragraph: ET.Element, op: Op, move: int | None) -> None:
        """Mark the fate of a paragraph's end."""
        properties = properties_of(paragraph)
        letters = properties.find(f"{W}rPr")
        if letters is None:
            letters = ET.Element(f"{W}rPr")
            last = sum(child.tag not in (f"{W}sectPr", f"{W}pPrChange") for child in properties)
            properties.insert(last, letters)
        mark = self.marks.mark(tag(op, move))
        if move is not None:
            mark.set(MOVE, str(move))
        letters.insert(0, mark)

    def insert(self, stretches: Sequence[Stretch], depth: int, move: int | None) -> ET.Element:
        """Let a paragraph come whole, in the likeness of the nearest one of its kind."""
        text = "".join(stretch.text for stretch in stretches)
        model = self._model(kind_of(text, depth))
        new = ET.Element(f"{W}p")
        if model is not None:
            new.append(_layout(model.homes[0].paragraph))
        self._end(new, Op.INSERT, move)
        atoms = [atom for atom in model.atoms if atom] if model else []
        self._words(new, spaced(stretches, model), atoms)
        self._come_behind(new, text)
        return new

    def _words(self, new: ET.Element, stretches: Sequence[Stretch], atoms: Sequence[Atom]) -> None:
        """Put the words of a new paragraph; the first of them may give way to a number that Word makes."""
        for number, stretch in enumerate(stretches):
            run = (atoms[0 if stretch.label else -1].run) if atoms else None
            come = Come(stretch.text, stretch.move, run)
            if not number:
                self.leads[id(new)] = come
            elif number == 1 and not stretch.text.strip():
                self.leads[id(new)].text += stretch.text
                continue
            self.marks.inside.append((new, come))

    def _come_behind(self, new: ET.Element, text: str) -> None:
        """Place a new block behind what was told last; before what comes next where that has to be the last of its container."""
        following = next(
            (known.homes[0] for known in self.known[self.at :] if known.homes and not known.homes[0].note), None
        )
        last = self.anchor
        stuck = last is None or (last.bound and last.row is None) or _breaks_section(last.paragraph)
        if following is not None and following.row is None and stuck:
            self._place(new, following.paragraph, 0)
            self.came_before.setdefault(id(following), []).append(text)
        else:
            self.place_behind(new)
            self.note_came(text)

    def place_behind(self, new: ET.Element) -> None:
        """Place a block behind what was told last; at the start of the body where nothing was."""
        if self.behind is None:
            body = next(parent for parent in self.parents.values() if parent.tag == f"{W}body")
            body.insert(0, new)
            self.parents[new] = body
        else:
            self._place(new, self.behind, 1)
        self.behind = new

    def note_came(self, text: str) -> None:
        """Remember that a line comes behind what was told last."""
        self.came.setdefault(id(self.anchor), []).append(text)

    def _place(self, new: ET.Element, beside: ET.Element, step: int) -> None:
        parent = self.parents[beside]
        parent.insert(list(parent).index(beside) + step, new)
        self.parents[new] = parent

    def _model(self, kind: Kind) -> Known | None:
        """Return the nearest line that is of a kind, else of its depth, else any."""
        order = [*range(self.at - 1, -1, -1), *range(self.at, len(self.known))]
        usable = [
            at
            for at in order
            if self.known[at].homes and self.known[at].homes[0].row is None and not self.known[at].homes[0].note
        ]
        same = (at for at in usable if self.kinds[at] == kind)
        alike = (
            at for at in usable if self.kinds[at].depth == kind.depth and bool(self.kinds[at].shape) == bool(kind.shape)
        )
        deep = (at for at in usable if self.kinds[at].depth == kind.depth)
        found = next((at for held in (same, alike, deep, iter(usable)) for at in held), None)
        return None if found is None else self.known[found]


def _layout(paragraph: ET.Element) -> ET.Element:
    """Return a copy of a paragraph's properties, without what only it can have."""
    held = paragraph.find(f"{W}pPr")
    copied = deepcopy(held) if held is not None else ET.Element(f"{W}pPr")
    for name in ("sectPr", "pPrChange"):
        for child in copied.findall(f"{W}{name}"):
            copied.remove(child)
    letters = copied.find(f"{W}rPr")
    for child in list(letters if letters is not None else ()):
        if child.tag in (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo") and letters is not None:
            letters.remove(child)
    return copied


def _breaks_section(paragraph: ET.Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}sectPr") is not None
