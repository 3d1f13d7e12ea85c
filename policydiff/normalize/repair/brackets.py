"""The bracket that a closing remark lost, put back as the other paragraphs print theirs.

…… 责任部门:县卫健局)          → ……(责任部门:县卫健局)       others print 责任部门: behind a bracket
……。县卫健局、县财政局负责）   → ……。（县卫健局、县财政局负责）   others end in 负责）
……。（县卫健局、县财政局负责   → ……。（县卫健局、县财政局负责）
……。（县卫健局、县财政局）     → ……。（县卫健局、县财政局负责）    nearly all the others say so of the same agencies
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policydiff.model import Repair
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Draft

RULE = "lost-bracket"
DUTY = "负责"
CONFIDENCE = 0.97
# So many other paragraphs must print the same words behind an opening bracket, or before a closing one.
FEWEST_ALIKE = 3
# Characters that a remark must share with the others at its end: 负责.
TAIL = 2
# So many remarks, and of all of them such a share, end alike before one that does not is thought to have lost its end.
FEWEST_ENDINGS, SHARE_ENDINGS = 8, 0.9
LOST_WORD = 0.9
EXCERPT = 40

_BETWEEN = lazy(r"[、，,]")
_REMARK = lazy(r"(?:^|[。；;])\s*[(（]((?:[^。；()（）:：]{2,12}[:：])?)[^()（）]{2,}[)）]$")
_NAMED = lazy(r"(?:^|[。；])\s*([^。；()（）]{2,12}?[:：])[^。；()（）]*[)）]$")
_NAMES = lazy(r"[。；;]\s*[(（]([一-鿿、，,]{3,})[)）]$")
_NO_OPENING = lazy(r"[。；;]\s*([^。；;()（）]{4,})[)）]$")
_NO_CLOSING = lazy(r"[。；;]\s*[(（]([^()（）。；;]{4,})$")


@dataclass(frozen=True, slots=True)
class _Remarks:
    """How the whole closing remarks of a document begin and end, with the places of those that do."""

    openings: Counter[str]
    tails: Counter[str]


def restore_brackets(draft: Draft) -> Draft:
    """Put back the bracket of a closing remark that other paragraphs print with both."""
    remarks = _remarks(draft.lines)
    if not remarks.tails:
        return draft
    repairs: list[Repair] = []
    lines = list(draft.lines)
    for at, line in enumerate(lines):
        mended, evidence = _mended(line, remarks)
        if evidence:
            lines[at] = mended
            repairs.append(Repair(RULE, line[-EXCERPT:], mended[-EXCERPT - 1 :], evidence, CONFIDENCE))
    return replace(draft, lines=tuple(lines), repairs=(*draft.repairs, *repairs)) if repairs else draft


def restore_duties(draft: Draft) -> Draft:
    """Put 负责 back where all the other lists of agencies in brackets end in it and this one names the same agencies."""
    found = {
        at: match
        for at, line in enumerate(draft.lines)
        if line.endswith((")", "）")) and (match := _NAMES.search(line))
    }
    whole = [match[1] for match in found.values() if match[1].endswith(DUTY)]
    if len(whole) < max(FEWEST_ENDINGS, SHARE_ENDINGS * len(found)):
        return draft
    known = {name for names in whole for name in _names(names)}
    lines = list(draft.lines)
    repairs: list[Repair] = []
    for at, match in found.items():
        if not match[1].endswith(DUTY) and known.issuperset(_names(match[1])):
            after = f"{match.group()[:-1]}{DUTY}{match.group()[-1]}"
            lines[at] = f"{lines[at][: match.start()]}{after}"
            evidence = f"{len(whole)} of {len(found)} lists of agencies in brackets end in {DUTY}"
            repairs.append(Repair("lost-duty", match.group(), after, evidence, LOST_WORD))
    return replace(draft, lines=tuple(lines), repairs=(*draft.repairs, *repairs)) if repairs else draft


def _names(words: str) -> list[str]:
    return [name.removesuffix("等") for name in _BETWEEN.split(words.removesuffix(DUTY))]


def surplus(line: str) -> int:
    """Return how many more brackets a line opens than it closes."""
    return sum(line.count(mark) for mark in "(（") - sum(line.count(mark) for mark in ")）")


def _remarks(lines: Sequence[str]) -> _Remarks:
    found = [match for line in lines if line.endswith((")", "）")) and (match := _REMARK.search(line))]
    return _Remarks(
        Counter(match[1] for match in found if match[1]), Counter(match.group()[-TAIL - 1 : -1] for match in found)
    )


def _mended(line: str, remarks: _Remarks) -> tuple[str, str]:
    """Return a line with its bracket and the evidence, which is empty when nothing is to be mended."""
    if line.endswith((")", "）")) and surplus(line) < 0:
        opening = "（" if line.endswith("）") else "("
        lost, alike = _NAMED.search(line), ""
        if lost and remarks.openings[lost[1]] >= FEWEST_ALIKE:
            alike = f"{remarks.openings[lost[1]]} other paragraphs print {lost[1]} behind a bracket"
        elif (lost := _NO_OPENING.search(line)) and remarks.tails[lost[1][-TAIL:]] >= FEWEST_ALIKE:
            alike = (
                f"{remarks.tails[lost[1][-TAIL:]]} other paragraphs end in a remark in brackets on {lost[1][-TAIL:]}"
            )
        return (
            (f"{line[: lost.start(1)].rstrip()}{opening}{line[lost.start(1) :]}", alike) if lost and alike else ("", "")
        )
    if surplus(line) > 0 and (lost := _NO_CLOSING.search(line)) and remarks.tails[lost[1][-TAIL:]] >= FEWEST_ALIKE:
        closing = ")" if "(" in lost.group() else "）"
        count = remarks.tails[lost[1][-TAIL:]]
        return f"{line}{closing}", f"{count} other paragraphs close a remark in brackets on {lost[1][-TAIL:]}"
    return "", ""
