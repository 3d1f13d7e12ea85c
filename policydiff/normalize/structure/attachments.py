"""附件: the list of attachments as one line of the body, each attachment under a heading `# 附件1 名称`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.normalize.line_cache import text_of
from policydiff.normalize.line_shapes import compact, is_closed, is_labelled, is_title_end
from policydiff.normalize.metadata.titles import title_of
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Draft

MOST_TITLE_LINES = 4
# 名单 is a title; 序号 or a cell of a table that lost its rules is none.
SHORTEST_TITLE_LINE, LONGEST_TITLE_LINE = 2, 60

_HEADING = lazy(r"#* ?附\s*([件表录])\s*([一二三四五六七八九十]{1,3}|\d{1,2})?\s*[:：.]?")
_LIST = lazy(r"附\s*件\s*[:：]\s*(.*)")
_TABLE_HEAD = lazy(
    r"(?:序\s*号|编\s*号|姓\s*名|职\s*务|单\s*位|项\s*目|指\s*标|类\s*别|备\s*注|任\s*务|时\s*限)(?:\s|$)"
)
_ENTRY = lazy(r"\d{1,2}\s*[.．、:：]?\s*\S.*")


def join_attachment_list(draft: Draft) -> Draft:
    """Put the names of a list of attachments (附件说明) on the line of its 附件：."""
    if not _mentions_some(draft.lines):
        return draft
    return replace(draft, lines=tuple(_listed(draft.lines)))


def mark_attachments(draft: Draft) -> Draft:
    """Head each attachment with `# 附件…`."""
    if not _mentions_some(draft.lines):
        return draft
    return replace(draft, lines=tuple(_headed(draft.lines)))


def _mentions_some(lines: tuple[str, ...]) -> bool:
    return "附" in text_of(lines) and any("附" in line and "附" in line[:8] for line in lines)


def _listed(lines: Sequence[str]) -> list[str]:
    """Return lines with the entries of a list of attachments on the line of its 附件：."""
    result: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if _LIST.fullmatch(line) and not is_closed(line.rstrip(":：")):
            while (
                at < len(lines)
                and _ENTRY.fullmatch(lines[at])
                and not is_closed(lines[at])
                and len(lines[at]) <= LONGEST_TITLE_LINE
            ):
                line = f"{line}{'' if line.endswith(('：', ':')) else ' '}{lines[at]}"
                at += 1
        result.append(line)
    return result


def _headed(lines: Sequence[str]) -> list[str]:
    result: list[str] = []
    at = 0
    while at < len(lines):
        heading = _HEADING.fullmatch(lines[at])
        at += 1
        if heading is None or at == len(lines):
            result.append(lines[at - 1])
            continue
        stop = _title_end(lines, at)
        title = title_of(lines[at:stop])
        result.append(f"# 附{heading[1]}{heading[2] or ''} {title}".rstrip())
        at = stop
    return result


def _title_end(lines: Sequence[str], start: int) -> int:
    """Return where the title of an attachment ends: the lines up to its first sentence, label, table or table head."""
    stop = start
    while stop < min(len(lines), start + MOST_TITLE_LINES) and _may_be_title(lines[stop]):
        stop += 1
        whole = is_title_end("".join(compact(line) for line in lines[start:stop]))
        if whole and not (stop < len(lines) and is_title_end(compact(lines[stop])) and _may_be_title(lines[stop])):
            break
    return stop


def _may_be_title(line: str) -> bool:
    return (
        SHORTEST_TITLE_LINE <= len(compact(line)) <= LONGEST_TITLE_LINE
        and not _TABLE_HEAD.match(line)
        and not is_closed(line)
        and not is_labelled(line.lstrip("# "))
        and not line.startswith("|")
        and ":" not in line
        and "：" not in line
    )
