from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

import policydiff_csv
from support import reports

from policydiff.model import RenderOptions


def rows(report):
    return list(csv.DictReader(StringIO(policydiff_csv.render(report, RenderOptions()))))


def test_each_row_of_the_comparison_is_a_line():
    report = reports.report()
    clauses = [row for row in rows(report) if not row["kinds"].startswith("metadata ")]
    assert len(clauses) == len(report.comparison.changes)


def test_each_field_of_the_metadata_that_differs_is_a_line():
    report = reports.report()
    told = {row["kinds"]: (row["old_text"], row["new_text"]) for row in rows(report) if row["kinds"].startswith("meta")}
    assert told == {f"metadata {held.field}": (held.old, held.new) for held in report.comparison.metadata_changes}


def test_both_texts_of_a_row_stand_in_its_line():
    found = rows(reports.pair("第一条 公园开放。", "第一条 公园应当开放。", ((("第一条",), ("第一条",)),)))
    assert (found[0]["old_text"], found[0]["new_text"]) == ("公园开放。", "公园应当开放。")


def test_text_that_a_spreadsheet_would_run_is_held():
    found = rows(reports.pair("第一条 甲。", "第一条 =1+1"))
    assert found[-1]["new_text"] == "'=1+1"


def test_a_plugin_that_failed_is_a_line():
    report = replace(reports.report(), failures=("plugin 'parking' failed in annotate: oops",))
    assert rows(report)[-1]["findings"] == "plugin 'parking' failed in annotate: oops"
