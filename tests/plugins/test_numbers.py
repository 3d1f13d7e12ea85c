import policydiff_numbers as plugin
import pytest

from policydiff.model import Relation, Severity
from policydiff.testing import remarks

TOLD = {
    "limit raised": ("单笔资助不超过三万元", "单笔资助不超过五万元", "raised"),
    "limit lowered in another form": ("单笔资助不超过3万元", "单笔资助不超过25000元", "lowered"),
    "range raised": ("处五十元以上二百元以下罚款", "处二百元以上一千元以下罚款", "raised"),
    "lower bound gone, upper bound raised": (
        "处三千元以上九千元以下罚款",
        "处一万八千元以下罚款",
        "changed",
    ),
    "multiple raised": ("处违法所得一倍以上三倍以下罚款", "处违法所得三倍以上五倍以下罚款", "raised"),
    "limit turned round": ("客车载客最多为三十人", "客车载客至少为三十人", "direction_changed"),
    "limit without a unit turned round": ("厂区容积率不低于1.2", "厂区容积率不高于1.2", "direction_changed"),
    "period shortened": ("应当在20个工作日内答复", "应当在10个工作日内答复", "shortened"),
    "period extended in another unit": ("应当在三十日内签订合同", "应当在三个月内签订合同", "extended"),
    "notice earlier": ("应当在开工三十日前报告", "应当在开工六十日前报告", "advanced"),
    "day postponed": ("应当于2027年6月30日前完成", "应当于2027年9月30日前完成", "postponed"),
    "rarer": ("应当每半年检测一次锅炉", "应当每年检测一次锅炉", "rarer"),
    "period extended in English": (
        "Staff must report a breach within 72 hours",
        "Staff must report a breach within one week",
        "extended",
    ),
    "more often": ("Returns shall be audited annually", "Returns shall be audited quarterly", "more_frequent"),
}
SILENT = {
    "the same number in another form": ("每亩补助1200元种苗费", "每亩补助0.12万元种苗费"),
    "percent in words": ("首付比例不低于百分之二十", "首付比例不低于20%"),
    "dash of a range": ("费率为5%—20%不等", "费率为5%-20%不等"),
    "two numbers in the other order": (
        "新建公厕12座，改造泵站40个",
        "改造泵站40个，新建公厕12座",
    ),
    "number of a section": ("A breach of Section 12.3 ends the lease", "A breach of Section 10.1 ends the lease"),
    "words around a number": ("补助标准为五百元一户", "补助金额为五百元一户"),
    "a sentence that came": ("档案由专人保管", "档案由专人保管，保管期限为三十年"),
}
CONTEXT = "第一条 为了规范管理，制定本办法。\n\n第二条 {}。\n\n第三条 具体办法由主管部门另行制定。"


def said(before, after, relation=Relation.VERSIONS):
    return remarks(plugin, old=CONTEXT.format(before), new=CONTEXT.format(after), relation=relation)


@pytest.mark.parametrize(("before", "after", "rule"), TOLD.values(), ids=TOLD)
def test_number_that_changed_in_its_place_is_told(before, after, rule):
    assert [remark.rule for remark in said(before, after)] == [f"numbers.{rule}"]


@pytest.mark.parametrize(("before", "after"), SILENT.values(), ids=SILENT)
def test_number_that_stayed_is_left_alone(before, after):
    assert said(before, after) == ()


def test_both_values_and_the_words_around_them_are_told():
    (remark,) = said("单笔资助不超过三万元", "单笔资助不超过五万元")
    assert remark.message("zh") == "数值提高：不超过三万元 → 不超过五万元（单笔资助不超过五万元）"


def test_numbers_answer_to_each_other_by_place_and_not_by_order():
    before, after = "拨付定金两万元，违约金三万元", "拨付定金两万元，保证金一万元，违约金五万元"
    assert [(r.old.text, r.new.text) for r in said(before, after)] == [("三万元", "五万元")]


def test_remedy_that_became_shorter_is_grave():
    (remark,) = said("申请人可以在六十日内申请复核", "申请人可以在三十日内申请复核")
    assert remark.severity is Severity.HIGH


def test_siblings_are_told_side_by_side():
    (remark,) = said("单笔资助不超过三万元", "单笔资助不超过五万元", Relation.SIBLINGS)
    assert remark.message("zh").startswith("数值不同：甲为不超过三万元，乙为不超过五万元")
