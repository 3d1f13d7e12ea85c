"""Markdown: front matter kept, inline markup flattened to plain text, lists to printed labels."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Conversion, Loss
from policydiff.text.regex import lazy, standing

if TYPE_CHECKING:
    from policydiff.model import Source

MEDIA_TYPES = frozenset({"text/markdown", "text/x-markdown"})

_IMAGE = lazy(r"!\[([^\]\n]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_LINK = lazy(r"\[([^\]\n]+)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_AUTOLINK = lazy(r"<((?:https?|mailto):[^>\s]+)>")
_STRONG = lazy(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = lazy(r"(?<![*\\\d])\*(?![\s*])([^*\n]+?)(?<![\s\\])\*(?!\*)")
_CODE = lazy(r"`([^`\n]+)`")
_STRUCK = lazy(r"~~(?=\S)(.+?)(?<=\S)~~")
_ESCAPE = lazy(r"\\([!-/:-@\[-`{-~])")
_BULLET = lazy(r"^(\s*)[*+-]\s+(?=\S)", re.MULTILINE)
_QUOTE = lazy(r"^(?:>\s?)+", re.MULTILINE)
_SETEXT = lazy(r"^([^\n]*\S[^\n]*)\n(=+|-{2,})\s*$", re.MULTILINE)
_CLOSING_MARKS = lazy(r"^(#{1,6} .*?)\s+#+\s*$", re.MULTILINE)
_ESCAPED_LABEL = lazy(r"^(\s*\d+)\\([.)])", re.MULTILINE)

_ENDING_MARK = lazy(r"#\s*$", re.MULTILINE)
# A pattern, what it leaves, and of what something must stand in a text for it to match: looked for first, as most texts have none of it.
INLINE = (
    (_IMAGE, r"\1", ("![",)),
    (_LINK, r"\1", ("[",)),
    (_AUTOLINK, r"\1", ("<http", "<mailto")),
    (_STRONG, r"\2", ("**", "__")),
    (_EMPHASIS, r"\1", ("*",)),
    (_CODE, r"\1", ("`",)),
    (_STRUCK, r"\1", ("~~",)),
)


@hookimpl(trylast=True)
def convert(source: Source) -> Conversion | None:
    """Return Markdown whose lines are plain text, headings and table rows; images and raw HTML are losses."""
    if source.media_type not in MEDIA_TYPES:
        return None
    from policydiff.text.encoding import decode

    decoded = decode(source.data, hints=(source.charset,) if source.charset else (), location=source.location)
    front, body = _front_matter(decoded.text.lstrip("\ufeff"))
    return Conversion(front + flatten(body), losses=(*decoded.losses, *_losses(body)))


def _front_matter(text: str) -> tuple[str, str]:
    found = re.match(r"---\r?\n.*?\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", text, re.DOTALL)
    return (found.group(), text[found.end() :]) if found else ("", text)


def _losses(body: str) -> tuple[Loss, ...]:
    images = [match[1] for match in _IMAGE.finditer(body)] + re.findall(r"<img\b", body)
    return (Loss("image", "、".join(filter(None, images)), len(images)),) if images else ()


def flatten(markdown: str) -> str:
    r"""Return Markdown without inline markup: `**总则**` → `总则`, `[办法](u)` → `办法`, `1\\.` → `1.`."""
    text = markdown
    if standing(text, ("\n=", "\n--")):
        text = _SETEXT.sub(lambda match: f"{'#' if match[2][0] == '=' else '##'} {match[1]}", text)
    text = _unquoted(_with_marks(text))
    for pattern, plain, needed in INLINE:
        if standing(text, needed):
            text = pattern.sub(plain, text)
    text = _ESCAPE.sub(r"\1", text) if "\\" in text else text
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


def _with_marks(text: str) -> str:
    """Return Markdown in which lines all in bold, and items that hold a list of their own form, are marked as headings."""
    from policydiff_markdown.headings import mark_bold_lines, mark_outer_items

    return mark_outer_items(mark_bold_lines(text))


def _unquoted(text: str) -> str:
    """Return Markdown without the marks that lines begin or end with: quotes, bullets, closing `#`, escaped labels."""
    if text.startswith(">") or standing(text, ["\n>"]):
        text = _QUOTE.sub("", text)
    if any(_may_be_bullet(mark, text) for mark in "*+-"):
        text = _BULLET.sub(r"\1", text)
    if "#" in text and _ENDING_MARK.search(text):
        text = _CLOSING_MARKS.sub(r"\1", text)
    return _ESCAPED_LABEL.sub(r"\1\2", text) if "\\" in text else text


def _may_be_bullet(mark: str, text: str) -> bool:
    """Tell whether a mark begins a line anywhere and a blank stands behind it."""
    around = pairwise(text.split(mark))
    return any(behind[:1].isspace() and not before.rpartition("\n")[2].strip() for before, behind in around)
