"""Text → lines: blanks folded, comments and invisible characters dropped, one paragraph (or table row) a line."""

from __future__ import annotations

import re

from policydiff.normalize.wrapping import unwrap
from policydiff.patterns import lazy

_COMMENT = lazy(r"<!--.*?-->", re.DOTALL)
_INVISIBLE = lazy("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]")
_BREAKS = lazy("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_WIDE = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# One plain blank stays as it is: most blanks are that.
_BLANKS = lazy(f" ?[{_WIDE}][ {_WIDE}]*|  [ {_WIDE}]*")
_RULE = lazy(r"[-=_*·•.…—─━]{3,}")


def lines_of(markdown: str) -> tuple[str, ...]:
    """Return the lines that carry text, blanks folded to single half-width ones and none at the ends."""
    text = _INVISIBLE.sub("", _BREAKS.sub("\n", _COMMENT.sub("\n", markdown)))
    lines = (line.strip() for line in _BLANKS.sub(" ", "\n".join(unwrap(text.split("\n")))).split("\n"))
    return tuple(line for line in lines if line.strip("# ") and not _RULE.fullmatch(line))


def body_of(lines: tuple[str, ...]) -> str:
    """Return lines as policy Markdown: a blank line between paragraphs, the rows of a table together."""
    parts: list[str] = []
    for previous, line in zip(("", *lines), lines, strict=False):
        if previous:
            parts.append("\n" if previous.startswith("|") and line.startswith("|") else "\n\n")
        parts.append(line)
    return "".join(parts) + "\n" if parts else ""
