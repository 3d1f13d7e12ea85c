"""Frequencies without a number: 每月……公示, 季调度、半年通报、年终评估."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy
from policydiff_targets.claim import Claim
from policydiff_targets.naming import indicator
from policydiff_targets.places import part_at
from policydiff_targets.vocabulary import hedge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.text.quantities import Quantity
    from policydiff_targets.places import Part

_IMPLIED = lazy(
    r"(?P<per>每(?:年度?|月|周|季度|半年|日|天))(?![^，,。；;]*(?:定期|不定期|安排))[^，,。；;]{0,30}?"
    r"(?:公布|公示|公开|通报|评估|考核|报告|上报|报送|调度|督查|督察|发布|清查|体检)"
)
_ROUTINE = r"(?P<per>[日周旬月季]|半年|年中|年终|年度|季度)(?P<act>调度|通报|评估|考核|督查|报告|分析|研判|小结|总结|点评|推进|例会)"
_MECHANISM = lazy(rf"(?:{re.sub('[?]P<[a-z]+>', '?:', _ROUTINE)}[、和]?){{2,}}")
_MECHANISM_ITEM = lazy(_ROUTINE)
_MECHANISM_PERIODS = {"年终": "年", "年中": "年", "年度": "年", "季度": "季"}


def implied(text: str, found: Sequence[Quantity]) -> Iterator[Claim]:
    """Yield the frequencies of a clause that print no number beside the period."""
    for match in _IMPLIED.finditer(text) if "每" in text else ():
        part = part_at(text, match.start())
        if not any(match.start() <= quantity.start < part.end for quantity in found):
            about = text[part.start : match.start()] + match[0][len(match["per"]) :]
            yield _frequency(text, match.span(), match["per"][1:].removesuffix("度"), about, part)
    for mechanism in _MECHANISM.finditer(text):
        for item in _MECHANISM_ITEM.finditer(text, mechanism.start(), mechanism.end()):
            per = _MECHANISM_PERIODS.get(item["per"], item["per"])
            yield _frequency(text, item.span(), per, item["act"], part_at(text, item.start()))


def _frequency(text: str, span: tuple[int, int], per: str, about: str, part: Part) -> Claim:
    words = text[part.start : span[1]]
    comparator = ">=" if "至少" in words or "不少于" in words else "="
    hedged = hedge(text[part.start : span[0]], text[part.sentence : span[0]], "")
    return Claim("frequency", indicator(about) or about, comparator, 1, "次", per, "", False, "", hedged, *span)  # noqa: FBT003 inherited
