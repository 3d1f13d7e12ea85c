from __future__ import annotations

import re
from dataclasses import replace

import policydiff_annotated
import pytest
from markdown_it import MarkdownIt
from support import reports

from policydiff.model import Relation, RenderOptions


def render(report=None, **options) -> str:
    return policydiff_annotated.render(report or reports.report(), RenderOptions(**options))


def note_of(clause: str, report=None, **options) -> str:
    """Return the notes under a clause."""
    text = render(report, **options)
    found = re.search(rf"<b>{clause}</b>.*?\n\n((?:>.*\n?)+)", text)
    return found[1] if found else ""


def test_the_text_is_the_new_one():
    lines = [re.sub(r"</?b>|^#+ ", "", line) for line in render().splitlines() if line and not line.startswith(">")]
    wanted = [re.sub(r"^(第.条) ", r"\1　", line.lstrip("# ")) for line in reports.NEW.splitlines() if line]
    assert [line.replace("　", "").replace(" ", "") for line in lines[3:]] == [
        line.replace("　", "").replace(" ", "") for line in wanted[1:]
    ]


def test_a_note_says_number_place_and_words():
    assert note_of("第二条") == (
        "> 〔2022年11月8日〕第七条改为第二条；由“第二章 管护”移至“第一章 总则”；“二百元”改为“五百元”。\n"
        ">\n> 【重要】奖励由二百元提高到五百元 (targets.raised)\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("甲应当办理。", "甲可以办理。", "“应当”改为“可以”。", id="replaced"),
        pytest.param("甲应当办理。", "甲应当及时办理。", "增加“及时”。", id="added"),
        pytest.param("甲应当及时办理。", "甲应当办理。", "删去“及时”。", id="dropped"),
    ],
)
def test_changes_of_wording_are_told(old, new, told):
    assert note_of("第一条", reports.pair(f"第一条 {old}", f"第一条 {new}")) == f"> 〔修改后〕{told}\n"


def test_a_removed_clause_is_quoted():
    assert "删去第五条；原文：“河道管护经费由县财政局安排。”。" in render()


def test_an_unchanged_clause_has_no_note():
    assert note_of("第一条", reports.pair("第一条 甲。", "第一条 甲。")) == ""


def test_a_difference_of_form_is_told_only_when_asked_for():
    report = reports.pair("第一条 甲,乙。", "第一条 甲，乙。")
    assert [bool(note_of("第一条", report, cosmetic=cosmetic)) for cosmetic in (False, True)] == [False, True]


def test_siblings_were_not_revised():
    report = reports.pair("第一条 甲应当办理。", "第一条 甲可以办理。")
    siblings = replace(report, comparison=replace(report.comparison, relation=Relation.SIBLINGS))
    assert note_of("第一条", siblings) == "> 甲作“应当”，乙作“可以”。\n"


def test_many_changes_are_counted():
    old = "第一条 " + "".join(f"{sign}应当办理，" for sign in "甲乙丙丁戊己庚辛壬癸")
    report = reports.pair(old, old.replace("应当", "可以"))
    assert "另有 2 处文字修改" in note_of("第一条", report)


@pytest.mark.parametrize("trick", ["<script>", "*甲*", "`x`", "\x1b", "\u202e"])
def test_what_would_break_out_arrives_as_text(trick):
    from policydiff.report.escaping import visible

    page = MarkdownIt("commonmark", {"html": True}).render(render(reports.pair("第一条 乙。", f"第一条 乙{trick}丙。")))
    shown = re.sub(r"</?(?:b|p|h1|blockquote|span)>", "", page).replace("&lt;", "<").replace("&gt;", ">")
    assert f"乙{visible(trick)}丙。" in shown
