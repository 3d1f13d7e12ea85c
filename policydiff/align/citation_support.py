"""Score pairs of penalties by the articles that they cite: a penalty says which duty it sanctions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.align.ngrams import GAP
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policydiff.align.features import Side

Pair = tuple[int, int]

# 违反本条例第八条、第十条第一款和第二十二条: folded, so that a mark between two of them is a gap. Who names an article otherwise
# (符合本条例第八条规定的条件) need not have its matter, and 《消防法》第二条 is another law's.
_NAMED = lazy(rf"违反本法((?:第[〇零一二三四五六七八九十百]+[条款项][和或及者与、{GAP}]*)+)")
_ARTICLE = lazy(r"第[〇零一二三四五六七八九十百]+条")


def citation_support(scaled: Mapping[Pair, float], old: Side, new: Side) -> dict[Pair, float]:
    """Return for each pair of articles that both sanction others of their own law the scaled score of the best cited pair.

    old  第三条 电梯应当登记 … 第八条 违反第三条的，处…           三 ─ 五 is a good pair:
    new  第五条 电梯使用前登记 … 第十一条 违反第五条规定，处…     八 ─ 十一 sanction one duty
    """
    named_old, named_new = _named(old), _named(new)
    both = ((i, j) for i, j in scaled if i in named_old and j in named_new)
    return {(i, j): max(scaled.get((x, y), 0.0) for x in named_old[i] for y in named_new[j]) for i, j in both}


def _named(side: Side) -> dict[int, list[int]]:
    """Return for each unit the other units that it sanctions."""
    places = {unit.id: index for index, unit in enumerate(side.units)}
    named = {}
    for index, text in enumerate(side.texts):
        ids = (
            [article for run in _NAMED.findall(text) for article in _ARTICLE.findall(run)]
            if "违反本法第" in text
            else []
        )
        found = [places[article] for article in ids if places.get(article, index) != index]
        if found:
            named[index] = found
    return named
