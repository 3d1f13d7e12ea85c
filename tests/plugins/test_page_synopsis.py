from __future__ import annotations

import html
import re

import policydiff_page
import pytest
from selectolax.lexbor import LexborHTMLParser
from support.synopses import MEALS, PARENT, surveyed

from policydiff.model import RenderOptions
from policydiff.model.synopsis import Coverage


@pytest.fixture(scope="module")
def synopsis():
    return surveyed(*MEALS, parent=PARENT)


@pytest.fixture(scope="module")
def page(synopsis):
    return LexborHTMLParser(policydiff_page.render_synopsis(synopsis, RenderOptions()))


def test_the_page_loads_nothing(synopsis):
    page = policydiff_page.render_synopsis(synopsis, RenderOptions())
    assert not re.search(r"<(?:link|img|iframe|object|embed)|src=|url\(|@import|https?://", page)


def test_no_element_carries_a_handler(synopsis):
    assert not re.search(r"<[^>]+\son\w+=", policydiff_page.render_synopsis(synopsis, RenderOptions()))


def test_the_matrix_has_a_row_for_each_topic_and_a_cell_for_each_document(page, synopsis):
    rows = page.css(".grid tbody tr")
    assert [row.css_first("th").text() for row in rows] == [topic.name for topic in synopsis.topics]
    assert {len(row.css("td")) for row in rows} == {len(synopsis.members)}


def test_the_head_of_a_column_holds_the_full_title(page, synopsis):
    heads = [head.attributes["title"] for head in page.css(".grid thead th[data-m]")]
    assert heads == [member.document.metadata.carried_title for member in synopsis.members]
    assert all(heads)


def test_a_cell_says_coverage_by_sign_and_word(page, synopsis):
    signs = {Coverage.FULL: "全面", Coverage.PART: "部分", Coverage.NONE: "未涉及"}
    for row, topic in zip(page.css(".grid tbody tr"), synopsis.topics, strict=True):
        said = [cell.attributes["aria-label"] for cell in row.css("td")]
        assert [signs[cell.coverage] in words for cell, words in zip(topic.cells, said, strict=True)] == [True] * 4


def test_every_passage_is_embedded_once(page, synopsis):
    passages = {passage for topic in synopsis.topics for passage in topic.passages} | set(synopsis.alone)
    shown = [(node.attributes["data-m"], node.attributes["data-s"]) for node in page.css(".words[id]")]
    assert {(str(passage.member), str(passage.start)) for passage in passages} <= set(shown)
    assert len(shown) == len(set(shown))


def test_the_words_of_a_passage_arrive_whole(page, synopsis):
    passage = next(passage for passage in synopsis.topics[0].passages)
    node = page.css_first(f'.words[data-m="{passage.member}"][data-s="{passage.start}"]')
    assert node.text() == "".join(synopsis.words(passage).split("\n"))


def test_each_value_leads_to_its_clause(page, synopsis):
    ids = {node.attributes["id"]: node for node in page.css(".words[id]")}
    row = next(row for row in page.css(".facts tbody tr") if "留样时间" in row.text())
    clauses = [ids[link.attributes["href"][1:]].attributes["data-c"] for link in row.css("td > a")]
    assert clauses == ["二/(三)", "二/(二)", "第四条"]


def test_the_highest_and_lowest_value_are_told_in_words(page):
    row = next(row for row in page.css(".facts tbody tr") if "留样时间" in row.text())
    assert [mark.text() for mark in row.css("td .unseen")] == ["最高", "最低", "最高"]


def test_an_agency_under_a_common_name_keeps_its_printed_one(page):
    assert any("市场监督管理局" in node.text() or "民政局" in node.text() for node in page.css(".facts .printed"))


def test_what_became_of_the_parents_plan_is_told_for_each_child(page, synopsis):
    assert len(page.css("details.heir")) == len(synopsis.inheritance) == 3
    assert any(row.css_first("th").text().strip().endswith("未写入") for row in page.css(".heirs tbody tr"))


def test_a_child_older_than_its_parent_is_told_on_top(page, synopsis):
    stale = [found for found in synopsis.inheritance if found.stale]
    assert stale
    assert len(page.css("#summary > .notice")) == len(stale)


def test_what_only_one_document_has_is_listed_under_it(page, synopsis):
    assert len(page.css("#alone .words")) == len(synopsis.alone)


def test_the_picture_has_its_words_beside_it(page, synopsis):
    assert len(page.css("#alike svg rect")) == 12
    assert len(page.css("#alike li")) == len(synopsis.members)


def test_no_link_inside_the_page_leads_nowhere(page):
    ids = {node.attributes["id"] for node in page.css("[id]")}
    assert {a.attributes["href"][1:] for a in page.css('a[href^="#"]')} <= ids


def test_no_id_stands_twice(page):
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("lang", "words"), [("zh", "主题矩阵"), ("en", "Matrix of topics")])
def test_the_page_speaks_the_language_asked_for(synopsis, lang, words):
    page = LexborHTMLParser(policydiff_page.render_synopsis(synopsis, RenderOptions(lang=lang)))
    assert page.css_first("#matrix > h2").text() == words
    assert page.css_first("html").attributes["lang"] == {"zh": "zh-CN", "en": "en"}[lang]


def test_the_same_synopsis_makes_the_same_page(synopsis):
    once, again = (policydiff_page.render_synopsis(surveyed(*MEALS, parent=PARENT), RenderOptions()) for _ in range(2))
    assert once == again


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "</script><b>x", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "=1+1"],
    ids=["script", "end of script", "attribute", "template", "formula"],
)
def test_words_that_try_to_break_out_arrive_as_text(tmp_path, text):
    hostile = tmp_path / "hostile.md"
    hostile.write_text(
        MEALS[0].read_text(encoding="utf-8").replace("老年食堂应当", f"老年食堂{text}应当"), encoding="utf-8"
    )
    page = LexborHTMLParser(policydiff_page.render_synopsis(surveyed(hostile, *MEALS[1:]), RenderOptions()))
    assert any(text in node.text() for node in page.css(".words"))
    assert len(page.css("script")) == 2
    assert not page.css(".words img, .words b")


def test_control_characters_and_direction_marks_are_shown(tmp_path):
    hostile = tmp_path / "hostile.md"
    text = MEALS[0].read_text(encoding="utf-8").replace("老年食堂应当", "老年食堂\u202e应当")
    hostile.write_text(text, encoding="utf-8")
    told = html.unescape(policydiff_page.render_synopsis(surveyed(hostile, *MEALS[1:]), RenderOptions()))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e]", told)
