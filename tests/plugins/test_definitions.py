import policydiff_definitions as plugin
import pytest

from policydiff.testing import facts, remarks

FOUND = {
    "of this law": ("本办法所称档案，是指单位形成的历史记录。", [("档案", "单位形成的历史记录")]),
    "in quotes": ("本办法所称“小微企业”是指从业人员不足百人的企业。", [("小微企业", "从业人员不足百人的企业")]),
    "short name": ("成立县医药改革领导小组（以下简称领导小组）。", [("领导小组", "成立县医药改革领导小组")]),
}
LEFT_ALONE = {
    "pronoun": "前款所称是指下列情形。",
    "guidance": "加强指导和指标管理。",
    "title of a person": "授予荣誉称号。",
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_definition(text, expected):
    assert [(fact["term"], fact["meaning"]) for fact in facts(plugin, f"第二条 {text}")] == expected


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_no_definition_is_read_into(text):
    assert facts(plugin, f"第二条 {text}") == ()


OLD = "第一条 本办法所称小微企业，是指从业人员不足百人的企业。\n\n第二条 小微企业可以申请补助。\n\n第三条 主管部门负责解释。"


def said(new):
    return remarks(plugin, old=OLD, new=new)


def test_changed_meaning_is_flagged_with_the_clauses_that_use_the_term():
    (remark,) = said(OLD.replace("百人", "三百人"))
    assert remark.rule == "definitions.changed"
    assert (
        remark.message("zh")
        == "“小微企业”的含义改动：从业人员不足百人的企业 → 从业人员不足三百人的企业；涉及第二条共1处"
    )


def test_dropped_definition_of_a_term_in_use_is_flagged():
    (remark,) = said(OLD.replace("本办法所称小微企业，是指从业人员不足百人的企业。", "本办法自公布之日起施行。"))
    assert remark.rule == "definitions.dropped"


UNREMARKED = {
    "same words": OLD,
    "other punctuation": OLD.replace("小微企业，是指", "小微企业是指"),
    "term gone altogether": OLD.replace("本办法所称小微企业，是指从业人员不足百人的企业。", "本办法依法制定。").replace(
        "小微企业可以", "企业可以"
    ),
    "new definition": OLD.replace("第三条 主管部门", "第三条 本办法所称补助，是指财政资金。主管部门"),
}


@pytest.mark.parametrize("new", UNREMARKED.values(), ids=UNREMARKED)
def test_same_meaning_is_left_alone(new):
    assert said(new) == ()


def test_term_is_named_without_what_leads_to_it():
    (fact,) = facts(plugin, "第二条 本法规定的绿地及其设施，是指公园、广场及附属物。")
    assert fact.subject == "绿地及其设施"
