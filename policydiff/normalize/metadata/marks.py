"""密级 and 紧急程度 above the head of an official document (GB/T 9704): 机密★10年, 特急."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.normalize.draft_ops import learned
from policydiff.normalize.line_shapes import compact
from policydiff.normalize.metadata.tables import head_end
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.model import Draft

# The marks stand in the first lines of a page; further down 秘密 is a word of the text.
FIRST_LINES = 12
# 绝密★长期 特急 and its blanks.
LONGEST = 24

_SECRECY = r"(?:密级[:：]?)?(?:绝密|机密|秘密|内部(?:资料|文件|公开)?)(?:[★☆*](?:长期|\d{1,3}(?:年|个月)?|[一二三四五六七八九十]+年)?)?"
_URGENCY = r"(?:(?:紧急程度|缓急)[:：]?)?(?:特提|特急|加急|平急|急件|急)"
_MARKS = lazy(rf"(?P<secrecy>{_SECRECY})?(?P<urgency>{_URGENCY})?|(?P<first>{_URGENCY})(?P<then>{_SECRECY})")


def read_marks(draft: Draft) -> Draft:
    """Move the lines that state secrecy and urgency above the text into the metadata."""
    lines = list(draft.lines)
    for at, line in enumerate(lines[: min(FIRST_LINES, head_end(draft.lines))]):
        found = _MARKS.fullmatch(compact(line)) if len(line) <= LONGEST and line.strip() else None
        if found is None or not any(found.groups()):
            continue
        values = {"secrecy": found["secrecy"] or found["then"], "urgency": found["urgency"] or found["first"]}
        if any(value and getattr(draft.metadata, name) for name, value in values.items()):
            continue
        draft = learned(draft, **{name: value or "" for name, value in values.items()})
        lines[at] = ""
    return replace(draft, lines=tuple(line for line in lines if line))
