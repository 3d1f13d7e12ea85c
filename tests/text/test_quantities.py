import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.text.dates import deadlines
from policydiff.text.quantities import joined, measure_of, quantities, scale

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
}


@pytest.mark.parametrize(("text", "expected"), RANGES.values(), ids=RANGES)
def test_range_with_both_ends(text, expected):
    assert [(found.value, found.unit) for found in joined(list(quantities(text)), text)] == expected


@pytest.mark.parametrize(
    ("unit", "factor"), [("万元", 10_000), ("元", 1), ("亿元", 10**8), ("千瓦", 1), ("千克", 1), ("百万元", 10**6)]
)
def test_scale_of_a_unit(unit, factor):
    assert scale(unit) == factor


DATES = {
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
