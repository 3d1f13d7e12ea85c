"""What stands outside clauses and metadata is compared: lines left out, losses, repairs, text that nothing accounts for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import line

from policydiff.diff import ledger_changes
from policydiff.diff.conservation import first_difference, unaccounted
from policydiff.model import (
    Comparison,
    Document,
    LedgerChange,
    LedgerKind,
    Loss,
    Metadata,
    PolicyText,
    Relation,
    Removal,
    Repair,
)
from policydiff.pipeline import compare

EMPTY = Document(Metadata(), "", ())
SAME = Comparison(EMPTY, EMPTY, ())
PLAIN = PolicyText("第一条 公园开放。\n", delivered="第一条 公园开放。\n")


def changes(old, new):
    return ledger_changes(SAME, old, new)


def removed(*lines):
    return replace(PLAIN, removed=tuple(Removal(text, "footer") for text in lines))


def lost(*losses):
    return replace(PLAIN, losses=losses)


def test_a_line_left_out_that_changed_is_told_with_both_wordings():
    found = changes(removed("技术支持：青泽科技"), removed("技术支持：望岭科技"))
    assert found == (LedgerChange(LedgerKind.REMOVED, "footer", "技术支持：青泽科技", "技术支持：望岭科技"),)


def test_lines_left_out_that_do_not_resemble_one_another_are_told_apart():
    found = changes(removed("打印本页"), removed("网站标识码：0000"))
    assert [(change.old, change.new) for change in found] == [("打印本页", ""), ("", "网站标识码：0000")]


def test_lines_left_out_that_differ_in_form_do_not_differ():
    assert changes(removed("联系电话：1234"), removed("联系电话: １２３４")) == ()


def test_a_line_left_out_twice_and_once_differs():
    assert [change.old for change in changes(removed("页脚", "页脚"), removed("页脚"))] == ["页脚"]


def test_one_line_left_out_for_two_reasons_does_not_differ():
    assert changes(removed("首页"), replace(PLAIN, removed=(Removal("首页", "breadcrumb"),))) == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ((Loss("image", "", 1),), (), ("1", "")),
        ((Loss("image", "", 1),), (Loss("image", "", 2),), ("1", "2")),
        ((Loss("image", "公章 3f2a"),), (Loss("image", "公章 9c1d"),), ("1 公章 3f2a", "1 公章 9c1d")),
        ((), (Loss("header", "内部资料"),), ("", "1 内部资料")),
    ],
    ids=["gone", "one more", "another", "new"],
)
def test_losses_are_compared(old, new, told):
    assert [(change.old, change.new) for change in changes(lost(*old), lost(*new))] == [told]


def test_a_loss_counted_in_parts_is_the_same_loss():
    assert changes(lost(Loss("image", "", 2)), lost(Loss("image", ""), Loss("image", ""))) == ()


def test_a_repair_of_one_side_is_a_difference_of_the_sources():
    told = replace(PLAIN, repairs=(Repair("lost-date-marks", "20176月", "2017年6月", "", 0.9),))
    assert [change.new for change in changes(PLAIN, told)] == ["20176月 → 2017年6月"]


def test_script_is_a_matter_of_form():
    assert changes(PLAIN, replace(PLAIN, repairs=(Repair("script", "醫療", "医疗", "", 0.9),))) == ()


def test_nothing_is_said_of_ledgers_that_are_not_at_hand():
    assert changes(replace(removed("页脚"), delivered=None), PLAIN) == ()


def test_nothing_is_said_of_what_siblings_leave_out():
    assert ledger_changes(replace(SAME, relation=Relation.SIBLINGS), removed("页脚"), PLAIN) == ()


def test_a_delivered_line_that_stands_nowhere_is_unaccounted():
    text = PolicyText("第一条 公园开放。\n", delivered="第一条 公园开放。\n夜间关闭。\n")
    assert unaccounted(text) == ["夜间关闭。"]


@pytest.mark.parametrize(
    "text",
    [
        PolicyText("", Metadata(number="青政发〔2020〕3号"), delivered="青政发〔2020〕3号\n"),
        PolicyText("", Metadata(recipients=("各镇政府", "各办")), delivered="各镇政府，各办：\n"),
        PolicyText("", Metadata(recipients=("各镇政", "府")), delivered="各镇政；府：\n"),
        PolicyText("", removed=(Removal("打印", "page tool"),), delivered="打印\n"),
        PolicyText(
            "2017年6月底前完成。\n", repairs=(Repair("d", "20176月", "", "", 1.0),), delivered="20176月底前完成。"
        ),
        PolicyText("第一条公园\n开放。\n", delivered="第一条 公园开放。"),
        PolicyText("| 甲 | 乙 |\n", delivered="| 甲 | 乙 |\n| --- | --- |\n"),
        PolicyText("正文。\n", Metadata(title="通知"), delivered="---\ntitle: 通知\n---\n正文。\n"),
    ],
    ids=[
        "number",
        "recipients",
        "recipient of one character",
        "left out",
        "repaired",
        "joined",
        "table",
        "front matter",
    ],
)
def test_what_stands_in_metadata_or_ledger_is_accounted_for(text):
    assert unaccounted(text) == []


def test_unaccounted_text_that_differs_is_a_difference():
    texts = [PolicyText("甲。\n", delivered=f"甲。\n{hour}点关闭。\n") for hour in ("八", "九")]
    assert changes(*texts) == (LedgerChange(LedgerKind.UNACCOUNTED, "", "八点关闭。", "九点关闭。"),)


def test_texts_that_differ_where_no_list_does_are_told_apart_as_a_whole():
    old, new = (PolicyText("甲乙甲\n", delivered=delivered) for delivered in ("甲乙\n", "乙甲\n"))
    assert [change.kind for change in changes(old, new)] == [LedgerKind.UNACCOUNTED]


def test_texts_that_differ_in_form_have_no_first_difference():
    assert first_difference("第三条　处500元罚款。", "第三条 处５００元罚款。\n") is None


def test_the_first_difference_shows_both_sides():
    assert first_difference("甲乙", "甲丙") == ("甲乙", "甲丙")


def test_a_report_of_the_same_text_has_no_ledger_change():
    text = "云岭县河道管护办法\n\n第一条 河道由县管护。\n\n第二条 本办法自2024年1月1日起施行。\n"
    report = line.report(text, text)
    assert report.ledger_changes == ()
    assert not report.differs


def test_a_report_of_a_changed_title_differs():
    body = "\n\n第一条 河道由县管护。\n\n第二条 本办法自2024年1月1日起施行。\n"
    assert line.report("云岭县河道管护办法" + body, "云岭县河道巡查办法" + body).differs


def test_a_loss_on_one_side_makes_documents_differ():
    old = line.reading("云岭县河道管护办法\n\n第一条 河道由县管护。\n")
    new = replace(old, text=replace(old.text, losses=(Loss("image", ""),)))
    report = compare(old, new, line.LOADED, line.LINE)
    assert report.differs
    assert [change.kind for change in report.ledger_changes] == [LedgerKind.LOST]
