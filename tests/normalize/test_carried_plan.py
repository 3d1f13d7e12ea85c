"""Text → policy Markdown: headings by numbering, tables of contents, carried plans, attachments, what reads damaged."""

from __future__ import annotations

import pytest

from policydiff.model import Conversion, SourceKind
from policydiff.normalize import normalize
from policydiff.normalize.metadata.regions import code_of, level_of

BODY = "各单位要健全制度，压实责任，定期检查，发现问题及时整改，并将情况报送县水务局备案。"
NOTICE = "云岭县人民政府关于印发两个办法的通知\n各镇人民政府：\n现将《云岭县河道办法》《云岭县水库办法》印发给你们，请遵照执行。\n2021年3月5日\n"


def lines(text):
    return [line for line in normalize(Conversion(text)).markdown.split("\n") if line]


def doubts(text, rule):
    return [doubt.text for doubt in normalize(Conversion(text)).suspicions if doubt.rule == rule]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"一、总体要求\n（一）任务\n{BODY}", ["## 一、总体要求", "### （一）任务", BODY], id="plan"),
        pytest.param(
            f"1 总则\n1.1 目的\n{BODY}\n1.2 范围\n{BODY}\n2 组织\n2.1 机构\n{BODY}",
            ["## 1 总则", "### 1.1 目的", BODY, "### 1.2 范围", BODY, "## 2 组织", "### 2.1 机构", BODY],
            id="outline of an emergency plan",
        ),
        pytest.param(f"## 巡查范围\n\n{BODY}\n", ["## 巡查范围", BODY], id="marked by the source"),
        pytest.param(f"第一条\n{BODY}", [f"第一条 {BODY}"], id="label alone on its line"),
        pytest.param("第一条 甲。\n第二条以下情形除外。\n第三条 丙。", ["第一条 甲。", "第二条 以下情形除外。", "第三条 丙。"], id="run in"),
        pytest.param("第一条 甲。\n第一条规定的情形除外。\n第二条 乙。", ["第一条 甲。", "第一条规定的情形除外。", "第二条 乙。"], id="cited"),
        pytest.param("第一条：甲。\n第二条：乙。", ["第一条 甲。", "第二条 乙。"], id="colon"),
    ],
)  # fmt: skip
def test_headings_and_labels_are_what_numbering_says(text, expected):
    assert lines(text) == expected


@pytest.mark.parametrize("head", ["", "目录\n"], ids=["no title", "目录"])
def test_contents_that_stand_again_go_with_their_reason(head):
    entries = "1 总则\n1.1 目的\n1.2 范围\n2 组织\n2.1 机构\n"
    body = f"1 总则\n1.1 目的\n{BODY}\n1.2 范围\n{BODY}\n2 组织\n2.1 机构\n{BODY}\n"
    text = normalize(Conversion(f"云岭县突发事件应急预案\n{head}{entries}{body}"))
    assert text.markdown == normalize(Conversion(f"云岭县突发事件应急预案\n{body}")).markdown
    assert {removal.reason for removal in text.removed} == {"table of contents"}


def test_each_plan_that_a_notice_carries_has_its_title():
    found = lines(f"{NOTICE}云岭县河道办法\n{BODY}\n{BODY}\n云岭县水库办法\n{BODY}")
    assert [line for line in found if line.startswith("# ")] == [
        "# 云岭县人民政府关于印发两个办法的通知",
        "# 云岭县河道办法",
        "# 云岭县水库办法",
    ]


def test_number_of_an_order_is_no_heading():
    text = normalize(
        Conversion(f"云岭县人民政府令\n第179号\n《云岭县河道办法》已经通过，现予公布，自2021年5月1日起施行。\n{BODY}")
    )
    assert text.metadata.number == "云岭县人民政府令第179号"
    assert "179" not in text.markdown


def test_history_below_a_carried_title_is_metadata():
    order = "云岭县人民政府令\n第179号\n《云岭县河道办法》已经通过，现予公布，自2021年5月1日起施行。\n县长 赵某\n2021年3月5日\n"
    text = normalize(
        Conversion(f"{order}云岭县河道办法\n（2021年2月1日云岭县人民政府\n第5次常务会议通过）\n第一条 {BODY}")
    )
    assert "常务会议" not in text.markdown
    assert text.metadata.history == ("（2021年2月1日云岭县人民政府", "第5次常务会议通过）")
    assert str(text.metadata.issued) == "2021-03-05"


def test_name_of_an_attachment_ends_above_the_head_of_its_table():
    found = lines(f"云岭县河道办法\n{BODY}\n附件1\n河道巡查任务分工表\n序号\n任务\n1\n巡查\n")
    assert "# 附件1 河道巡查任务分工表" in found


def test_lines_between_title_and_recipients_are_the_pages():
    text = normalize(
        Conversion(f"云岭县关于巡查工作的通知\n云岭县新闻中心\n各镇人民政府：\n{BODY}", kind=SourceKind.WEB_PAGE)
    )
    assert "新闻中心" not in text.markdown
    assert any(removal.text == "云岭县新闻中心" for removal in text.removed)


