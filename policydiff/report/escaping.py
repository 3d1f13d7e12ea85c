"""Text that cannot act: control characters and direction marks made visible, so that words arrive as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import re

# C0 (but tab and line end), DEL, C1; marks, embeddings, overrides and isolates of direction; line and paragraph
# separators, which some programs take for line ends; halves of surrogate pairs, which no encoding can carry; characters without
# width, and of private use, which show nothing or anything.
_ACTING = lazy(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\uf8ff\U000f0000-\U0010fffd]"
)
_MARKDOWN = lazy(r"[\\`*_\[\]|~]|^(?:[-+=#]|\d+(?=[.)](?:\s|$)))")
# @name, #12, !3, $x$, :smile: and the like, by which GitHub and GitLab ping people, link things or set formulas.
_CALLING = lazy(r"[@#!%&](?=[0-9A-Za-z])|\$(?=\S)|:(?=[\w+-]+:)")
_PICTURES = 0x2400
_DELETE = 0x7F


def visible(text: str) -> str:
    """Return text with what acts instead of showing replaced: ESC by ␛, a right-to-left override by ⟨U+202E⟩."""
    return _ACTING.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < ord(" "):
        return chr(_PICTURES + code)
    if code == _DELETE:
        return "␡"
    return f"⟨U+{code:04X}⟩"


def markdown(text: str) -> str:
    """Return text for a line of GitHub's or GitLab's Markdown: it formats nothing, calls nobody and is no HTML."""
    held = _CALLING.sub(lambda found: f"\0{found[0]}\1", visible(text).replace("\n", " "))
    escaped = _MARKDOWN.sub(_escaped, held)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\0", "<span>").replace("\1", "</span>")


def _escaped(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"
