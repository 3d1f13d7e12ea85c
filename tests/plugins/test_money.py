import policydiff_money as plugin
import pytest

from policydiff.model import Severity
from policydiff.testing import facts, remarks

FOUND = {
    "fine": ("处五万元以下罚款。", [("fine", "must")]),
    "fine at discretion": ("可以处五万元以下罚款。", [("fine", "may")]),
    "and a fine at discretion": ("给予警告，可以并处五万元以下罚款。", [("warning", "must"), ("fine", "may")]),
    "confiscation": ("没收违法所得，并处违法所得一倍以上五倍以下罚款。", [("confiscation", "must"), ("fine", "must")]),
    "licence": ("情节严重的，吊销营业执照。", [("revocation of a licence", "must")]),
    "crime": ("构成犯罪的，依法追究刑事责任。", [("criminal liability", "must")]),
    "free": ("为老年人免费体检。", [("free of charge", "must")]),
}
LEFT_ALONE = {
    "warning level": "建立预警机制。",
    "decision on a fine": "作出罚款决定的机关。",
    "responsibility": "落实主体责任。",
    "detention centre": "拘留所的管理。",
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_penalty_or_fee(text, expected):
    assert [(fact.subject, fact["mode"]) for fact in facts(plugin, f"第九条 {text}")] == expected


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_other_words_are_left_alone(text):
    assert facts(plugin, f"第九条 {text}") == ()


FLAGGED = {
    "fine added": ("责令改正", "责令改正，并处一万元以下罚款", "added", Severity.LOW),
    "fine dropped": ("责令改正，并处一万元以下罚款", "责令改正", "dropped", Severity.LOW),
    "licence at stake": ("责令改正", "责令改正，吊销许可证", "added", Severity.MEDIUM),
    "left to discretion": ("责令改正，处一万元以下罚款", "责令改正，可以处一万元以下罚款", "may", Severity.MEDIUM),
    "made mandatory": ("责令改正，可以处一万元以下罚款", "责令改正，处一万元以下罚款", "must", Severity.MEDIUM),
    "no longer free": ("向居民免费提供服务", "向居民提供服务", "dropped", Severity.LOW),
}
UNREMARKED = {
    "other sum": ("责令改正，处一万元以下罚款", "责令改正，处五万元以下罚款"),
    "other words": ("责令其改正，处一万元以下罚款", "责令限期改正，处一万元以下的罚款"),
}


@pytest.mark.parametrize(("before", "after", "rule", "severity"), FLAGGED.values(), ids=FLAGGED)
def test_change_is_flagged(before, after, rule, severity):
    said = remarks(plugin, old=f"第九条 违反本办法规定的，{before}。", new=f"第九条 违反本办法规定的，{after}。")
    assert [(remark.rule, remark.severity) for remark in said] == [(f"money.{rule}", severity)]


@pytest.mark.parametrize(("before", "after"), UNREMARKED.values(), ids=UNREMARKED)
def test_same_penalty_is_left_alone(before, after):
    assert remarks(plugin, old=f"第九条 违反规定的，{before}。", new=f"第九条 违反规定的，{after}。") == ()


@pytest.mark.parametrize(
    "text",
    [
        "被吊销执照的企业应当公告。",
        "作出吊销执照、责令关闭决定的部门可以申请清算。",
        "受到罚款处罚的单位应当报告。",
        "符合减免条件的，应当准许。",
        "需要追究刑事责任的，移送有关部门。",
    ],
    ids=["suffered", "decided", "received", "no fee", "denied"],
)
def test_penalty_that_is_only_named_is_left_alone(text):
    assert facts(plugin, f"第一条 {text}") == ()


def test_penalties_of_two_cases_are_not_one_that_became_mandatory():
    old = "第一条 外来船舶擅自进港捕捞的，可以没收渔获物，并责令离开本港水域。"
    new = "第一条 被认定为违反协定的船舶进入港口的，没收渔获物和渔具，取消其靠泊资格并予公告。"
    assert "money.must" not in [remark.rule for remark in remarks(plugin, old=old, new=new)]
