import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.text.dates import deadlines
from policydiff.text.quantities import canonical, joined, measure_of, quantities, scale
from policydiff.text.quantities.comparators import compare

QUANTITIES = {
    "decimal": ("1.25张", [(1.25, "张")]),
    "thousands": ("1,200名", [(1200, "名")]),
    "Chinese": ("六个", [(6, "个")]),
    "tens": ("二十一名", [(21, "名")]),
    "percent": ("65%", [(65, "%")]),
    "full-width percent": ("65％", [(65, "%")]),
    "percent in words": ("百分之七十", [(70, "%")]),
    "scaled unit": ("9.0万平方米", [(9.0, "万平方米")]),
    "range": ("3至5个", [((3, 5), "个")]),
    "range with a dash": ("30%—50%", [((30, 50), "%")]),
    "range over scales": ("5000—1万人", [((0.5, 1), "万人")]),
    "rounded down": ("20余项", [(20, "项")]),
    "tenths": ("三成", [(3, "成")]),
    "part of another word": ("半成品", []),
    "no unit": ("1234", []),
    "scheme": ("1+1+1", []),
    "ordinal": ("第三条", []),
    "ordinal with a blank": ("第 5 条", []),
    "two scales": ("补助一万五千元", [(15000, "元")]),
    "two scales in digits": ("安排2亿3000万元", [(230_000_000, "元")]),
    "mixed scripts": ("投入10万5千元", [(105_000, "元")]),
    "zero between": ("缴纳1万零800元", [(10800, "元")]),
    "one scale": ("一百万元", [(100, "万元")]),
    "hundreds in characters": ("安置三百二十名", [(320, "名")]),
    "short for twenty": ("廿六日", [(26, "日")]),
    "spaced thousands": ("铺设管线12 500米", [(12500, "米")]),
    "blank before the unit": ("覆盖率92 %，期限15 日", [(92, "%"), (15, "日")]),
    "label of a line": ("2 项目管理", []),
    "label of an annex": ("附件3 个人信息表", []),
    "square metres": ("绿地800㎡", [(800, "㎡")]),
    "symbol in letters": ("电压35kV", [(35, "kV")]),
    "letters that go on": ("提供5mx接口", []),
    "kilograms are no thousands of grams": ("5千克", [(5, "千克")]),
    "decibels are no points": ("55分贝", [(55, "分贝")]),
    "two of three": ("三分之二以上", [(66.666667, "%")]),
    "a fraction in digits": ("1/3以上", [(33.333333, "%")]),
    "half": ("半数以上", [(50, "%")]),
    "of ten thousand": ("万分之三", [(3, "‱")]),
    "of a hundred thousand": ("降至12/10万", [(12, "/10万")]),
    "doubling": ("产值翻两番", [(2, "番")]),
    "once and for all": ("一次性告知", []),
    "all together": ("放在一起", []),
    "range of full numbers": ("一万元至三万元", [((1, 3), "万元")]),
    "people": ("3个人", []),
    "full-width digits": ("１５０元", [(150, "元")]),
}


@pytest.mark.parametrize(("text", "expected"), QUANTITIES.values(), ids=QUANTITIES)
def test_quantity(text, expected):
    assert [(found.value, found.unit) for found in quantities(text)] == expected


@given(st.integers(1, 9999), st.sampled_from(["张", "个百分点", "万元", "公里", "个工作日"]))
def test_printed_number_is_read_back(value, unit):
    (found,) = quantities(f"达到{value}{unit}以上")
    assert (found.value, found.unit) == (value, unit)


@given(st.text("一二三十百千万亿个张年%0123456789.,-至到以上每第+《》〔〕", max_size=40))
def test_quantities_stand_apart_and_in_order(text):
    found = list(quantities(text))
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(measure_of(one.unit) for one in found)


RANGES = {
    "fine": ("五万元以上五十万元以下", [((5, 50), "万元")]),
    "over scales": ("五千元以上二万元以下", [((0.5, 2), "万元")]),
    "term": ("三年以上七年以下", [((3, 7), "年")]),
    "other units": ("三年以上十个月以下", [(3, "年"), (10, "个月")]),
    "no upper end": ("五万元以上", [(5, "万元")]),
    "upper end of two scales": ("六千元以上一万二千元以下", [((6000, 12000), "元")]),
    "under the upper end": ("10人以上不满30人", [((10, 30), "人")]),
    "bound told": ("5万元（含）以上20万元以下", [((5, 20), "万元")]),
}


@pytest.mark.parametrize(("text", "expected"), RANGES.values(), ids=RANGES)
def test_range_with_both_ends(text, expected):
    assert [(found.value, found.unit) for found in joined(list(quantities(text)), text)] == expected


@pytest.mark.parametrize(
    ("unit", "factor"), [("万元", 10_000), ("元", 1), ("亿元", 10**8), ("千瓦", 1), ("千克", 1), ("百万元", 10**6)]
)
def test_scale_of_a_unit(unit, factor):
    assert scale(unit) == factor


_CHARACTERS = "零一二三四五六七八九"


