"""Characters that no reader sees: control characters, marks of direction, zero-width and private-use characters.

    stored  处⟨U+202E⟩005⟨U+202C⟩元    shown  处500元    kept  处500元, flagged

They are taken out of the text (private-use characters stay: a font may draw them) and each kind is flagged with its count, so
that two texts which differ in nothing else are not called the same. Text inside a right-to-left override is kept as it shows.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policydiff.model import Suspicion
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import re

RULE = "hidden-character"
EXCERPT = 12

_INVISIBLE = lazy(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x08\x0e-\x1f\x7f\ufff9-\ufffb]"
)
_HIDDEN = lazy(f"{_INVISIBLE.pattern[:-1]}\ue000-\uf8ff\U000f0000-\U0010fffd]")
# From an override to the mark that ends it, else to the end of the line.
_OVERRIDDEN = lazy("\u202e([^\u202c\u202e\n]*)\u202c?")

_KINDS = (
    ("\x00", "\x1f", "a control character"),
    ("\x7f", "\x7f", "a control character"),
    ("\u202a", "\u202e", "a mark that turns the direction of text"),
    ("\u2066", "\u2069", "a mark that turns the direction of text"),
    ("\ue000", "\uf8ff", "a private-use character: what it shows depends on the font"),
    ("\U000f0000", "\U0010fffd", "a private-use character: what it shows depends on the font"),
)


def reveal(text: str) -> tuple[str, tuple[Suspicion, ...]]:
    """Return a text as it shows, without characters that nobody sees, and a suspicion for each kind of these."""
    body = text.removeprefix("\ufeff")
    if not _HIDDEN.search(body):
        return body, ()
    counts = Counter(_HIDDEN.findall(body))
    doubts = tuple(Suspicion(RULE, f"{_named(char)} × {count}", _reason(char, body)) for char, count in counts.items())
    shown = _OVERRIDDEN.sub(lambda match: match[1][::-1], body) if "\u202e" in body else body
    return _INVISIBLE.sub("", shown), doubts


def _reason(char: str, text: str) -> str:
    """Say what a character is and where it stands first."""
    kind = next((kind for first, last, kind in _KINDS if first <= char <= last), "a character without width")
    at = text.index(char)
    place = text[max(0, at - EXCERPT) : at + EXCERPT].replace("\n", " ")
    return f"{kind}: {_HIDDEN.sub(_pictured, place)}"


def _pictured(match: re.Match[str]) -> str:
    return _named(match[0])


def _named(char: str) -> str:
    return f"⟨U+{ord(char):04X}⟩"
