"""The head of an official document: 发文机关标志, 文号, title, 主送机关, and the page's own lines above them.

广告、导航 …                        → removed
云岭县人民政府文件                  → issuer
云政发〔2021〕3号                   → number
云岭县人民政府关于印发              ┐
《云岭县托育服务实施方案》的通知    ┘ → title, one line, marked `# `
各镇人民政府，县政府各部门：        → recipients
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policydiff.model import Metadata, Suspicion
from policydiff.normalize.draft_ops import without
from policydiff.normalize.line_shapes import (
    AGENCY_END,
    DATE_TEXT,
    NUMBER_TEXT,
    compact,
    is_closed,
    is_labelled,
    is_title_end,
    unmarked,
    unspaced,
)
from policydiff.normalize.metadata.orders import ORDER_NUMBER
from policydiff.normalize.metadata.tables import head_end
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policydiff.model import Draft

# The longest title of the State Council's documents has some 110 characters; a line of one that is broken seldom passes 40.
SHORTEST_TITLE, LONGEST_TITLE = 4, 140
# A title is broken over five lines at most (three issuers and two lines of text).
MOST_LINES = 6
# A page has its navigation in lines of a few words.
LONGEST_NAVIGATION = 48

_NUMBER_LINE = lazy(rf"[（(]?({NUMBER_TEXT})[)）]?")
_DATE_LINE = lazy(rf"[（(]?{DATE_TEXT}[)）]?")
_SITE_SUFFIX = lazy(r"\s*[-_—|–]+\s*[^-_—|–《》]{0,20}(?:网|网站|门户|平台|政府|委员会|在线)$")
_RECIPIENTS = lazy(
    r"(?:各|全|省|市|县|区|州|国务院|中央|有关|自治区|军委|最高|地方|本|机关|驻|直属|[一-鿿]{2,}?(?:省|市|县|区|州|部|委|局|厅|院|会|政府|法院|检察院|公司|司|署|办|盟))"
    r"(?:(?!如下|以下|下列|根据|按照|现将|现就|为了|规定|各位|《)[^。；:：]){0,400}[:：]"
)
# Letters are about something: a title of these kinds that does not say 关于 (or 对) has lost its first line.
_LETTER = lazy(r"(?:通知|复函|函|批复|答复|决定|通报|请示|公告|通告|意见)$")
_UNFINISHED = lazy(r"(?:关于|印发|转发|批转|发布|公布|修改|废止)$")
_ORDER = lazy(ORDER_NUMBER)
_ABOUT = lazy(r"关于|印发|转发|批转|^对|[院府会委部厅局办]对")
_LETTERHEAD = lazy(r"([一-鿿、\s]{4,40}?)(?:文件|（函）|\(函\))")
_QUALIFIER = lazy(r"[（(](?:试行|暂行|草案|修订|修正|征求意见稿|送审稿|\d{4}年[^）)]{0,10})[^）)]{0,6}[)）]")
_BEGINS_TITLE = lazy(r"关于|印发|转发|批转|修改|废止|公布|发布|《|对")


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the parts of the head stand: places of lines, -1 and empty where there is none."""

    title: range
    number: int
    recipients: int
    end: int

    @property
    def places(self) -> list[int]:
        """The lines that hold a part, in printed order."""
        return sorted({*self.title, *(at for at in (self.number, self.recipients) if at >= 0)})


def read_head(draft: Draft) -> Draft:
    """Read title, number and recipients, mark the title, and take out what a page prints above and between."""
    head = _without_known(draft, find_head(draft.lines, draft.metadata.title))
    if not head.places:
        return draft
    title = title_of(draft.lines[at] for at in head.title)
    number = _number_of(draft.lines[head.number], title) if head.number >= 0 else ""
    own = Metadata(
        title=title,
        number=number,
        recipients=recipients_of(draft.lines[head.recipients]) if head.recipients >= 0 else (),
        issuer=_letterhead(draft.lines[: head.places[0]]),
    )
    # What the document prints of itself stands above what the page's table says.
    found = replace(
        draft, metadata=own.over(draft.metadata), suspicions=(*draft.suspicions, *_contradictions(draft.metadata, own))
    )
    lines = list(found.lines)
    if head.title:
        lines[head.title[0]] = f"# {title}"
    gone = {*head.title[1:], head.number, head.recipients} - {-1}
    return _cleared(found, lines, gone, _page_lines(found, head, title))


