"""A law as a tree that can be changed and printed again: what was not changed is printed as it stood.

第五条 甲……：          ARTICLE (5,)   head "第五条 "
（一）乙；               PARAGRAPH (1,)  words "甲……："
丙……。                     ITEM (1,)      head "（一）", words "乙；"
                       PARAGRAPH (2,)  words "丙……。"

An article holds its 款 even where it has only one, so that an address finds its way in one shape.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from policydiff.clauses import parse
from policydiff.model import ClauseKind
from policydiff.text.numbering import numeral, read_label
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Clause, Document

Number = tuple[int, ...]
BREAK: Final = "\n\n"
ITEMS: Final = (ClauseKind.ITEM, ClauseKind.SUBITEM, ClauseKind.NUMBERED)
DIVISIONS: Final = (ClauseKind.BOOK, ClauseKind.SUBBOOK, ClauseKind.CHAPTER, ClauseKind.SECTION)
_ARTICLE, _PARAGRAPH, _PLAIN = ClauseKind.ARTICLE, ClauseKind.PARAGRAPH, ClauseKind.PLAIN
_TITLE = lazy(r"(?m)^# +(\S.*?)[ \t]*$")
_SECTION = lazy(r"\d+[A-Z]*\. (?=[A-Z(])")
_SUB = lazy(r"之([〇零一二三四五六七八九十百0-9]+)$|[-－](\d+)条$|^\D*\d+([A-Z]+)$")


@dataclass(slots=True, eq=False)
class Unit:
    """A part of a law in the making. `gap` stands before it, `head` is its marks, label and space, `words` its own words.

    `number` is its number in the old law and stays while a decision is applied; `kind` is None for a title and for the
    law itself. `by` are the instructions that changed it; `old` is its id in the old law, empty for a new unit.
    """

    kind: ClauseKind | None
    gap: str = BREAK
    head: str = ""
    words: str = ""
    number: Number = ()
    children: list[Unit] = field(default_factory=list)
    parent: Unit | None = None
    by: list[int] = field(default_factory=list)
    old: str = ""
    want: Number = ()

    def walk(self) -> Iterator[Unit]:
        """Yield this unit and all below it, in their order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def add(self, child: Unit, at: int | None = None) -> None:
        """Put a unit below this one."""
        child.parent = self
        self.children.insert(len(self.children) if at is None else at, child)

    def remove(self) -> None:
        """Take this unit out of the law."""
        if self.parent:
            self.parent.children.remove(self)
        self.parent = None

    @property
    def place(self) -> int:
        """Where it stands among its siblings."""
        return self.parent.children.index(self) if self.parent else 0

    def below(self, kind: ClauseKind) -> list[Unit]:
        """Return the children of a kind."""
        return [child for child in self.children if child.kind is kind]

    def printed(self) -> str:
        """Return the text of this unit and all below it, the gap before it left out."""
        parts = [self.head, self.words]
        for child in self.children:
            parts += (child.gap, child.printed())
        return "".join(parts)


def law_text(document: Document) -> Unit:
    """Return a document as a tree; `printed()` gives its text back to the character."""
    builder = _Builder(document)
    builder.add_all(document.clauses, builder.root)
    rest = document.text[builder.end :]
    builder.titles(rest, builder.root)
    return builder.root


class _Builder:
    """Turns clauses into units; `end` is where the text that was used up ends."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.root = Unit(None, gap="")
        self.end = 0

    def add_all(self, clauses: tuple[Clause, ...], parent: Unit) -> None:
        for clause in clauses:
            self._add(clause, parent)

    def titles(self, gap: str, parent: Unit) -> str:
        """Make units of the titles in a gap; return what stands behind the last one."""
        at = 0
        for match in _TITLE.finditer(gap):
            parent.add(Unit(None, gap[at : match.start()], "# ", match[1]))
            at = match.start() + match[0].index(match[1]) + len(match[1])
        return gap[at:]

    def _add(self, clause: Clause, parent: Unit) -> None:
        gap = self.titles(self.text[self.end : clause.start], parent)
        unit = Unit(clause.kind, gap, self.text[clause.start : clause.body], old=clause.id)
        unit.number = number_of(clause)
        parent.add(unit)
        words = self.text[clause.body : clause.end]
        self.end = clause.end
        if clause.kind is not _ARTICLE:
            unit.words = words
            self.add_all(clause.children, unit)
            return
        own, first = (words, None)
        if not any(child.kind is _PARAGRAPH for child in clause.children):
            own, first = "", Unit(_PARAGRAPH, "", "", words, (1,), old=clause.id)
            unit.add(first)
        unit.words = own
        for child in clause.children:
            self._add(child, first or unit)


def number_of(clause: Clause) -> Number:
    """Return the number of a clause: (5, 1) of 第五条之一, the place of a 款 or plain paragraph, () of a heading without one."""
    if not clause.label:
        tail = clause.id.rpartition("/")[2].split("~")[0].lstrip("pu")
        return (int(tail),) if tail.isdecimal() else ()
    return label_number(clause.label)


def label_number(printed: str) -> Number:
    """Return the number that a label prints."""
    label = read_label(printed)
    if label is None:
        return ()
    match = _SUB.search(printed.replace(" ", ""))
    if match is None:
        return (label.value,)
    if match[3]:
        return (label.value, _letters(match[3]))
    return (label.value, numeral(match[1] or match[2]) or 0)


def _letters(printed: str) -> int:
    """Return the value of the letters of an inserted section: A is 1, AA is 27."""
    value = 0
    for letter in printed:
        value = value * 26 + ord(letter) - ord("A") + 1
    return value


def units_of(text: str, *, article: bool) -> list[Unit]:
    """Return quoted new text as units: whole articles and chapters where it has their labels.

    With `article`, text without a label is the words of one article: its 款 with their 项 come back.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    body = BREAK.join(lines)
    if article and lines and _SECTION.match(lines[0]):
        units = units_of(f"Section {text.strip()}", article=True)
        units[0].head = units[0].head.removeprefix("Section ")
        return units
    label = read_label(lines[0]) if lines else None
    bare = article and not (label and lines[0].startswith(("第", "Section", "Article")))
    # An item right behind the label of an article is no item: it stands on a line of its own.
    own_line = BREAK if bare and label else " "
    root = law_text(parse(f"第一条{own_line}{body}" if bare else body))
    units = [
        unit for child in root.children for unit in (child.children if bare and child.kind is _ARTICLE else [child])
    ]
    for unit in units:
        for inner in unit.walk():
            inner.old = ""
            inner.gap = inner.gap if inner.gap.strip("\n") else BREAK if inner.gap else ""
        unit.parent = None
    return units
