"""The tail of a document: its closing lines, which belong to no clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.numbering import Family, Line, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

CLOSING = re.compile(
    r"(?:本|该)[^，,。；;]{1,12}(?:自|由|从)[^。]{0,40}(?:施行|实施|执行|生效|解释)|^自[^。]{2,20}起(?:施行|实施|执行)|^特此|^附件|^附[：:]|有效期(?:为|至)?[^，,。]{0,8}[年日]|^[（(]?(?:此件|联系人|联系电话)|^抄送|^抄报|印发[。]?$"
    r"|^(?:19|20)\d{2}年\d{1,2}月\d{1,2}日$|^[〇○零一二三四五六七八九]{4}年"
)
# A name at the foot of a text: an agency without any stop.
SIGNATURE = re.compile(
    r"^[^\s，,。；;：:、]{2,30}(?:政府|办公厅|办公室|委员会|局|厅|部|院|组|会|署|法院|检察院)(?:\s+\S{2,30})*$"
)
# So many clauses of a family with one paragraph each show that a further paragraph at the end is not the last one's.
ONE_PARAGRAPH_EACH = 3


def closing_lines(words: Sequence[str], lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines that close a document or an attachment: nothing but plain paragraphs follows them.

    五、强化宣传引导。……        last clause
    本方案自印发之日起施行。     closing: says so
    附件：1.…                  closing: follows a closing line
    """
    closing: set[int] = set()
    end = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        label = lines[index].label
        if index == 0 or lines[index].role is Role.TITLE or (label and label.family is Family.ATTACHMENT):
            closing.update(_tail(words, lines, index, end))
            end = index
    return frozenset(closing)


def _tail(words: Sequence[str], lines: Sequence[Line], start: int, end: int) -> range:
    """Return the closing lines of one part of a document."""
    last = end - 1
    while last > start and lines[last].role is Role.TEXT:
        last -= 1
    label = lines[last].label
    if label is None or label.family is Family.ARTICLE:
        return _from_first_closing(words, last + 1, end)
    singles = [index for index in range(start, last) if (other := lines[index].label) and other.family is label.family]
    if len(singles) >= ONE_PARAGRAPH_EACH and not any(lines[index + 1].role is Role.TEXT for index in singles):
        return range(last + 1, end)
    return _from_first_closing(words, last + 1, end)


def _from_first_closing(words: Sequence[str], start: int, end: int) -> range:
    """Return the lines from the first one that says it closes."""
    for index in range(start, end):
        if CLOSING.search(words[index]) or SIGNATURE.match(words[index]):
            return range(index, end)
    return range(end, end)
