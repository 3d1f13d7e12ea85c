"""Read a paragraph's runs, token by token: what stands in the text, and what stands beside it or is not in force.

run     第五条 罚款 [五百元]struck 八百元 ¹     tokens  TEXT 第五条 罚款 · STRUCK 五百元 · TEXT 八百元 · NOTE 1
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from policydiff_docx.formula import M, linear
from policydiff_docx.parts import MC, R, W, value
from policydiff_docx.styles import letters_of
from policydiff_docx.symbols import raised, symbol, symbols

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree import ElementTree as ET

    from policydiff_docx.styles import Letters, Style

_V = "{urn:schemas-microsoft-com:vml}"
_CHARACTERS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
# Deleted or moved away with tracked changes: not in the final text.
GONE = frozenset((f"{W}del", f"{W}moveFrom"))
_COME = frozenset((f"{W}ins", f"{W}moveTo"))
_UNREAD = frozenset((f"{W}instrText", f"{W}delInstrText", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}tblPr"))
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_PICTURES = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_RAISING = ("superscript", "subscript")
# Raised by habit only: 1st says the same with its letters on the line.
_ORDINALS = frozenset(("", "st", "nd", "rd", "th", "er", "e", "o", "a", "°", "™", "®", "©"))
TICKED, NOT_TICKED = "☑", "☐"


class Kind(Enum):
    """What a token is."""

    TEXT = auto()
    NOTE = auto()  # the call of a footnote or endnote; its text is the kind of note, its node holds the id
    BOX = auto()  # a text box, read after its paragraph
    ART = auto()  # the words of a drawing (WordArt): a title in the text, a watermark behind the pages
    PICTURE = auto()  # a picture, chart or embedded object
    LINK = auto()  # a hyperlink; its text is the id of its target
    FORMULA = auto()
    INSERTED = auto()  # tracked: what follows came
    DELETED = auto()  # tracked: no longer in the text
    STRUCK = auto()  # struck out: on the page, not in force
    HIDDEN = auto()
    LOSS = auto()  # what the text cannot show; the words stand in `text`, the kind of loss in `loss`


class Token(NamedTuple):
    """A piece of a paragraph. `run` is the run that holds `node` directly, None where an edit cannot reach it.

    The text of a `w:t` has one character for each of the element's own, so that a character's place is known.
    """

    kind: Kind
    text: str
    node: ET.Element
    run: ET.Element | None = None
    loss: str = ""


def tokens(paragraph: ET.Element, styles: Mapping[str, Style]) -> Iterator[Token]:
    """Yield what a paragraph holds, in reading order."""
    style = styles.get(value(paragraph, "pPr/pStyle")) or styles.get("")
    return _Walk(styles, style).inside(paragraph)


@dataclass(slots=True)
class _Walk:
    """One way through a paragraph. `forms` tells for each open field whether the form states its result."""

    styles: Mapping[str, Style]
    style: Style | None
    forms: list[bool] = field(default_factory=list)

    def inside(self, node: ET.Element) -> Iterator[Token]:
        run = node if node.tag == f"{W}r" else None
        for child in node:
            tag = child.tag
            if tag in _UNREAD:
                continue
            if tag in GONE:
                yield Token(Kind.DELETED, words(child), child)
            elif tag == f"{W}r":
                yield from self._run(child)
            elif tag == f"{MC}AlternateContent":
                # The alternatives say the same for older programs.
                yield from self.inside(child[0] if len(child) else child)
            elif tag == f"{W}rt":
                yield Token(Kind.LOSS, words(child), child, loss="phonetic")
            else:
                yield from self._one(child, run)

    def _run(self, run: ET.Element) -> Iterator[Token]:
        letters = letters_of(run, self.style, self.styles)
        held = self._plain(run, letters)
        if not (letters.hidden or letters.struck):
            yield from held
            return
        text = []
        for token in held:
            if token.kind is Kind.TEXT:
                text.append(token.text)
            else:
                yield token
        yield Token(Kind.HIDDEN if letters.hidden else Kind.STRUCK, "".join(text), run)

    def _plain(self, run: ET.Element, letters: Letters) -> Iterator[Token]:
        for token in self.inside(run):
            if any(self.forms) and token.kind is Kind.TEXT and token.run is not None:
                continue
            if token.kind is not Kind.TEXT or token.node.tag != f"{W}t" or not (letters.raised or letters.font):
                yield token
                continue
            text = symbols(token.text, letters.font)
            shown = raised(text, letters.raised)
            yield token._replace(text=shown)
            if shown == text and letters.raised in _RAISING and text.strip() not in _ORDINALS:
                yield Token(Kind.LOSS, text, token.node, loss=letters.raised)

    def _one(self, node: ET.Element, run: ET.Element | None) -> Iterator[Token]:
        tag = node.tag
        if tag in (f"{W}t", f"{M}t"):
            yield Token(Kind.TEXT, node.text or "", node, run)
        elif tag in _CHARACTERS:
            yield Token(Kind.TEXT, " " if node.get(f"{W}type") == "page" else _CHARACTERS[tag], node, run)
        elif tag == f"{W}sym":
            yield Token(Kind.TEXT, symbol(node.get(f"{W}char", ""), node.get(f"{W}font", "")), node, run)
        elif tag in _NOTES:
            yield Token(Kind.NOTE, _NOTES[tag], node, run)
        elif tag == f"{W}txbxContent":
            yield Token(Kind.BOX, "", node)
        elif tag in _PICTURES:
            yield from self._picture(node)
        elif tag == f"{M}oMath":
            yield from _formula(node)
        elif tag == f"{W}fldChar":
            yield from self._field(node)
        else:
            yield from self._wrapped(node)

    def _wrapped(self, node: ET.Element) -> Iterator[Token]:
        if node.tag in _COME:
            yield Token(Kind.INSERTED, "", node)
        elif node.tag == f"{W}hyperlink" and node.get(f"{R}id"):
            yield Token(Kind.LINK, node.get(f"{R}id", ""), node)
        yield from self.inside(node)

    def _picture(self, node: ET.Element) -> Iterator[Token]:
        for art in node.iter(f"{_V}textpath"):
            if art.get("string"):
                yield Token(Kind.ART, art.get("string", ""), art)
        yield from (Token(Kind.BOX, "", box) for box in outermost(node, f"{W}txbxContent"))
        yield Token(Kind.PICTURE, "", node)

    def _field(self, node: ET.Element) -> Iterator[Token]:
        """Read the value that a form field states (a list, a box to tick); its result is not read again."""
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            stated = _stated(node)
            self.forms.append(stated is not None)
            if stated is not None:
                yield Token(Kind.TEXT, stated, node)
        elif kind == "end" and self.forms:
            self.forms.pop()


def words(node: ET.Element) -> str:
    """Return all the text below an element, deleted text included."""
    return "".join(part.text or "" for part in node.iter() if part.tag in (f"{W}t", f"{W}delText", f"{M}t"))


def outermost(node: ET.Element, tag: str) -> Iterator[ET.Element]:
    """Yield the elements of a name below a node, none inside another one, and none of the alternatives for older programs."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag == f"{MC}AlternateContent":
            yield from outermost(child[0] if len(child) else child, tag)
        else:
            yield from outermost(child, tag)


def _formula(node: ET.Element) -> Iterator[Token]:
    text, gone = linear(node)
    yield Token(Kind.TEXT, text, node)
    yield Token(Kind.FORMULA, text, node)
    if gone:
        yield Token(Kind.DELETED, gone, node)


def _stated(begin: ET.Element) -> str | None:
    """Return what a form field shows, None for one whose result stands in the text (ECMA-376, 17.16.17)."""
    choices = begin.find(f"{W}ffData/{W}ddList")
    if choices is not None:
        listed = [entry.get(f"{W}val", "") for entry in choices.findall(f"{W}listEntry")]
        chosen = value(choices, "result") or value(choices, "default") or "0"
        return listed[int(chosen)] if chosen.isdecimal() and int(chosen) < len(listed) else ""
    box = begin.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return None
    node = box.find(f"{W}checked")
    node = box.find(f"{W}default") if node is None else node
    ticked = node is not None and node.get(f"{W}val", "1") not in ("0", "false", "off")
    return TICKED if ticked else NOT_TICKED
