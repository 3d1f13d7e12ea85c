"""Text → lines: blanks folded, comments and invisible characters dropped, one paragraph (or table row) a line."""

from __future__ import annotations

from policydiff.normalize.repair.hard_wrap import unwrap
from policydiff.text.regex import lazy, mentions

_BREAKS = lazy("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BREAKING = "\r\x0b\x0c\x85\u2028\u2029"
_WIDE = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BLANKS = lazy("  +")
_RULE = lazy(r"[-=_*·•.…—─━]{3,}")
_RULING = frozenset("-=_*·•.…—─━")


def lines_of(markdown: str) -> tuple[str, ...]:
    """Return the lines that carry text, blanks folded to single half-width ones and none at the ends."""
    # Comments are markup of Markdown files, whose reader has dropped them: what is left is text that looks like one.
    text = markdown.replace("<!--", "＜!--") if "<!--" in markdown else markdown
    # To look for a character is much quicker than a pattern that most texts have no place for.
    text = _BREAKS.sub("\n", text) if mentions(text, _BREAKING) else text
    text = folded("\n".join(unwrap(text.split("\n"))))
    return tuple(line for line in map(str.strip, text.split("\n")) if line.strip("# ") and not _is_rule(line))


def folded(text: str) -> str:
    """Return a text in which any blanks that stand together, and any wide one, are one half-width blank."""
    for blank in _WIDE:
        if blank in text:
            text = text.replace(blank, " ")
    return _BLANKS.sub(" ", text) if "  " in text else text


def _is_rule(line: str) -> bool:
    return line[0] in _RULING and _RULE.fullmatch(line) is not None


def body_of(lines: tuple[str, ...]) -> str:
    """Return lines as policy Markdown: a blank line between paragraphs, the rows of a table together."""
    parts: list[str] = []
    for previous, line in zip(("", *lines), lines, strict=False):
        if previous:
            parts.append("\n" if previous.startswith("|") and line.startswith("|") else "\n\n")
        parts.append(line)
    return "".join(parts) + "\n" if parts else ""
