"""Text → policy Markdown: chrome, the parts of an official document, headings, dates; idempotence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.model import Citation, Conversion, Rule, SourceKind
from policydiff.normalize import BUILT_IN, normalize
from policydiff.normalize.clean.page_furniture import chrome_kind
from policydiff.normalize.metadata.force import later
from policydiff.normalize.metadata.titles import recipients_of
from policydiff.text import front_matter

PAGE = """您当前的位置：首页 > 政务公开 > 县政府文件
云岭县人民政府办公室关于印发《云岭县托育服务实施方案》的通知
索 引 号 115300/2021-00031 主题分类 卫生、体育
发布机构 云岭县人民政府办公室 文  号 云政办发〔2021〕3号
成文日期 2021-03-05 公文时效 有效
发布时间：
2021-03-09 10:20
分享到：
【字体：大 中 小】 【打印】

云政办发〔2021〕3号

云岭县人民政府办公室
关于印发《云岭县托育
服务实施方案》的通知

各镇人民政府，县直各有关单位：

　　《云岭县托育服务实施方案》已经县人民政府同意，现印发给你们，请认真贯彻执行。

　　　　　　　　　　云岭县人民政府办公室
　　　　　　　　　　　2021年3月5日
（此件公开发布）

云岭县托育服务实施方案

　　为贯彻《丹泽省人民政府关于发展托育服务的意见》（临政发〔2020〕41号），结合我县实际，制定本方案。

一、总体要求

（一）指导思想

　　坚持政府引导、社会参与，增加普惠供给，到2023年每千人口托位数达到4.5个，满足群众多层次的需求。

（二）工作目标。到2023年底基本建成服务体系。

二、保障措施

1.加强领导。各镇要健全机制，压实责任，确保任务按期完成。

　　本方案自印发之日起施行，有效期五年。

附件：1.任务分工表
2.托位计划表

附件1

任务分工表

| 任务 | 单位 |
| 建设 | 县卫生健康局 |

抄送：县委各部门，县人大常委会办公室。
云岭县人民政府办公室 2021年3月8日印发

【打印】 【关闭】 返回顶部
版权所有：云岭县人民政府 临ICP备00000000号
"""


@pytest.fixture(scope="module")
def text():
    return normalize(Conversion(PAGE, kind=SourceKind.PLAIN_TEXT))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "云岭县人民政府办公室关于印发《云岭县托育服务实施方案》的通知"),
        ("number", "云政办发〔2021〕3号"),
        ("issuer", "云岭县人民政府办公室"),
        ("issued", date(2021, 3, 5)),
        ("published", date(2021, 3, 9)),
        ("effective", date(2021, 3, 8)),
        ("expires", date(2026, 3, 7)),
        ("recipients", ("各镇人民政府", "县直各有关单位")),
        ("region", "云岭县"),
        ("carried_title", "云岭县托育服务实施方案"),
        ("signature", "云岭县人民政府办公室"),
        ("cc", "县委各部门，县人大常委会办公室"),
        ("imprint", "云岭县人民政府办公室 2021年3月8日印发"),
        ("cited", (Citation("丹泽省人民政府关于发展托育服务的意见", "临政发〔2020〕41号"),)),
    ],
)
def test_metadata_of_a_page(text, field, value):
    assert getattr(text.metadata, field) == value


def test_body_of_a_page(text):
    assert [line[:16] for line in text.markdown.splitlines() if line] == [
        "# 云岭县人民政府办公室关于印发",
        "《云岭县托育服务实施方案》已经县",
        "# 云岭县托育服务实施方案",
        "为贯彻《丹泽省人民政府关于发展托",
        "## 一、总体要求",
        "### （一）指导思想",
        "坚持政府引导、社会参与，增加普惠",
        "（二）工作目标。到2023年底基",
        "## 二、保障措施",
        "1.加强领导。各镇要健全机制，压",
        "本方案自印发之日起施行，有效期五",
        "附件：1.任务分工表 2.托位计",
        "# 附件1 任务分工表",
        "| 任务 | 单位 |",
        "| 建设 | 县卫生健康局 |",
    ]


def test_each_removed_line_has_its_reason(text):
    reasons = {removal.text: removal.reason for removal in text.removed}
    assert reasons["您当前的位置：首页 > 政务公开 > 县政府文件"] == "breadcrumb"
    assert reasons["分享到："] == "share button"
    assert "（此件公开发布）" not in reasons
    assert text.metadata.note == "（此件公开发布）"
    assert reasons["发布机构 云岭县人民政府办公室 文 号 云政办发〔2021〕3号"] == "metadata table"


def test_rules_and_their_versions_are_recorded(text):
    assert text.rules == tuple(f"{rule.name}@{rule.version}" for rule in BUILT_IN)


def test_rules_of_plugins_run_last():
    shout = Rule("shout", "7", lambda draft: draft)
    assert normalize(Conversion("总则"), rules=[shout]).rules[-1] == "shout@7"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("当前位置：首页 > 公开 > 文件", "breadcrumb"),
        ("【打印】【关闭】【顶部", "page tool"),
        ("【责编：某某】 打印本页 | 关闭窗口", "editor"),
        ("字体：【大 中 小】", "page tool"),
        ("分享到：微信 微博", "share button"),
        ("上一篇：关于召开会议的通知", "navigation"),
        ("欢迎访问云岭县人民政府!", "navigation"),
        ("版权所有：云岭县人民政府", "footer"),
        ("主办单位：云岭县人民政府办公室", "footer"),
        ("浏览次数：1024", "footer"),
    ],
)
def test_chrome_is_known_by_what_it_is(line, kind):
    assert chrome_kind(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "第五条 网站应当在首页公布联系电话。",
        "一、推广微信服务",
        "（三）建设无障碍环境",
        "云岭县人民政府关于打印设备管理的通知",
        "| 首页 | 更多 |",
        "各镇人民政府，县直各有关单位：",
    ],
)
def test_text_is_no_chrome(line):
    assert chrome_kind(line) == ""


def test_number_of_a_cited_document_is_not_its_own():
    text = normalize(Conversion("各镇人民政府：\n根据《丹泽省意见》（临政发〔2020〕41号），现将有关事项通知如下。\n"))
    assert text.metadata.number == ""


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("各镇人民政府，县直各单位：", ("各镇人民政府", "县直各单位")),
        ("各州、市人民政府：", ("各州、市人民政府",)),
        ("县教育局、县财政局：", ("县教育局", "县财政局")),
    ],
)
def test_recipients_are_split_where_the_print_splits_them(printed, names):
    assert recipients_of(printed) == names


LAW = """# 云岭县河道管理条例

