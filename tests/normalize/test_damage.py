"""Damage: what is mended, what is flagged, what is left alone."""

from __future__ import annotations

import pytest

from policydiff.model import Conversion, Draft, Metadata, SourceKind
from policydiff.normalize import BUILT_IN, normalize
from policydiff.normalize.repair.digits import decide
from policydiff.normalize.repair.gbk_shift import mend_shifted

RULES = {rule.name: rule for rule in BUILT_IN}


def after(name, *lines, **metadata):
    """Return the draft that one rule makes of these lines."""
    return RULES[name].apply(Draft(lines, Metadata(**metadata)))


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("云政办发〔201718", "云政办发〔2017〕18号"),
        ("云政办发〔2017 18号", "云政办发〔2017〕18号"),
        ("云政办发2017〕18号", "云政办发〔2017〕18号"),
        ("依照云政办发20128号执行。", "依照云政办发〔2012〕8号执行。"),
    ],
)
def test_lost_brackets_of_a_number_are_put_back(printed, mended):
    draft = after("lost-number-brackets", printed)
    assert draft.lines == (mended,)
    assert len(draft.repairs) == 1


@pytest.mark.parametrize(
    "printed", ["云政办发〔2017〕18号", "云岭县2017年18号楼", "编号201718", "发放补助2017元", "二〇一七年印发2000份"]
)
def test_intact_numbers_stay(printed):
    draft = after("lost-number-brackets", printed)
    assert (draft.lines, draft.repairs, draft.suspicions) == ((printed,), (), ())


def test_serial_that_may_be_two_is_flagged():
    draft = after("lost-number-brackets", "云卫函20151415号")
    assert draft.lines == ("云卫函20151415号",)
    assert len(draft.suspicions) == 1


def test_serial_printed_in_full_elsewhere_is_sure():
    draft = after("lost-number-brackets", "云卫函20151415号", "云卫函〔2015〕1415号")
    assert draft.lines[0] == "云卫函〔2015〕1415号"
    assert draft.repairs[0].confidence == 1.0


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("到20176月底前完成。", "到2017年6月底前完成。"),
        ("201712月底", "2017年12月底"),
        ("201798", "2017年9月8日"),
        ("2017年98日", "2017年9月8日"),
        ("20170908", "2017年9月8日"),
    ],
)
def test_lost_marks_of_a_date_are_put_back(printed, mended):
    assert after("lost-date-marks", printed).lines == (mended,)


def test_two_possible_days_are_flagged():
    draft = after("lost-date-marks", "2017111")
    assert draft.lines == ("2017111",)
    assert "2017-01-11 or 2017-11-01" in draft.suspicions[0].reason


def test_another_date_on_the_page_decides():
    draft = after("lost-date-marks", "2017111", "发布会于2017年11月1日举行。")
    assert draft.lines[0] == "2017年11月1日"


def test_no_day_of_the_calendar_is_no_date():
    assert decide(2017, "99", [])[0] is not None
    assert decide(2017, "1345", [])[0] is None


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ('“十二五"期间，按照"五统一"原则。', "“十二五”期间，按照“五统一”原则。"),
        ('完善"一站式"服务，推行“一网通办”。', "完善“一站式”服务，推行“一网通办”。"),
    ],
    ids=["closing one straight", "both straight beside curly ones"],
)
def test_straight_quotes_follow_their_partners(printed, mended):
    assert after("quotes", printed).lines == (mended,)


@pytest.mark.parametrize(
    "printed",
    ['完善"一站式"服务。', 'the "Agreement" means “this”', '长5"，宽“一尺”'],
    ids=["all straight", "English", "inches"],
)
def test_quotes_without_evidence_stay(printed):
    assert after("quotes", printed).lines == (printed,)


def test_quote_that_nothing_opens_is_flagged():
    assert after("unpaired", "实行”统一”改革。").suspicions[0].text.endswith("实行”")


def test_quotation_of_several_paragraphs_is_not_flagged():
    assert not after("unpaired", "将第五条修改为：“第五条 各镇应当设点。", "“县应当设站。”").suspicions


