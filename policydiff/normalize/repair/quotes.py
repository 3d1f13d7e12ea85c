"""Quotes and brackets that lost their partner.

“十二五"期间        → “十二五”期间       the opening one says what the straight one is
按照"五统一"原则    → 按照“五统一”原则   where the document prints curly ones elsewhere
”统一”改革          stays, flagged
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.model import Repair, Suspicion
from policydiff.normalize.line_cache import text_of
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Draft

CONFIDENCE = 0.97
EXCERPT = 20

# A quoted name has so many characters at least.
SHORTEST_NAME = 3
_QUOTED = lazy("“([^“”，。；\n]{5,20})”")
_HAN = lazy("[一-鿿]")
_PAIRS = ("（）", "“”", "《》", "()")
# The longest label before an item's bracket: 12）, iii）.
_LONGEST_LABEL = 3
_MARKS = lazy("[（）“”《》()\n]")


def pair_quotes(draft: Draft) -> Draft:
    """Turn straight quotes into the curly ones that their partners say they are."""
    if '"' not in text_of(draft.lines):
        return draft
    curly = any("“" in line and "”" in line for line in draft.lines)
    repairs: list[Repair] = []
    lines = list(draft.lines)
    for at, line in enumerate(lines):
        if '"' in line and (curly or "“" in line or "”" in line) and (paired := _paired(line)):
            lines[at] = paired
            repairs.extend(_changes(line, paired))
    return replace(draft, lines=tuple(lines), repairs=(*draft.repairs, *repairs))


def _paired(line: str) -> str:
    """Return a line with straight quotes made curly, empty when they do not come out even."""
    depth = 0
    result = []
    for character in line:
        if character == '"':
            character = "”" if depth else "“"  # noqa: PLW2901
        depth += (character == "“") - (character == "”")
        if depth < 0:
            return ""
        result.append(character)
    paired = "".join(result)
    quoted = re.findall("“([^“”]*)”", paired)
    return paired if depth == 0 and all(_HAN.search(words) for words in quoted) else ""


def _changes(old: str, new: str) -> list[Repair]:
    """Return one repair for each quoted phrase that changed."""
    repairs = []
    for match in re.finditer("“[^“”]*”", new):
        before = old[match.start() : match.end()]
        if before != match.group():
            repairs.append(
                Repair("quotes", before, match.group(), "its partner in the paragraph is printed", CONFIDENCE)
            )
    return repairs


def flag_unpaired(draft: Draft) -> Draft:
    """Flag closing quotes and brackets that nothing opens, and brackets that nothing closes."""
    if is_paired(text_of(draft.lines)):
        doubts = list(_elsewhere(draft.lines))
        return replace(draft, suspicions=(*draft.suspicions, *doubts)) if doubts else draft
    doubts = [
        *_unpaired(draft.lines, "“", "”", "quotes"),
        *_unpaired(draft.lines, "（(", "）)", "brackets"),
        *_unpaired(draft.lines, "《", "》", "title marks"),
        *_elsewhere(draft.lines),
    ]
    return replace(draft, suspicions=(*draft.suspicions, *doubts)) if doubts else draft


def is_paired(text: str) -> bool:
    """Tell whether each mark of a text has its partner on the same line, as nearly every text is."""
    opened: list[str] = []
    for mark in _MARKS.findall(text):
        if opened and opened[-1] + mark in _PAIRS:
            opened.pop()
        elif mark != "\n":
            opened.append(mark)
        elif opened:
            return False
    return not opened


def _elsewhere(lines: Sequence[str]) -> Iterator[Suspicion]:
    """Yield the quoted words of which the document quotes the beginning alone: “三大中心建设” beside “三大中心”建设."""
    quoted = [words for line in lines if "”" in line for words in _QUOTED.findall(line)]
    text = "\n".join(lines) if quoted else ""
    for words in dict.fromkeys(quoted):
        cuts = range(SHORTEST_NAME, len(words) - 1)
        if any(f"“{words[:cut]}”{words[cut:]}" in text for cut in cuts):
            yield Suspicion("unpaired", f"“{words}”", "quotes: elsewhere they close earlier in these words")


def _unpaired(lines: Sequence[str], opening: str, closing: str, what: str) -> list[Suspicion]:
    """Return one doubt for each closing mark that nothing opened, and each opening bracket that nothing closes on its line.

    A quotation of several paragraphs opens each of them by custom and closes only the last: it is followed over lines,
    and what stays open is no doubt.
    """
    doubts: list[Suspicion] = []
    marks = re.compile(f"[{opening}{closing}]")
    pending: list[int] = []
    for line in lines:
        if not marks.search(line):
            continue
        if line.startswith("#"):
            pending = []
        for match in marks.finditer(line):
            if match.group() in opening:
                pending.append(match.start())
            elif pending:
                pending.pop()
            elif not _is_item_mark(line, match.start()):
                doubts.append(_unpaired_at(line, match.start(), f"{what}: nothing opens this one"))
        if what != "quotes":
            doubts += [_unpaired_at(line, at, f"{what}: nothing closes this one") for at in pending]
        if what != "quotes" or (pending and line.endswith("”")):
            pending = []
    return doubts


def _unpaired_at(line: str, at: int, reason: str) -> Suspicion:
    """Return the doubt about one mark, with the words before a closing one or behind an opening one."""
    opens = reason.endswith("closes this one")
    excerpt = line[at : at + EXCERPT + 1] if opens else line[max(0, at - EXCERPT) : at + 1]
    return Suspicion("unpaired", excerpt, reason)


def _is_item_mark(line: str, at: int) -> bool:
    """Tell the bracket of 1） or a) from one that lost its partner."""
    # The label and the character before it; a longer stretch would make a line of brackets quadratic.
    label = line[max(0, at - _LONGEST_LABEL - 1) : at]
    return re.search(r"(?:^|[：:；;。，,、\s“])[\da-zA-Z一二三四五六七八九十ⅰ-ⅹ①-⑳]{1,3}$", label) is not None
