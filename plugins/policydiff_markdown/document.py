r"""One Markdown document, from bytes to plain lines.

escapes ─set aside─ comments ─ headings ─ quotations, bullets ─ links, images, struck text, emphasis ─ entities ─ escapes put back
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from policydiff.model import Conversion, Loss, Removal, SourceKind
from policydiff.text.regex import lazy, standing

if TYPE_CHECKING:
    from policydiff.model import Source

STRUCK = "struck out on the page"

_TARGET = r"\((<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
_IMAGE = lazy(rf"!\[([^\]\n]*)\]{_TARGET}")
_LINK = lazy(rf"\[([^\[\]\n]+)\]{_TARGET}")
_REFERENCE = lazy(r"\[([^\[\]\n]+)\]\[([^\[\]\n]*)\]")
_SHORTCUT = lazy(r"\[([^\[\]\n]+)\]")
_DEFINITION = lazy(
    r"^ {0,3}\[([^\[\]\n]+)\]:\s*<?((?:[a-z][a-z+.-]*:|/|\.|#)[^\s>]*)>?(?:\s+[\"'(][^\n]*[\"')])?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_AUTOLINK = lazy(r"<((?:https?|mailto):[^>\s]+)>")
_COMMENT = lazy(r"<!--.*?-->", re.DOTALL)
_STRONG = lazy(r"(\*\*)(?=\S)(.+?)(?<=\S)\1|(?<![\w_])__(?=[^\s_])(.+?)(?<=[^\s_])__(?![\w_])")
_EMPHASIS = lazy(r"(?<![*\\\d])\*(?![\s*])([^*\n]+?)(?<![\s\\])\*(?!\*)")
_STRUCK = lazy(r"~~(?=\S)(.+?)(?<=\S)~~|<(del|s|strike)>(.+?)</\2>", re.IGNORECASE)
# An escape, or code: whichever comes first.
_LITERAL = lazy(r"\\(?P<escape>[!-/:-@\[-`{-~])|`(?P<code>[^`\n]+)`")
_ENTITY = lazy(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BULLET = lazy(r"^(\s*)[*+-]\s+(?=\S)", re.MULTILINE)
_QUOTE = lazy(r"^(?:>\s?)+", re.MULTILINE)
_SETEXT = lazy(r"^([^\n]*\S[^\n]*)\n(=+|-{2,})\s*$", re.MULTILINE)
_CLOSING_MARKS = lazy(r"^(#{1,6} .*?)\s+#+\s*$", re.MULTILINE)
_ENDING_MARK = lazy(r"#\s*$", re.MULTILINE)
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
# Blocks of characters that are no text; what an escape stands for waits in one that the document does not use.
_SPARE = (0xFDD0, *range(0xF0000, 0xFFF00, 0x100))
_PIPE_ROW = lazy(r"^\|[^\n]*", re.MULTILINE)


@dataclass(slots=True)
class _Found:
    """What the text of a document lost on its way to plain lines."""

    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)

    @property
    def losses(self) -> tuple[Loss, ...]:
        links = (Loss("link", target, count) for target, count in Counter(self.links).items())
        named = "、".join(filter(None, self.images))
        return (*((Loss("image", named, len(self.images)),) if self.images else ()), *links)


def read(source: Source) -> Conversion:
    """Return a Markdown document as plain lines, with its front matter and what plain lines cannot hold."""
    from policydiff.text.encoding import decode

    decoded = decode(source.data, hints=(source.charset,) if source.charset else (), location=source.location)
    front, body = _front_matter(decoded.text.lstrip("\ufeff"))
    found = _Found()
    plain = _plain(body, found)
    return Conversion(
        front + plain,
        losses=(*decoded.losses, *found.losses),
        removed=tuple(Removal(text, STRUCK) for text in found.struck),
        kind=SourceKind.MARKDOWN,
    )


def flatten(markdown: str) -> str:
    r"""Return Markdown without inline markup: `**总则**` → `总则`, `[办法](u)` → `办法`, `1\\.` → `1.`."""
    return _plain(markdown, _Found())


def _front_matter(text: str) -> tuple[str, str]:
    found = re.match(r"---\r?\n.*?\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", text, re.DOTALL)
    return (found.group(), text[found.end() :]) if found else ("", text)


def _plain(markdown: str, found: _Found) -> str:
    base = _spare(markdown)
    text = _set_aside(markdown, base)
    if "<!--" in text:
        text = _COMMENT.sub("", text)
    if standing(text, ("\n=", "\n--")):
        text = _SETEXT.sub(lambda match: f"{'#' if match[2][0] == '=' else '##'} {match[1]}", text)
    text = _entities(_inline(_unquoted(_with_marks(text)), found))
    found.struck[:] = [_put_back(struck, base) for struck in found.struck]
    return _put_back(text, base)


def _spare(text: str) -> int:
    """Return the first of a run of characters that a text does not use."""
    return next(base for base in _SPARE if not any(chr(base + at) in text for at in range(len(_PUNCTUATION))))


def _set_aside(text: str, base: int) -> str:
    r"""Return a text in which `\*` and what stands in code are characters that no pattern knows."""
    if not standing(text, ("\\", "`")):
        return text
    return _LITERAL.sub(lambda match: "".join(_hidden(mark, base) for mark in match["escape"] or match["code"]), text)


def _hidden(mark: str, base: int) -> str:
    at = _PUNCTUATION.find(mark)
    return mark if at < 0 else chr(base + at)


def _put_back(text: str, base: int) -> str:
    """Return a text with the escaped characters; a stroke in a cell is written in full width, for it divides nothing."""
    stroke = chr(base + _PUNCTUATION.index("|"))
    if stroke in text:
        text = _PIPE_ROW.sub(lambda match: match[0].replace(stroke, "｜"), text)
    return text.translate({base + at: mark for at, mark in enumerate(_PUNCTUATION)})


def _inline(text: str, found: _Found) -> str:
    """Return a text without images, links, struck words and emphasis."""
    if "![" in text:
        text = _IMAGE.sub(lambda match: _image(match, found), text)
    if "[" in text:
        text = _linked(text, found)
    if standing(text, ("<http", "<mailto")):
        text = _AUTOLINK.sub(r"\1", text)
    if standing(text, ("~~", "</")):
        text = _STRUCK.sub(lambda match: _struck(match, found), text)
    if standing(text, ("**", "__")):
        text = _STRONG.sub(lambda match: match[2] or match[3], text)
    return _EMPHASIS.sub(r"\1", text) if "*" in text else text


def _image(match: re.Match[str], found: _Found) -> str:
    found.images.append(match[1] or match[2])
    return match[1]


def _struck(match: re.Match[str], found: _Found) -> str:
    found.struck.append(match[1] or match[3])
    return ""


def _linked(text: str, found: _Found) -> str:
    """Return a text without links: their words stay, their targets are losses."""
    targets: dict[str, str] = {}
    used: set[str] = set()
    if "]:" in text:
        targets = {match[1].casefold(): match[2] for match in _DEFINITION.finditer(text)}
        text = _DEFINITION.sub("", text)

    def words(label: str, target: str) -> str:
        if target.strip("<>") != label:
            found.links.append(target.strip("<>"))
        return label

    def referred(match: re.Match[str]) -> str:
        name = (match[2] if match.re.groups > 1 else "") or match[1]
        if name.casefold() not in targets:
            return match[0]
        used.add(name.casefold())
        return words(match[1], targets[name.casefold()])

    if "](" in text:
        text = _LINK.sub(lambda match: words(match[1], match[2]), text)
    if targets:
        text = _SHORTCUT.sub(referred, _REFERENCE.sub(referred, text))
    found.links += [f"{name} {target}" for name, target in targets.items() if name not in used]
    return text


def _entities(text: str) -> str:
    if "&" not in text:
        return text
    from html import unescape

    return _ENTITY.sub(lambda match: unescape(match[0]), text)


def _with_marks(text: str) -> str:
    """Return Markdown in which lines all in bold, and items that hold a list of their own form, are marked as headings."""
    from policydiff_markdown.headings import mark_bold_lines, mark_outer_items

    return mark_outer_items(mark_bold_lines(text))


def _unquoted(text: str) -> str:
    """Return Markdown without the marks that lines begin or end with: quotes, bullets, closing `#`."""
    if text.startswith(">") or standing(text, ["\n>"]):
        text = _QUOTE.sub("", text)
    if any(_may_be_bullet(mark, text) for mark in "*+-"):
        text = _BULLET.sub(r"\1", text)
    if "#" in text and _ENDING_MARK.search(text):
        text = _CLOSING_MARKS.sub(r"\1", text)
    return text


def _may_be_bullet(mark: str, text: str) -> bool:
    """Tell whether a mark begins a line anywhere and a blank stands behind it."""
    around = pairwise(text.split(mark))
    return any(behind[:1].isspace() and not before.rpartition("\n")[2].strip() for before, behind in around)
