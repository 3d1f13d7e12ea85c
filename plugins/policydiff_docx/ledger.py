"""What stands beside a document's text: stretches that are not in force, headers and footers, watermarks, comments."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from policydiff.model import Loss, Removal
from policydiff.text.regex import lazy
from policydiff_docx.parts import paragraphs
from policydiff_docx.pictures import read_pictures
from policydiff_docx.tokens import Kind, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree import ElementTree as ET

    from policydiff_docx.parts import Package
    from policydiff_docx.styles import Style
    from policydiff_docx.tokens import Token

_SPACES = lazy("[ \t\u00a0\u2002-\u200a]+")
# Control characters, marks of direction and of private use are left to normalization, which flags them.
_INVISIBLE = lazy("[\u00ad\u200b-\u200f\u2028\u2029\u2060-\u2064\ufeff]")
# Why text that a paragraph holds does not stand in the document.
REASONS = {
    Kind.DELETED: "deleted with tracked changes",
    Kind.STRUCK: "struck out on the page",
    Kind.HIDDEN: "hidden text",
}


@dataclass(slots=True)
class Read:
    """What a paragraph holds: its final text, the text boxes in it, and stretches that are left out (kind, text)."""

    text: list[str] = field(default_factory=list)
    boxes: list[ET.Element] = field(default_factory=list)
    gone: list[tuple[Kind, str]] = field(default_factory=list)
    is_adjacent: bool = False

    def take(self, text: str) -> None:
        """Take text that stands in the document."""
        self.text.append(text)
        self.is_adjacent = False

    def leave_out(self, token: Token) -> None:
        """Leave a stretch out; neighbouring runs that share a fate are one stretch."""
        last = self.gone[-1] if self.gone and self.is_adjacent else None
        if last and last[0] is token.kind:
            self.gone[-1] = token.kind, last[1] + token.text
        else:
            self.gone.append((token.kind, token.text))
        self.is_adjacent = True

    def left_out(self) -> list[Removal]:
        """Return what is left out, with the reasons."""
        return [Removal(text, REASONS[kind]) for kind, text in self.gone if text.strip()]


@dataclass(slots=True)
class Beside:
    """What stands in the margins of the pages; lines that several parts repeat stand once."""

    styles: Mapping[str, Style]
    found: dict[Removal, None] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)

    @property
    def removed(self) -> list[Removal]:
        """The lines, each with its reason."""
        return list(self.found)

    def take(self, root: ET.Element, reason: str) -> list[ET.Element]:
        """Take the lines of a part; return its pictures."""
        pictures = []
        for paragraph in paragraphs(root):
            read = Read()
            for token in tokens(paragraph, self.styles):
                if token.kind is Kind.TEXT:
                    read.take(token.text)
                elif token.kind is Kind.ART:
                    self.found[Removal(token.text, "watermark")] = None
                elif token.kind is Kind.PICTURE:
                    pictures.append(token.node)
                elif token.kind in REASONS:
                    read.leave_out(token)
            self.found |= dict.fromkeys(Removal(line, reason) for line in text_lines("".join(read.text)))
            self.found |= dict.fromkeys(read.left_out())
        return pictures


def read_beside(package: Package, styles: Mapping[str, Style]) -> Beside:
    """Return the lines of headers, footers and comments (批注), watermarks, and pictures behind the pages."""
    beside = Beside(styles)
    for kind in ("header", "footer"):
        for name, root in package.named(kind):
            relations = package.relations(name)
            for node in beside.take(root, f"page {kind}"):
                held = read_pictures(node, relations)
                beside.losses += [replace(loss, detail=f"page {kind}: {loss.detail}") for loss in held]
    for root in package.related("comments"):
        beside.take(root, "comment")
    return beside


def text_lines(text: str) -> list[str]:
    """Return the lines of a paragraph, spaces folded and what cannot be seen left out."""
    lines = (_SPACES.sub(" ", _INVISIBLE.sub("", line)).strip(" \u3000") for line in text.split("\n"))
    return [line for line in lines if line]
