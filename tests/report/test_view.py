from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import reports

from policydiff.model import (
    Annotation,
    Bead,
    Change,
    ChangeKind,
    Edit,
    Op,
    Relation,
    RenderOptions,
    Severity,
    Span,
    Wording,
)
from policydiff.report import clause_names, messages, notes, spans
from policydiff.report.build_view import build_view
from policydiff.report.tables import Grid, blocks
from policydiff.report.view import Departure, Fold, Row

PLAN = """\
# 丹泽市绿道建设方案

各县（市、区）要抓好落实。

## 一、总体要求

到2025年建成绿道。

## 二、主要任务

## （一）规划

1.编制规划。市自然资源局牵头。

## 附件1 任务表

## 一、近期任务

建设示范段。
"""


def drawn(report=None, **options):
    return build_view(report or reports.report(), RenderOptions(**options))


def row(view, name):
    return next(row for row in view.rows if row.numbering == name)


def edit(op, text, **more):
    return Edit(op, text, **more)


def change(*edits, old=("第一条",), new=("第一条",)):
    return Change(ChangeKind.AMENDED, Bead(old, new), edits)


def words(paragraphs):
    return ["".join(edit.text for edit in paragraph) for paragraph in paragraphs]


def test_the_gravest_finding_comes_first():
    assert [finding.severity for finding in drawn().findings] == ["high", "medium", "low", "info"]


def test_equally_grave_findings_keep_the_order_of_the_rows():
    remarks = [
        Annotation(rule, Severity.LOW, Wording("", ""), None, Span(clause, 0, 0, ""))
        for rule, clause in (("a.x", "第九条"), ("b.x", "第一条"), ("c.x", "第六条"))
    ]
    view = drawn(reports.report(annotations=tuple(remarks)))
    assert [finding.rule for finding in view.findings] == ["b.x", "c.x", "a.x"]


def test_a_finding_on_dropped_words_names_the_old_clause_as_old():
    assert [finding.where for finding in drawn().findings if finding.new is None] == ["原第五条", "全文"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_row_has_the_findings_that_stand_on_top(lang):
    view = drawn(lang=lang)
    stated = {finding for held in view.rows for finding in held.findings}
    assert stated == {finding for finding in view.findings if finding.row is not None}


def test_unchanged_headings_over_changes_are_shown():
    shown = [block for block in drawn().blocks() if isinstance(block, Row) and not block.changed]
    assert [row.places[0].title for row in shown] == ["第一章 总则", "第二章 管护", "第三章 附则"]


def test_unchanged_clauses_are_folded():
    text = "第一条 甲。\n\n第二条 乙。\n\n第三条 丙。\n\n第四条 丁。"
    pairs = tuple(((f"第{n}条",), (f"第{n}条",)) for n in "一二三四")
    folds = list(drawn(reports.pair(text, text.replace("丁", "戊"), pairs)).blocks())
    assert isinstance(folds[0], Fold)
    assert folds[0].span() == "第一条–第三条"


def test_everything_folds_nothing():
    text = "第一条 甲。\n\n第二条 乙。"
    view = drawn(reports.pair(text, text, ((("第一条",), ("第一条",)), (("第二条",), ("第二条",)))))
    assert [type(block) for block in view.blocks(everything=True)] == [Row, Row]


@pytest.mark.parametrize("everything", [True, False])
def test_every_row_is_shown_once_or_folded(everything):
    view = drawn()
    indexes = []
    for block in view.blocks(everything=everything):
        indexes += [row.index for row in block.rows] if isinstance(block, Fold) else []
        indexes += [block.index] if isinstance(block, Row) else []
    assert indexes == list(range(len(view.rows)))


def test_a_moved_clause_leaves_a_sign_where_it_stood():
    blocks = list(drawn().blocks())
    place = next(index for index, block in enumerate(blocks) if isinstance(block, Departure))
    assert blocks[place].old.name == "第七条"
    assert blocks[place - 1].numbering == "第六条 → 第七条"
    assert blocks[place].target == "第二条"


def test_a_split_clause_shows_each_part_under_its_clause():
    split = row(drawn(), "第三条 → 第四条、第五条")
    assert [piece.clause for piece in split.new_pieces] == ["第四条", "第五条"]
    assert words(split.new_pieces[1].paragraphs) == ["管护站应当每月巡查二次。"]


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("第三条 → 第四条、第五条", "第三条拆分为第四条、第五条；内容有修改"),
        ("第七条 → 第二条", "第七条改为第二条；由“第二章 管护”移至“第一章 总则”；内容有修改"),
        ("第四条 → 第六条", "第四条改为第六条"),
        ("第八条", "新增第八条"),
        ("第五条", "删去第五条"),
        ("第一章", ""),
    ],
)
def test_the_note_says_what_happened(name, note):
    assert row(drawn(), name).note == note


