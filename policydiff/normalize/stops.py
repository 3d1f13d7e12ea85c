"""The 。 that a paragraph of whole sentences lost at its end, or at the end of its run-in heading."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from policydiff.model import Repair
from policydiff.normalize.shapes import is_labelled
from policydiff.patterns import lazy
from policydiff.values import replace

if TYPE_CHECKING:
    from policydiff.model import Draft

# A paragraph with a sentence before its last one, and a last one that is no signature or label.
SHORTEST = 40
SHORTEST_SENTENCE = 8
CONFIDENCE = 0.93

_SENTENCES = lazy(rf"[^。；]*[。；].*?([^。；：:]{{{SHORTEST_SENTENCE},}}[一-鿿])")


def close_paragraphs(draft: Draft) -> Draft:
    """Put a 。 behind the last sentence of a clause that others follow, where none stands."""
    repairs: list[Repair] = []
    lines = list(draft.lines)
    for at, (line, following) in enumerate(zip_longest(lines, lines[1:], fillvalue="")):
        if _lost_its_stop(line, following):
            lines[at] = f"{line}。"
            repairs.append(
                Repair(
                    "lost-stop", line[-12:], f"{line[-12:]}。", "the paragraph's other sentences end in one", CONFIDENCE
                )
            )
    return replace(draft, lines=tuple(lines), repairs=(*draft.repairs, *repairs)) if repairs else draft


def _lost_its_stop(line: str, following: str) -> bool:
    if len(line) < SHORTEST or not "一" <= line[-1] <= "鿿" or not is_labelled(line):
        return False
    ends_here = following.startswith("#") or is_labelled(following)
    return ends_here and _SENTENCES.fullmatch(line) is not None and line.count("“") == line.count("”")