2005年3月1日 云岭县第一届人民代表大会常务委员会第二次会议通过

2019年11月28日 云岭县第四届人民代表大会常务委员会第九次会议修订

2020年1月1日 施行

## 目　录

第一章　总　则

第二章　保护与利用

## 第一章　总　则

第一条　为了加强河道管理，制定本条例。

## 第二章　保护与利用

第二条　县人民政府应当履行下列职责：

（一） 编制规划；

（二） 组织实施。
"""


def test_history_of_a_law_dates_it():
    metadata = normalize(Conversion(LAW)).metadata
    assert metadata.issued == date(2019, 11, 28)
    assert metadata.effective == date(2020, 1, 1)
    assert len(metadata.history) == 3


def test_history_in_brackets_over_two_lines():
    head = "云岭县河道管理条例\n（2005年3月1日云岭县第一届人民代表大会常务委员会第二次会议通过\n根据2019年11月28日《关于修改〈云岭县水条例〉的决定》修正）\n第一条 制定本条例。\n"
    metadata = normalize(Conversion(head)).metadata
    assert metadata.issued == date(2019, 11, 28)
    assert metadata.title == "云岭县河道管理条例"


def test_law_in_normal_form():
    assert [line for line in normalize(Conversion(LAW)).markdown.splitlines() if line] == [
        "# 云岭县河道管理条例",
        "## 第一章 总则",
        "第一条 为了加强河道管理，制定本条例。",
        "## 第二章 保护与利用",
        "第二条 县人民政府应当履行下列职责：",
        "（一）编制规划；",
        "（二）组织实施。",
    ]


def test_table_of_contents_goes_with_its_reason():
    removed = normalize(Conversion(LAW)).removed
    assert {removal.reason for removal in removed} == {"table of contents"}
    assert len(removed) == 3


def test_unnumbered_heading_is_marked():
    plan = (
        "一、总体要求\n指导思想\n以人民健康为中心，坚持公益性，健全制度，完善机制，增加供给，提高质量，让群众满意。\n"
    )
    assert "### 指导思想" in normalize(Conversion(plan)).markdown


@pytest.mark.parametrize(
    ("sentence", "effective", "expires"),
    [
        ("本办法自2021年5月1日起施行，有效期3年。", date(2021, 5, 1), date(2024, 4, 30)),
        ("本办法自二〇二一年五月一日起实施。", date(2021, 5, 1), None),
        ("本办法自发布之日起30日后施行。", date(2021, 4, 4), None),
        ("本办法自印发之日起施行，有效期至2025年12月31日。", date(2021, 3, 5), date(2025, 12, 31)),
    ],
)
def test_entry_into_force_and_expiry(sentence, effective, expires):
    metadata = normalize(
        Conversion(f"# 云岭县河道办法\n\n第一条 {sentence}\n\n云岭县人民政府\n\n2021年3月5日\n")
    ).metadata
    assert (metadata.effective, metadata.expires) == (effective, expires)


def test_a_month_that_lacks_the_day_ends_earlier():
    assert later(date(2021, 1, 31), 1, "个月") == date(2021, 2, 28)


@pytest.mark.parametrize("blanks", [" ", "\u3000", "\xa0\xa0", " \u3000", "\u3000 ", "  \t "])
def test_blanks_of_any_kind_become_one(blanks):
    assert normalize(Conversion(f"甲{blanks}乙。")).markdown == "甲 乙。\n"


def test_hard_wrapped_lines_are_joined():
    words = "各镇人民政府应当加强组织领导健全工作机制压实工作责任确保各项任务按期完成并取得实效" * 8
    wrapped = (
        "\n".join(["　　" + words[:28], *(words[at : at + 30] for at in range(28, len(words) - 5, 30))])
        + "。\n　　第二段。\n"
    )
    assert len([line for line in normalize(Conversion(wrapped)).markdown.splitlines() if line]) == 2


def test_paragraph_cut_inside_a_word_is_joined():
    cut = "一、目标\n11.加快体系建设。落实本县教育事业发展规划，完善公共教育服\n\n务体系，扩大普惠性资源供给。\n"
    assert "公共教育服务体系" in normalize(Conversion(cut)).markdown


def test_a_clause_without_stop_is_not_joined_to_the_next():
    lines = "（一）推进重点领域，抓住关键环节，深化各项改革\n二、主要目标\n到2025年，全面建成服务体系。\n"
    assert "改革\n\n## 二、" in normalize(Conversion(lines)).markdown


def test_second_line_of_a_plan_title_comes_from_the_notice():
    notice = "关于印发《云岭县托育服务实施方案》的通知\n各镇人民政府：\n现将《云岭县托育服务实施方案》印发给你们。\n2021年3月5日\n云岭县托育服务\n为发展托育服务，制定本方案。\n"
    text = normalize(Conversion(notice))
    assert text.metadata.carried_title == "云岭县托育服务实施方案"
    assert [repair.rule for repair in text.repairs] == ["lost-title-line"]


@pytest.mark.parametrize(
    "line",
    [
        "第一条 本法。",
        "|a|b|",
        "# x",
        "1.5倍",
        "（一）",
        "一、",
        "附件",
        "附件：1.甲",
        "2021年3月5日",
        "目录",
        "《》",
        "——",
        "\u3000 \u200b",
        "抄送：",
        "---",
    ],
)
def test_one_odd_line_is_stable(line):
    once = normalize(Conversion(line)).markdown
    assert normalize(Conversion(once)).markdown == once


PIECES = st.sampled_from([line for line in (PAGE + LAW).splitlines() if line.strip()])


@given(
    st.lists(
        PIECES | st.text(alphabet="一二三、（）()第条章。：#|附件 \n“”《》年月日关于通知2021", max_size=30), max_size=14
    )
)
def test_normalizing_is_idempotent(lines):
    once = normalize(Conversion("\n\n".join(lines)))
    assert normalize(Conversion(once.markdown)).markdown == once.markdown


@given(st.lists(PIECES, max_size=20))
def test_normalizing_the_printed_form_changes_nothing(lines):
    once = normalize(Conversion("\n\n".join(lines)))
    again = normalize(Conversion(f"{front_matter.dump(once.metadata)}\n{once.markdown}", kind=SourceKind.MARKDOWN))
    assert (again.markdown, again.metadata) == (once.markdown, once.metadata)


@given(st.lists(PIECES, max_size=20))
def test_every_chinese_word_is_in_the_body_the_metadata_or_the_ledger(lines):
    text = normalize(Conversion("\n".join(lines)))
    kept = front_matter.dump(text.metadata) + text.markdown + "".join(removal.text for removal in text.removed)
    # The marks of a date become hyphens, and the words of a cc or imprint line name its field.
    lost = {word for word in "".join(lines) if "一" <= word <= "鿿"} - set(kept) - set("年月日抄送目录附件文")
    assert not lost


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("#1锅炉每年检修一次。", "#1锅炉每年检修一次。"),
        ("# 1锅炉", "1锅炉"),
        ("##一、总体要求", "一、总体要求"),
        ("C#语言", "C#语言"),
    ],
)
def test_a_number_sign_is_a_heading_mark_only_before_a_blank(line, kept):
    text = normalize(Conversion(f"# 云岭县锅炉管理办法\n\n第一条 县内锅炉有下列各台：\n\n{line}\n"))
    assert kept in text.markdown
    assert kept.startswith("#") or f"#{kept}" not in text.markdown