def _without_known(draft: Draft, head: _Head) -> _Head:
    """Return a head without recipients that were read before from another line: that line would be lost."""
    known = draft.metadata.recipients
    if head.recipients < 0 or not known or recipients_of(draft.lines[head.recipients]) == known:
        return head
    return replace(head, recipients=-1)


def _contradictions(known: Metadata, own: Metadata) -> list[Suspicion]:
    """Return one doubt for each part that the page's table, or a line above, gives otherwise."""
    pairs = [
        ("number", known.number, own.number),
        ("recipients", "，".join(known.recipients), "，".join(own.recipients)),
    ]
    return [
        Suspicion("head", old, f"another {name} stands in the document: {new}")
        for name, old, new in pairs
        if old and new and compact(old) != compact(new)
    ]


def _cleared(draft: Draft, lines: Sequence[str], gone: set[int], reasons: dict[int, str]) -> Draft:
    cleared = without(replace(draft, lines=tuple(lines)), reasons)
    if not gone:
        return cleared
    kept = tuple(line for at, line in enumerate(lines) if at not in gone and at not in reasons)
    return replace(cleared, lines=kept)


def find_head(lines: Sequence[str], stated: str = "") -> _Head:
    """Find title, number and recipients among the lines above the body; `stated` is the title that the source states."""
    end = head_end(tuple(lines))
    recipients = next((at for at in range(min(end + 1, len(lines))) if _RECIPIENTS.fullmatch(lines[at])), -1)
    end = recipients if recipients >= 0 else end
    title = _marked_title(lines, end, stated) or _last_title(lines, end)
    numbers = [
        at
        for at in range(end)
        if _NUMBER_LINE.fullmatch(lines[at]) or (at in title_and_next(title) and _ORDER.fullmatch(lines[at]))
    ]
    return _Head(title, numbers[-1] if numbers else -1, recipients, end)


def _number_of(line: str, title: str) -> str:
    """Return the 文号 of a line; an order prints 第179号 below its title (云岭县人民政府令)."""
    number = _NUMBER_LINE.fullmatch(line)
    return number[1].strip() if number else f"{title}{compact(line)}"


def title_and_next(title: range) -> range:
    """Return the place right below a title, where an order has its number."""
    return range(title.stop, title.stop + 1) if title else range(0)


def _marked_title(lines: Sequence[str], end: int, stated: str) -> range:
    """Return the lines that a source marked as its title with `# `: none with a label, nor one of several sections."""
    first = next((at for at in range(end) if _is_marked(lines[at])), -1)
    if first < 0 or (stated and _is_section(lines, first, stated)):
        return range(0)
    last = first
    while last + 1 < end and _is_marked(lines[last + 1]):
        last += 1
    return range(first, last + 1)


def _is_marked(line: str) -> bool:
    return re.match("# (?!附件)", line) is not None and not is_labelled(line.removeprefix("# "))


def _is_section(lines: Sequence[str], first: int, stated: str) -> bool:
    """Tell the first of several sections marked alike, under a title that the source states apart, from that title."""
    own, title = compact(lines[first]), compact(stated)
    return own not in title and title not in own and sum(line.startswith("# ") for line in lines) > 1


def _last_title(lines: Sequence[str], end: int) -> range:
    """Return the lines of the title nearest to the body: a page prints it above as well, the document last."""
    for last in range(end - 1, -1, -1):
        if not ends_title(lines[last]):
            continue
        stop = last + 1
        if stop < end and _QUALIFIER.fullmatch(lines[stop]):
            stop += 1
        return range(_title_start(lines, last), stop)
    return range(0)


def ends_title(line: str) -> bool:
    """Tell whether a line is a title or the last line of a broken one."""
    text = compact(line)
    if len(text) > LONGEST_TITLE or text in {"目录", "目次"} or is_closed(text) or is_labelled(text):
        return False
    return (
        is_title_end(text)
        and len(text) >= SHORTEST_TITLE
        and not _NUMBER_LINE.fullmatch(line)
        and not re.match(r"[|#附]|.*[:：|｜]", line)
    )


def _title_start(lines: Sequence[str], last: int) -> int:
    """Return where a title that ends in line `last` begins."""
    start = last
    for at in range(last - 1, max(-1, last - MOST_LINES), -1):
        if not _may_be_part(lines[at]):
            break
        rest = "".join(lines[at + 1 : last + 1])
        if _opens(lines[at], rest):
            start = at
        elif start <= at + 1 and _BEGINS_TITLE.match(rest) and _ABOUT.search(rest):
            break
    return start