@pytest.mark.parametrize(
    ("kinds", "note"),
    [
        (("split", "merged", "renumbered"), "A were rearranged into B"),
        (("merged",), "A were merged into B"),
        (("moved",), "it was moved"),
        (("moved", "renumbered"), "A became B; it was moved"),
        ((), ""),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, tuple) else "",
)
def test_the_note_joins_what_holds_at_once(kinds, note):
    assert notes.note(kinds, notes.Names(["A"], ["B"]), "en") == note


def cosmetic_pair():
    return reports.pair("第一条 管护帐目公开。", "第一条 管护账目公开。")


def test_a_difference_of_form_is_no_change():
    view = drawn(cosmetic_pair())
    assert (view.identical, view.hidden_cosmetic) == (True, 1)


def test_a_difference_of_form_is_listed_when_asked_for():
    assert [row.kinds for row in drawn(cosmetic_pair(), cosmetic=True).changed] == [("cosmetic",)]


@pytest.mark.parametrize(("alike", "unrelated"), [(0.02, True), (0.6, False)])
def test_documents_that_share_nothing_are_called_unrelated(alike, unrelated):
    report = reports.report()
    view = drawn(replace(report, comparison=replace(report.comparison, alike=alike)))
    assert view.unrelated is unrelated


def test_the_same_text_twice_is_identical():
    assert drawn(reports.pair("第一条 甲。", "第一条 甲。")).identical


@pytest.mark.parametrize("kind", ["amended", "inserted", "removed", "moved", "renumbered", "split", "unchanged"])
def test_the_counts_are_those_of_the_comparison(kind):
    assert dict(drawn().counts)[kind] == reports.report().comparison.counts[kind]


@pytest.mark.parametrize(
    ("ident", "name"),
    [
        ("p1", "第 1 段"),
        ("一", "一、总体要求"),
        ("二/(一)", "二（一）"),
        ("二/(一)/1", "二（一）1"),
        ("附件1/一", "附件1一"),
    ],
)
def test_a_clause_of_a_plan_is_named_by_its_labels(ident, name):
    document = reports.document(PLAN)
    assert clause_names.name(document, document.by_id[ident], "zh") == name


@pytest.mark.parametrize(
    ("ident", "name"),
    [("第一条", "第一条"), ("第一条/2", "第一条第二款"), ("第一条/2/(二)", "第一条第二款第（二）项")],
)
def test_a_place_inside_an_article_is_named_as_laws_cite_it(ident, name):
    document = reports.document("第一条 甲。\n\n下列情形除外：\n\n（一）乙；\n\n（二）丙。")
    assert clause_names.name(document, document.by_id[ident], "zh") == name


def test_spaces_between_chinese_characters_of_a_heading_are_not_shown():
    document = reports.document("## 第一章 总　则\n\n第一条 甲。")
    assert clause_names.title(document, document.by_id["第一章"], "zh") == "第一章 总则"


PARAGRAPHS = {
    "one paragraph": ([edit(Op.EQUAL, "甲")], ["甲"]),
    "cut at line ends": ([edit(Op.EQUAL, "甲\n\n乙")], ["甲", "乙"]),
    "an inserted break is signed and breaks": (
        [edit(Op.EQUAL, "甲"), edit(Op.INSERT, "\n\n"), edit(Op.EQUAL, "乙")],
        ["甲¶", "乙"],
    ),
    "a deleted break is signed and does not break": (
        [edit(Op.EQUAL, "甲"), edit(Op.DELETE, "\n\n"), edit(Op.EQUAL, "乙")],
        ["甲¶乙"],
    ),
    "a break that came with words needs no sign": ([edit(Op.EQUAL, "甲"), edit(Op.INSERT, "\n\n乙")], ["甲", "乙"]),
    "a cosmetic break is not signed": ([edit(Op.INSERT, "\n", cosmetic=True), edit(Op.EQUAL, "乙")], ["乙"]),
}


