import policydiff_references as plugin
import pytest

from policydiff.testing import remarks

# Five rules with nothing in common, so that each is found again under whatever number.
RULES = (
    "为了规范档案收集、整理和利用活动，制定本办法。",
    "单位负责人对本单位业务资料的真实性负责，并配备专职管理人员。",
    "禁止出售、赠送或者交换涉及个人健康的信息。",
    "主管部门每年组织一次安全培训，费用由财政承担。",
    "违反本办法{}规定的，由主管部门责令改正，给予警告。",
)
NEW_RULE = "电子凭证与纸质凭证具有同等效力，可以单独保存。"
NUMBERS = "一二三四五六七"


def document(*rules, reference):
    return "\n\n".join(f"第{NUMBERS[index]}条 {rule.format(reference)}" for index, rule in enumerate(rules))


def said(old, new):
    return [remark.rule for remark in remarks(plugin, old=old, new=new)]


OLD = document(*RULES, reference="第三条")


def test_reference_that_was_not_renumbered_with_its_article_is_flagged():
    new = document(*RULES[:1], NEW_RULE, *RULES[1:], reference="第三条")
    assert said(OLD, new) == ["references.other_content"]


def test_reference_that_follows_its_article_is_left_alone():
    new = document(*RULES[:1], NEW_RULE, *RULES[1:], reference="第四条")
    assert said(OLD, new) == []


def test_reference_to_another_article_is_flagged():
    assert said(OLD, document(*RULES, reference="第二条")) == ["references.retargeted"]


def test_reference_that_leads_nowhere_is_flagged():
    assert said(OLD, document(*RULES, reference="第九条")) == ["references.nowhere"]


def test_reference_to_an_article_that_is_gone_is_flagged():
    new = document(*RULES[:2], NEW_RULE, *RULES[3:], reference="第三条")
    assert said(OLD, new) == ["references.other_content"]


OTHERS = {
    "title": "《档案法》第九十条",
    "short name": "行政处罚法第九十条",
    "and its further articles": "《档案法》第九十条、第九十一条",
}


@pytest.mark.parametrize("reference", OTHERS.values(), ids=OTHERS)
def test_article_of_another_document_is_left_alone(reference):
    text = document(*RULES[:4], "违反{}规定的，由主管部门责令改正。", reference=reference)
    assert said(OLD, text) == []


def test_reference_that_led_nowhere_before_is_left_alone():
    dangling = document(*RULES, reference="第九条")
    assert said(dangling, dangling) == []


def test_document_without_articles_has_no_references():
    text = "一、执行第九条规定。"
    assert said(text, text) == []


def test_message_tells_where_the_content_is_now():
    new = document(*RULES[:1], NEW_RULE, *RULES[1:], reference="第三条")
    (remark,) = remarks(plugin, old=OLD, new=new)
    assert remark.message("zh") == "仍引用第三条，但原第三条的内容现为第四条"
    assert remark.message("en") == "still refers to 第三条, but its content is now 第四条"


def test_list_in_another_order_is_left_alone():
    old = document(*RULES[:4], "违反{}规定的，由主管部门责令改正。", reference="第二条、第三条")
    new = document(*RULES[:4], "违反{}规定的，由主管部门责令改正。", reference="第三条、第二条")
    assert said(old, new) == []
