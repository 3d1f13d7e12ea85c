"""Text that reads as if characters were lost or doubled: flagged, because only the official print could tell.

省级级重点项目               级级: no word ends so
广西区                       the region's name is 广西壮族自治区
14.建立推进机制组建专班……   the other clauses have a heading up to a first 。 here
各镇人民政府：               a circular has a title above its recipients
2021年3月5日                 a circular is signed above its date: the name may have been a picture
指导思想                     （一） may have stood here: a plan numbers the headings between 一、 and 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import Suspicion
from policydiff.numbering import Family, read_label
from policydiff.patterns import lazy
from policydiff.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Draft

EXCERPT, EXCERPT_OF_LEAD = 8, 40
# Of so many clauses of one family in a row, all but one or two have a short heading that runs into the text.
FEWEST_HEADED, SHARE_HEADED = 8, 0.8
# Headings that run into the text have some ten characters; three of four first sentences are longer than this.
LONGEST_LEAD = 20

_LED = (Family.DUN, Family.PAREN, Family.DIGIT)
# So many headings without a number between 一、 and 1. are no accident of layout.
FEWEST_BARE = 3

# 人人 is a word, 市市场监管局 two; but no word begins with one of these. 目的的 and 标的的 are as they should be.
_DOUBLED = lazy(r"(?<![目标])([级厅率与的了])\1(?!\1)")
# A sentence of two parts is no heading that lost its stop.
_COMMA = lazy(r"[，,：:；]")
_SHORTENED = lazy(r"(?:内蒙古|广西|西藏|宁夏|新疆)区(?![域内外划间块别位段])")


def flag_doubtful(draft: Draft) -> Draft:
    """Flag what reads as if characters, a title, a signature or numbers had been lost or doubled."""
    doubts = (
        *_words(draft.lines),
        *_leads(draft.lines),
        *_parts(draft),
        *_numbers(draft.lines),
    )
    known = set(draft.suspicions)
    return replace(draft, suspicions=(*draft.suspicions, *(doubt for doubt in doubts if doubt not in known)))


def _words(lines: Sequence[str]) -> Iterator[Suspicion]:
    for line in lines:
        for match in _DOUBLED.finditer(line):
            yield Suspicion("doubled", _around(line, match.span()), f"{match.group()}: a character may stand twice")
        for match in _SHORTENED.finditer(line):
            yield Suspicion("lost-characters", _around(line, match.span()), "the region's name goes on with 自治区")


def _around(line: str, span: tuple[int, int]) -> str:
    return line[max(0, span[0] - EXCERPT) : span[1] + EXCERPT]


def _leads(lines: Sequence[str]) -> Iterator[Suspicion]:
    """Yield the clauses whose first sentence runs on where their siblings have a short heading and a stop."""
    found: dict[Family, list[tuple[int, str]]] = {}
    for line in lines:
        label = read_label(line)
        if label and label.family in _LED and "。" in line[:-1]:
            found.setdefault(label.family, []).append((line.index("。") - label.end, line))
    for clauses in found.values():
        lengths = sorted(length for length, _ in clauses)
        limit = max(LONGEST_LEAD, 2 * lengths[len(lengths) // 2])
        headed = sum(length <= LONGEST_LEAD for length in lengths)
        if headed >= max(FEWEST_HEADED, SHARE_HEADED * len(clauses)):
            reason = f"{headed} clauses beside it have a heading with a 。 here; one may have been lost"
            yield from (
                Suspicion("lost-stop", line[:EXCERPT_OF_LEAD], reason)
                for length, line in clauses
                if length > limit and not _COMMA.search(line.partition("。")[0])
            )


def _parts(draft: Draft) -> Iterator[Suspicion]:
    """Yield the parts that a circular must have and this one lacks."""
    stated = draft.metadata
    if stated.recipients and not stated.title:
        yield Suspicion("head", "，".join(stated.recipients), "no title stands above the recipients")
    greeted = "".join(stated.recipients).startswith("各位")
    if stated.recipients and stated.issued and not stated.signature and not greeted:
        reason = "no agency signs above the date: it may have been a picture of a seal"
        yield Suspicion("signature", stated.issued.isoformat(), reason)


def _numbers(lines: Sequence[str]) -> Iterator[Suspicion]:
    """Yield one doubt for the headings without a number that stand where plans print （一）."""
    marked = [(line, read_label(line.lstrip("# "))) for line in lines]
    bare = [line for line, label in marked if line.startswith("###") and label is None]
    families = {label.family for _, label in marked if label}
    if len(bare) >= FEWEST_BARE and {Family.DUN, Family.DIGIT} <= families and Family.PAREN not in families:
        names = "、".join(line.lstrip("# ") for line in bare)
        yield Suspicion("lost-numbering", names, "a plan numbers headings between 一、 and 1. as （一）")