@pytest.mark.parametrize(("edits", "expected"), PARAGRAPHS.values(), ids=PARAGRAPHS.keys())
def test_paragraphs(edits, expected):
    assert words(spans.paragraphs(edits)) == expected


def test_neighbours_marked_alike_are_one_run():
    (paragraph,) = spans.paragraphs([edit(Op.INSERT, "甲"), edit(Op.INSERT, "乙")])
    assert words([paragraph]) == ["甲乙"]
    assert len(paragraph) == 1


def test_one_stream_shows_the_new_form_of_a_cosmetic_difference():
    paragraph = (edit(Op.DELETE, "帐", cosmetic=True), edit(Op.INSERT, "账", cosmetic=True), edit(Op.EQUAL, "目"))
    assert words([spans.plain(paragraph, without=Op.DELETE)]) == ["账目"]


def test_a_column_keeps_its_own_form_of_a_cosmetic_difference():
    paragraph = (edit(Op.DELETE, "帐", cosmetic=True), edit(Op.EQUAL, "目"))
    assert words([spans.plain(paragraph)]) == ["帐目"]


def test_long_unchanged_stretches_are_cut_in_the_middle_only():
    text = "甲" * 60 + "乙" * 60
    paragraph = (edit(Op.INSERT, "新"), edit(Op.EQUAL, text), edit(Op.DELETE, "旧"))
    cut = spans.condensed(paragraph)[1].text
    assert (cut[:5], cut[-5:], len(cut)) == ("甲甲甲甲甲", "乙乙乙乙乙", 2 * spans.LEFT + len(spans.ELLIPSIS))


def test_what_came_and_went_is_never_cut():
    paragraph = (edit(Op.INSERT, "新" * 500),)
    assert spans.condensed(paragraph) == paragraph


@given(st.lists(st.tuples(st.sampled_from(Op), st.text("甲乙\n", min_size=1, max_size=5)), max_size=8))
def test_columns_lose_no_word(runs):
    edits = [Edit(op, text, "第一条", "第一条") for op, text in runs]
    held = change(*edits)
    old = "".join("".join(words(piece.paragraphs)) for piece in spans.old_pieces(held)).replace("¶", "")
    assert old == "".join(edit.text for edit in edits if edit.op is not Op.INSERT).replace("\n", "")


def test_table_rows_that_follow_one_another_are_one_grid():
    text = "| 指标 | 目标 |\n\n| --- | --- |\n\n| 绿道 | 30公里 |\n\n以上。"
    grid, after = blocks(spans.paragraphs([edit(Op.EQUAL, text)]))
    assert isinstance(grid, Grid)
    assert [words(row) for row in grid.rows] == [["指标", "目标"], ["绿道", "30公里"]]
    assert words([after]) == ["以上。"]


def test_an_edit_inside_a_cell_stays_in_its_cell():
    runs = [edit(Op.EQUAL, "| 绿道 | "), edit(Op.DELETE, "30"), edit(Op.INSERT, "40"), edit(Op.EQUAL, "公里 |")]
    (grid,) = blocks(spans.paragraphs(runs))
    assert words(grid.rows[0]) == ["绿道", "3040公里"]


def test_siblings_are_not_said_to_have_changed():
    report = reports.report()
    view = drawn(replace(report, comparison=replace(report.comparison, relation=Relation.SIBLINGS)))
    assert [view.kind(name) for name in ("inserted", "removed")] == ["仅乙有", "仅甲有"]
    assert row(view, "第四条 → 第六条").note == "甲第四条对应乙第六条"


@pytest.mark.parametrize(
    ("names", "listed"), [(["第一条", "第二条"], "第一条、第二条"), (["一、甲", "二"], "一、甲 / 二")]
)
def test_names_that_hold_a_comma_are_set_apart(names, listed):
    assert messages.listed(names, "zh") == listed


def test_siblings_with_one_matter_in_common_are_not_called_unrelated():
    report = reports.report()
    few = replace(report.comparison, relation=Relation.SIBLINGS, alike=0.001)
    assert not drawn(replace(report, comparison=few)).unrelated


def test_siblings_with_nothing_in_common_are_called_unrelated():
    report = reports.pair("第一条 甲。", "第一条 乙。", ((("第一条",), ()), ((), ("第一条",))))
    view = drawn(replace(report, comparison=replace(report.comparison, relation=Relation.SIBLINGS)))
    assert view.unrelated
