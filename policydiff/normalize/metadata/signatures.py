"""署名, 成文日期 and 附注: the lines that close a notice or a document.

云岭县人民政府办公室          → signature
（云岭县卫生健康局代章）      → signature
2021年3月5日                  → issued
（此件公开发布）              → note
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.model import Metadata, Suspicion
from policydiff.normalize.draft_ops import learned, without
from policydiff.normalize.line_cache import ENDS
from policydiff.normalize.line_shapes import AGENCY_END, DATE_TEXT, compact, is_closed, is_labelled, unspaced
from policydiff.normalize.metadata.consistency import doubted
from policydiff.normalize.metadata.dates import find_date
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from policydiff.model import Draft

# Seven ministries signing one below the other were seen; ten leave room.
MOST_SIGNATURES = 12
LONGEST_SIGNATURE = 60

_DATE_LINE = lazy(rf"[（(]?({DATE_TEXT})[)）]?")
_SIGNED_AND_DATED = lazy(rf"([一-鿿（）()、\s]{{4,60}}?)\s+({DATE_TEXT})")
_SEAL = lazy(r"[（(][^（）()]{2,40}(?:代章|章|印)[)）]")
_NOTE = lazy(
    r"[（(](?:此件|本文|联系人|此文|信息公开|公开)[^。]{0,80}[)）]|(?:公开方式|公开属性|信息公开选项|信息公开类别)[:：].{1,12}|此件(?:公开|主动公开|依申请公开|不予公开)[^。]{0,10}"
)
_RELEASE = lazy(r"[（(]?(?:此件|本文|此文)?(?:主动|依申请|不予)?(?:不)?公开|[（(]?(?:公开方式|公开属性|信息公开)")
_BEGINS_NOTE = "（(公信此"
# 会 长 某甲, 行长：某乙, 花圃协会  会　长　某丙: the agency may stand before the office, blanks between its characters.
_PERSON = lazy(
    r"[一-鿿（）()]{3,30}?(?:主席|总理|主任|总裁|书记|[一-鿿]长)(?:[:：]\s*|\s+)[一-鿿·](?:\s?[一-鿿·]){1,8}|(?:[一-鿿（）()]{3,30}\s+)?(?:(?:主\s*席|总\s*理|主\s*任|总\s*裁|书\s*记)[:：\s]*|(?:[省市县州区部局院行署会盟校社台司厅处所]|检\s*察|理\s*事|董\s*事|委\s*员|秘\s*书|审\s*计)\s*长[:：\s]*)[一-鿿·](?:\s?[一-鿿·]){1,8}"
)
# What else may stand there: an attachment, a note, a line of a table, the end of a paragraph.
_NO_NAME = lazy(r"^[#|>]|^附|[，。；：:]|联系人|电话|^注|来源|发布")
_ATTACHMENT = lazy(r"# 附件.*|#* ?附\s*[件录表]\s*[一二三四五六七八九十\d]*\s*[:：.]?")


def read_signature(draft: Draft) -> Draft:
    """Read the notes and the blocks of signature and date above the attachments; the first block dates the document."""
    return _read_blocks(_read_notes(draft))


def _read_notes(draft: Draft) -> Draft:
    """Move the 附注 (此件公开发布) into the metadata and take other notes out."""
    places = [at for at in _closing(draft.lines) if _NOTE.fullmatch(draft.lines[at])]
    release = next((at for at in places if not draft.metadata.note and _RELEASE.match(draft.lines[at])), -1)
    cleared = without(draft, {at: "note (附注)" for at in places if at != release})
    if release < 0:
        return cleared
    gone = set(places)
    lines = tuple(line for at, line in enumerate(draft.lines) if at not in gone)
    return learned(replace(cleared, lines=lines), note=draft.lines[release])


def _read_blocks(draft: Draft) -> Draft:
    reasons: dict[int, str] = {}
    gone: set[int] = set()
    for at in _closing(draft.lines):
        if (block := _block(draft.lines, at)) is None:
            continue
        names, printed = block
        if not names and not gone and (doubt := _no_name(draft.lines, at)):
            draft = replace(draft, suspicions=(*draft.suspicions, doubt))
        day = find_date(printed)
        if day is None:
            draft = doubted(draft, printed, "no such day in the calendar")
            continue
        places = range(at - len(_above(draft.lines, at)), at + 1)
        if gone:
            reasons |= dict.fromkeys(places, "further signature and date")
            continue
        gone |= set(places)
        draft = replace(draft, metadata=_signed(draft.metadata, names, day))
    return _cleared(draft, gone, reasons)


def _signed(known: Metadata, names: Sequence[str], day: date) -> Metadata:
    """Return the metadata with a signature: a law is dated by its latest amendment, not by the date below its first text."""
    own = Metadata(signature=" ".join(map(unspaced, names)), issuer=_issuer(names))
    if not known.history:
        return replace(own, issued=day).over(known)
    return replace(own, signed=None if day == known.issued else day).over(known)


def _closing(lines: tuple[str, ...]) -> list[int]:
    """Return the lines above the attachments that may be a date or a note: neither is a sentence."""
    headings = (at for at, line in enumerate(lines) if line[:1] in "#附 " and _ATTACHMENT.fullmatch(line))
    end = next(headings, len(lines))
    return [at for at, line in enumerate(lines[:end]) if line[-1:] not in ENDS or line[:1] in _BEGINS_NOTE]


def _cleared(draft: Draft, gone: set[int], reasons: dict[int, str]) -> Draft:
    cleared = without(draft, reasons)
    if not gone:
        return cleared
    return replace(
        cleared, lines=tuple(line for at, line in enumerate(draft.lines) if at not in gone and at not in reasons)
    )


def _block(lines: Sequence[str], at: int) -> tuple[list[str], str] | None:
    """Return (names, date) of the block that ends in this line, None when it is no date line."""
    line = lines[at]
    if not (line[:1].isdigit() or line[-1:] in "日)）" or line[-1:].isdigit()):
        return None
    if dated := _DATE_LINE.fullmatch(line):
        return _above(lines, at), dated[1]
    both = _SIGNED_AND_DATED.fullmatch(line)
    if both and AGENCY_END.search(both[1].strip()):
        return [*_above(lines, at), both[1].strip()], both[2]
    return None


def _above(lines: Sequence[str], at: int) -> list[str]:
    """Return the lines of names right above a date."""
    names: list[str] = []
    for line in reversed(lines[max(1, at - MOST_SIGNATURES) : at]):
        if not _is_name(line):
            break
        names.insert(0, line)
    return names


def _is_name(line: str) -> bool:
    if len(line) > LONGEST_SIGNATURE or line.startswith(("#", "|")):
        return False
    if _SEAL.fullmatch(line) or _PERSON.fullmatch(line):
        return True
    return (
        not is_closed(line)
        and not is_labelled(line)
        and AGENCY_END.search(compact(line)) is not None
        and "，" not in line
    )


def _no_name(lines: Sequence[str], at: int) -> Suspicion | None:
    """Return the doubt about a short line between the text and its date that is no agency's name."""
    above = lines[at - 1] if at > 1 else ""
    short = 0 < len(above) <= LONGEST_SIGNATURE and not is_closed(above) and not is_labelled(above)
    if not short or not is_closed(lines[at - 2]) or _NO_NAME.search(above):
        return None
    return Suspicion("signature", above, "what stands above the date is no agency's name")


def _issuer(names: Sequence[str]) -> str:
    return " ".join(unspaced(name) for name in names if not _SEAL.fullmatch(name) and not _PERSON.fullmatch(name))
