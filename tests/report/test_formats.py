"""One comparison in every format: all show the same rows and the same findings."""

from __future__ import annotations

import html
import json
import re

import policydiff_annotated
import policydiff_criticmarkup
import policydiff_json
import policydiff_page
import policydiff_pullrequest
import policydiff_redline
import policydiff_sarif
import policydiff_sheet
import policydiff_table
import policydiff_terminal
import pytest
from selectolax.lexbor import LexborHTMLParser
from support import packages, reports

from policydiff.model import RenderOptions
from policydiff.report import messages
from policydiff.report.build_view import build_view

OPTIONS = RenderOptions(lang="zh", width=400)
RENDERERS = {
    "json": policydiff_json.render,
    "terminal": policydiff_terminal.render,
    "columns": policydiff_terminal.render_columns,
    "markdown": policydiff_pullrequest.render,
    "html": policydiff_page.render,
    "table": policydiff_table.render,
    "xlsx": policydiff_sheet.render,
    "redline": policydiff_redline.render,
    "criticmarkup": policydiff_criticmarkup.render,
    "sarif": policydiff_sarif.render,
    "annotated": policydiff_annotated.render,
}
KINDS = "|".join(held.zh for held in messages.KINDS.values())


def shown(name, report, options) -> str:
    """Return what a reader finds in a format."""
    rendered = RENDERERS[name](report, options)
    return packages.all_words(rendered) if isinstance(rendered, bytes) else rendered


def json_rows(text):
    rows = [change for change in json.loads(text)["changes"] if change["kinds"]]
    return [(change["old_labels"], change["new_labels"], change["kinds"]) for change in rows]


def html_rows(text):
    rows = LexborHTMLParser(text).css("article.changed")
    return [(row.css_first("h3").text().strip(), row.attributes["data-kinds"].split()) for row in rows]


def text_rows(text, pattern):
    body = text.split("逐条对照")[-1]
    names = {held.zh: name for name, held in messages.KINDS.items()}
    found = re.findall(rf"{pattern}(?P<kinds>(?:{KINDS})(?: · (?:{KINDS}))*)", body, re.MULTILINE)
    return [(name, [names[kind] for kind in kinds.split(" · ")]) for name, kinds in found]


ROWS = {
    "terminal": lambda text: text_rows(text, r"^\S (.+?)  "),
    "columns": lambda text: text_rows(text, r"^\S (.+?)  "),
    "markdown": lambda text: text_rows(text, r"^\*\*(.+?)\*\* "),
    "html": html_rows,
}


@pytest.mark.parametrize("name", ROWS)
def test_every_format_shows_the_same_rows_in_the_same_order(name):
    report = reports.report()
    expected = [(row.numbering, list(row.kinds)) for row in build_view(report, OPTIONS).changed]
    assert ROWS[name](RENDERERS[name](report, OPTIONS)) == expected


def test_json_has_the_rows_that_the_others_show():
    report = reports.report()
    expected = [
        ([place.label for place in row.old], [place.label for place in row.new], list(row.kinds))
        for row in build_view(report, OPTIONS).changed
    ]
    assert json_rows(policydiff_json.render(report, OPTIONS)) == expected


@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_tells_every_finding(name, lang):
    report = reports.report()
    text = html.unescape(shown(name, report, RenderOptions(lang=lang, width=400)))
    told = [remark.message(lang) in text and remark.rule in text for remark in report.annotations]
    assert told == [True] * 4


@pytest.mark.parametrize("name", ["terminal", "columns", "markdown", "html"])
def test_every_format_shows_what_came_and_what_went(name):
    text = RENDERERS[name](reports.report(), OPTIONS)
    words = (
        "二百元",
        "五百元",
        "可以",
        "应当",
        "一次",
        "二次",
        "河道管护经费由县财政局安排。",
        "河道管护实行信息化管理。",
    )
    marks = r"(?:\[-|\{\+|<(?:del|ins)>)"
    assert [word for word in words if not re.search(marks + re.escape(word), text)] == []


def test_a_table_in_word_has_the_notes_that_the_others_show():
    report = reports.report()
    notes = [
        row[2].split("\n")[0]
        for row in packages.table_rows(policydiff_table.render(report, OPTIONS))[1:]
        if len(row) > 1
    ]
    assert [note for note in notes if note] == [row.note for row in build_view(report, OPTIONS).changed]


def test_a_workbook_has_the_rows_that_the_others_show():
    report = reports.report()
    rows = [row for row in packages.sheet_rows(policydiff_sheet.render(report, OPTIONS)) if row[0].isdigit()]
    names = {held.zh: name for name, held in messages.KINDS.items()}
    expected = [
        ("、".join(place.name for place in row.old), "、".join(place.name for place in row.new), list(row.kinds))
        for row in build_view(report, OPTIONS).changed
    ]
    assert [(row[3], row[4], [names[kind] for kind in row[1].split(" · ")]) for row in rows] == expected


def test_criticmarkup_has_the_rows_that_the_others_show():
    report = reports.report()
    text = policydiff_criticmarkup.render(report, OPTIONS)
    expected = [
        (row.numbering, " · ".join(map(messages.kind, row.kinds, ["zh"] * 9)))
        for row in build_view(report, OPTIONS).changed
    ]
    assert sorted(re.findall(rf"\{{>>(.+?) ((?:{KINDS})(?: · (?:{KINDS}))*)[：<]", text)) == sorted(expected)


def test_sarif_has_the_rows_that_the_others_show():
    report = reports.report()
    results = json.loads(policydiff_sarif.render(report, OPTIONS))["runs"][0]["results"]
    kinds = [held["properties"]["kinds"] for held in results if "kinds" in held.get("properties", {})]
    assert kinds == [list(row.kinds) for row in build_view(report, OPTIONS).changed]


def test_tracked_changes_say_what_became_of_clauses():
    report = reports.report()
    comments = packages.words(packages.part(policydiff_redline.render(report, OPTIONS), "word/comments.xml"))
    assert [row.note for row in build_view(report, OPTIONS).changed if row.telling and row.note not in comments] == []


def test_an_annotated_text_has_a_note_for_every_row():
    report = reports.report()
    assert policydiff_annotated.render(report, OPTIONS).count("> 〔2022年11月8日〕") == len(
        build_view(report, OPTIONS).changed
    )


@pytest.mark.parametrize("name", RENDERERS)
def test_every_format_shows_two_empty_documents(name):
    assert RENDERERS[name](reports.pair("", "", ()), OPTIONS)
