import policydiff_force as plugin
import pytest

from policydiff.testing import facts, remarks

FOUND = {
    "effective": ("本办法自2024年5月1日起施行。", [("effective", "2024年5月1日")]),
    "on the day of publication": ("本办法自发布之日起施行。", [("effective", "发布之日")]),
    "validity": ("本办法自印发之日起施行，有效期5年。", [("effective", "印发之日"), ("validity", "5年")]),
    "repeal": (
        "本办法自2024年5月1日起施行，《云岭县档案办法》同时废止。",
        [("repeal", "云岭县档案办法"), ("effective", "2024年5月1日")],
    ),
    "scope": ("本办法适用于本县各类医疗机构。", [("scope", "本县各类医疗机构")]),
    "scope before the verb": ("在本县从事档案活动，适用本办法。", [("scope", "在本县从事档案活动")]),
}
LEFT_ALONE = {
    "quoted from another rule": "依照《渡口办法》“第五条 本办法自2023年1月1日起施行。”的规定，渡口应当公示票价。",
    "quoted in corner brackets": "《渡口办法》「本办法自2023年1月1日起施行」一条不再适用。",
    "another thing's validity": "许可证有效期为3年。",
    "another thing's start": "合同自双方签字之日起生效。",
    "use": "推广适用技术。",
    "rules on a case": "公安机关惩治上述行为，适用本法的有关规定。",
    "beyond its validity": "超出证书有效期、规定范围，未按本办法施行的。",
    "by analogy": "在境外从事相关活动的，参照适用本办法。",
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_statement_of_force(text, expected):
    assert [(fact["about"], fact["value"]) for fact in facts(plugin, f"第九条 {text}")] == expected


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_other_statements_are_left_alone(text):
    assert facts(plugin, f"第九条 {text}") == ()


FLAGGED = {
    "other date": ("本办法自2019年1月1日起施行。", "本办法自2024年5月1日起施行。", "effective_changed"),
    "longer": ("本办法自印发之日起施行，有效期2年。", "本办法自印发之日起施行，有效期5年。", "validity_changed"),
    "validity dropped": ("本办法自印发之日起施行，有效期2年。", "本办法自印发之日起施行。", "validity_dropped"),
    "repeal added": ("本办法自印发之日起施行。", "本办法自印发之日起施行，《旧办法》同时废止。", "repeal_added"),
    "wider": ("本办法适用于公立医疗机构。", "本办法适用于各类医疗机构。", "scope_changed"),
}


@pytest.mark.parametrize(("before", "after", "rule"), FLAGGED.values(), ids=FLAGGED)
def test_change_is_flagged(before, after, rule):
    said = remarks(plugin, old=f"第九条 {before}", new=f"第九条 {after}")
    assert [remark.rule for remark in said] == [f"force.{rule}"]


def test_same_force_is_left_alone():
    text = "第九条 本办法自印发之日起施行，有效期2年。"
    assert remarks(plugin, old=text, new=text) == ()


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [("办法（试行）", "办法", "trial_ended"), ("办法", "暂行办法", "trial_began")],
    ids=["ended", "began"],
)
def test_trial_that_ends_or_begins_is_flagged(before, after, rule):
    header = "---\ntitle: {}\n---\n\n第一条 为加强管理，制定本办法。"
    said = remarks(plugin, old=header.format(before), new=header.format(after))
    assert [remark.rule for remark in said] == [f"force.{rule}"]


def test_repealed_document_is_one_with_and_without_its_issuer():
    old = "第九条 本办法自2024年1月1日起施行。云岭县政府《关于绿地的规定》同时废止。"
    new = "第九条 本办法自2024年1月1日起施行。《云岭县政府关于绿地的规定》同时废止。"
    assert [remark.rule for remark in remarks(plugin, old=old, new=new) if "repeal" in remark.rule] == []
