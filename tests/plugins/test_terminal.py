from __future__ import annotations

import re
from dataclasses import replace

import policydiff_terminal
import pytest
from rich.cells import cell_len
from support import reports

from policydiff.model import RenderOptions


def stream(report=None, **options):
    return policydiff_terminal.render(report or reports.report(), RenderOptions(**options))


def columns(report=None, **options):
    return policydiff_terminal.render_columns(report or reports.report(), RenderOptions(**options))


def test_without_colour_words_stand_in_marks():
    assert "乡镇人民政府[-可以-]{+应当+}设立河道管护站。" in stream()


def test_a_reference_that_only_follows_bears_the_sign_of_renumbering():
    assert "违反[-#第一条-]{+#第二条+}的，罚款[-二百元-]{+五百元+}。" in stream(reports.following())


def test_without_colour_there_is_no_escape_sequence():
    assert "\x1b" not in stream(color=False) + columns(color=False)


def test_with_colour_marks_are_by_line_as_well():
    styles = re.findall(r"\x1b\[([\d;]+)m(?:可以|应当)\x1b", stream(color=True))
    assert [style.split(";")[0] for style in styles[-2:]] == ["9", "4"]


def test_with_colour_no_brackets_stand_in_the_text():
    assert "[-" not in stream(color=True)


@pytest.mark.parametrize("width", [40, 60, 100])
@pytest.mark.parametrize("render", [stream, columns])
def test_no_line_is_wider_than_the_terminal(render, width):
    assert max(cell_len(line) for line in render(width=width).splitlines()) <= width


def test_columns_stand_side_by_side():
    assert any(re.search(r"\[-二百元-\].*│.*\{\+五百元\+\}", line) for line in columns(width=120).splitlines())


def test_columns_line_up_whatever_the_script():
    bars = {cell_len(line.split("│")[0]) for line in columns(width=90).splitlines() if "│" in line}
    assert len(bars) == 1


def test_too_narrow_a_terminal_gets_one_stream():
    assert columns(width=44) == stream(width=44)


def test_an_unchanged_clause_is_folded():
    report = reports.pair("第一条 甲乙丙。", "第一条 甲乙丙。")
    assert "甲乙丙" not in stream(report)
    assert "甲乙丙" in stream(report, everything=True)


def test_why_clauses_belong_together_is_said_on_request():
    assert "rare words in common" not in stream()
    assert "rare words in common" in stream(explain=True)


def test_a_difference_of_form_is_marked_on_request_only():
    report = reports.pair("第一条 管护帐目公开。", "第一条 管护账目公开。")
    assert "帐" not in stream(report, everything=True)
    assert re.search(r"\[-.*帐.*-\]", stream(report, cosmetic=True))


def test_a_failed_plugin_is_named():
    assert "plugin 'x' failed" in stream(reports.report(failures=("plugin 'x' failed",)))


def test_unrelated_documents_are_said_to_be_unrelated_on_top():
    report = reports.report()
    told = stream(replace(report, comparison=replace(report.comparison, alike=0.0)))
    assert "很可能并不是同一文件的两个版本" in "".join(told.split("\n\n")[0].split("\n"))


@pytest.mark.parametrize("text", ["\x1b[31m红", "\u202e乙", "[bold]粗[/bold]", "<script>"])
@pytest.mark.parametrize("render", [stream, columns])
def test_text_that_tries_to_break_out_arrives_as_text(render, text):
    told = render(reports.pair("第一条 甲。", f"第一条 {text}。"))
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert text.replace("\x1b", "␛").replace("\u202e", "⟨U+202E⟩") in told
