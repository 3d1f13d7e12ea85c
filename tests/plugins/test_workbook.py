"""Workbooks: sheets as tables, numbers as they show, nothing hidden silently."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import openpyxl
import policydiff_workbook
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from policydiff_workbook.numbers import shown

from policydiff.errors import UnreadableSource
from policydiff.model import Source

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS = (("指标", "单位", "目标"), ("绿化覆盖率", "%", 35), ("检查次数", "次", 4))


def workbook(*rows, change=None, title="指标表"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def converted(data):
    return policydiff_workbook.convert(Source(data, XLSX, "targets.xlsx"))


def test_sheet_is_a_table_under_its_name():
    assert converted(workbook(*ROWS)).markdown == (
        "## 指标表\n\n| 指标 | 单位 | 目标 |\n| --- | --- | --- |\n| 绿化覆盖率 | % | 35 |\n| 检查次数 | 次 | 4 |"
    )


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.15, "0%", "15%"),
        (0.155, "0.0%", "15.5%"),
        (1200, "#,##0", "1,200"),
        (1200.5, "#,##0.00", "1,200.50"),
        (0.1 + 0.2, "General", "0.3"),
        (12, '0"吨"', "12吨"),
        (5000, "¥#,##0", "¥5,000"),
        (2.5, "0.##", "2.5"),
        (dt.date(2026, 3, 1), "yyyy-mm-dd", "2026-03-01"),
        (True, "General", "TRUE"),
        ("第一条", "General", "第一条"),
    ],
)
def test_number_is_printed_as_its_format_shows_it(value, number_format, text):
    assert shown(value, number_format) == text


def test_head_over_merged_cells_stands_over_each_column():
    conversion = converted(
        workbook(("年度目标", None), (1, 2), change=lambda sheet: (sheet.append((3, 4, 5)), sheet.merge_cells("A1:B1")))
    )
    assert conversion.markdown.splitlines()[2] == "| 年度目标 | 年度目标 |  |"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(lambda sheet: setattr(sheet.row_dimensions[2], "hidden", True), "hidden row", id="row"),
        pytest.param(lambda sheet: setattr(sheet["A2"], "font", Font(strike=True)), "struck out", id="struck"),
    ],
)
def test_what_is_hidden_or_struck_is_listed(change, reason):
    conversion = converted(workbook(*ROWS, change=change))
    assert "绿化覆盖率" not in conversion.markdown
    assert [removal.reason for removal in conversion.removed] == [reason]


def test_hidden_sheet_is_listed():
    def hide(sheet):
        other = sheet.parent.create_sheet("草稿")
        other.append(("暂定", 40))
        other.sheet_state = "hidden"

    conversion = converted(workbook(*ROWS, change=hide))
    assert "暂定" not in conversion.markdown
    assert {removal.reason for removal in conversion.removed} == {"hidden sheet 草稿"}


def test_comment_is_a_loss():
    conversion = converted(
        workbook(*ROWS, change=lambda sheet: setattr(sheet["C2"], "comment", Comment("待核实", "审核")))
    )
    assert [(loss.kind, loss.detail) for loss in conversion.losses] == [("comment", "指标表!C2: 待核实")]


def test_formula_that_was_never_computed_stands_for_its_value():
    assert "=SUM(C2:C3)" in converted(workbook(*ROWS, ("合计", None, "=SUM(C2:C3)"))).markdown


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"PK\x03\x04 cut off", "no intact workbook"), (workbook(), "holds no filled cell")],
    ids=["broken", "empty"],
)
def test_workbook_that_cannot_be_read_says_the_way_out(data, message):
    with pytest.raises(UnreadableSource, match=f"targets.xlsx .*{message}"):
        converted(data)


def test_other_media_types_are_declined():
    assert policydiff_workbook.convert(Source(b"x", "text/plain", "a.txt")) is None
