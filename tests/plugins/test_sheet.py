from __future__ import annotations

import policydiff_sheet
import pytest
from support import packages, reports
from support.packages import S

from policydiff.model import RenderOptions
from policydiff.office.xlsx import LONGEST


def render(report=None, **options) -> bytes:
    return policydiff_sheet.render(report or reports.report(), RenderOptions(**options))


def rows(report=None, number=1, **options) -> list[list[str]]:
    held = packages.sheet_rows(render(report, **options), number)
    start = next(at for at, row in enumerate(held) if len(row) > 1)
    return held[start:]


def sheet(number=1):
    return packages.part(render(), f"xl/worksheets/sheet{number}.xml")


def runs_of(words: str) -> set[str]:
    """Return what is drawn on the runs of rich text that are these words."""
    held = [run for run in sheet().iter(f"{S}r") if packages.words(run) == words]
    return {child.tag.removeprefix(S) for run in held for child in run.find(f"{S}rPr")} & {"strike", "u", "b"}


def test_a_row_shows_kinds_clauses_words_and_note():
    row = next(row for row in rows() if "二百元" in row[5])
    assert row[1:] == [
        "修改 · 移动 · 改序号",
        "第一章 总则",
        "第七条",
        "第二条",
        "第七条　公民有权举报违法行为。举报查实的，给予二百元奖励。",
        "第二条　公民有权举报违法行为。举报查实的，给予五百元奖励。",
        "第七条改为第二条；由“第二章 管护”移至“第一章 总则”；内容有修改\n【重要】奖励由二百元提高到五百元",
        "重要",
    ]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_head_is_frozen_and_filters_what_stands_below(number):
    held = sheet(number)
    top = next(row.get("r") for row in held.iter(f"{S}row") if len(row) > 1)
    pane, used = next(held.iter(f"{S}pane")), next(held.iter(f"{S}autoFilter")).get("ref")
    assert (pane.get("state"), pane.get("ySplit"), used.split(":")[0]) == ("frozen", top, f"A{top}")


@pytest.mark.parametrize(("words", "drawn"), [("二百元", {"strike"}), ("五百元", {"u"}), ("第七条", {"b"})])
def test_changed_words_are_set_apart_inside_cells(words, drawn):
    assert runs_of(words) == drawn


def test_findings_have_a_sheet_of_their_own():
    assert rows(number=2)[:2] == [
        ["序号", "轻重", "条款", "要点", "依据规则", "修改前原文", "修改后原文"],
        ["1", "重大", "第四条", "“可以”改为“应当”", "modality.strengthened", "可以", "应当"],
    ]


def test_what_documents_say_of_themselves_has_a_sheet_of_its_own():
    assert ["文号", "云政发〔2018〕9号", "云政发〔2022〕31号"] in rows(number=3)


def test_unchanged_clauses_are_left_out_unless_asked_for():
    report = reports.pair("第一条 甲。", "第一条 甲。")
    assert [len(rows(report, everything=everything)) for everything in (False, True)] == [1, 2]


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_a_formula_arrives_as_text(formula):
    report = reports.pair("第一条 甲。", f"第一条 {formula}", annotations=())
    data = render(report)
    held = packages.part(data, "xl/worksheets/sheet1.xml")
    assert not list(held.iter(f"{S}f"))
    assert any(formula in cell for row in packages.sheet_rows(data) for cell in row)


@pytest.mark.parametrize("trick", ["<is>", "]]>", "&amp;", "\x00\x1b", "\u202e甲", "\ud83d", "\uffff"])
def test_what_would_break_out_arrives_as_text(trick):
    from policydiff.report.escaping import visible

    report = reports.pair("第一条 甲。", f"第一条 甲{trick}乙。")
    assert f"甲{visible(trick)}乙。".replace("\uffff", "⟨U+FFFF⟩") in rows(report)[1][6]


def test_codes_of_excel_arrive_as_text():
    report = reports.pair("第一条 甲。", "第一条 甲_x0041_。")
    assert "甲_x005F_x0041_。" in rows(report)[1][6]


def test_words_that_no_cell_can_hold_go_on_in_the_next_row():
    text = "甲乙丙丁戊己庚辛壬癸" * 7_000
    found = rows(reports.pair("第一条 子。", f"第一条 {text}"))[1:]
    assert max(len(row[6]) for row in found) <= LONGEST
    assert "".join(row[6] for row in found) == f"第一条　{text}"


def test_japan_puts_the_new_text_first():
    assert rows(convention="japan")[0][5:7] == ["改正後", "改正前"]