def test_speaker_and_occasion_of_a_report_stay():
    assert "县长 赵某" in lines(f"云岭县政府工作报告\n县长 赵某\n各位代表：\n{BODY}")


def test_short_text_without_parts_is_kept():
    assert lines("山上一棵松\n水里一片云") == ["山上一棵松", "水里一片云"]


def test_first_line_of_a_plain_text_is_its_title():
    assert normalize(Conversion(f"河道巡查工作要点\n\n{BODY}\n\n{BODY}")).metadata.title == "河道巡查工作要点"


@pytest.mark.parametrize(
    ("name", "recipients", "level"),
    [
        pytest.param("浙江省", (), "province", id="province"),
        pytest.param("上海市", (), "province", id="municipality"),
        pytest.param("云岭县", (), "county", id="county"),
        pytest.param("云岭自治州", (), "prefecture", id="autonomous prefecture"),
        pytest.param("丹泽市", ("各镇人民政府",), "county", id="city that writes to towns"),
        pytest.param("丹泽市", ("各县（市、区）人民政府",), "prefecture", id="city that writes to counties"),
        pytest.param("丹泽市", ("各有关单位",), "", id="city that does not tell"),
        pytest.param("丹泽市海湾区", (), "county", id="district of a city"),
    ],
)
def test_level_of_a_region_is_what_the_document_shows(name, recipients, level):
    assert level_of(name, recipients) == level


@pytest.mark.parametrize(
    ("name", "code"),
    [("浙江省", "330000"), ("浙江省丹泽市", "330000"), ("丹泽市", ""), ("内蒙古自治区", "150000")],
    ids=["province", "city after its province", "city alone", "autonomous region"],
)
def test_code_is_that_of_the_printed_province(name, code):
    assert code_of(name) == code


def test_city_whose_law_a_province_approved_is_of_that_province():
    history = "（2021年2月1日丹泽市人民代表大会常务委员会通过 2021年3月1日浙江省人民代表大会常务委员会批准）"
    found = normalize(Conversion(f"丹泽市河道管理条例\n{history}\n第一条 {BODY}")).metadata
    assert (found.region, found.region_level, found.region_code) == ("丹泽市", "prefecture", "330000")


@pytest.mark.parametrize("text", ["制度的的落实。", "开展“改善善服务”活动。"], ids=["的", "quoted"])
def test_doubled_character_is_flagged(text):
    assert len(doubts(text, "doubled")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "由市市场监管局负责。", "本院院长批准。", "以营利为目的的活动。", "人人有责。", "行政区域内内河通航水域。", "实现县县通高速、乡乡通公路。",
        "决定战争和和平的问题。", "建立健全全市统一的平台。", "在“十五五”期间。",
    ],
)  # fmt: skip
def test_character_that_ends_one_word_and_begins_the_next_is_not_flagged(text):
    assert doubts(text, "doubled") == []


def test_clause_without_the_heading_that_its_siblings_have_is_flagged():
    clauses = [f"{at}.健全制度。{BODY}" for at in range(1, 10)]
    lost = f"10.完善机制组建各镇联合巡查队伍和县级督查专班并保障其经费。{BODY}"
    assert doubts("\n".join([*clauses, lost]), "lost-stop") == [lost[:40]]


def test_circular_without_title_is_flagged():
    assert doubts(f"各镇人民政府：\n{BODY}", "head") == ["各镇人民政府"]


def test_circular_without_signature_is_flagged():
    assert doubts(f"云岭县关于巡查的通知\n各镇人民政府：\n{BODY}\n2021年3月5日", "signature") == ["2021-03-05"]


def test_plan_whose_headings_lost_their_numbers_is_flagged():
    parts = [f"{name}\n{at}.检查。{BODY}" for at, name in enumerate(["巡查任务", "整改任务", "考核任务"], 1)]
    assert doubts("\n".join(["一、重点任务", *parts]), "lost-numbering") == ["巡查任务、整改任务、考核任务"]


def test_explanation_below_the_document_goes_with_its_reason():
    text = normalize(
        Conversion(f"{NOTICE}云岭县河道办法\n{BODY}\n政策解读\n一、制定背景\n{BODY}", kind=SourceKind.WEB_PAGE)
    )
    assert "制定背景" not in text.markdown
    assert {removal.reason for removal in text.removed} == {"explanation of the document"}


def test_document_that_explains_is_kept():
    assert "制定背景" in normalize(Conversion(f"政策解读\n一、制定背景\n{BODY}")).markdown


def test_without_repairing_no_line_is_changed_nor_any_repair_told():
    page = f"云岭县人民政府关于印发《云岭县河道巡查实施办法》的通知\n各镇人民政府：\n{BODY}\n云岭县河道巡查\n{BODY}"
    left, mended = (normalize(Conversion(page), repairing=repairing) for repairing in (False, True))
    assert (left.repairs, left.metadata.carried_title) == ((), "云岭县河道巡查")
    assert [repair.after for repair in mended.repairs] == ["云岭县河道巡查实施办法"]
