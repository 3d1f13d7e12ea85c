from __future__ import annotations

import base64
import hashlib
import html
import re
from dataclasses import replace

import policydiff_page
import policydiff_page.page
import pytest
from selectolax.lexbor import LexborHTMLParser
from support import reports

from policydiff.model import RenderOptions
from policydiff.report import messages


def render(report=None, **options):
    return policydiff_page.render(report or reports.report(), RenderOptions(**options))


def parsed(report=None, **options):
    return LexborHTMLParser(render(report, **options))


def row(page, name):
    return next(node for node in page.css("article.changed") if node.css_first("h3").text().strip() == name)


def cell(page, name, side):
    return row(page, name).css_first(f".cell.{side}")


def test_a_reference_that_only_follows_is_marked_as_such():
    page = parsed(reports.following(), lang="en")
    marks = [(node.text(), node.attributes["title"]) for node in page.css(".cell.inline .r, .cell.new .r")]
    assert ("第二条", "only follows a renumbering") in marks
    assert not any("元" in text for text, _ in marks)


def test_the_page_loads_nothing():
    page = parsed()
    assert not page.css("link:not([rel=expect]), img, iframe, script[src], object, embed")
    assert not re.search(r"url\(|@import|https?://", render())


def test_the_policy_lets_no_script_run_but_the_pages_own():
    page = parsed()
    script = page.css("script")[-1].text(deep=True)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    content = page.css_first('meta[http-equiv="Content-Security-Policy"]').attributes["content"]
    assert f"script-src 'sha256-{digest}'" in content
    assert "default-src 'none'" in content


def test_no_element_carries_a_handler():
    assert not re.search(r"<[^>]+\son\w+=", render())


def test_the_summary_names_both_documents():
    text = parsed().css_first("#summary").text()
    assert all(words in text for words in ("云政发〔2018〕9号", "云政发〔2022〕31号", "2018-12-03", "2022-11-08"))


def test_findings_stand_on_top_the_gravest_first():
    marks = parsed().css("#summary .findings .severity")
    assert [mark.text() for mark in marks] == ["重大", "重要", "一般", "提示"]


def test_a_finding_leads_to_its_row():
    page = parsed()
    link = page.css_first("#summary .findings a").attributes["href"]
    assert page.css_first(f'[id="{link[1:]}"] h3').text().strip() == "第三条 → 第四条、第五条"


def test_further_findings_are_one_click_away():
    report = reports.report()
    page = parsed(replace(report, annotations=report.annotations * 5))
    assert len(page.css("#summary > .findings > li")) == policydiff_page.page.TOP_FINDINGS
    assert len(page.css("#summary .more .findings > li")) == 20 - policydiff_page.page.TOP_FINDINGS


def test_what_went_stands_left_and_what_came_right():
    page = parsed()
    assert cell(page, "第七条 → 第二条", "old").css_first("del").text() == "二百元"
    assert cell(page, "第七条 → 第二条", "new").css_first("ins").text() == "五百元"


def test_one_stream_shows_both():
    stream = cell(parsed(), "第七条 → 第二条", "inline")
    assert [node.text() for node in stream.css("p > del, p > ins")] == ["二百元", "五百元"]


def test_a_renumbered_clause_is_shown_once_with_both_numbers():
    same = cell(parsed(), "第二条 → 第三条", "same")
    assert [node.text() for node in same.css("b > *")] == ["第二条", "第三条"]


def test_each_part_of_a_split_clause_stands_under_its_label():
    labels = [node.text() for node in cell(parsed(), "第三条 → 第四条、第五条", "new").css("b")]
    assert labels == ["第四条", "第五条"]


def test_a_moved_clause_is_linked_to_where_it_stood_and_back():
    page = parsed()
    target = next(a for a in row(page, "第七条 → 第二条").css(".said a")).attributes["href"]
    sign = page.css_first(f'[id="{target[1:]}"]')
    assert page.css_first(f'[id="{sign.attributes["href"][1:]}"] h3').text().strip() == "第七条 → 第二条"


def test_no_link_inside_the_page_leads_nowhere():
    page = parsed()
    ids = {node.attributes["id"] for node in page.css("[id]")}
    assert {a.attributes["href"][1:] for a in page.css('a[href^="#"]')} <= ids


