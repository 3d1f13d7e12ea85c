from __future__ import annotations

import pytest
from support.plans import BINS, LAMPS, PARKS, laid_out, plan

from policydiff.model import Fact
from policydiff.model.synopsis import Mark
from policydiff.siblings.indicator_aliases import without_aliases
from policydiff.siblings.indicator_names import canonical_name
from policydiff.siblings.units import family, per


def number(subject, value, unit, *, text="", start=20, per="", comparator="=", kind="target"):
    attributes = (("value", value), ("unit", unit), ("per", per or None), ("comparator", comparator))
    return Fact("一", kind, subject, text or f"{value}{unit}", start, start + 4, attributes, "targets")


def table(*facts, **knowledge):
    """Return the rows over as many plans as there are lists of facts."""
    documents = [plan(PARKS, BINS, LAMPS.replace("更换", "更换" * (k + 1))) for k, _ in enumerate(facts)]
    return laid_out(*documents, facts=facts, **knowledge).facts


def shown(row):
    return [cell.values[0].shown if cell.values else "" for cell in row.cells]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (number("口袋公园", 1.2, "万个"), number("口袋公园", 9000, "个"), ["1.2万个", "0.9万个"]),
        (number("收缴率", 98, "%"), number("收缴率", 985, "‰"), ["98%", "98.5%"]),
        (number("绿道", 30, "公里"), number("绿道", 4500, "米"), ["30公里", "4.5公里"]),
        (number("留存", 2, "年"), number("留存", 365, "天"), ["2年", "1年"]),
        (number("床位数", 6, "张", per="千人口"), number("床位数", 65, "张", per="万人口"), ["6张", "6.5张"]),
        (number("投资", (1, 2), "亿元"), number("投资", 9000, "万元"), ["1–2亿元", "0.9亿元"]),
    ],
    ids=["ten thousands", "per mille", "length", "time", "per head", "range"],
)
def test_values_stand_in_one_unit(one, other, together):
    (row,) = table([one], [other])
    assert shown(row) == together


def test_highest_lowest_and_missing_are_marked():
    (row,) = table([number("绿道", 30, "公里")], [], [number("绿道", 45, "公里")], [number("绿道", 38, "公里")])
    assert [cell.mark for cell in row.cells] == [Mark.LOWEST, Mark.MISSING, Mark.HIGHEST, Mark.NONE]


def test_equal_values_are_neither_highest_nor_lowest():
    (row,) = table([number("绿道", 30, "公里")], [number("绿道", 30000, "米")])
    assert [cell.mark for cell in row.cells] == [Mark.EQUAL, Mark.EQUAL]


def test_what_only_one_document_states_makes_no_row():
    assert table([number("绿道", 30, "公里")], [number("路灯", 30, "盏")]) == ()


def test_a_vocabulary_brings_two_names_into_one_row():
    (row,) = table([number("GDP", 5, "%")], [number("地区生产总值", 6, "%")], common_name=lambda _fact: "地区生产总值")
    assert row.name == "地区生产总值"
    assert row.names == ("GDP", "地区生产总值")


def test_growth_and_amount_of_one_indicator_are_two_rows():
    assert table([number("收入", 5, "%")], [number("收入", 300, "亿元")]) == ()


def test_a_fall_is_below_a_rise():
    (row,) = table([number("进出口", 5, "%", text="下降5%左右")], [number("进出口", 3, "%", text="增长3%左右")])
    assert [cell.mark for cell in row.cells] == [Mark.LOWEST, Mark.HIGHEST]
    assert shown(row)[0] == "−5%"


def test_where_all_fall_the_greatest_fall_is_the_highest():
    (row,) = table([number("能耗", 3, "%", text="下降3%左右")], [number("能耗", 4, "%", text="下降4%")])
    assert [cell.mark for cell in row.cells] == [Mark.LOWEST, Mark.HIGHEST]


