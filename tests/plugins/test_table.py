from __future__ import annotations

import shutil

import policydiff_table
import pytest
from support import office, packages, reports
from support.packages import W

from policydiff.errors import UsageError
from policydiff.model import RenderOptions
from policydiff.report.conventions import CONVENTIONS


def render(report=None, **options) -> bytes:
    return policydiff_table.render(report or reports.report(), RenderOptions(**options))


def rows(report=None, **options) -> list[list[str]]:
    return packages.table_rows(render(report, **options))


def row_of(words: str, **options) -> list[str]:
    return next(row for row in rows(**options) if any(words in cell for cell in row))


def styles_of(words: str, **options) -> set[str]:
    """Return the styles of the runs that are these words."""
    runs = packages.part(render(**options), "word/document.xml").iter(f"{W}r")
    return {
        run.find(f"{W}rPr/{W}rStyle").get(f"{W}val") for run in runs if packages.words(run) == words and len(run) > 1
    }


def letters(style: str, convention: str) -> set[str]:
    held = packages.part(render(convention=convention), "word/styles.xml").iter(f"{W}style")
    found = next(one for one in held if one.get(f"{W}styleId") == style)
    return {child.tag.removeprefix(W) for child in found.find(f"{W}rPr")}


def test_the_paper_is_a4_on_its_side():
    size = next(packages.part(render(), "word/document.xml").iter(f"{W}pgSz"))
    assert (size.get(f"{W}w"), size.get(f"{W}h"), size.get(f"{W}orient")) == ("16838", "11906", "landscape")


def test_the_head_is_repeated_on_every_page():
    first = next(packages.part(render(), "word/document.xml").iter(f"{W}tr"))
    assert first.find(f"{W}trPr/{W}tblHeader") is not None


def test_the_head_bears_numbers_and_dates_of_both():
    assert rows()[0] == [
        "修改前\n云政发〔2018〕9号\n成文日期：2018年12月3日",
        "修改后\n云政发〔2022〕31号\n成文日期：2022年11月8日",
        "说明",
    ]


def test_pages_are_counted():
    foot = packages.part(render(), "word/footer1.xml")
    assert [held.get(f"{W}instr") for held in foot.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]


def test_a_row_shows_old_and_new_words_and_what_happened():
    assert row_of("二百元") == [
        "第七条　公民有权举报违法行为。举报查实的，给予二百元奖励。",
        "第二条　公民有权举报违法行为。举报查实的，给予五百元奖励。",
        "第七条改为第二条；由“第二章 管护”移至“第一章 总则”；内容有修改\n【重要】奖励由二百元提高到五百元",
    ]


def test_tables_stand_without_the_signs_of_markdown():
    table = "| 项目 | 标准 |\n| --- | --- |\n| 护理 | 三百元 |"
    report = reports.pair(f"第一条 标准如下：\n\n{table}", f"第一条 标准如下：\n\n{table}".replace("三百", "四百"))
    assert rows(report)[1][1] == "第一条　标准如下：\n项目　｜　标准\n护理　｜　四百元"


def test_a_short_row_is_not_broken_over_pages():
    pairs = [reports.pair("第一条 甲。", "第一条 " + "应当及时办理。" * times) for times in (2, 200)]
    held = [list(packages.part(render(report), "word/document.xml").iter(f"{W}tr"))[1] for report in pairs]
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in held] == [True, False]


def test_a_new_clause_stands_alone():
    assert row_of("信息化")[:2] == ["（新增）", "第八条　河道管护实行信息化管理。"]


def test_a_removed_clause_stands_alone():
    assert row_of("河道管护经费")[:2] == ["第五条　河道管护经费由县财政局安排。", "（删去）"]


def test_a_moved_clause_leaves_a_sign_at_its_old_place():
    assert ["第七条　移至 第二条", "", ""] in rows()


@pytest.mark.parametrize(
    ("words", "style"), [("二百元", "Gone"), ("五百元", "Came"), ("可以", "Gone"), ("应当", "Came")]
)
def test_changed_words_are_set_apart(words, style):
    assert styles_of(words) == {style}


