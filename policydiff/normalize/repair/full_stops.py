"""The 。 that a paragraph of whole sentences lost at its end.

Where a label or a heading follows, the paragraph is over and the stop is put back. Where another paragraph or nothing
follows, the text may as well have been cut off: it is flagged. So is an item that lost its ； or 。, which of both none
can tell.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from policydiff.model import Repair, Suspicion
from policydiff.normalize.line_shapes import NUMERALS, is_closed, is_labelled
from policydiff.normalize.repair.brackets import surplus
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.model import Draft

RULE = "lost-stop"
# A paragraph with a sentence before its last one, and a last one that is no signature or label.
SHORTEST = 40
SHORTEST_SENTENCE = 8
CONFIDENCE = 0.93
# Where so many of the document's paragraphs that hold a comma end in a stop, one that does not has lost it.
FEWEST_CLOSED, SHARE_CLOSED = 8, 0.95
SHORTEST_ITEM = 24
EXCERPT = 12

_SENTENCES = lazy(rf"[^。；]*[。；].*?([^。；：:]{{{SHORTEST_SENTENCE},}}[一-鿿])")
_GLUED = lazy(rf"。第[{NUMERALS}]{{1,4}}[编章节][^。]*$")
_RUNS_ON = lazy(r"[，,]")
_NO_PARAGRAPH = lazy(r"[#|>]|附\s*[件表录]|抄送|注[:：]|.{0,12}[:：]|.*(?:https?|www)|来源|发布")


def close_paragraphs(draft: Draft) -> Draft:
    """Put a 。 behind the last sentence of a paragraph that a label or a heading follows, where none stands."""
    repairs: list[Repair] = []
    lines = list(draft.lines)
    for at, (line, following) in enumerate(zip_longest(lines, lines[1:], fillvalue="")):
        if len(line) >= SHORTEST and _ends_open(line) and _is_over(following) and _lost_its_stop(line):
            lines[at] = f"{line}。"
            evidence = "the paragraph's other sentences end in one"
            repairs.append(Repair(RULE, line[-EXCERPT:], f"{line[-EXCERPT:]}。", evidence, CONFIDENCE))
    return replace(draft, lines=tuple(lines), repairs=(*draft.repairs, *repairs)) if repairs else draft


def flag_open_paragraphs(draft: Draft) -> Draft:
    """Flag the paragraphs that end without a stop in a document whose paragraphs end in one."""
    long = [line for line in draft.lines if len(line) >= SHORTEST_ITEM]
    left = [line for line in long if _ends_open(line) and _is_paragraph(line)]
    running = [line for line in long if _is_paragraph(line)] if left else []
    if len(running) < FEWEST_CLOSED or len(running) - len(left) < SHARE_CLOSED * len(running):
        return draft
    reason = "the document's other paragraphs end in a stop: one was lost, or the text was cut off"
    doubts = tuple(Suspicion(RULE, line[-EXCERPT:], reason) for line in left)
    return replace(draft, suspicions=(*draft.suspicions, *doubts)) if doubts else draft


def _is_over(following: str) -> bool:
    return following.startswith("#") or is_labelled(following)


def _lost_its_stop(line: str) -> bool:
    """Tell whether a paragraph whose last words are open has whole sentences before them."""
    if _GLUED.search(line) or not (is_labelled(line) or _is_paragraph(line)):
        return False
    return _SENTENCES.fullmatch(line) is not None and line.count("“") == line.count("”") and not surplus(line)


def _ends_open(line: str) -> bool:
    return "一" <= line[-1] <= "鿿" and not is_closed(line)


def _is_paragraph(line: str) -> bool:
    return _RUNS_ON.search(line) is not None and _NO_PARAGRAPH.match(line) is None
