"""Characters that were lost, doubled or unreadable: what is put back, what is flagged, what is left alone."""

from __future__ import annotations

import pytest

from policydiff.model import Conversion, Draft, Metadata, SourceKind
from policydiff.normalize import BUILT_IN, normalize

RULES = {rule.name: rule for rule in BUILT_IN}


def after(name, *lines, **metadata):
    """Return the draft that one rule makes of these lines."""
    return RULES[name].apply(Draft(lines, Metadata(**metadata)))


def flagged(name, *lines, **metadata):
    """Return the texts that one rule flags in these lines."""
    return [doubt.text for doubt in after(name, *lines, **metadata).suspicions]


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("建设自治区级级重点专科。", "建设自治区级重点专科。"),
        ("健全监督督机制。", "健全监督机制。"),
    ],
)
def test_character_that_stands_twice_is_taken_out(printed, mended):
    draft = after("doubled-character", printed)
    assert draft.lines == (mended,)
    assert draft.repairs[0].before in printed


@pytest.mark.parametrize(
    "printed",
    [
        "原判判处的刑罚适当。", "行政区域内内河通航。", "实现县县通公路、乡乡通客车。", "由市市场监管局负责。", "开展“改善善服务”活动。", "层层落实。",
        "改善善服务，再次改善善服务。",
    ],
    ids=["two words meet", "one is a word", "each", "names", "quoted", "word", "the document's own term"],
)  # fmt: skip
def test_character_that_may_stand_twice_stays(printed):
    assert after("doubled-character", printed).lines == (printed,)


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        (("（一）甲。", "（二）乙。", "三）完善制度。", "（四）丁。"), "（三）完善制度。"),
        (("（一）甲。", "（二）乙。", "（三完善制度。", "（四）丁。"), "（三）完善制度。"),
        (("一、甲", "二、乙", "三主要任务", "四、丁"), "三、主要任务"),
        (("1.甲", "2.乙", "3加强管理", "4.丁"), "3.加强管理"),
        (("## 一、甲", "## 二、乙", "## 三主要任务", "## 四、丁"), "## 三、主要任务"),
    ],
    ids=["opening bracket", "closing bracket", "comma", "stop", "heading"],
)
def test_label_gets_its_mark_back_from_its_neighbours(lines, mended):
    draft = after("lost-label-mark", *lines)
    assert draft.lines[2] == mended
    assert len(draft.repairs) == 1


def test_labels_in_a_row_get_their_marks_back():
    lines = [f"（{n}）事项。" for n in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一")]
    assert after("lost-label-mark", *lines[:3], "四）事项。", "五）事项。", *lines[5:]).lines == tuple(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("（一）甲。", "（二）乙。", "（三级医院）管理。", "（三）丙。"),
        ("（1）甲。", "（2）乙。", "1）子。", "2）丑。", "3）寅。", "（3）丙。"),
        ("1.甲", "2.乙", "3月底前完成", "4.丁"),
        ("一、甲", "二是乙", "三、丙"),
        ("一、甲", "三主要任务", "四、丁"),
    ],
    ids=["a word in brackets", "another numbering", "a month", "secondly", "out of count"],
)
def test_numbers_that_are_no_labels_stay(lines):
    assert after("lost-label-mark", *lines).lines == lines


REMARKS = tuple(f"加强第{n}项工作。（县教育局、县财政局负责）" for n in range(9))


@pytest.mark.parametrize(
    ("printed", "rule"),
    [
        ("加强管理。（县教育局、县财政局负责", "lost-bracket"),
        ("加强管理。县教育局、县财政局负责）", "lost-bracket"),
        ("加强管理。（县教育局、县财政局）", "lost-duty"),
    ],
    ids=["closing bracket", "opening bracket", "负责"],
)
def test_closing_remark_is_completed_as_the_others_print_it(printed, rule):
    assert after(rule, *REMARKS, printed).lines[-1] == "加强管理。（县教育局、县财政局负责）"


