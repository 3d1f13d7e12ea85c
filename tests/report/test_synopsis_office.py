"""Many documents in every format: the same topics and facts in each, words as words, the same bytes twice."""

from __future__ import annotations

import csv
import json

import policydiff_csv
import policydiff_json
import policydiff_page
import policydiff_sheet
import policydiff_table
import pytest
from selectolax.lexbor import LexborHTMLParser
from support import packages
from support.packages import S
from support.synopses import MEALS, PARENT, surveyed

from policydiff.model import RenderOptions
from policydiff.model.synopsis import Fate
from policydiff.report import synopsis_view

OFFICE = [policydiff_sheet, policydiff_table]


@pytest.fixture(scope="module")
def synopsis():
    return surveyed(*MEALS, parent=PARENT)


@pytest.fixture(scope="module")
def book(synopsis):
    return policydiff_sheet.render_synopsis(synopsis, RenderOptions())


@pytest.fixture(scope="module")
def paper(synopsis):
    return policydiff_table.render_synopsis(synopsis, RenderOptions())


def rows(book, number):
    held = packages.sheet_rows(book, number)
    return held[next(at for at, row in enumerate(held) if len(row) > 1) :]


def part(book, number):
    return packages.part(book, f"xl/worksheets/sheet{number}.xml")


def test_every_format_shows_the_same_topics_and_facts(synopsis, book, paper):
    options = RenderOptions()
    topics = [topic.name for topic in synopsis.topics]
    facts = [row.name for row in synopsis.facts]
    form = json.loads(policydiff_json.render_synopsis(synopsis, options))
    lines = list(csv.reader(policydiff_csv.render_synopsis(synopsis, options).splitlines()))
    page = LexborHTMLParser(policydiff_page.render_synopsis(synopsis, options))
    shown = {
        "json": [[one["name"] for one in form[key]] for key in ("topics", "facts")],
        "csv": [[line[2] for line in lines if line[0] == key] for key in ("topic", "fact")],
        "html": [
            [node.text() for node in page.css(".grid tbody th")],
            [row.css_first("th").text(deep=True) for row in page.css(".facts tbody tr")],
        ],
        "xlsx": [[row[0] for row in rows(book, number)[1:]] for number in (1, 2)],
        "docx": [
            [row[0] for row in packages.table_rows(paper, 1)[1:]],
            [row[0].split("〕")[1] for row in packages.table_rows(paper, 2)[1:]],
        ],
    }
    assert {name: held[0] for name, held in shown.items()} == dict.fromkeys(shown, topics)
    assert all(name in text for name, text in zip(facts, shown["html"][1], strict=True))
    assert {name: held[1] for name, held in shown.items() if name != "html"} == dict.fromkeys(
        ("json", "csv", "xlsx", "docx"), facts
    )


def test_every_value_stands_in_page_sheet_and_paper(synopsis, book, paper):
    page = LexborHTMLParser(policydiff_page.render_synopsis(synopsis, RenderOptions()))
    cells = [row.css("td") for row in page.css(".facts tbody tr")]
    for row, on_page, in_sheet, on_paper in zip(
        synopsis.facts, cells, rows(book, 2)[1:], packages.table_rows(paper, 2)[1:], strict=True
    ):
        for cell, shown, sheet, word in zip(row.cells, on_page, in_sheet[5:], on_paper[1:], strict=True):
            assert all(value.shown in shown.text() for value in cell.values)
            assert all(
                synopsis_view.printed(value) in sheet and synopsis_view.printed(value) in word for value in cell.values
            )


def test_the_sheets_are_matrix_facts_topics_inheritance_documents(book):
    names = [sheet.get("name") for sheet in packages.part(book, "xl/workbook.xml").iter(f"{S}sheet")]
    assert names == ["主题矩阵", "指标与职责", "主题条文", "上下级对照", "文件信息"]


@pytest.mark.parametrize("number", [1, 2])
def test_head_and_first_column_are_frozen_and_the_head_filters(book, number):
    pane = next(part(book, number).iter(f"{S}pane"))
    assert (pane.get("xSplit"), pane.get("state")) == ("1", "frozen")
    assert next(part(book, number).iter(f"{S}autoFilter")).get("ref")


