import policydiff_health as plugin
import policydiff_responsibilities as responsibilities
import policydiff_targets as targets
import pytest

from policydiff import pipeline
from policydiff.model import Fact
from policydiff.plugins import from_modules
from policydiff.testing import comparison, facts
from policydiff.text.segmentation import words

TARGET = "一、主要目标\n\n到2025年，全县{}达到{}。"
DUTY = "一、主要任务\n\n做好基金结算和对账工作。（牵头单位：{}；配合单位：县财政局）"


def said(old, new, *, vocabulary=True):
    modules = {"targets": targets, "responsibilities": responsibilities} | ({"health": plugin} if vocabulary else {})
    remarks, failures = pipeline.annotated(comparison(old, new), from_modules(**modules))
    assert failures == ()
    return [remark.rule for remark in remarks]


ONE_INDICATOR = {
    "beds": ("每千人口床位数", "每千常住人口医疗卫生机构床位数"),
    "doctors": ("每千人口医生数", "每千常住人口执业（助理）医师数"),
    "nurses": ("每千人口护士数", "每千常住人口注册护士数"),
    "approved beds": ("核定床位数", "编制床位数"),
    "share of drugs": ("公立医院药占比", "公立医院药品收入占医疗收入比重"),
    "treated in the county": ("县域内就诊率", "县域就诊率"),
    "family doctor": ("家庭医生签约率", "家庭医生签约服务覆盖率"),
    "life expectancy": ("人均期望寿命", "居民平均预期寿命"),
    "scope": ("全市药占比", "药品收入占医疗收入的比例"),
}
TWO_INDICATORS = {
    "approved and open beds": ("编制床位数", "开放床位数"),
    "doctors and nurses": ("每千人口医师数", "每千人口护士数"),
}
ONE_OFFICE = {
    "before 2018": ("县合管办", "县新型农村合作医疗管理办公室"),
    "supervision, 2013 and 2018": ("县卫生监督所", "县卫生健康综合监督执法局"),
    "disease control": ("县疾控中心", "县疾病预防控制中心"),
    "insurance": ("县医保中心", "县医疗保障事务中心"),
}


def fact(kind, subject):
    return Fact("一", kind, subject, subject, 0, 1)


@pytest.mark.parametrize(("old", "new"), ONE_INDICATOR.values(), ids=ONE_INDICATOR)
def test_one_indicator_under_two_names(old, new):
    assert plugin.same_fact(fact("target", old), fact("target", new)) is True


@pytest.mark.parametrize(("old", "new"), TWO_INDICATORS.values(), ids=TWO_INDICATORS)
def test_two_indicators_that_look_alike(old, new):
    assert plugin.same_fact(fact("target", old), fact("target", new)) is False


@pytest.mark.parametrize(("old", "new"), ONE_OFFICE.values(), ids=ONE_OFFICE)
def test_one_office_under_two_names(old, new):
    assert plugin.same_fact(fact("responsibility", old), fact("responsibility", new)) is True


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("target", "绿地率", "森林覆盖率"),
        ("target", "编制床位数", "绿地率"),
        ("target", "儿童药占比", "成人药占比"),
        ("responsibility", "市疾控中心", "县疾控中心"),
        ("responsibility", "市财政局", "市民政局"),
        ("money", "编制床位数", "开放床位数"),
    ],
    ids=["unknown", "one unknown", "other groups", "other places", "other offices", "other kinds"],
)
def test_what_is_no_matter_of_the_vocabulary_is_left_to_the_plugin_of_the_fact(kind, old, new):
    assert plugin.same_fact(fact(kind, old), fact(kind, new)) is None


def test_indicator_in_other_words_is_neither_dropped_nor_new():
    old, new = TARGET.format("药占比", "30%以下"), TARGET.format("公立医院药品收入占医疗收入比重", "30%以下")
    assert said(old.replace("药占比", "公立医院药占比"), new) == []


def test_indicator_in_other_words_keeps_its_change():
    old, new = TARGET.format("每千人口医生数", "2.5人"), TARGET.format("每千常住人口执业（助理）医师数", "2.8人")
    assert said(old, new) == ["targets.raised"]


def test_lead_under_another_name_is_not_another_lead():
    old, new = DUTY.format("县合管办"), DUTY.format("县新农合管理办公室")
    assert said(old, new) == ["responsibilities.written_differently"]


def test_without_the_vocabulary_another_name_is_another_lead():
    old, new = DUTY.format("县合管办"), DUTY.format("县新农合管理办公室")
    assert said(old, new, vocabulary=False) == ["responsibilities.lead_changed"]


@pytest.mark.parametrize("term", ["分级诊疗", "编制床位", "医保"])
def test_terms_stay_whole(term):
    assert term in words(f"推进{term}工作", plugin.register_terms())


def test_a_vocabulary_finds_no_facts_of_its_own():
    assert facts(plugin, TARGET.format("药占比", "30%以下")) == ()


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("每千常住人口医疗机构床位数", "每千人口床位数"),
        ("全市每千人口病床数", "每千人口床位数"),
        ("药品收入占医疗总收入的比例", "药占比"),
    ],
)
def test_an_indicator_of_health_has_one_name(subject, name):
    assert plugin.common_name(Fact("一", "target", subject, "5", 0, 1)) == name


def test_an_indicator_of_anything_else_has_none():
    assert plugin.common_name(Fact("一", "target", "绿地率", "5%", 0, 1)) is None
