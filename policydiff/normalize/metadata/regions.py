"""The region that a document is of: name as printed, level, and the code of its province (GB/T 2260).

Only what the document shows: a 市 is a county's or a prefecture's city by whom it writes to, a code is given
where the printed name is a province's or begins with one, and a name counts that the gazetteer knows or whose authority the
document prints: 家具市 of 家具市场管理办法 is no place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.normalize.draft_ops import learned
from policydiff.normalize.metadata.consistency import doubted, is_region
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Draft, Metadata

# GB/T 2260: the first two digits of each province-level division.
PROVINCES = {
    "北京市": "11", "天津市": "12", "河北省": "13", "山西省": "14", "内蒙古自治区": "15", "辽宁省": "21", "吉林省": "22", "黑龙江省": "23",
    "上海市": "31", "江苏省": "32", "浙江省": "33", "安徽省": "34", "福建省": "35", "江西省": "36", "山东省": "37", "河南省": "41",
    "湖北省": "42", "湖南省": "43", "广东省": "44", "广西壮族自治区": "45", "海南省": "46", "重庆市": "50", "四川省": "51", "贵州省": "52",
    "云南省": "53", "西藏自治区": "54", "陕西省": "61", "甘肃省": "62", "青海省": "63", "宁夏回族自治区": "64", "新疆维吾尔自治区": "65",
    "台湾省": "71", "香港特别行政区": "81", "澳门特别行政区": "82",
}  # fmt: skip
COUNTY_SUFFIXES = ("自治县", "自治旗", "县", "旗")
PREFECTURE_SUFFIXES = ("自治州", "地区", "盟", "州")
PROVINCE_SUFFIXES = ("省", "自治区", "特别行政区")

_LEVELS = r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|省|盟|州(?!市)|市|县|区|旗)"
_WITHIN = r"[一-鿿]{2,9}?(?:自治州|自治县|州|市|县|区|旗)(?=人民|政府|[一-鿿]{0,3}办|[一-鿿]{2,}局|委)"
_REGION = lazy(
    rf"(?:中共|中国共产党)?(?P<whole>(?P<first>(?!全国|中华|国务院|中央|最高)[一-鿿]{{1,9}}?{_LEVELS})(?:{_WITHIN})?)"
)
_NOT_A_PLACE = lazy(
    r"城市|超市|都市|地市|股市|县市|示范|园区|社区|小区|山区|牧区|灾区|景区|保护|开发区$|关于|修改|各|全市|全省|全县|本|我|城区|市场"
)
_APPROVED = lazy(rf"({'|'.join(PROVINCES)})(?:第[^，。、]{{1,8}}届)?人民代表大会[^。]{{0,60}}?批准")
# 海湾市临江区: a district of a city.
_DISTRICT = lazy(r".+市.+[区县市]")
_LEAD = lazy(r"^(?:关于)?(?:印发|转发|批转)?[《“]?")
# Whom a city writes to: a county's city to its towns, a prefecture's to its counties.
_TO_COUNTIES = lazy(r"各县|各区县|县[（(]市|各市[、（(]|各[^，]{0,6}(?:县区|区县|市县)")
_TO_TOWNS = lazy(r"各(?:乡|镇|街道)|(?:乡|镇)人民政府|街道办")


def read_region(draft: Draft) -> Draft:
    """Fill in the region as printed (云岭县, 临江省海湾市), its level and the code of its province where they show."""
    known = draft.metadata
    places = list(dict.fromkeys(_places(known)))
    found = next((place for place in places if is_region(draft, place)), "")
    if places and not found and not known.region:
        draft = doubted(draft, places[0], "no administrative division of this name is known")
    draft = learned(draft, region=found)
    name = draft.metadata.region
    if not name:
        return draft
    level, code = level_of(name, known.recipients), code_of(name)
    if not level and (approved := _approved_by(name, known.history)):
        level, code = "prefecture", code_of(approved)
    return learned(draft, region_level=level, region_code=code)


def _places(known: Metadata) -> Iterator[str]:
    """Yield the names that look like places at the head of issuer, signature and titles."""
    for text in (known.issuer, known.signature, known.carried_title, known.title):
        match = _REGION.match(_LEAD.sub("", text))
        for place in (match["whole"], match["first"]) if match else ():
            if not _NOT_A_PLACE.search(place):
                yield place


def _approved_by(name: str, history: Sequence[str]) -> str:
    """Return the province whose congress approved what a city's congress passed: only cities with districts may legislate."""
    text = "".join(history)
    found = _APPROVED.search(text) if f"{name}人民代表大会" in "".join(text.split()) else None
    return found[1] if found else ""


def level_of(name: str, recipients: Sequence[str] = ()) -> str:
    """Return `province`, `prefecture` or `county`; empty where name and recipients do not tell."""
    if name in PROVINCES or name.endswith(PROVINCE_SUFFIXES):
        return "province"
    if name.endswith(COUNTY_SUFFIXES) or _DISTRICT.fullmatch(name):
        return "county"
    if name.endswith(PREFECTURE_SUFFIXES):
        return "prefecture"
    addressed = "，".join(recipients)
    if _TO_COUNTIES.search(addressed):
        return "prefecture"
    return "county" if _TO_TOWNS.search(addressed) else ""


def code_of(name: str) -> str:
    """Return the six digits of the province that a printed name is or begins with: 330000; empty for any other."""
    return next((f"{digits}0000" for province, digits in PROVINCES.items() if name.startswith(province)), "")