def test_a_cell_of_the_matrix_has_words_and_a_ground(book):
    row = next(row for row in part(book, 1).iter(f"{S}row") if "主要目标" in packages.words(row))
    covered = list(row)[4]
    assert packages.words(covered).startswith("● 全面")
    assert int(covered.get("s")) > 3


def test_a_value_leads_to_its_clause(book):
    link = next(link for link in part(book, 2).iter(f"{S}hyperlink") if "48小时" in link.get("display"))
    number = int(link.get("location").split("!D")[1])
    assert "48小时" in packages.sheet_rows(book, 3)[number - 1][3]


def test_a_sheet_of_many_documents_goes_beyond_the_column_z():
    from policydiff.office.xlsx import Sheet

    assert Sheet("s", (), (), tuple(map(str, range(60))), ()).range == "A1:BH1"


def test_the_paper_lies_across_with_heads_on_every_page(paper):
    document = packages.part(paper, "word/document.xml")
    size = next(document.iter(f"{packages.W}pgSz"))
    assert size.get(f"{packages.W}orient") == "landscape"
    tables = list(document.iter(f"{packages.W}tbl"))
    assert all(next(table.iter(f"{packages.W}tblHeader"), None) is not None for table in tables)


def test_the_paper_only_counts_what_was_carried_over_or_added(synopsis, paper):
    whole = policydiff_table.render_synopsis(synopsis, RenderOptions(everything=True))
    for found in synopsis.inheritance:
        document = synopsis.members[found.child].document
        named = {fate: f"{sign} {name('zh')}" for fate, (sign, name) in synopsis_view.FATES.items()}
        assert all(f"{words} {found.counts[fate.value]}" in packages.all_words(paper) for fate, words in named.items())
        added = [document.by_id[clause] for item in found.items if item.fate is Fate.ADDED for clause in item.child]
        words = [line for clause in added for line in document.words_of(clause).splitlines() if len(line) > 20]
        assert words
        assert all(line.lstrip("# ") in packages.all_words(whole) for line in words)
        assert not any(line.lstrip("# ") in packages.all_words(paper) for line in words)


def test_the_paper_shows_what_was_adapted_weakened_or_left_out_word_for_word(synopsis, paper):
    fates = {Fate.CARRIED, Fate.ADDED}
    told = packages.all_words(paper)
    for found in synopsis.inheritance:
        kept = {clause for item in found.items if item.fate not in fates for clause in item.child}
        shown = (*synopsis.alone, *(passage for topic in synopsis.topics for passage in topic.passages))
        lines = [
            line.lstrip("# ")
            for passage in shown
            if passage.member == found.child and passage.clause in kept
            for line in synopsis.words(passage).splitlines()
        ]
        assert lines
        assert all(line in told for line in lines)


def test_without_a_parent_the_paper_shows_every_clause():
    found = surveyed(*MEALS)
    plain, whole = (policydiff_table.render_synopsis(found, RenderOptions(everything=every)) for every in (False, True))
    assert plain == whole


def test_the_columns_of_many_documents_go_on_in_further_tables():
    from policydiff_table.synopsis import _spread

    assert [list(part) for part in _spread(5, 2)] == [[0, 1], [2, 3], [4]]
    assert [len(part) for part in _spread(31, 10)] == [8, 8, 8, 7]


@pytest.mark.parametrize("plugin", OFFICE)
@pytest.mark.parametrize("text", ["<script>x</script>", "=1+1", "\u202eabc", "_x0041_"])
def test_hostile_words_arrive_as_words(tmp_path, plugin, text):
    hostile = tmp_path / "hostile.md"
    words = MEALS[0].read_text(encoding="utf-8").replace("老年食堂应当", f"老年食堂{text}应当")
    hostile.write_text(words, encoding="utf-8")
    data = plugin.render_synopsis(surveyed(hostile, *MEALS[1:]), RenderOptions())
    told = packages.all_words(data)
    assert "\u202e" not in told
    if text.isascii() and text != "_x0041_":
        assert f"老年食堂{text}应当" in told


@pytest.mark.parametrize("plugin", OFFICE)
@pytest.mark.parametrize(("lang", "words"), [("zh", "主题"), ("en", "Topic")])
def test_the_paper_speaks_the_language_asked_for(synopsis, plugin, lang, words):
    assert words in packages.all_words(plugin.render_synopsis(synopsis, RenderOptions(lang=lang)))
