"""Add the headings above a clause to its bag: between siblings a heading names the matter when the words do not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.align.features import fold
from policydiff.align.ngrams import GAP
from policydiff.model import Relation

if TYPE_CHECKING:
    from policydiff.align.features import Side
    from policydiff.align.ngrams import Bag


def with_headings(side: Side) -> Side:
    """Return the side with each clause's own heading in its bag once more, and that of the clause above it.

    （三）发展传统医学             7.规范传统医学。鼓励坐堂诊所……
    1.建设名医馆。……              1 hardly names what 7 of the other plan is about; the heading above it does

    Articles have no heading and take that of their chapter or section.
    """
    said = side.vocabulary.ids_of_texts(context_headings(side))

    def bag(index: int) -> Bag:
        words = [ngram for part in side.parts[index] for ngram in part.ngrams]
        return side.vocabulary.bag([*words, *said[index]])

    bags = (rare_shared if side.is_heading(index) else bag(index) for index, rare_shared in enumerate(side.bags))
    return replace(side, bags=tuple(bags))


def context_headings(side: Side) -> list[str]:
    """Return for each unit, folded, its own heading and that of the clause above it."""
    headed = {unit.id: unit.heading for unit in side.units if unit.heading}
    said = dict(zip(headed, fold(headed.values(), Relation.SIBLINGS), strict=True))
    return [GAP.join((said.get(unit.id, ""), said.get(unit.parent or "", ""))) for unit in side.units]