@pytest.mark.parametrize(
    ("style", "convention", "drawn"),
    [
        pytest.param("Gone", "prc", {"strike", "color"}, id="struck through"),
        pytest.param("Came", "prc", {"u", "color"}, id="underlined"),
        pytest.param("Gone", "japan", {"u"}, id="japan underlines both sides"),
        pytest.param("Gone", "taiwan", {"u"}, id="taiwan underlines both sides"),
    ],
)
def test_no_mark_is_by_colour_alone(style, convention, drawn):
    assert letters(style, convention) == drawn


@pytest.mark.parametrize(
    ("name", "head"), [("japan", ["改正後", "改正前", "備考"]), ("taiwan", ["修正條文", "現行條文", "說明"])]
)
def test_japan_and_taiwan_put_the_new_text_first(name, head):
    first = rows(convention=name)[0]
    assert [cell.split("\n")[0] for cell in first] == head
    assert "五百元" in row_of("二百元", convention=name)[0]


def test_an_unknown_convention_is_named():
    with pytest.raises(UsageError, match="no convention is named 'klingon'; there are: prc, japan, taiwan"):
        render(convention="klingon")


def test_each_convention_has_fonts_to_fall_back_on():
    for name in CONVENTIONS:
        fonts = packages.part(render(convention=name), "word/fontTable.xml").iter(f"{W}altName")
        assert all(font.get(f"{W}val") for font in fonts)


def test_unchanged_clauses_are_folded():
    pairs = tuple(((f"第{number}条",), (f"第{number}条",)) for number in "一二")
    report = reports.pair("第一条 甲。\n\n第二条 乙。", "第一条 甲。\n\n第二条 丙。", pairs)
    assert [rows(report)[1], rows(report, everything=True)[1]] == [
        ["1 个条款未变（第一条）"],
        ["第一条　甲。", "第一条　甲。", ""],
    ]


@pytest.mark.parametrize(("cosmetic", "styles"), [(False, {""}), (True, {"Gone"})])
def test_differences_of_form_are_unmarked_unless_asked_for(cosmetic, styles):
    report = reports.pair("第一条 甲,乙。", "第一条 甲，丙。")
    runs = packages.part(render(report, cosmetic=cosmetic), "word/document.xml").iter(f"{W}r")
    found = [run.find(f"{W}rPr/{W}rStyle") for run in runs if "," in packages.words(run)]
    assert {style.get(f"{W}val") if style is not None else "" for style in found} == styles


def test_findings_are_listed_with_their_rules():
    listed = packages.table_rows(render(), 2)
    assert listed[:2] == [
        ["轻重", "条款", "要点", "依据规则"],
        ["重大", "第四条", "“可以”改为“应当”", "modality.strengthened"],
    ]


def test_words_of_the_report_are_english_when_asked_for():
    assert [cell.split("\n")[0] for cell in rows(lang="en")[0]] == ["Before", "After", "Note"]


@pytest.mark.parametrize("trick", ["<w:p/>", "]]>", "&lt;", "\x00\x1b", "\u202e甲", "\ud83d", "\ufffe"])
def test_what_would_break_out_arrives_as_text(trick):
    from policydiff.report.escaping import visible

    report = reports.pair("第一条 甲。", f"第一条 甲{trick}乙。")
    shown = visible(trick).replace("\ufffe", "⟨U+FFFE⟩")
    assert f"甲{shown}乙。" in rows(report)[1][1]


@pytest.mark.slow
def test_every_printed_page_bears_head_and_number(tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("soffice is not installed (apt install libreoffice-writer)")
    text = "\n\n".join(f"第{number}条 " + "应当及时办理。" * 30 for number in range(1, 30))
    pairs = tuple(((f"第{number}条",), (f"第{number}条",)) for number in range(1, 30))
    path = tmp_path / "table.docx"
    path.write_bytes(render(reports.pair(text, text.replace("应当", "可以"), pairs)))
    pages = ["".join(page.split()) for page in office.pages(path, tmp_path)]
    held = [f"第{number}页共{len(pages)}页" in page for number, page in enumerate(pages, 1)]
    assert len(pages) > 3
    assert all(held)
    assert all("修改前" in page and "修改后" in page and "说明" in page for page in pages[:-1])
