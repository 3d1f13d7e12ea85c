"""Dashes typed as the numeral 一: 3万一10万人 → 3万—10万人, 走进西部一一人才培训 → 走进西部——人才培训."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.model import Repair, Suspicion
from policydiff.normalize.line_cache import text_of
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import re

    from policydiff.model import Draft

BETWEEN_DIGITS = 0.97
IN_A_NAME = 0.9

_RANGE = lazy(r"(?<=\d)([万千百亿%％年月日]?)[一－](?=\d)")
# What a range cannot do without; looked for in half the time.
_BEFORE_DIGIT = lazy(r"[一－]\d")
# 一一 before a verb is the adverb "one by one"; a dash leads a paragraph, or parts a name in quotes or title marks.
_DOUBLE = lazy(
    r"(?<![第零〇二三四五六七八九十百])一一(?![零〇二三四五六七八九十百])(?!对应|对照|列|核|说明|登记|落实|解决|介绍|回|答|检查|记|注|标|比|明确|整改|销|具|匹|映射|走访|建|告|通|清|分|排|甄|映|对|作|作出|予以|指|进行|查|载|签|编|过|给|附|审|讲|向|道|拜|陈|点|兑|反映|呈)"
)
_NAMED = lazy(r"[“《][^”》]{0,40}一一[^”》]{1,40}[”》]")


def mend_dashes(draft: Draft) -> Draft:
    """Put a dash where 一 or 一一 stands for one; flag a 一一 that may be either."""
    text = text_of(draft.lines)
    if "一一" not in text and not _BEFORE_DIGIT.search(text):
        return draft
    repairs: list[Repair] = []
    doubts: list[Suspicion] = []
    lines = tuple(
        _mended(line, repairs, doubts) if "一一" in line or _RANGE.search(line) else line for line in draft.lines
    )
    return replace(draft, lines=lines, repairs=(*draft.repairs, *repairs), suspicions=(*draft.suspicions, *doubts))


def _mended(line: str, repairs: list[Repair], doubts: list[Suspicion]) -> str:
    def range_of(match: re.Match[str]) -> str:
        if match.group().endswith("－"):
            return match.group()
        around = match.string[max(0, match.start() - 4) : match.end() + 4]
        repairs.append(
            Repair(
                "dash",
                around,
                around.replace(match.group(), f"{match[1]}—", 1),
                "it stands between two numbers",
                BETWEEN_DIGITS,
            )
        )
        return f"{match[1]}—"

    line = _RANGE.sub(range_of, line)
    names = [found.span() for found in _NAMED.finditer(line)]
    for match in reversed(list(_DOUBLE.finditer(line))):
        around = line[max(0, match.start() - 6) : match.end() + 6]
        at = bisect_right(names, (match.start(), 0)) - 1
        named = at >= 0 and names[at][0] < match.start() < names[at][1]
        if match.start() == 0 or named:
            repairs.append(
                Repair(
                    "dash", around, around.replace("一一", "——"), "a dash parts a name or leads a paragraph", IN_A_NAME
                )
            )
            line = f"{line[: match.start()]}——{line[match.end() :]}"
        else:
            doubts.append(Suspicion("dash", around, "一一 may be a dash"))
    return line
