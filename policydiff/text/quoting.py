"""Quote words of a text in a message: on one line, whole words only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policydiff.text.rewrites import Passage

# Longer quotations are cut, at the end of a word.
LONGEST = 70
CONTEXT = 44
_TRIM = "，,。；;：:、 \n\t"


def quoted(text: str, limit: int = LONGEST) -> str:
    """Return words on one line, without the stops at their ends; long ones are cut behind a whole word."""
    line = " ".join(text.split()).strip(_TRIM) if not _is_chinese(text) else "".join(text.split()).strip(_TRIM)
    return cut(line, limit)


def cut(line: str, limit: int) -> str:
    """Cut a line behind a whole word, best behind a comma."""
    if len(line) <= limit:
        return line
    stop = max(line.rfind(mark, limit // 2, limit) for mark in "，。；,;、")
    if stop > 0:
        return line[:stop] + "…"
    kept = ""
    for word in _words(line[: limit + 20]):
        if len(kept) + len(word) > limit:
            break
        kept += word
    return kept.rstrip() + "…"


def around(phrase: Passage, core: Passage) -> str:
    """Return the part of a sentence that a rewrite stands in; a long one from the words shortly before it."""
    text = phrase.text
    if len(text.strip()) <= CONTEXT:
        return quoted(text, CONTEXT)
    room = max((CONTEXT - (core.end - core.start)) // 2, 10)
    low, high = core.start - phrase.start, core.end - phrase.start
    place, first, last = 0, None, len(text)
    for word in _words(text):
        if first is None and place >= low - room:
            first = place
        if place >= high + room:
            last = place
            break
        place += len(word)
    first = first or 0
    head = "…" if text[:first].strip() else ""
    tail = "…" if text[last:].strip(_TRIM) else ""
    return head + _one_line(text[first:last]) + tail


def _one_line(text: str) -> str:
    return (" " if not _is_chinese(text) else "").join(text.split()).strip(_TRIM)


def _words(text: str) -> list[str]:
    from policydiff.text.segmentation import words as cut_words

    return cut_words(text)


def _is_chinese(text: str) -> bool:
    return any("一" <= character <= "龥" for character in text)
