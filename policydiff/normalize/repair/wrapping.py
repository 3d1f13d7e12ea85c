"""Broken lines: a paragraph that a stray break cut in two, a label alone on its line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.normalize.line_cache import ENDS
from policydiff.normalize.line_shapes import PLAIN_LABELS, compact, is_closed, is_labelled, joined
from policydiff.text.numbering import Family, bare_label, read_label
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.model import Draft

# A paragraph that was cut has text enough to be one.
SHORTEST = 10
# 第一百二十三条之一 is among the longest labels.
LONGEST_LABEL = 12

_SPECIAL = lazy(r"[#|>]|附\s*件|抄送|——")
_RUNNING = lazy(r"[，,、；;。]")
# No line begins with one of these, but one that a break cut off (GB/T 15834-2011, 5.1.1).
_NEVER_FIRST = lazy(r"[，、。；：！？）》”’](?=.)")
# Nor with the citation of an article, but one that a sentence above began.
_CITED = lazy(
    r"第[〇零一二三四五六七八九十百千0-9-]{1,9}[条條](?:之[一二三四五六七八九十]+)?(?:之|[规規]定|第|的|所称|、|和|或)"
)
_REMARK = lazy(r"[。；！？]\s*[（(][^（(）)]+[）)]$")
_NEEDS_MORE = lazy(r"[，,、（(《“的和与及或在对为将把由从向以于至达超自]$")


def join_broken(draft: Draft) -> Draft:
    """Join a paragraph that breaks off inside a word or behind a comma, and a label alone, with the line that goes on."""
    lines: list[str] = []
    for line in draft.lines:
        if not lines or lines[-1][-1:] in ENDS:
            lines.append(line)
        elif _is_bare_label(lines[-1]) and not _begins(line):
            apart = " " if lines[-1][0] == "第" or (lines[-1][-1].isascii() and line[0].isascii()) else ""
            lines[-1] = f"{lines[-1]}{apart}{line}"
        elif _breaks_off(lines[-1], line):
            lines[-1] = joined(lines[-1], line)
        else:
            lines.append(line)
    return draft if len(lines) == len(draft.lines) else replace(draft, lines=tuple(lines))


def _begins(line: str) -> bool:
    """Tell whether a line begins something of its own: a label, a number that may be one, a heading, a row."""
    return _SPECIAL.match(line) is not None or is_labelled(line) or bare_label(line) is not None


def _is_bare_label(line: str) -> bool:
    """Tell whether a line is nothing but a label: （三） / 合理用药."""
    label = read_label(line) if len(line) <= LONGEST_LABEL else None
    return label is not None and label.family in PLAIN_LABELS and label.end == len(line)


def _breaks_off(line: str, following: str) -> bool:
    """Tell whether a line ends inside a sentence that the following one goes on with."""
    if is_closed(line) or _SPECIAL.match(line):
        return False
    label = read_label(line)
    if _NEVER_FIRST.match(following):
        return True
    if _CITED.match(following) and (_RUNNING.search(line) or (label and label.family is Family.ARTICLE)):
        return True
    # The 、 of a label is no sign of running text: a heading may end in half a word of the line below it.
    if len(line) < SHORTEST or not _RUNNING.search(line, label.end if label else 0):
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
