"""Lines that a layout broke: hard-wrapped text, and a paragraph that a stray break cut in two."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.normalize.line_cache import ENDS
from policydiff.normalize.line_shapes import PLAIN_LABELS, compact, is_closed, is_labelled
from policydiff.text.numbering import read_label
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Draft

# Hard-wrapped text: at least this many lines, most of them full and without a stop, none longer than a screen.
FEWEST_FULL = 6
SHARE_FULL = 0.4
WIDEST = 130
NARROWEST = 40
# Cells that a full line may be short of the width, because no line begins with punctuation.
SLACK = 4
# A paragraph that was cut has text enough to be one.
SHORTEST = 20
# 第一百二十三条之一 is among the longest labels.
LONGEST_LABEL = 12

# All of them are wide, and nearly all of a text is of them.
_WIDE = lazy("[\u3001-\u303e\u4e00-\u9fff\uff01-\uff60]+")
_SPECIAL = lazy(r"[#|>]|附\s*件|抄送|——")
_RUNNING = lazy(r"[，,、；;。]")
# No line begins with one of these, but one that a break cut off (GB/T 15834-2011, 5.1.1).
_NEVER_FIRST = lazy(r"[，、。；：！？）》”’](?=.)")
_REMARK = lazy(r"[。；！？]\s*[（(][^（(）)]+[）)]$")
_NEEDS_MORE = lazy(r"[，,、（(《“的和与及或在对为将把由从向以]$")


def unwrap(lines: Sequence[str]) -> list[str]:
    """Return raw lines with hard-wrapped paragraphs joined; other text as it is.

    A blank line, an indent, a label or a line that is not full ends a paragraph.
    """
    width = _wrap_width(lines)
    if not width:
        return list(lines)
    result: list[str] = []
    goes_on = False
    for line in lines:
        text = line.strip()
        begins = not goes_on or not text or line[:1] in " \t　" or is_labelled(text) or _SPECIAL.match(text)
        if begins:
            result.append(line)
        else:
            result[-1] = _joined(result[-1].rstrip(), text)
        goes_on = bool(text) and cells(line.rstrip()) >= width - SLACK and not text.startswith(("#", "|"))
    return result


def _wrap_width(lines: Sequence[str]) -> int:
    """Return the width in cells at which a text is wrapped, 0 when it is not."""
    if max(map(len, lines), default=0) > WIDEST:
        return 0
    texts = [line.rstrip() for line in lines if line.strip() and not line.lstrip().startswith(("#", "|"))]
    widths = [cells(text) for text in texts]
    width = max(widths, default=0)
    if not NARROWEST <= width <= WIDEST:
        return 0
    full = sum(width - SLACK <= wide for wide, text in zip(widths, texts, strict=True))
    open_ones = sum(width - SLACK <= wide and not is_closed(text) for wide, text in zip(widths, texts, strict=True))
    return width if open_ones >= FEWEST_FULL and full >= SHARE_FULL * len(texts) else 0


def cells(text: str) -> int:
    """Return how many terminal cells a text takes: two for each wide character."""
    from unicodedata import east_asian_width

    rest = _WIDE.sub("", text)
    narrow = sum(2 if east_asian_width(character) in "WF" else 1 for character in rest)
    return 2 * (len(text) - len(rest)) + narrow


def _joined(first: str, second: str) -> str:
    """Return two pieces of a paragraph as one, with a blank only between Latin words."""
    apart = " " if re.search(r"[A-Za-z\d,.;:]$", first) and re.match(r"[A-Za-z\d]", second) else ""
    return first + apart + second


def join_broken(draft: Draft) -> Draft:
    """Join a paragraph that breaks off inside a word or behind a comma, and a label alone, with the line that goes on."""
    lines: list[str] = []
    for line in draft.lines:
        if not lines or lines[-1][-1:] in ENDS:
            lines.append(line)
        elif _is_bare_label(lines[-1]) and not _SPECIAL.match(line) and not is_labelled(line):
            lines[-1] = f"{lines[-1]}{' ' if lines[-1][0] == '第' else ''}{line}"
        elif _breaks_off(lines[-1], line):
            lines[-1] = _joined(lines[-1], line)
        else:
            lines.append(line)
    return draft if len(lines) == len(draft.lines) else replace(draft, lines=tuple(lines))


def _is_bare_label(line: str) -> bool:
    """Tell whether a line is nothing but a label: （三） / 合理用药."""
    label = read_label(line) if len(line) <= LONGEST_LABEL else None
    return label is not None and label.family in PLAIN_LABELS and label.end == len(line)


def _breaks_off(line: str, following: str) -> bool:
    """Tell whether a line ends inside a sentence that the following one goes on with."""
    if is_closed(line) or _SPECIAL.match(line):
        return False
    if _NEVER_FIRST.match(following):
        return True
    if len(line) < SHORTEST or not _RUNNING.search(line):
        return False
    if _SPECIAL.match(following) or is_labelled(following) or not _ends(following):
        return False
    return _NEEDS_MORE.search(line) is not None or _cuts_a_word(line, following)


def _ends(line: str) -> bool:
    """Tell whether a line ends as a paragraph does, or in a remark behind its last sentence: ……。（责任单位：……）."""
    return is_closed(line) or _REMARK.search(line) is not None


def _cuts_a_word(line: str, following: str) -> bool:
    """Tell whether the break stands inside a word of the dictionary."""
    if not ("一" <= line[-1] <= "鿿" and "一" <= following[0] <= "鿿"):
        return False
    from policydiff.text.lexicon import CUTTER

    before = compact(line)[-8:]
    ((start, length),) = CUTTER.spans(before + following[:8], (len(before) - 1,))
    return start + length > len(before)
