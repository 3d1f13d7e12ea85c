"""What a paragraph is, so that a new one is laid out like its kind and a new number set off like the old ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from policydiff.model import Op
from policydiff.report.tracked_paragraphs import Stretch
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff_redline.matching import Known

# The number that a paragraph begins with, by which one of its kind is known: 第五条, （二）, 3.1, 四、.
_NUMBER = lazy(r"\s*(?:第?[（(]?[0-9一二三四五六七八九十百千零〇]+(?:[.．][0-9]+)*(?:[）)]|[、.．]|[编章节条款项])?)")
_DIGITS = lazy(r"[0-9一二三四五六七八九十百千零〇]+")


class Kind(NamedTuple):
    """What a paragraph is: its depth as a heading, the shape of its number."""

    depth: int
    shape: str


def kind_of(text: str, depth: int) -> Kind:
    """Return what a paragraph is."""
    found = _NUMBER.match(text)
    return Kind(depth, _DIGITS.sub("N", found[0].strip()) if found else "")


def renumbered(stretches: Sequence[Stretch]) -> Sequence[Stretch]:
    """Return stretches in which a new number takes the place of the old one, and what sets it off stays.

    [第五条][␣甲]{第六条}{␣乙}  →  [第五条]{第六条}␣[甲]{乙}
    """
    came = next((at for at, stretch in enumerate(stretches) if stretch.op is Op.INSERT), 0)
    head = (*stretches[:2], *stretches[came : came + 2])
    gone = all(stretch.op is Op.DELETE for stretch in stretches[:came])
    if came < 2 or len(head) < 4 or not gone or not (head[0].label and head[2].label):  # noqa: PLR2004 - two and two
        return stretches
    if head[3].op is not Op.INSERT or not (head[1].text[:1] == head[3].text[:1] == " ") or head[1].move != head[3].move:
        return stretches
    rest = (replace(head[1], text=head[1].text[1:]), *stretches[2:came], replace(head[3], text=head[3].text[1:]))
    kept = Stretch(Op.EQUAL, " ")
    return [held for held in (head[0], head[2], kept, *rest, *stretches[came + 2 :]) if held.text]


def spaced(stretches: Sequence[Stretch], model: Known | None) -> Sequence[Stretch]:
    """Return the stretches of a new paragraph with its number (第五条) set off as its model's is."""
    text, like = "".join(stretch.text for stretch in stretches), model.homes[0].text if model else ""
    number, held = _NUMBER.match(text), _NUMBER.match(like)
    if number is None or held is None or model is None or model.label:
        return stretches
    gap = like[held.end() : len(like) - len(like[held.end() :].lstrip())]
    at = number.end()
    found = []
    for stretch in stretches:
        begins = 0 <= at < len(stretch.text) or (at == 0 and bool(stretch.text))
        found.append(replace(stretch, text=stretch.text[:at] + gap + stretch.text[at:].lstrip()) if begins else stretch)
        at = -1 if begins else at - len(stretch.text)
    return found
