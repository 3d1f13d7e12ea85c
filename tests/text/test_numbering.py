from __future__ import annotations

import pytest

from policydiff.text.numbering import Family, Role, classify, looks_like_heading, numeral, read_label, roman


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("廿三", 23), ("卅", 30), ("一百零二", 102), ("一百一十", 110), ("三千零二十", 3020),
        ("一万二千", 12000), ("二〇一七", 2017), ("〇", 0), ("两", 2), ("贰拾", 20), ("12", 12), ("１２", 12),
    ],
)  # fmt: skip
def test_numeral_has_its_value(text, value):
    assert numeral(text) == value


@pytest.mark.parametrize("text", ["", "甲", "1.4", "十x", "9" * 40])
def test_other_words_are_no_numeral(text):
    assert numeral(text) is None


@pytest.mark.parametrize(("text", "value"), [("iv", 4), ("IX", 9), ("xiv", 14), ("iiii", None), ("", None)])
def test_roman_numeral_has_its_value(text, value):
    assert roman(text) == value


@pytest.mark.parametrize(
    ("line", "family", "key", "value"),
    [
        ("第五条 各单位应当", Family.ARTICLE, "第五条", 5),
        ("第五条之一 各单位应当", Family.ARTICLE, "第五条之一", 5),
        ("第 五 条　各单位应当", Family.ARTICLE, "第五条", 5),
        ("第五条\t各单位应当", Family.ARTICLE, "第五条", 5),
        ("第12条 各单位应当", Family.ARTICLE, "第12条", 12),
        ("第三章 监督", Family.CHAPTER, "第三章", 3),
        ("第二分编 物权", Family.SUBBOOK, "第二分编", 2),
        ("一、总体要求", Family.DUN, "一", 1),
        ("十二、组织实施", Family.DUN, "十二", 12),
        ("壹、总则", Family.FORMAL, "壹", 1),
        ("(一)健全制度", Family.PAREN, "(一)", 1),
        ("（十三）健全制度", Family.PAREN, "(十三)", 13),
        ("㈢健全制度", Family.PAREN, "(三)", 3),
        ("（一）项目建设", Family.PAREN, "(一)", 1),
        ("1.落实责任", Family.DIGIT, "1", 1),
        ("１２．落实责任", Family.DIGIT, "12", 12),
        ("3、落实责任", Family.DIGIT, "3", 3),
        ("2.2018年起全面推开", Family.DIGIT, "2", 2),
        ("1.1 适用范围", Family.DECIMAL, "1.1", 1),
        ("（２）规范用药", Family.DIGIT_PAREN, "(2)", 2),
        ("⑷规范用药", Family.DIGIT_PAREN, "(4)", 4),
        ("2）规范用药", Family.DIGIT_HALF, "2)", 2),
        ("③规范用药", Family.CIRCLED, "③", 3),
        ("附件2 名单", Family.ATTACHMENT, "附件2", 2),
        ("Article 5 Entry into force", Family.ARTICLE, "Article 5", 5),
        ("CHAPTER IV", Family.CHAPTER, "Chapter IV", 4),
        ("(c) ships;", Family.LETTER_PAREN, "(c)", 3),
        ("(ii) boats.", Family.ROMAN_PAREN, "(ii)", 2),
    ],
)
def test_label_is_read(line, family, key, value):
    label = read_label(line)
    assert label is not None
    assert (label.family, label.key, label.value) == (family, key, value)


@pytest.mark.parametrize(
    "line",
    [
        "2017年9月8日", "2017.9.8", "第五条规定的单位", "第五条、第六条", "第三章的规定", "（一）项规定的情形", "（一）、（二）项", "（含中医）", "一是健全制度",
        "1、2号楼", "Section 3 of the Act applies.", "Articles of association", "各单位应当", "100%覆盖", "",
    ],
)  # fmt: skip
def test_other_beginning_is_no_label(line):
    assert read_label(line) is None


def roles(*lines: str) -> list[str]:
    return [line.role.value for line in classify([(0, words) for words in lines])]


@pytest.mark.parametrize("line", ["1.4人以上的配备人员。", "3.2 亿元由县财政承担。", "1.0版指南。"])
def test_decimal_alone_is_no_outline(line):
    assert classify([(0, "1.落实责任。"), (0, line)])[1].role is Role.TEXT


def test_decimals_in_sequence_are_an_outline():
    assert roles("1 总则", "1.1 目的", "1.2 范围") == ["labelled"] * 3


def test_numbers_in_a_list_of_attachments_are_no_clauses():
    assert roles("附件：1.名单", "2.流程图", "云岭县人民政府") == ["text"] * 3


def test_names_of_attachments_in_a_row_are_no_headings():
    assert roles("附件1 名单", "附件2 流程图") == ["text", "text"]


def test_table_of_contents_is_text():
    entries = ["第一章 总则", "第二章 监督", "第三章 附则"]
    body = [line for entry in entries for line in (entry, "第一条 各单位应当落实。")]
    assert roles(*entries, *body)[:3] == ["text"] * 3


def test_quoted_article_of_a_decision_is_no_article():
    lines = ["一、将第五条修改为：“第五条 有下列情形之一的：", "（一）甲；", "（二）乙。”", "二、删去第六条。"]
    assert roles(*lines) == ["labelled", "enclosed", "enclosed", "labelled"]


def test_quotation_that_is_never_closed_hides_nothing():
    assert roles("一、增加一条：“甲。", "二、删去第六条。") == ["labelled", "labelled"]


def test_letter_i_between_h_and_j_is_a_letter():
    families = [line.label.family for line in classify([(0, f"({letter}) ships;") for letter in "hij"]) if line.label]
    assert families == [Family.LETTER_PAREN] * 3


def test_grade_after_dun_is_no_label():
    assert roles("一、二级医院应当落实。") == ["text"]


@pytest.mark.parametrize("line", ["指导思想", "实施改善服务行动"])
def test_short_line_without_stop_looks_like_a_heading(line):
    assert looks_like_heading(line)


@pytest.mark.parametrize(
    "line",
    ["2017年9月8日", "各单位应当落实。", "（此件公开发布）", "第179号", "Clean air", "各镇人民政府：", "健" * 26],
)
def test_other_line_looks_like_no_heading(line):
    assert not looks_like_heading(line)