def test_lost_bracket_is_put_back_as_other_paragraphs_print_it():
    whole = [f"{n}.加强{what}。(责任部门:县教育局)" for n, what in enumerate("甲乙丙", 1)]
    draft = after("lost-bracket", *whole, "4.加强丁。 责任部门:县民政局、县财政局)")
    assert draft.lines[3] == "4.加强丁。(责任部门:县民政局、县财政局)"


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("服务3万一10万人", "服务3万—10万人"),
        ("2014一2016年", "2014—2016年"),
        ("实施“走进乡村一一教师培训”项目", "实施“走进乡村——教师培训”项目"),
    ],
)
def test_dashes_typed_as_a_numeral_are_mended(printed, mended):
    assert after("dash", printed).lines == (mended,)


@pytest.mark.parametrize("printed", ["逐项一一对应", "“清单一一对应”", "一一落实整改责任", "第一一二条"])
def test_the_adverb_one_by_one_stays(printed):
    assert after("dash", printed).lines == (printed,)


PINYIN = "加強(qiáng)醫(yī)療機(jī)構(gòu)管理，推廣(guǎng)(MDT)和(DRG)。"


def test_injected_pinyin_goes_and_abbreviations_stay():
    assert after("pinyin", PINYIN).lines == ("加強醫療機構管理，推廣(MDT)和(DRG)。",)


@pytest.mark.parametrize(
    "printed", ["垟（yáng）坑村", "使用(app)办理，加强(qiáng)管理"], ids=["a rare character explained", "too few"]
)
def test_pinyin_that_may_be_meant_stays(printed):
    assert after("pinyin", printed).lines == (printed,)


def test_traditional_page_becomes_simplified():
    draft = after("script", "各區應當加強醫療機構的監督管理，執行國務院的規則。")
    assert draft.lines == ("各区应当加强医疗机构的监督管理，执行国务院的规则。",)


def test_simplified_text_with_a_traditional_name_stays():
    line = "各区应当加强对云岭县医疗机构的监督管理，依法查处违法行为，保障群众健康，并向葉家镇通报。"
    assert after("script", line).lines == (line,)


def read_late(text, readings):
    """Return Traditional text as a mirror site damaged it: pinyin by bytes, cuts behind 。；？ by bytes, narrowed."""
    from opencc import OpenCC

    raw = OpenCC("s2t").convert(text).encode("gbk")
    marks = {OpenCC("s2t").convert(one).encode("gbk"): f"({pinyin})" for one, pinyin in readings.items()}
    pieces, start, at = [], 0, 0
    while at < len(raw):
        pair = raw[at : at + 2]
        if pair in marks:
            pieces += [raw[start : at + 2], marks[pair]]
            start = at = at + 2
        elif pair in {"。".encode("gbk"), "；".encode("gbk"), "？".encode("gbk")}:
            pieces.append(raw[start:at])
            start, at = at, at + 2
        else:
            at += 1
    pieces.append(raw[start:])
    return "".join(map(_decoded, pieces)).replace("?(", "?")


def _decoded(piece):
    """Decode one piece as a browser does: a byte left over becomes ?, and pairs of the user-defined areas vanish."""
    if isinstance(piece, str):
        return piece
    text, at = "", 0
    while at < len(piece):
        byte = piece[at]
        if byte <= 0x80:
            text += "€" if byte == 0x80 else chr(byte)
            at += 1
        elif at + 1 == len(piece):
            text += "?"
            at += 1
        else:
            text += piece[at : at + 2].decode("gbk", "ignore")
            at += 2
    return "".join(chr(ord(one) - 0xFEE0) if "！" <= one <= "～" else one for one in text)


READINGS = {"医": "yī", "务": "wù", "机": "jī", "构": "gòu", "发": "fā", "质": "zhì", "经": "jīng", "费": "fèi"}
SENTENCES = "各级医疗机构应当加强医疗质量管理，完善经费保障机制，按照规定开展医疗服务。县人民政府统筹安排发展经费，保障医务人员待遇。"