def test_no_id_stands_twice():
    ids = [node.attributes["id"] for node in parsed().css("[id]")]
    assert len(ids) == len(set(ids))


def test_every_clause_of_both_sides_can_be_linked_to():
    report = reports.report()
    ids = {node.attributes["id"] for node in parsed(report).css("[id]")}
    assert {f"old:{unit.id}" for unit in report.comparison.old.units} <= ids
    assert {f"new:{unit.id}" for unit in report.comparison.new.units} <= ids


def test_the_strip_shows_each_changed_row():
    page = parsed()
    assert len(page.css(".strip a")) == len(page.css("article.changed"))


def test_unchanged_clauses_are_folded_but_there():
    page = parsed(reports.pair("第一条 甲乙丙。", "第一条 甲乙丙。"))
    assert "甲乙丙" in page.css_first("details.fold").text()
    assert "open" not in page.css_first("details.fold").attributes


def test_everything_opens_the_folds():
    page = parsed(reports.pair("第一条 甲乙丙。", "第一条 甲乙丙。"), everything=True)
    assert "open" in page.css_first("details.fold").attributes


def test_the_ledger_is_told():
    text = parsed().css_first(".ledger").text()
    assert all(words in text for words in ("印章 × 2", "云政发202231号", "文号的写法", "次数缺失", "打印本页"))


def test_table_rows_are_a_table():
    rows = "第一条 目标如下：\n\n| 指标 | 目标 |\n\n| 绿道 | {}公里 |"
    page = parsed(reports.pair(rows.format("三十"), rows.format("四十")))
    assert [node.text() for node in page.css(".cell.new td")] == ["指标", "目标", "绿道", "四十公里"]


@pytest.mark.parametrize(("lang", "words"), [("zh", "逐条对照"), ("en", "Clause by clause")])
def test_the_page_speaks_the_language_asked_for(lang, words):
    page = parsed(lang=lang)
    assert page.css_first("#clauses > h2").text() == words
    assert page.css_first("html").attributes["lang"] == {"zh": "zh-CN", "en": "en"}[lang]


def test_the_english_page_has_no_chinese_words_of_its_own():
    page = parsed(lang="en")
    for node in page.css(
        "[lang='zh-CN'], .findings, .contents, .side, .strip, .note, .ledger, .bar .home, title, h1, td"
    ):
        node.decompose()
    for node in page.css("script, style, .departure, .section, .matters"):
        node.decompose()
    assert not re.search(r"[\u4e00-\u9fff]", page.html)


def test_unrelated_documents_are_said_to_be_unrelated_on_top():
    report = reports.report()
    page = parsed(replace(report, comparison=replace(report.comparison, alike=0.0)))
    assert page.css_first("#summary .notice") is not None
    assert parsed(report).css_first("#summary .notice") is None


TRICKS = {
    "script": "<script>alert(1)</script>",
    "end of script": "</script><b>",
    "cdata": "]]>",
    "template": "{{ 7 * 7 }}{% raw %}",
    "quote": "\"' onmouseover=alert(1) x='",
    "entity": "&amp;lt;",
}


@pytest.mark.parametrize("text", TRICKS.values(), ids=TRICKS.keys())
def test_text_that_tries_to_break_out_arrives_as_text(text):
    page = parsed(reports.pair("第一条 甲。", f"第一条 起{text}止。"))
    assert f"起{text}止" in page.css_first(".cell.new").text()
    assert len(page.css("script")) == 2


@pytest.mark.parametrize("text", TRICKS.values(), ids=TRICKS.keys())
def test_a_name_that_tries_to_break_out_arrives_as_text(text):
    page = parsed(reports.report(new_name=f"起{text}止"))
    assert f"起{text}止" in page.css_first("#summary").text()
    assert len(page.css("script")) == 2


def test_control_characters_and_direction_marks_are_shown():
    told = html.unescape(render(reports.pair("第一条 甲。", "第一条 \x1b[31m\u202e\x00。")))
    assert "␛[31m⟨U+202E⟩" in told
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e]", told)


def test_the_signs_of_badges_are_those_of_every_format():
    style = parsed().css_first("style").text(deep=True)
    signs = dict(re.findall(r'\.badge\.k-(\w+) \{ --sign: "(.)"; \}', style))
    assert signs == {name: sign for name, sign in messages.SIGNS.items() if name != "unchanged"}
