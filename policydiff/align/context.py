"""Let each clause say what it stands under: between siblings a heading names the matter when the words do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.align.text import folded
from policydiff.values import replace

if TYPE_CHECKING:
    from policydiff.align.grams import Bag
    from policydiff.align.text import Side
    from policydiff.model import Relation


def in_context(side: Side, relation: Relation) -> Side:
    """Return the side with each clause's own heading in its bag once more, and that of the clause above it.

    （三）发展传统医学             7.规范传统医学。鼓励坐堂诊所……
    1.建设名医馆。……              1 hardly names what 7 of the other plan is about; the heading above it does

    Articles have no heading and take that of their chapter or section.
    """
    headed = [unit for unit in side.units if unit.heading]
    headings = side.numbers.of_texts(folded([unit.heading for unit in headed], relation))
    said = {unit.id: heading for unit, heading in zip(headed, headings, strict=True)}

    def bag(index: int) -> Bag:
        unit = side.units[index]
        words = [gram for part in side.parts[index] for gram in part.grams]
        return side.numbers.bag([*words, *said.get(unit.id, ()), *said.get(unit.parent or "", ())])

    bags = (own if side.heads(index) else bag(index) for index, own in enumerate(side.bags))
    return replace(side, bags=tuple(bags))
