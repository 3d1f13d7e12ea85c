"""Name what a number is about: the words before it, or the noun behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.text.dates import deadlines
from policydiff.text.quantities import measure_of
from policydiff.text.quantities.comparators import behind, has_comparator, says_least, without_comparator
from policydiff.text.regex import lazy
from policydiff_targets.vocabulary import BASELINE, is_made, is_start

if TYPE_CHECKING:
    from policydiff.text.quantities import Quantity
    from policydiff_targets.places import Place

_EDGES = lazy(
    r"^(?:其中|并|且|同时|确保|力争|争取|实现|使|将|对|按照?|根据|原则上|总体|全[市省县区州国]|[我本]?[省市县区州](?=每)|各地|年末?|底|前|要|的|应当?|可以|其(?![他它余])中?|且|但是?|则|在(?![校职读建线册编岗园库地])|于|自|由|[，,、\s）)]|"
    r"[（(]?[一二三四五六七八九十\d]+[）)．.、])+"
    r"|(?:的|要|应|应当|须|必须|(?<!年)均|都|需|有|可以|在|于|为|是|以|按|分别|原则上|力争|总体|每(?:年|月|周|季度)|不|达|[、\s（(×*=])+$"
)
# Longer runs of words before a number are a sentence, not a name.
_LONGEST_NAME = 30
_LISTED = lazy(r"^(?:及?以[上下内]|左右)?(?:（[^）]*）|\([^)]*\))?[、和及与]?")
_GIVEN = lazy(
    r"的?(?:一次性)?(?P<what>[^，。；、的\d]{0,4}(?:奖励|奖补|补助|补贴|资助|罚款|赔偿|支持|赔偿金|违约金|滞纳金|保证金))(?:[。；，、]|$)"
)
# 职工人数100人以上的企业: what is measured has a name of its own before the number.
_MEASURED = lazy(r"(?:数|数量|总量|额|率|面积|规模|人口|比例|比重)$")
_FROM = lazy(r"(?:从|由)$")
_NOUN_ENDS = lazy(r"[、，,；;。和及（(]|能够|达到|可以|应当|必须|不得|建立|开展")
_LONGEST_NOUN = 20


def indicator_of(place: Place) -> str:
    """Name what is counted: the words before the number, or the noun behind it (95%以上的卫生院)."""
    start = place.quantity.start
    if start not in place.names:
        place.names[start] = _named(place)
    return place.names[start]


def _named(place: Place) -> str:
    quantity, before, after = place.quantity, place.before, place.after
    earlier = place.earlier
    if earlier and earlier[-1].start >= place.part.start:
        start = place.at(earlier[-1])
        if is_start(start.before, start.after):  # 覆盖率由81%提高到96%: the name stands before both
            return indicator(_FROM.sub("", start.before))
        before = _LISTED.sub("", place.text[earlier[-1].end : quantity.start])
    given = _GIVEN.match(after) if measure_of(quantity.unit) in {"money", "ratio"} else None
    if given and (not before or before.endswith(("给予", "予以", "最高", "最低", "不超过", "按", "处"))):
        return given["what"]
    named, noun = indicator(before), noun_behind(after)
    measure = measure_of(quantity.unit)
    if measure == "count" and _MEASURED.search(named):
        return named
    if noun and (not named or measure in {"count", "ratio"}) and _noun_leads(place, before):
        return noun
    return named or noun or _alike(place, earlier)


def _alike(place: Place, earlier: list[Quantity]) -> str:
    """Name a number after the one before it that has its unit."""
    alike = next((other for other in reversed(earlier) if other.unit == place.quantity.unit), None)
    return indicator_of(place.at(alike)) if alike else ""


def _noun_leads(place: Place, before: str) -> bool:
    """Tell 95%以上的卫生院 and 6个中心 from 卫生院达标率达95%以上; 至少创建2个 counts what stands behind it."""
    if measure_of(place.quantity.unit) == "count" and is_made(without_comparator(before)):
        return True
    return not has_comparator(before) and not says_least(before)


def indicator(words: str) -> str:
    """Strip what is no name from the words before a number: dates, hedges, comparators."""
    words = BASELINE.sub("", words)
    for day in reversed(list(deadlines(words))):
        words = words[: day.start] + words[day.end :]
    words = without_comparator(words)
    while (shorter := _EDGES.sub("", words)) != words:
        words = shorter
    return words[-_LONGEST_NAME:].strip(" |")


def noun_behind(after: str) -> str:
    """Return the noun that a number counts: 以上的社区卫生服务中心、… → 社区卫生服务中心."""
    rest = after[behind(after) :]
    return re.split(_NOUN_ENDS.pattern, rest.removeprefix("的"), maxsplit=1)[0].strip(" |")[:_LONGEST_NOUN]