def _opens(line: str, rest: str) -> bool:
    """Tell whether a title can begin with this line and go on with the rest."""
    if is_title_end(line) and "《" not in line:
        return False
    if _BEGINS_TITLE.match(rest) and _UNFINISHED.search(line):
        return True
    if _BEGINS_TITLE.match(rest):
        return AGENCY_END.search(line) is not None and "关于" not in line
    if _LETTER.search(rest) and not _ABOUT.search(rest):
        return True
    return (
        "关于" in line
        or line.count("《") > line.count("》")
        or (AGENCY_END.search(line) is not None and "关于" in rest and not rest.startswith("关于"))
    )


def _may_be_part(line: str) -> bool:
    special = (
        re.search(NUMBER_TEXT, line)
        or re.match(DATE_TEXT, line)
        or _DATE_LINE.fullmatch(line)
        or line.startswith(("#", "|", "-", "附件"))
    )
    return not special and not is_closed(line) and not is_labelled(line) and len(line) <= LONGEST_NAVIGATION


def title_of(lines: Iterable[str]) -> str:
    """Return the lines of a title as one: agencies apart by a blank, a broken line joined without one."""
    parts = [unspaced(_SITE_SUFFIX.sub("", unmarked(line).strip())) for line in lines]
    title = ""
    for part in parts:
        apart = title and AGENCY_END.search(title) and "关于" not in title and not _BEGINS_TITLE.match(part)
        title += (" " if apart else "") + part
    return title


def _letterhead(lines: Sequence[str]) -> str:
    """Return the agency of the 发文机关标志 (云岭县人民政府文件)."""
    found = (_LETTERHEAD.fullmatch(line) for line in lines)
    return next((match[1].strip() for match in found if match), "")


def _page_lines(draft: Draft, head: _Head, title: str) -> dict[int, str]:
    """Return the lines of the page around the parts of the head, each with its reason.

    Where no page is around the document, these are its own lines: all but the letterhead and the title said twice stay.
    """
    lines, reasons = draft.lines, dict[int, str]()
    whole = compact(title)
    if not draft.furnished:
        repeated = [at for at in range(head.title.start) if whole and compact(lines[at]) == whole]
        letterhead = [at for at in range(head.places[0]) if _LETTERHEAD.fullmatch(lines[at])]
        below = _repeated(lines, head, whole)
        return dict.fromkeys((*repeated, *below), "repeated title") | dict.fromkeys(letterhead, "letterhead")
    reasons.update(dict.fromkeys(_repeated(lines, head, whole), "repeated title"))
    for at in range(head.end):
        if at in head.places or at in reasons:
            continue
        text = compact(_SITE_SUFFIX.sub("", lines[at]))
        if whole and len(text) > 5 and (text in whole or whole in text) and at < head.title.start:  # noqa: PLR2004
            reasons[at] = "repeated title"
        elif at < head.places[0] and len(lines[at]) <= LONGEST_NAVIGATION and not is_closed(lines[at]):
            reasons[at] = "letterhead" if _LETTERHEAD.fullmatch(lines[at]) else "page navigation"
        elif head.title and at < head.recipients and _may_be_part(lines[at]) and not _is_speech(lines, head):
            reasons[at] = "page line between title and recipients"
    return reasons


def _is_speech(lines: Sequence[str], head: _Head) -> bool:
    """Tell a report from a circular: between its title and 各位代表： stand the occasion and the speaker."""
    return lines[head.recipients].startswith("各位")


def _repeated(lines: Sequence[str], head: _Head, title: str) -> range:
    """Return the lines right below the title that print it again, broken over lines or not."""
    start = head.title.stop
    text = ""
    for at in range(start, min(start + MOST_LINES, head.end)):
        text += compact(lines[at])
        if text == title:
            return range(start, at + 1)
    return range(0)


def recipients_of(line: str) -> tuple[str, ...]:
    """Return the 主送机关 of a line, apart by its commas; by its 、 where each piece is an agency's whole name."""
    text = line.rstrip(":： ")
    pieces = [piece.strip() for piece in re.split("[，,；;]", text) if piece.strip()]
    if len(pieces) == 1:
        names = text.split("、")
        if all(AGENCY_END.search(name) and len(name) > 2 and not name.startswith("各") for name in names):  # noqa: PLR2004
            return tuple(names)
    return tuple(pieces)
