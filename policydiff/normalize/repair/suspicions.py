"""Text that reads as if something had been lost: flagged, because only the official print could tell.

广西区                       the region's name is 广西壮族自治区
14.建立推进机制组建专班……   the other clauses have a heading up to a first 。 here
各镇人民政府：               a circular has a title above its recipients
2021年3月5日                 a circular is signed above its date: the name may have been a picture
指导思想                     （一） may have stood here: a plan numbers the headings between 一、 and 1.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.model import Suspicion
from policydiff.normalize.line_cache import text_of
from policydiff.normalize.line_shapes import AGENCY_END
from policydiff.text.numbering import Family, read_label
from policydiff.text.regex import lazy, standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Draft

EXCERPT, EXCERPT_OF_LEAD = 8, 40
# Of so many clauses of one family, such a share has a short heading that runs into the text.
FEWEST_HEADED, SHARE_HEADED = 5, 0.8
# Headings that run into the text have some ten characters; one that lost its stop is longer up to its first comma than
# the longest of the others.
LONGEST_LEAD = 20

_LED = (Family.DUN, Family.PAREN, Family.DIGIT)
# Titles of plans begin with a bare place: 上海关于…….
LONGEST_PLACE = 4
# So many headings without a number between 一、 and 1. are no accident of layout.
FEWEST_BARE = 3

_COMMA = lazy(r"[，,：:；。]")
# What else than an agency may stand before 关于 in a title: a place, several agencies cut short, a bank, a school.
_AGENCIES = lazy(r"(?:[省市县区州盟旗]|部门|人大|政协|[分支]行|银行|协会|大学|学院|[总支大]队)$")
_NO_ISSUER = lazy(r"关于|印发|转发|批转")
_SHORT_NAMES = ("内蒙古区", "广西区", "西藏区", "宁夏区", "新疆区")
_SHORTENED = lazy(rf"(?:{'|'.join(_SHORT_NAMES)})(?![域内外划间块别位段])")


def flag_doubtful(draft: Draft) -> Draft:
    """Flag what reads as if characters, a title, a signature or numbers had been lost."""
    doubts = (
        *_words(draft.lines),
        *_leads(draft.lines),
        *_parts(draft),
        *_numbers(draft.lines),
    )
    known = set(draft.suspicions)
    return replace(draft, suspicions=(*draft.suspicions, *(doubt for doubt in doubts if doubt not in known)))


def _words(lines: tuple[str, ...]) -> Iterator[Suspicion]:
    for line in lines if standing(text_of(lines), _SHORT_NAMES) else ():
        for match in _SHORTENED.finditer(line):
            yield Suspicion("lost-characters", _around(line, match.span()), "the region's name goes on with 自治区")


def _around(line: str, span: tuple[int, int]) -> str:
    return line[max(0, span[0] - EXCERPT) : span[1] + EXCERPT]


def _leads(lines: Sequence[str]) -> Iterator[Suspicion]:
    """Yield the clauses whose first sentence runs on where their siblings have a short heading and a stop."""
    found: dict[Family, list[tuple[int, str]]] = {}
    for line in lines:
        # 第 begins articles and chapters alone.
        label = read_label(line) if line[:1] != "第" and "。" in line else None
        if label and label.family in _LED and "。" in line[:-1]:
            found.setdefault(label.family, []).append((line.index("。") - label.end, line))
    for clauses in found.values():
        headed = sorted(length for length, _ in clauses if length <= LONGEST_LEAD)
        if len(headed) < max(FEWEST_HEADED, SHARE_HEADED * len(clauses)):
            continue
        reason = f"{len(headed)} clauses beside it have a heading with a 。 here; one may have been lost"
        yield from (
            Suspicion("lost-stop", line[:EXCERPT_OF_LEAD], reason)
            for length, line in clauses
            if length > LONGEST_LEAD and _first_part(line) > headed[-1]
        )


def _first_part(line: str) -> int:
    """Return how long the words of a clause are up to its first comma."""
    label = read_label(line)
    rest = line[label.end :] if label else line
    return len(_COMMA.split(rest, maxsplit=1)[0])


def _parts(draft: Draft) -> Iterator[Suspicion]:
    """Yield the parts that a circular must have and this one lacks."""
    stated = draft.metadata
    if stated.recipients and not stated.title:
        yield Suspicion("head", "，".join(stated.recipients), "no title stands above the recipients")
    issuer, about, _ = stated.title.partition("关于")
    if about and len(issuer) > LONGEST_PLACE and "《" not in issuer and not _is_issuer(issuer):
        yield Suspicion("head", issuer, "what stands before 关于 in the title is no agency's name")
    if stated.recipients and _NO_ISSUER.match(stated.title) and not (stated.issuer or stated.signature):
        yield Suspicion("head", stated.title[:EXCERPT_OF_LEAD], "neither the title nor the page names who issued it")
    greeted = "".join(stated.recipients).startswith("各位")
    if stated.recipients and stated.issued and not stated.signature and not greeted:
        reason = "no agency signs above the date: it may have been a picture of a seal"
        yield Suspicion("signature", stated.issued.isoformat(), reason)


def _is_issuer(words: str) -> bool:
    return AGENCY_END.search(words.strip("、， ")) is not None or _AGENCIES.search(words) is not None


def _numbers(lines: Sequence[str]) -> Iterator[Suspicion]:
    """Yield one doubt for the headings without a number that stand where plans print （一）."""
    bare = [line for line in lines if line[:3] == "###" and read_label(line.lstrip("# ")) is None]
    if len(bare) < FEWEST_BARE:
        return
    families = {label.family for line in lines if (label := read_label(line.lstrip("# ")))}
    if {Family.DUN, Family.DIGIT} <= families and Family.PAREN not in families:
        names = "、".join(line.lstrip("# ") for line in bare)
        yield Suspicion("lost-numbering", names, "a plan numbers headings between 一、 and 1. as （一）")
