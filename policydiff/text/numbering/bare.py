"""Numbers without a mark (153 Timetables; １　範囲; 一　たき火): labels where they make a sequence, words of the text elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.numbering.forms import Family
from policydiff.text.numbering.labels import bare_label, follows
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.text.numbering.labels import Label

# A sequence from 1 needs so many numbers, one that begins elsewhere so many.
SHORTEST_FROM_ONE, SHORTEST = 2, 3
# Longer lines in Chinese are text that begins with a number.
LONGEST_CHINESE = 40
# A justified print parts number and words by a wide blank; running text does not.
WIDE_GAP = "\u3000"
_ENDS = "。；;，,：:"
_KANA = lazy("[\u3041-\u30fa]")
# 1 煤 18 锌: cells of a row that lost its rules.
_CELLS = lazy(r"[^\x00-\x7f] \d+ [^\x00-\x7f]")
# Chinese laws and plans number by these; a number without a mark is a cell of a table there.
_HIGHER = frozenset({Family.ARTICLE, Family.FORMAL, Family.DUN, Family.PAREN})

Candidate = tuple[int, "Label"]


def bare_labels(lines: Sequence[tuple[int, str]], labels: list[Label | None], enclosed: frozenset[int]) -> None:
    """Give the lines that begin with a number of a sequence their label."""
    families = {label.family for label in labels if label}
    chinese = families.isdisjoint(_HIGHER) or any(_KANA.search(words) for _, words in lines)
    candidates = [
        (index, label)
        for index, (marks, words) in enumerate(lines)
        if labels[index] is None
        and index not in enclosed
        and words[:1] in _BEGINNINGS
        and (label := bare_label(words)) is not None
        and _may_head(marks, words, label, chinese=chinese)
    ]
    if len(candidates) >= SHORTEST_FROM_ONE:
        for family in (Family.DIGIT, Family.DUN):
            same = [candidate for candidate in candidates if candidate[1].family is family]
            for index, label in (*_chain(same), *_runs(lines, labels, same)):
                labels[index] = label


_BEGINNINGS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十")


def _may_head(marks: int, words: str, label: Label, *, chinese: bool) -> bool:
    """Tell whether a line with a number may be a clause: a heading, or any words in Latin letters or kana."""
    if _CELLS.search(words, label.end):
        return False
    if marks or words[label.end].isascii():
        return True
    kana = words[label.end - 1] == WIDE_GAP or _KANA.search(words) is not None
    return chinese and (kana or (len(words) <= LONGEST_CHINESE and words[-1] not in _ENDS))


def _chain(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the longest row of candidates in which each number follows the one before; none when it is too short."""
    length: list[int] = []
    before: list[int] = []
    for at, (_, label) in enumerate(candidates):
        best, link = (1, -1)
        for earlier in range(at - 1, max(-1, at - REACH), -1):
            if length[earlier] + 1 > best and follows(label, candidates[earlier][1]):
                best, link = length[earlier] + 1, earlier
        length.append(best)
        before.append(link)
    if not length:
        return []
    at = max(range(len(length)), key=lambda place: (length[place], -place))
    row = []
    while at >= 0:
        row.append(candidates[at])
        at = before[at]
    needed = SHORTEST_FROM_ONE if row[-1][1].value == 1 else SHORTEST
    return row[::-1] if len(row) >= needed else []


# A sequence may be broken by so many lines of text that begin with numbers.
REACH = 30


def _runs(
    lines: Sequence[tuple[int, str]], labels: Sequence[Label | None], candidates: Sequence[Candidate]
) -> list[Candidate]:
    """Return the candidates of runs that begin anew again and again: the 号 of Japanese articles, 項 from the second on."""
    runs: list[list[Candidate]] = []
    for candidate in candidates:
        index, label = candidate
        if runs and follows(label, runs[-1][-1][1]):
            runs[-1].append(candidate)
        elif label.value == 1 or (label.value == 2 and _in_article(labels, index)):  # noqa: PLR2004 - the first 項 has no number
            runs.append([candidate])
    return [
        candidate
        for run in runs
        if len(run) >= SHORTEST_FROM_ONE
        or (run[0][1].value == 2 and lines[run[0][0]][1][run[0][1].end - 1] == WIDE_GAP)  # noqa: PLR2004
        for candidate in run
    ]


def _in_article(labels: Sequence[Label | None], index: int) -> bool:
    above = next((label for label in reversed(labels[:index]) if label), None)
    return (
        above is not None
        and above.family is not Family.DIGIT
        and any(label and label.family is Family.ARTICLE for label in labels[:index])
    )
