import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.text.canonical import _FOLD, canon, canon_places, folded

SAME = {
    "width": ("ＡＢ１２，（三）；", "AB12,(三);"),
    "quotes": ("“云岭”‘甲’「乙」", '"云岭""甲""乙"'),
    "brackets of an official number": ("云政发〔2019〕6号", "云政发[2019]6号"),
    "spaces and line breaks": ("第一章　总  则\n\n第二条", "第一章总则第二条"),
    "spaces around digits": ("自 2020 年 3 月 1 日起", "自2020年3月1日起"),
    "variant characters": ("帐户、帐簿", "账户、账簿"),
    "variant words": ("其它部份的成份", "其他部分的成分"),
    "zeros": ("一百〇二", "一百零二"),
    "dashes": ("3——5天", "3-5天"),
    "numerals of one value": ("处一万五千元罚款", "处15000元罚款"),
    "numerals of mixed writing": ("处1.5万元罚款", "处15000元罚款"),
    "years": ("二〇二一年三月一日", "2021年3月1日"),
    "percentages": ("不低于百分之五十五", "不低于55％"),
    "thousands": ("5,000元", "5000元"),
    "article references": ("第三十二条之一第（二）项", "第32条之1第(2)项"),
    "ranges": ("三至五年", "3至5年"),
}
DIFFERENT = {
    "的 and 地": ("认真的办理", "认真地办理"),
    "作 and 做": ("作出决定", "做出决定"),
    "another mark": ("省、市", "省，市"),
    "values": ("三十日", "二十日"),
    "a unit": ("三千克", "3000克"),
    "a word": ("应当", "可以"),
    "Latin words": ("health care", "healthcare"),
    "a list is no thousand": ("5，200元", "5200元"),
    "levels of numbering": ("（一）", "（1）"),
    "fixed sum words": ("定金", "订金"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_forms_of_one_text_share_a_canon(one, other):
    assert canon(one) == canon(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_a_lawyer_would_ask_about_is_not_cosmetic(one, other):
    assert canon(one) != canon(other)


@pytest.mark.parametrize(
    "text",
    [
        "进一步完善",
        "统一个人信息",
        "万一发生",
        "三五个月内",
        "四五十人",
        "十分重要",
        "一些单位",
        "一部分",
        "组成部分之一",
    ],
)
def test_what_only_looks_like_a_numeral_stays(text):
    assert canon(text) == text


OFFICIAL = st.text(
    alphabet="第一二三十百千万〇零年月日条款元个的，。（）() 　\n0123456789,.“”帐其它份百分之-—…aB㎡", max_size=40
)


@given(OFFICIAL)
def test_canon_of_a_canon_is_itself_in_places_too(text):
    assert canon_places(text)[0] == canon(text)


@given(OFFICIAL)
def test_places_rise_from_the_beginning_to_the_end(text):
    key, places = canon_places(text)
    places = list(range(len(key) + 1)) if places is None else places
    assert len(places) == len(key) + 1
    assert places == sorted(places)
    assert places[-1] == len(text)


@given(st.text(alphabet=[*map(chr, _FOLD), *"甲乙,;()" + chr(34)], max_size=20))
def test_folding_usual_forms_first_folds_as_one_table_does(text):
    assert folded(text) == text.translate(_FOLD)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The oﬃce shall ﬁle ﬂood reports.", "The office shall file flood reports."),
        ("Grade Ⅲ lots", "Grade III lots"),
        ("第ⅳ级", "第iv级"),
        ("低于5℃", "低于5°C"),
        ("不超过3㎎/㎏", "不超过3mg/kg"),
        ("№ 12", "No 12"),
        ("cafe\u0301 and re\u0301sume\u0301", "café and résumé"),
        ("か\u3099", "が"),
        ("\u1112\u1161\u11ab", "한"),
        ("绿地300㎡", "绿地300m²"),
    ],
)
def test_signs_that_stand_for_other_characters_are_a_matter_of_form(one, other):
    assert canon(one) == canon(other)
    assert canon_places(one)[0] == canon(one)


@pytest.mark.parametrize(
    ("one", "other"), [("10⁶", "106"), ("①", "1"), ("m²", "m2"), ("㎡", "m2"), ("½", "12"), ("x₁", "x1")]
)
def test_raised_lowered_and_circled_characters_are_none(one, other):
    assert canon(one) != canon(other)
