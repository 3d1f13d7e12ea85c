from __future__ import annotations

import policydiff_economy
import pytest

from policydiff.model import Fact


def named(subject, kind="target"):
    return policydiff_economy.common_name(Fact("一", kind, subject, "5%", 0, 2))


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("地区生产总值", "地区生产总值"),
        ("全省生产总值", "地区生产总值"),
        ("GDP", "地区生产总值"),
        ("经济", "地区生产总值"),
        ("地区生产总值按", "地区生产总值"),
        ("提出地区生产总值年均", "地区生产总值年均"),
        ("包括地区生产总值年均", "地区生产总值年均"),
        ("CPI", "居民消费价格"),
        ("全社会研发经费支出相当于全市生产总值", "研发经费投入强度"),
        ("规上工业增加值", "规模以上工业增加值"),
    ],
)
def test_indicators_with_several_names_get_one(subject, name):
    assert named(subject) == name


@pytest.mark.parametrize(
    "subject",
    [
        "海洋生产总值",
        "单位GDP用水量",
        "数字经济",
        "民营经济",
        "一般公共预算支出",
        "工业增加值占地区生产总值比重",
        "农村居民人均可支配收入",
    ],
)
def test_indicators_that_only_look_alike_get_none(subject):
    assert named(subject) is None


def test_only_targets_are_named():
    assert named("GDP", kind="threshold") is None