@pytest.mark.parametrize(
    ("printed", "rule"),
    [
        ("加强管理（含规程", "lost-bracket"),
        ("加强管理。（县民政局、县财政局）", "lost-duty"),
        ("加强管理。（含中医）", "lost-duty"),
    ],
    ids=["inside a sentence", "an agency that none names", "no agencies"],
)
def test_remark_unlike_the_others_stays(printed, rule):
    assert after(rule, *REMARKS, printed).lines[-1] == printed


def test_duty_is_not_added_to_a_few():
    lines = (*REMARKS[:3], "加强管理。（县教育局、县财政局）")
    assert after("lost-duty", *lines).lines == lines


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("到2020底前完成。", "到2020年底前完成。"),
        ("（一）目标。到2020，覆盖全县。", "（一）目标。到2020年，覆盖全县。"),
        ("2017年9月8", "2017年9月8日"),
    ],
)
def test_year_and_day_get_their_marks_back(printed, mended):
    assert after("lost-date-marks", printed).lines == (mended,)


@pytest.mark.parametrize(
    "printed", ["床位增加到2020，床位费不变。", "规格2025底座", "2017年9月8个", "到2020年底前完成。"]
)
def test_other_numbers_of_four_digits_stay(printed):
    assert after("lost-date-marks", printed).lines == (printed,)


@pytest.mark.parametrize(
    ("printed", "mended"),
    [("云政发〔2017〕18", "云政发〔2017〕18号"), ("云政发〔2017〕第18期", "云政发〔2017〕第18期")],
)
def test_number_that_ends_without_its_last_word_gets_it(printed, mended):
    assert after("lost-number-brackets", printed).lines == (mended,)


@pytest.mark.parametrize(
    "printed",
    ["县人民�府应当落实。", "由锟斤拷局负责。", "安排不少于1\ue0102元。", "由县卫生?康局负责。", "由县卫生□康局负责。"],
    ids=["replacement", "replacement read as GBK", "private use", "question mark", "box"],
)
def test_character_that_could_not_be_read_is_flagged(printed):
    assert len(flagged("unknown-character", printed)) == 1


@pytest.mark.parametrize(
    "printed",
    ["如何办理?答：到窗口办理。", "是□否□同意", "□□市□□局文件", "云岭县政府 \ue7e3 无障碍", "落实责任。\ue004", "你是否知道？县里有规定。"],
    ids=["question", "boxes to tick", "a form", "an icon", "end of a line", "question in full width"],
)  # fmt: skip
def test_sign_that_means_something_is_not_flagged(printed):
    assert flagged("unknown-character", printed) == []


SENTENCE = "各镇人民政府应当落实工作责任，完善管理制度，加强监督检查。县人民政府统筹安排经费，保障工作开展。"


def test_paragraph_before_a_label_gets_its_stop_back():
    assert after("lost-stop", SENTENCE[:-1], "（一）健全制度。").lines[0] == SENTENCE


@pytest.mark.parametrize(
    "line", [f"{SENTENCE[:-1]}（县教育局负责", f"{SENTENCE}第三章监督检查"], ids=["open bracket", "heading glued on"]
)
def test_paragraph_that_may_go_on_gets_no_stop(line):
    assert after("lost-stop", line, "（一）健全制度。").lines[0] == line


def test_open_paragraph_among_closed_ones_is_flagged():
    assert flagged("open-paragraph", *[SENTENCE] * 20, SENTENCE[:-1]) == [SENTENCE[-13:-1]]
    assert flagged("open-paragraph", *[SENTENCE] * 5, *[SENTENCE[:-1]] * 5) == []


def test_run_in_heading_without_its_stop_is_flagged():
    clauses = [f"（{n}）健全工作制度。各镇应当落实责任，完善制度。" for n in "一二三四五六"]
    lost = "（七）强化监督检查机制各镇应当定期组织开展检查，完善制度。检查结果应当公布。"
    assert flagged("doubtful", *clauses, lost) == [lost[:40]]


