"""Ruled tables on laid-out pages."""

from __future__ import annotations

import pytest

from policydiff.pages.paragraphs import LaidOut, Line, Piece, paragraphs
from policydiff.pages.ruled_tables import Rule, without_tables


def piece(text, left, top):
    return Piece(text, left, left + 12 * len(text), top, top + 12)


def across(top, left=100, right=400):
    return Rule(left, top, right, top + 0.5)


def down(left, top=100, bottom=190):
    return Rule(left, top, left + 0.5, bottom)


GRID = [across(100), across(130), across(160), across(190), down(100), down(200), down(300), down(400)]


def rows(rules, pieces):
    tables, _ = without_tables(pieces, rules, 0)
    return [list(row) for table in tables for row in table.rows]


def test_cells_are_what_the_rules_enclose():
    pieces = [
        piece("指标", 110, 110),
        piece("2019", 210, 110),
        piece("2020", 310, 110),
        piece("床位", 110, 140),
        piece("5.4", 310, 140),
    ]
    assert rows(GRID, pieces) == [["指标", "2019", "2020"], ["床位", "", "5.4"], ["", "", ""]]


def test_missing_rules_make_one_cell_of_two():
    # Between 2019 and 2020 the head has no rule, and 指标 reaches over two rows.
    rules = [
        across(100),
        across(130, left=200),
        across(160),
        across(190),
        down(100),
        down(200),
        down(300, top=130),
        down(400),
    ]
    pieces = [
        piece("指标", 110, 125),
        piece("目标", 280, 110),
        piece("2019", 210, 140),
        piece("2020", 310, 140),
        piece("床位", 110, 170),
    ]
    assert rows(rules, pieces) == [["指标", "目标", "目标"], ["指标", "2019", "2020"], ["床位", "", ""]]


def test_line_across_the_table_is_written_once():
    rules = [
        across(100),
        across(130),
        across(160),
        down(100, bottom=160),
        down(200, top=130, bottom=160),
        down(400, bottom=160),
    ]
    assert rows(rules, [piece("一、资源", 110, 110), piece("床位", 110, 140), piece("5.4", 210, 140)]) == [
        ["一、资源", ""],
        ["床位", "5.4"],
    ]


def test_boxes_drawn_cell_by_cell_are_a_table():
    boxes = [Rule(left, top, left + 100, top + 30) for left in (100, 200) for top in (100, 130)]
    assert rows(boxes, [piece("指标", 110, 110), piece("5.4", 210, 140)]) == [["指标", ""], ["", "5.4"]]


def test_words_wrapped_in_a_cell_are_joined():
    assert rows(GRID, [piece("责任", 110, 102), piece("单位", 110, 116)])[0][0] == "责任单位"


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param([across(120), across(150)], id="underlines"),
        pytest.param([Rule(100, 100, 400, 190)], id="a frame"),
        pytest.param([across(100), across(190), down(100), down(200), down(400)], id="one row"),
        pytest.param([], id="nothing"),
    ],
)
def test_other_drawings_are_no_tables(rules):
    pieces = [piece("正文", 110, 110)]
    assert without_tables(pieces, rules, 0) == ([], pieces)


def test_text_beside_a_table_stays_outside():
    outside = piece("正文", 110, 300)
    assert without_tables([piece("指标", 110, 110), outside], GRID, 0)[1] == [outside]


def table(page, *cells):
    return Line("", 100, 400, 100, 12, page, rows=cells)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param(
            [("医师", "3")], ["| 指标 | 目标 |", "| --- | --- |", "| 床位 | 5.4 |", "| 医师 | 3 |"], id="goes on"
        ),
        pytest.param(
            [("指标", "目标"), ("医师", "3")],
            ["| 指标 | 目标 |", "| --- | --- |", "| 床位 | 5.4 |", "| 医师 | 3 |"],
            id="head repeated",
        ),
        pytest.param(
            [("", "张以上")], ["| 指标 | 目标 |", "| --- | --- |", "| 床位 | 5.4张以上 |"], id="row cut by the page"
        ),
    ],
)
def test_table_goes_on_over_the_page(second, expected):
    pages = LaidOut((table(0, ("指标", "目标"), ("床位", "5.4")), table(1, *second)), (842.0, 842.0))
    assert paragraphs(pages)[0] == ["\n".join(expected)]


def test_tables_of_other_shape_stay_apart():
    pages = LaidOut((table(0, ("指标", "目标")), table(1, ("指标", "目标", "单位"))), (842.0, 842.0))
    assert len(paragraphs(pages)[0]) == 2


def test_rows_without_a_rule_between_them_are_told_apart_by_their_numbers():
    pieces = [
        piece(text, left, top)
        for top, texts in ((102, ("东浦", "18,870", "97")), (116, ("西泽", "209", "6")))
        for text, left in zip(texts, (110, 210, 310), strict=True)
    ]
    rules = [across(100), across(160), down(100), down(200), down(300), down(400)]
    assert rows(rules, pieces) == [["东浦", "18,870", "97"], ["西泽", "209", "6"]]


def test_rules_that_do_not_meet_are_tables_of_their_own():
    lower = [Rule(rule.left, rule.top + 200, rule.right, rule.bottom + 200) for rule in GRID]
    pieces = [piece("指标", 110, 110), piece("数值", 210, 110), piece("指标", 110, 310), piece("数值", 210, 310)]
    assert len(without_tables(pieces, [*GRID, *lower], 0)[0]) == 2
