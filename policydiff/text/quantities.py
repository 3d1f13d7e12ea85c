"""Find numbers with units in Chinese prose: 1.25张, 六个, 百分之七十, 1-2个, 6.0亿元."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.numbering import numeral
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Amount = float | tuple[float, float]


class Quantity(NamedTuple):
    """A number with its unit as printed (`万平方米` is a unit) at `start:end`.

    `value` is a pair for a range; `counted` tells a number written in Chinese characters, `more` one
    that is rounded down (20余项).
    """

    value: Amount
    unit: str
    start: int
    end: int
    counted: bool
    more: bool = False

    @property
    def size(self) -> float:
        """The value in base units, the upper end of a range: 6.0 亿元 → 600000000."""
        value = self.value[1] if isinstance(self.value, tuple) else self.value
        return value * scale(self.unit)


# Units by what they measure. A count unit counts things, people or cases.
RATIO = ("%", "％", "‰", "个百分点", "百分点", "倍", "成")
MONEY = ("元", "美元", "欧元", "港元", "元人民币")
AGE = ("周岁", "岁")
# 三月 is a month of the year; a length of time is 三个月.
DURATION = ("年", "个月", "个季度", "周", "星期", "天", "日", "个工作日", "工作日", "小时", "分钟", "秒")
STUDY = ("学时", "课时", "学分")
MEASURE = (
    "平方米", "平方公里", "平方千米", "立方米", "公里", "千米", "米", "厘米", "毫米", "海里", "亩", "公顷", "吨标准煤", "吨", "公斤", "千克", "克", "斤",
    "升", "毫升", "千瓦时", "千瓦", "兆瓦", "度", "标箱", "微克/立方米", "伏", "千伏",
)  # fmt: skip
COUNT = (
    "个", "家", "所", "名", "人次", "人", "张", "份", "台", "辆", "套", "件", "户", "支", "座", "处", "条", "项", "种", "类", "门", "场次", "场", "例", "期",
    "轮", "次", "批次", "对", "片", "间", "幅", "棵", "株", "头", "只", "床", "本", "艘", "架", "班", "课", "篇", "部", "栋", "幢", "列", "届",
)  # fmt: skip
RANK = ("位", "级", "分", "强", "名")

_UNITS = {
    unit: kind
    for kind, units in (
        ("rank", RANK), ("count", COUNT), ("measure", MEASURE), ("study", STUDY), ("duration", DURATION), ("age", AGE), ("money", MONEY), ("ratio", RATIO),
    )
    for unit in units
}  # fmt: skip
_SCALES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
    "万亿": 10**12,
}

_DIGITS = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:[.．]\d+)?"
_COUNTED = r"[一二两三四五六七八九十百千零〇]+(?:点[一二三四五六七八九零〇]+)?"
_TO = r"\s*(?:[-－—–~～]{1,2}|至|到|一(?=\d))\s*"
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_QUANTITY = lazy(
    rf"(?<![\d.．+＋第A-Za-z一二三四五六七八九十百千])"
    rf"(?:(?P<part>百分之|千分之)(?P<share>{_DIGITS}|{_COUNTED})(?:{_TO}(?:百分之|千分之)?(?P<share_to>{_DIGITS}|{_COUNTED}))?"
    rf"|(?:(?P<number>{_DIGITS})|(?P<counted>{_COUNTED}|半))(?P<more>余|多)?"
    rf"(?P<unit1>(?:万亿|百万|千万|[万亿千百])?余?(?:{_UNIT})?)"
    rf"(?:{_TO}(?P<to>{_DIGITS}|{_COUNTED})(?P<unit>(?:万亿|百万|千万|[万亿千百])?(?:{_UNIT})))?(?![+＋]))"
)
# 半成品 is no half of a tenth: behind these 成 is a part of another word.
_BEHIND_MADE = frozenset("品员本立效果功就为熟长型分")
# What a number begins with; `re` finds these in C, and the long pattern is tried only there.
_BEGINNING = lazy(r"[\d一二两三四五六七八九十百千零〇半]")


def quantities(text: str) -> Iterator[Quantity]:
    """Yield every number that has a unit, and every 百分之N, in reading order."""
    end = 0
    for beginning in _BEGINNING.finditer(text):
        start = beginning.start()
        if start < end or not (match := _QUANTITY.match(text, start)):
            continue
        end = match.end()
        found = _share(match) if match["part"] else _measured(match)
        if found:
            yield found


def joined(found: Sequence[Quantity], text: str) -> list[Quantity]:
    """Join 五万元以上五十万元以下 into one range, in the unit of its upper end."""
    result: list[Quantity] = []
    for quantity in found:
        last = result[-1] if result else None
        if last and _opens(last, quantity, text):
            low = last.size / scale(quantity.unit)
            low = int(low) if float(low).is_integer() else low
            high = quantity.value[1] if isinstance(quantity.value, tuple) else quantity.value
            result[-1] = quantity._replace(value=(low, high), start=last.start, end=quantity.end + len("以下"))
        else:
            result.append(quantity)
    return result


def _opens(last: Quantity, quantity: Quantity, text: str) -> bool:
    between, behind = text[last.end : quantity.start], text.startswith("以下", quantity.end)
    single = not isinstance(last.value, tuple) and not isinstance(quantity.value, tuple)
    return between == "以上" and behind and single and last.unit.lstrip("百千万亿") == quantity.unit.lstrip("百千万亿")


def measure_of(unit: str) -> str:
    """Tell what a unit measures: ratio, money, age, duration, study, measure, count, rank, or nothing known."""
    return _UNITS.get(unit) or _UNITS.get(unit.lstrip("万亿千百"), "")


def scale(unit: str) -> int:
    """Return the factor that a unit carries: 10000 for 万平方米, 1 for 平方米 and for 千克."""
    if unit in _UNITS:
        return 1
    prefix = unit[: len(unit) - len(unit.lstrip("万亿千百"))]
    return _SCALES.get(prefix, 1)


def number(text: str) -> float | None:
    """Return the value of Arabic or Chinese digits, 1.25 or 二十; None for anything else."""
    plain = text.replace(",", "").replace("，", "").replace("．", ".")
    try:
        value = float(plain)
    except ValueError:
        return _counted(text)
    return int(value) if value.is_integer() and "." not in plain else value


def _counted(text: str) -> float | None:
    if text == "半":
        return 0.5
    whole, point, rest = text.replace("两", "二").partition("点")
    value = numeral(whole)
    if value is None or not point:
        return value
    digits = "".join(str(numeral(digit) or 0) for digit in rest)
    return float(f"{value}.{digits}")


def _share(match: re.Match[str]) -> Quantity | None:
    low, high = number(match["share"]), number(match["share_to"] or "")
    if low is None:
        return None
    value: Amount = low if high is None else (low, high)
    return Quantity(value, "%" if match["part"] == "百分之" else "‰", match.start(), match.end(), counted=False)


def _same_scale(low: float, first: str, high: float, last: str) -> float:
    """Return the lower end of a range in the unit of the upper one: 5000—1万人 → 0.5, 1-2万人 → 1."""
    if first and first != last:
        return low * scale(first + last.lstrip("百千万亿")) / scale(last)
    return low / scale(last) if not first and low > high else low


def _measured(match: re.Match[str]) -> Quantity | None:
    first, last, to = match["unit1"], match["unit"] or "", match["to"]
    if to is None:
        unit, low, high = first, number(match["number"] or match["counted"]), None
    else:
        unit, low, high = last or first, number(match["number"] or match["counted"]), number(to)
        if high is not None and low is not None:
            low = _same_scale(low, first, high, last)
    more, unit = bool(match["more"]) or "余" in unit, unit.replace("余", "")
    if (
        low is None
        or not measure_of(unit)
        or (unit == "成" and match.string[match.end() : match.end() + 1] in _BEHIND_MADE)
    ):
        return None
    value: Amount = low if high is None else (low, high)
    return Quantity(value, unit.replace("％", "%"), match.start(), match.end(), match["counted"] is not None, more)
