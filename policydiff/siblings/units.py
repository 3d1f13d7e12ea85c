"""Reconcile units, so that 1.2万张 and 12500张, 6‰ and 0.6%, 每千人口 and 每万人口 stand in one column of numbers."""

from __future__ import annotations

from typing import NamedTuple

from policydiff.text.quantities import measure_of, plain, scale
from policydiff.text.regex import lazy

# How many of the family's base unit one of each makes. A month counts 30 days, a year 365: drafters do not care.
_FAMILIES: dict[str, dict[str, float]] = {
    "share": {"%": 1, "‰": 0.1, "‱": 0.01, "成": 10, "个百分点": 1, "百分点": 1},
    "time": {"年": 365, "个季度": 91, "个月": 30, "周": 7, "星期": 7, "天": 1, "日": 1, "小时": 1 / 24, "分钟": 1 / 1440, "秒": 1 / 86400},
    "working time": {"个工作日": 1, "工作日": 1},
    "area": {"平方米": 1, "亩": 10_000 / 15, "公顷": 10_000, "平方公里": 1_000_000, "平方千米": 1_000_000},
    "length": {"厘米": 0.01, "米": 1, "公里": 1000, "千米": 1000},
    "weight": {"克": 0.001, "斤": 0.5, "公斤": 1, "千克": 1, "吨": 1000},
    "money": {"元": 1, "元人民币": 1},
    "people": {"人": 1, "名": 1},
    "institutions": {"个": 1, "家": 1, "所": 1},
}  # fmt: skip
_FAMILY = {unit: (family, factor) for family, units in _FAMILIES.items() for unit, factor in units.items()}
_PREFIX = "百千万亿"
_PER = lazy(r"^(?P<count>[百千万]+|\d+)?(?:名|个)?(?:常住|户籍|服务)?(?P<noun>.*)$")
_COUNTS = {"百": 100, "千": 1000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000}


class Per(NamedTuple):
    """What a number is counted by: 千人口 is 1000 of 人口."""

    size: float
    noun: str


def family(unit: str) -> str:
    """Return what units may be turned into one another: `share`, `time`, `area` …; for others the unit itself, without 万."""
    base = _base(unit)
    return _FAMILY.get(base, (base, 1))[0]


def factor(unit: str) -> float:
    """Return how many of its family's base unit a printed unit makes: 10000 for 万张, 0.1 for ‰."""
    return scale(unit) * _FAMILY.get(_base(unit), ("", 1))[1]


def per(words: str) -> Per:
    """Understand what a number is counted by: 千常住人口 → 1000, 人口; empty words → 1, nothing."""
    found = _PER.match(words)
    if not found:
        return Per(1, words)
    count = found["count"] or ""
    return Per(float(count) if count.isdigit() else _COUNTS.get(count, 1), found["noun"])


def _base(unit: str) -> str:
    return plain(unit if measure_of(unit) and scale(unit) == 1 else unit.lstrip(_PREFIX))
