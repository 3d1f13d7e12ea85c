"""Page furniture is a matter of web pages, and of text that shows it was scraped from one."""

from __future__ import annotations

import pytest

from policydiff.model import Conversion, SourceKind
from policydiff.normalize import normalize
from policydiff.normalize.clean.page_evidence import is_furnished

HEAD = "云岭县关于举办河道巡查培训班的通知\n\n一、培训内容\n\n培训河道巡查的要求、方法和记录，提高巡查员的业务能力。\n\n二、组织单位\n\n"
TAIL = "\n\n三、报名\n\n参加人员应当于开班前三日报名，报名表随本通知印发。\n"

LINES = [
    "主办单位：云岭县水务局",
    "承办单位：云岭县培训中心",
    "技术支持：云岭县信息中心",
    "建设单位：青泽公司",
    "联系电话：0000-1234567 传真：0000-7654321",
    "邮政编码：000000",
    "© 云岭县水务局",
    "版权所有：云岭县水务局",
    "（一）pH>6",
    "水位＞5米",
    "依照«河道条例»的规定",
    "Copyright Infringement",
    "机密★10年",
    "特急",
    "编辑：资料组",
    "来源：地表水",
    "下载",
    "保存",
    "注册",
    "图解",
    "相关材料",
    "A+",
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("kind", [SourceKind.FILE, SourceKind.PLAIN_TEXT], ids=["file", "text"])
def test_a_line_between_clauses_is_the_documents(line, kind):
    text = normalize(Conversion(f"{HEAD}{line}{TAIL}", kind=kind))
    assert line.replace("＞", ">") in text.markdown.replace("＞", ">")
    assert text.removed == ()


@pytest.mark.parametrize("line", LINES)
def test_a_line_between_clauses_of_a_page_is_the_documents(line):
    page = f"当前位置：首页 > 公告\n\n分享到：\n\n{HEAD}{line}{TAIL}\n\n网站地图\n\n京ICP备00000000号\n"
    text = normalize(Conversion(page, kind=SourceKind.WEB_PAGE))
    assert line in text.markdown
    assert "ICP" not in text.markdown
    assert "分享到" not in text.markdown


@pytest.mark.parametrize("line", LINES)
def test_a_line_at_the_end_of_a_file_is_the_documents(line):
    text = normalize(Conversion(f"{HEAD}各镇水务站。{TAIL}\n\n{line}\n\n附表另发\n"))
    assert line in text.markdown
    assert "附表另发" in text.markdown


def test_one_line_of_furniture_takes_nothing_below_it():
    page = f"{HEAD}各镇水务站。{TAIL}\n\n【打印本页】\n\n联系人：赵某\n\n地点：河道二站\n"
    text = normalize(Conversion(page, kind=SourceKind.WEB_PAGE))
    assert [removal.text for removal in text.removed] == ["【打印本页】"]


def test_lines_above_the_title_of_a_file_stay():
    text = normalize(Conversion("设备采购合同\n\n合同编号：QZ-2024-01\n\n# 第一章 总则\n\n第一条 价款为二万元。\n"))
    assert "QZ-2024-01" in text.markdown
    assert text.removed == ()


@pytest.mark.parametrize(
    "lines",
    [
        ["当前位置：首页>公告", "分享到：", "云岭县河道办法", "第一条 河道由县管护。"],
        ["云岭县河道办法", "第一条 河道由县管护，各镇应当按照职责开展巡查工作。", "责任编辑：某", "京ICP备00000000号"],
        ["- 省级部门", "- 市级部门", "- 县级部门", "云岭县河道办法", "第一条 河道由县管护。"],
    ],
    ids=["head", "foot", "menu"],
)
def test_text_with_several_signs_was_scraped(lines):
    assert is_furnished(SourceKind.PLAIN_TEXT, lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["云岭县河道办法", "第一条 河道由县管护。", "主办单位：水务局", "承办单位：培训中心", "技术支持：信息中心"],
        [
            "云岭县河道办法",
            "第一条 河道由县管护。",
            "联系电话：0000",
            "传真：0000",
            "邮政编码：000000",
            "地址：河道二站",
        ],
        ["时间：三月", "地点：河道二站", "云岭县河道办法", "第一条 河道由县管护。"],
        ["分享到：", "云岭县河道办法", "第一条 河道由县管护。"],
    ],
    ids=["organizers", "contact", "invitation", "one sign"],
)
def test_text_without_signs_was_not(lines):
    assert not is_furnished(SourceKind.PLAIN_TEXT, lines)


@pytest.mark.parametrize(
    "line", ["Alphabet and diabetes", "Abet", "Tibet", "体育投注站的设置", "百家乐的规则", "老虎机的检验", "alphabet"]
)
@pytest.mark.parametrize("kind", list(SourceKind), ids=lambda kind: kind.name)
def test_words_that_a_rule_is_about_are_no_advertising(line, kind):
    assert line in normalize(Conversion(f"{HEAD}{line}\n\n老虎机{TAIL}", kind=kind)).markdown


def test_a_list_of_tasks_that_stands_twice_is_no_table_of_contents():
    tasks = "1.清理河道\n\n2.安装标牌\n\n3.培训人员\n\n"
    text = normalize(
        Conversion(f"任务分解\n\n一、东村\n\n{tasks}二、西村\n\n{tasks}三、保障\n\n各村应当落实责任，按期完成。\n")
    )
    assert text.removed == ()


def test_a_list_of_tasks_below_plain_headings_is_no_table_of_contents():
    tasks = "1.清理河道\n\n2.安装标牌\n\n3.培训人员\n\n"
    text = normalize(Conversion(f"任务分解\n\n东村\n\n{tasks}西村\n\n{tasks}各村应当落实责任，按期完成。\n"))
    assert text.removed == ()


def test_a_table_of_contents_is_left_out():
    heads = ["一、总体要求", "二、重点任务", "三、保障措施"]
    body = "".join(f"{head}\n\n各镇应当按照要求开展工作，定期报告进展。\n\n" for head in heads)
    text = normalize(Conversion("河道巡查方案\n\n" + "\n\n".join(heads) + f"\n\n{body}"))
    assert [removal.text for removal in text.removed] == heads