@pytest.mark.parametrize("damaged", ["建设专科医院", "完善医保总额预算管理"], ids=["專科醫", "保總額"])
def test_bytes_read_one_late_are_read_again(damaged):
    from opencc import OpenCC

    page = tuple(
        read_late(text, READINGS)
        for text in (
            f"{SENTENCES}{damaged}，提高质量。",
            SENTENCES,
            "落实医保政策，扩大医保范围，提高医保待遇；支持专科服务。",
        )
    )
    assert "?" in page[0]
    mended = mend_shifted(Draft(page))
    plain = RULES["script"].apply(RULES["pinyin"].apply(mended)).lines[0]
    assert damaged in plain.replace(",", "，")
    assert OpenCC("t2s").convert(mended.repairs[0].after)


def test_question_in_a_traditional_page_is_no_damage():
    line = "各區應當如何加強醫療機構的監督管理?國務院的規則如何執行?"
    assert mend_shifted(Draft((line,))).repairs == ()


NOTICE = """关于印发《云岭县托育服务实施方案》的通知

云政办发〔20213

各镇人民政府，县直各有关单位：

《云岭县托育服务实施方案》已经县人民政府同意，现印发给你们，请认真贯彻执行。

888娱乐城平台投注办公室

202135
"""


def test_advertising_is_flagged_and_never_printed():
    text = normalize(Conversion(NOTICE, kind=SourceKind.PLAIN_TEXT))
    assert "投注" not in text.markdown + text.metadata.signature + text.metadata.issuer
    assert "likely 云岭县人民政府办公室" in next(
        doubt.reason for doubt in text.suspicions if doubt.rule == "advertising"
    )


def test_regulation_on_gambling_is_no_advertising():
    title = "云岭县娱乐场所和彩票投注站管理办法"
    assert not normalize(Conversion(f"# {title}\n\n第一条 禁止开设赌场。\n")).suspicions


def test_spun_page_is_flagged():
    spun = "由县生长改造委卖力扶植病院，美满轨制，鞭策查核事情。"
    assert after("spun", spun).suspicions
    assert not after("spun", "由县发展改革委负责建设医院，完善制度，推动考核工作。").suspicions


def test_without_repairing_the_text_stays_as_it_came():
    text = normalize(
        Conversion('# 云岭县通知\n\n一、目标\n\n到20176月底前完成“十二五"规划的全部任务和各项工作。\n'), repairing=False
    )
    assert '20176月底前完成“十二五"规划' in text.markdown
    assert not text.repairs
    assert not any(name.startswith("lost-") for name in text.rules)


@pytest.mark.parametrize(
    ("line", "flagged"),
    [
        pytest.param("培育主体。(牵头单位：县工信局", ["(牵头单位：县工信局"], id="bracket never closed"),
        pytest.param("依照《云岭县河道办法执行。", ["《云岭县河道办法执行。"], id="title mark never closed"),
        pytest.param("健全制度（含规程），落实责任。", [], id="closed"),
        pytest.param("将第五条修改为：“第五条 各级应当落实。", [], id="quotation that goes on"),
    ],
)
def test_bracket_that_nothing_closes_is_flagged(line, flagged):
    assert [doubt.text for doubt in after("unpaired", line).suspicions] == flagged


def missing(*paragraphs):
    """Return what is said of characters that may be missing where nothing shows it."""
    text = normalize(Conversion("\n\n".join(("# 云岭县养老服务方案", *paragraphs))))
    return [doubt.text for doubt in text.suspicions if doubt.rule == "incomplete-copy"]


def test_a_copy_that_lost_characters_in_several_places_is_doubted_as_a_whole():
    assert missing("依照云政办发〔201718执行。", "到20176月底前建成。") == ["20176月、依照云政办发〔201718"]


def test_one_lost_character_does_not_make_a_whole_copy_doubtful():
    assert missing("依照云政办发〔201718执行。", "到2017年6月底前建成。") == []
