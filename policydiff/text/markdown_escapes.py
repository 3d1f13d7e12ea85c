r"""Policy Markdown in a file: every character that Markdown would take for markup stands behind a backslash.

    held in memory   罚款按A*B计算，甲&amp;乙；<!-- 注 -->
    in a file        罚款按A\*B计算，甲\&amp;乙；\<!-- 注 -->

In memory a document's text is raw, so that offsets count what a reader sees. `escaped` is applied where a file is
written, `unescaped` where the archive reads one; the Markdown plugin reads both this and anybody's Markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text import front_matter
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import re

# Marks that begin emphasis, code, struck text, links, raw HTML and entities.
_INLINE = lazy(r"[\\*`]|~(?=~)|(?<=~)~|\](?=[(\[:])|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
# One or two underscores at the edge of a word emphasize it; more of them are a blank to fill in.
_UNDERSCORES = lazy(r"(?<!_)(?:(?<!\w)_{1,2}(?!_)|_{1,2}(?![\w_]))")
# Marks of a list or a quotation at the beginning of a line; what closes a heading.
_LEADING = lazy(r"^(?:[+-](?=\s|$)|>)")
_CLOSING = lazy(r"(#+)(?=\s*$)")
_ESCAPE = lazy(r"\\([!-/:-@\[-`{-~])")


def escaped(text: str) -> str:
    """Return a document as it stands in a file: front matter as it is, markup in its body made plain characters."""
    match = front_matter.BLOCK.match(text)
    start = match.end() if match else 0
    return text[:start] + "\n".join(map(_line, text[start:].split("\n")))


def unescaped(text: str) -> str:
    """Return what `escaped` was given; front matter stays as it is."""
    match = front_matter.BLOCK.match(text)
    start = match.end() if match else 0
    body = text[start:]
    return text[:start] + _ESCAPE.sub(r"\1", body) if "\\" in body else text


def _line(line: str) -> str:
    found = _INLINE.sub(_behind_backslash, line)
    if "_" in found:
        found = _UNDERSCORES.sub(lambda match: "\\_" * len(match[0]), found)
    if line.startswith("#") and line.endswith("#"):
        return _CLOSING.sub(lambda match: "\\#" * len(match[1]), found)
    return _LEADING.sub(_behind_backslash, found)


def _behind_backslash(match: re.Match[str]) -> str:
    return f"\\{match[0]}"
