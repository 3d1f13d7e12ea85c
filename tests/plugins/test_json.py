from __future__ import annotations

import json

import policydiff_json
from support import reports

from policydiff.model import RenderOptions


def test_json_ends_with_a_line_end():
    assert policydiff_json.render(reports.report(), RenderOptions()).endswith("}\n")


def test_json_shows_unchanged_rows_without_being_asked():
    form = json.loads(policydiff_json.render(reports.report(), RenderOptions(everything=False)))
    assert len(form["changes"]) == len(reports.report().comparison.changes)


def test_json_keeps_words_that_try_to_break_out():
    words = "<script>alert(1)</script>]]>|`\u202e\x1b[31m"
    form = json.loads(policydiff_json.render(reports.pair("第一条 甲。", f"第一条 {words}。"), RenderOptions()))
    inserted = "".join(edit["text"] for edit in form["changes"][0]["edits"] if edit["op"] != "delete")
    assert inserted == f"{words}。"