NOTICE = "# 关于印发《云岭县托育服务实施方案》的通知\n\n各镇人民政府：\n\n请认真贯彻执行。\n\n{name}\n\n2021年3月5日\n"


@pytest.mark.parametrize(
    "name",
    ["无抵押小额贷款当天放款办公室", "正品伟哥货到付款", "云岭同城交友网", "双色球预测专家网", "代开发票QQ12345678"],
    ids=["loans", "drugs", "adult", "lottery", "invoices"],
)
def test_advertising_of_any_trade_is_no_signature(name):
    text = normalize(Conversion(NOTICE.format(name=name), kind=SourceKind.PLAIN_TEXT))
    assert name not in text.markdown + text.metadata.signature
    assert any(doubt.rule == "advertising" and name in doubt.text for doubt in text.suspicions)


def test_line_above_the_date_that_is_no_agency_is_flagged():
    text = normalize(Conversion(NOTICE.format(name="优惠大酬宾")))
    assert ("signature", "优惠大酬宾") in {(doubt.rule, doubt.text) for doubt in text.suspicions}


def test_circular_that_nothing_tells_the_issuer_of_is_flagged():
    text = normalize(Conversion(NOTICE.format(name="").replace("2021年3月5日", "")))
    assert any("names who issued it" in doubt.reason for doubt in text.suspicions)


def test_title_by_something_else_than_an_agency_is_flagged():
    text = normalize(
        Conversion("# 云岭优惠大酬宾关于印发《云岭县托育服务实施方案》的通知\n\n各镇人民政府：\n\n请认真贯彻执行。\n")
    )
    assert any(doubt.text == "云岭优惠大酬宾" for doubt in text.suspicions)


def test_advertising_inside_a_sentence_is_flagged():
    assert len(flagged("advertising-inside", "本办法由365bet平台投注负责解释。")) == 1


@pytest.mark.parametrize(
    "line", ["禁止信用卡套现和非法小额贷款。", "第五条 彩票走势不得作为宣传内容。", "成人用品经营场所应当登记。"]
)
def test_clause_on_a_trade_is_no_advertising(line):
    assert flagged("advertising-inside", line) == []
    assert after("advertising", line).lines == (line,)


def test_quotes_that_close_earlier_elsewhere_are_flagged():
    assert flagged("unpaired", "推进“三大中心”建设。", "完善“三大中心建设”机制。") == ["“三大中心建设”"]
    assert flagged("unpaired", "推进“三大中心建设”。", "完善“三大中心建设”机制。") == []


@pytest.mark.parametrize("printed", ["云岭市第一一三中学校", "一九一一年成立", "二一一工程"])
def test_one_one_inside_a_number_is_no_dash(printed):
    draft = after("dash", printed)
    assert (draft.lines, draft.suspicions) == ((printed,), ())


def test_title_that_breaks_off_behind_about_is_one():
    text = normalize(
        Conversion("云岭县人民政府关于\n\n印发《云岭县托育服务实施方案》的通知\n\n各镇人民政府：\n\n请认真贯彻执行。\n")
    )
    assert text.metadata.title == "云岭县人民政府关于印发《云岭县托育服务实施方案》的通知"


def test_line_that_begins_with_a_comma_goes_on():
    assert after("broken-lines", "各镇应当落实工作责任", "，完善管理制度。").lines == (
        "各镇应当落实工作责任，完善管理制度。",
    )


def test_a_paragraph_cut_inside_a_word_goes_on_though_a_remark_ends_it():
    cut, rest = "3.完善助餐网络。依托社区食堂和养老机构提供助餐服", "务，定期公示价格。（责任单位：县民政局、县财政局）"
    assert after("broken-lines", cut, rest).lines == (cut + rest,)


@pytest.mark.parametrize("kind", ["附件", "附表", "附录"])
def test_attachment_is_headed_by_what_it_is_called(kind):
    assert (
        after("attachments", "本办法自印发之日起施行。", kind, "云岭县设施清单", "| 序号 | 名称 |").lines[1]
        == f"# {kind} 云岭县设施清单"
    )