def test_the_value_of_the_common_topic_is_compared():
    here, elsewhere = PARKS.index("新建") + 2, 120
    (row,) = table(
        [number("绿道", 30, "公里", start=here), number("绿道", 7, "公里", start=elsewhere)],
        [number("绿道", 45, "公里", start=here)],
    )
    assert shown(row) == ["30公里", "45公里"]


def test_duties_of_a_topic_stand_in_one_row_under_their_common_names():
    def duty(agency):
        attributes = (("agency", agency), ("role", "lead"), ("basis", "stated"))
        return Fact("一", "responsibility", agency, f"牵头单位：{agency}", 20, 24, attributes, "responsibilities")

    rows = table([duty("市园林局")], [duty("县园林绿化局")], common_name=lambda _fact: "园林")
    (row,) = rows
    assert (row.kind, row.unit, shown(row)) == ("responsibility", "lead", ["园林", "园林"])
    assert [cell.values[0].fact["agency"] for cell in row.cells] == ["市园林局", "县园林绿化局"]


def test_dates_of_one_goal_stand_in_one_row():
    def goal(words, day):
        return Fact("一", "deadline", words, day, 20, 24, (("deadline", day), ("goal", words)), "deadlines")

    (row,) = table([goal("绿道网络基本建成", "2025")], [goal("全市绿道网络建成", "2026-06-30")])
    assert [cell.mark for cell in row.cells] == [Mark.LOWEST, Mark.HIGHEST]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("全市城镇新增就业", "城镇新增就业"),
        ("力争实现森林覆盖率", "森林覆盖率"),
        ("床位数（含民营）", "床位"),
        ("建成老年食堂", "老年食堂"),
    ],
)
def test_a_name_is_bare_of_place_will_and_brackets(printed, name):
    assert canonical_name(printed) == name


def grouped(*names):
    keys = [("target", "share", "", "", name) for name in names]
    return [
        sorted(fact.subject for _, fact in group)
        for group in without_aliases(
            {key: [(k, number(key[-1], 5, "%"))] for k, key in enumerate(keys)}, dict.fromkeys(keys, 0)
        )
    ]


def test_names_of_one_topic_that_differ_in_a_word_are_one():
    assert grouped("城市社区助餐服务覆盖率", "城镇社区助餐服务覆盖率") == [
        ["城市社区助餐服务覆盖率", "城镇社区助餐服务覆盖率"]
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("一般公共预算收入", "一般公共预算支出"),
        ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
        ("二级公立医院药占比", "三级公立医院药占比"),
        ("居民人均可支配收入", "农村居民人均可支配收入"),
    ],
    ids=["income and spending", "town and country", "level", "all and some"],
)
def test_opposites_stay_two(names):
    assert len(grouped(*names)) == 2


@pytest.mark.parametrize("longer", ["对年满70周岁的老年人每餐补贴", "老年人每餐补贴"])
def test_a_name_with_whom_it_is_for_is_that_name(longer):
    assert grouped("每餐补贴", longer) == [sorted(["每餐补贴", longer])]


def test_names_that_one_document_states_both_stay_two():
    keys = [("target", "share", "", "", name) for name in ("公园绿地服务覆盖率", "公园绿地服务满意率")]
    facts = {key: [(0, number(key[-1], 5, "%"))] for key in keys}
    assert len(without_aliases(facts, dict.fromkeys(keys, 0))) == 2


@pytest.mark.parametrize(
    ("one", "other"), [("万张", "张"), ("‰", "%"), ("亩", "公顷"), ("名", "人"), ("家", "个"), ("个月", "年")]
)
def test_units_that_may_be_turned_into_one_another_are_one_family(one, other):
    assert family(one) == family(other)


@pytest.mark.parametrize(("one", "other"), [("个工作日", "天"), ("张", "个"), ("元", "%"), ("公里", "平方公里")])
def test_units_that_measure_something_else_are_not(one, other):
    assert family(one) != family(other)


def test_what_a_number_is_counted_by_has_a_size():
    assert (per("千常住人口"), per("万人口"), per("")) == ((1000, "人口"), (10_000, "人口"), (1, ""))
