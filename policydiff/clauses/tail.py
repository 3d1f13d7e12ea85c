"""The tail of a document: its closing lines, which belong to no clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.numbering import Family, Line, Role, is_sentence
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

# 自印发之日起施行, 有效期五年: in a law this is a paragraph of its last article.
IN_FORCE = lazy(
    r"(?:本|该)[^，,。；;]{1,12}(?:自|由|从)[^。]{0,40}(?:施行|实施|执行|生效|解释)|^自[^。]{2,20}起(?:施行|实施|执行)"
    r"|有效期(?:为|至)?[^，,。]{0,8}[年日]"
)
FOOT = lazy(
    r"^[甲乙丙丁]方[^，。；：:]{0,6}[（(：:]|^(?:特此|附件|抄送|抄报|附[表录]?[ \t\u3000]*[：:])|^[（(]?(?:此件|联系人|联系电话)|印发[。]?$"
    r"|^(?:19|20)\d{2}年\d{1,2}月\d{1,2}日$|^[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日$"
)
# A name at the foot of a text: an agency without any stop.
SIGNATURE = lazy(
    r"^[^\s，,。；;：:、]{2,30}(?:政府|办公厅|办公室|委员会|局|厅|部|院|组|会|署|法院|检察院)(?:\s+\S{2,30})*$"
)
# So many clauses of a family with one paragraph each show that a further paragraph at the end is not the last one's.
ONE_PARAGRAPH_EACH = 3
_ARTICLES = frozenset({Family.ARTICLE, Family.UNIT})


def closing_lines(words: Sequence[str], lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines that close a document or an attachment: nothing but plain paragraphs follows them.

    五、强化宣传引导。……        last clause
    本方案自印发之日起施行。     closing: says so
    附件：1.…                  closing: follows a closing line
    """
    closing: set[int] = set()
    end = len(lines)
    title, attachment = Role.TITLE, Family.ATTACHMENT
    begins = [
        at for at, (role, _, label, _) in enumerate(lines) if role is title or (label and label.family is attachment)
    ]
    for index in sorted({*begins, 0} if lines else (), reverse=True):
        closing.update(_tail(words, lines, index, end))
        end = index
    return frozenset(closing)


def _tail(words: Sequence[str], lines: Sequence[Line], start: int, end: int) -> range:
    """Return the closing lines of one part of a document."""
    last = end - 1
    while last > start and lines[last].role is Role.TEXT:
        last -= 1
    label = lines[last].label
    law = any(line.label and line.label.family in _ARTICLES for line in lines[start:end])
    if (
        label
        and not law
        and is_sentence(words[last])
        and _one_paragraph_each(words, lines[: last + 1], start, label.family)
    ):
        return range(last + 1, end)
    for index in range(last + 1, end):
        if FOOT.search(words[index]) or SIGNATURE.match(words[index]) or (not law and IN_FORCE.search(words[index])):
            return range(index, end)
    return range(end, end)


def _one_paragraph_each(words: Sequence[str], lines: Sequence[Line], start: int, family: Family) -> bool:
    """Tell whether the clauses of the family that the last of these lines ends have one paragraph each."""
    same = [at for at in range(start, len(lines) - 1) if (label := lines[at].label) and label.family is family]
    singles = [index for index in same if is_sentence(words[index])]
    return len(singles) >= ONE_PARAGRAPH_EACH and not any(lines[index + 1].role is Role.TEXT for index in singles)