def in_characters(value):
    """Write a number below 10^12 in Chinese: 10500 → 一万零五百."""
    if value >= 10**4:
        for size, name in ((10**8, "亿"), (10**4, "万")):
            if value >= size:
                rest = value % size
                gap = "零" if 0 < rest < size // 10 else ""
                return in_characters(value // size) + name + (gap + in_characters(rest) if rest else "")
    written, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // size % 10
        if digit:
            written += ("零" if gap and written else "") + _CHARACTERS[digit] + name
        gap = not digit
    return written


def forms(value):
    """Write a number of yuan in the forms that occur in print."""
    yield f"{value}元"
    yield f"{value:,}元"
    yield f"{value} 元"
    yield f"{value:,}".replace(",", " ") + "元"
    yield str(value).translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}) + "元"
    yield in_characters(value) + "元"
    if value % 1000 == 0:
        yield f"{value / 10_000:g}万元" if value < 10**9 else f"{value // 1000}千元"
    if value >= 10**8 and value % 10**4 == 0 and value % 10**8:
        yield f"{value // 10**8}亿{value % 10**8 // 10**4}万元"


@given(
    st.integers(1, 10**10 - 1)
    | st.integers(1, 99_999).map(lambda n: n * 1000)
    | st.integers(1, 99).map(lambda n: n * 10**8)
)
def test_all_forms_of_a_number_have_one_canonical_value(value):
    found = {form: [canonical(each.value, each.unit) for each in quantities(f"补助{form}。")] for form in forms(value)}
    assert all(each == [(value, "元")] for each in found.values()), found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("半年", "六个月"),
        ("2小时", "120分钟"),
        ("5‰", "0.5%"),
        ("百分之五", "5%"),
        ("1.2万人", "12000名"),
        ("2周", "14日"),
        ("3公顷", "45亩"),
        ("1.5吨", "1500千克"),
        ("80㎡", "80平方米"),
        ("三分之一", "1/3以上"),
    ],
)
def test_equal_values_in_two_units_are_one(one, other):
    first, second = (next(quantities(text)) for text in (one, other))
    assert canonical(first.value, first.unit) == pytest.approx(canonical(second.value, second.unit))


@pytest.mark.parametrize(
    ("one", "other"), [("3日", "3个工作日"), ("1年", "365日"), ("1日", "24小时"), ("5元", "5美元")]
)
def test_values_that_the_law_counts_apart_are_two(one, other):
    first, second = (next(quantities(text)) for text in (one, other))
    assert canonical(first.value, first.unit) != canonical(second.value, second.unit)


COMPARATORS = {
    "不低于3人": ">=", "不得少于3人": ">=", "不能低于3人": ">=", "至少3人": ">=", "最低3人": ">=", "3人以上": ">=", "≥3人": ">=", "≧ 3人": ">=", ">=3人": ">=", "大于等于3人": ">=",
    "大于或者等于3人": ">=", "满3人": ">=", "下限为3人": ">=", "3人（含）以上": ">=",
    "不超过3人": "<=", "不得高于3人": "<=", "不应超过3人": "<=", "未超过3人": "<=", "至多3人": "<=", "最多3人": "<=", "3人以下": "<=", "3人以内": "<=", "≤3人": "<=", "小于等于3人": "<=",
    "严禁超过3人": "<=", "控制在3人": "<=", "上限为3人": "<=", "3人封顶": "<=", "最高奖励3人": "<=",
    "超过3人": ">", "多于3人": ">", ">3人": ">", "＞3人": ">", "3人（不含）以上": ">", "3人以外": ">",
    "低于3人": "<", "不足3人": "<", "不满3人": "<", "<3人": "<", "3人（不含本数）以下": "<",
    "约3人": "≈", "3人左右": "≈", "3人上下": "≈", "达到3人": "reach", "增加到3人": "reach", "压缩至3人": "reach",
}  # fmt: skip


@pytest.mark.parametrize(("words", "comparator"), COMPARATORS.items())
def test_comparator(words, comparator):
    (found,) = quantities(f"每组{words}。")
    text = f"每组{words}。"
    assert compare(found, text[: found.start], text[found.end :]).comparator == comparator


DATES = {
    "blanks": ("2027 年 6 月底前", [("2027-06-30", "by")]),
    "day in characters": ("二〇二六年三月三十一日前", [("2026-03-31", "by")]),
    "year": ("到2020年，", [("2020", "by")]),
    "end of year": ("2022年底前", [("2022-12-31", "by")]),
    "month": ("2024年6月底前", [("2024-06-30", "by")]),
    "day": ("2019年3月1日", [("2019-03-01", "during")]),
    "half-year": ("2023年上半年", [("2023-06-30", "by")]),
    "second half-year": ("2023年下半年", [("2023-12-31", "by")]),
    "quarter": ("2024年第三季度末", [("2024-09-30", "by")]),
    "years": ("2014—2016年间", [("2016", "during")]),
    "plan": ("“十二五”期间", [("2015", "during")]),
    "end of plan": ("“十四五”期末", [("2025-12-31", "by")]),
    "Chinese digits": ("二〇二〇年", [("2020", "during")]),
    "baseline": ("较2015年提升", [("2015", "base")]),
    "beginning": ("自2024年1月1日起施行", [("2024-01-01", "from")]),
    "looking back": ("截至2022年底", [("2022-12-31", "past")]),
    "damaged": ("到20176月底前", [("2017-06-30", "by")]),
    "not a date": ("20128号", []),
    "too long": ("20151415号", []),
}


@pytest.mark.parametrize(("text", "expected"), DATES.values(), ids=DATES)
def test_date(text, expected):
    assert [(found.iso, found.mode) for found in deadlines(text)] == expected


def test_damaged_date_is_marked():
    assert [found.damaged for found in deadlines("到20176月底前；到2018年6月底前")] == [True, False]
