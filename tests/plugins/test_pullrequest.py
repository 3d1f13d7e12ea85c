from __future__ import annotations

import html
import re

import policydiff_pullrequest
import pytest
from markdown_it import MarkdownIt
from policydiff_pullrequest import comment as pull_request
from support import reports

from policydiff.model import RenderOptions

ARTICLES = 120


def render(report=None, **options):
    return policydiff_pullrequest.render(report or reports.report(), RenderOptions(**options))


def page(text: str) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)


@pytest.fixture(scope="module")
def long_text():
    old = "\n\n".join(f"第{number}条 " + "旧规定的内容。" * 30 for number in range(1, ARTICLES))
    pairs = tuple(((f"第{number}条",), (f"第{number}条",)) for number in range(1, ARTICLES))
    return render(reports.pair(old, old.replace("旧规定", "新要求"), pairs))


def test_words_that_went_and_came_are_elements():
    assert "乡镇人民政府<del>可以</del><ins>应当</ins>设立河道管护站。" in page(render())


def test_metadata_stands_in_a_table():
    assert re.search(r"<td>文号</td>\s*<td>云政发〔2018〕9号</td>\s*<td>云政发〔2022〕31号</td>", page(render()))


def test_findings_stand_first():
    text = render()
    assert text.index("“可以”改为“应当”") < text.index("乡镇人民政府")


def test_a_long_row_is_folded():
    report = reports.pair("第一条 甲。", "第一条 " + "全新的规定。" * 200)
    assert re.search(r"<details><summary><b>第一条</b>.*?</details>", render(report), re.DOTALL)


def test_the_length_is_bounded(long_text):
    assert len(long_text) <= pull_request.LONGEST


def test_what_found_no_room_is_counted(long_text):
    shown = len(re.findall(r"<summary>", long_text))
    assert f"另有 {ARTICLES - 1 - shown} 处变化未列出" in long_text


def test_a_row_too_long_for_any_comment_is_counted_too():
    report = reports.pair("第一条 甲。", "第一条 " + "新" * 100_000)
    assert "另有 1 处变化未列出" in render(report)


def test_no_line_of_a_document_is_a_command_to_gitlab():
    text = render(reports.pair("第一条 甲。", "第一条 甲。\n\n/close\n\n/assign me"))
    assert not re.search(r"^/", text, re.MULTILINE)


TRICKS = ["<script>alert(1)</script>", "]]>", "| 甲 | 乙", "`代码`", "**粗**", "</details>", "@everyone", "[链接](x)"]


@pytest.mark.parametrize("text", TRICKS)
def test_text_that_tries_to_break_out_arrives_as_text(text):
    told = page(render(reports.pair("第一条 甲。", f"第一条 起{text}止。")))
    assert html.escape(f"起{text}止", quote=False) in re.sub(r"</?(?:ins|span)>", "", told)


@pytest.mark.parametrize("text", TRICKS)
def test_metadata_that_tries_to_break_out_arrives_as_text(text):
    report = reports.report(old_name=f"起{text}止")
    told = re.sub(r"</?span>", "", page(render(report)))
    assert html.escape(f"起{text}止", quote=False) in told


def test_control_characters_and_direction_marks_are_shown():
    assert "␛[31m⟨U+202E⟩" in re.sub(r"[\\]", "", render(reports.pair("第一条 甲。", "第一条 \x1b[31m\u202e。")))
