"""The region that a document is of, by the name that its issuer, title or plan prints first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.normalize.drafts import learned
from policydiff.patterns import lazy

if TYPE_CHECKING:
    from policydiff.model import Draft

_REGION = lazy(
    r"(?:中共|中国共产党)?((?!全国|中华|国务院|中央|最高)[一-鿿]{1,9}?(?:特别行政区|自治区|自治州|自治县|自治旗|地区|省|盟|州(?!市)|市|县|区|旗)(?:[一-鿿]{2,9}?(?:自治州|自治县|州|市|县|区|旗)(?=人民|政府|[一-鿿]{0,3}办|[一-鿿]{2,}局|委))?)"
)
_NOT_A_PLACE = lazy(
    r"城市|超市|都市|地市|股市|县市|示范|园区|社区|小区|山区|牧区|灾区|景区|保护|开发区$|关于|修改|各|全市|全省|全县|本|我|城区|市场"
)


def read_region(draft: Draft) -> Draft:
    """Fill in the region as printed (云岭县, 临江省海湾市)."""
    known = draft.metadata
    for text in (known.issuer, known.signature, known.carried_title, known.title):
        match = _REGION.match(re.sub(r"^(?:关于)?(?:印发|转发|批转)?[《“]?", "", text))
        if match and not _NOT_A_PLACE.search(match[1]):
            return learned(draft, region=match[1])
    return draft
