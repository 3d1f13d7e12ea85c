from __future__ import annotations

import re

import policydiff_criticmarkup
import pytest
from markdown_it import MarkdownIt
from support import reports

from policydiff.model import RenderOptions
from policydiff.report.paragraphs import prose


def render(report=None, **options) -> str:
    return policydiff_criticmarkup.render(report or reports.report(), RenderOptions(**options))


def settled(text: str, *, accept: bool) -> str:
    """Return the text that is left when all marks are accepted or rejected."""
    text = re.sub(r"\{>>.*?<<\}", "", text, flags=re.DOTALL)
    kept, dropped = ("+", "-") if accept else ("-", "+")
    text = re.sub(rf"\{{[{dropped}]{{2}}(.*?)[{dropped}]{{2}}\}}", "", text, flags=re.DOTALL)
    text = re.sub(rf"\{{[{kept}]{{2}}(.*?)[{kept}]{{2}}\}}", r"\1", text, flags=re.DOTALL)
    lines = (re.sub(r"^#+ *", "", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def test_what_went_and_came_is_marked():
    assert "乡镇人民政府{--可以--}{++应当++}设立河道管护站。" in render()


def test_accepting_all_leaves_the_new_words():
    report = reports.report()
    assert settled(render(report), accept=True) == prose(report.comparison.new).text


def test_rejecting_all_leaves_the_old_words():
    report = reports.report()
    assert settled(render(report), accept=False) == prose(report.comparison.old).text


def test_findings_stand_in_comments():
    assert "{>>【重大】“可以”改为“应当” (modality.strengthened)<<}" in render()


@pytest.mark.parametrize("trick", ["{++甲++}", "++}甲", "{--甲", "<<}", "<script>", "`x`", "\x1b", "\u202e"])
def test_what_would_break_out_arrives_as_text(trick):
    from policydiff.report.escaping import visible

    text = settled(render(reports.pair("第一条 乙。", f"第一条 乙{trick}丙。")), accept=True)
    page = MarkdownIt("commonmark").render(text)
    assert f"乙{visible(trick)}丙。" in re.sub(r"<[^>]*>", "", page).replace("&lt;", "<").replace("&gt;", ">")


def test_a_mark_inside_words_closes_no_mark_around_them():
    text = render(reports.pair("第一条 乙。", "第一条 乙++}丙。"))
    assert text.count("{++") == text.count("++}")
