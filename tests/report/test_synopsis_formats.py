from __future__ import annotations

import csv
import json

import jsonschema
import pytest
from support.cli import ROOT, SAMPLES, policydiff_run

from policydiff.report import json_comparison

MEALS = [SAMPLES / name for name in ("lanxi-meals-2023.md", "qingze-meals-2023.md", "wangling-meals-2024.md")]


@pytest.fixture
def form(capfdbinary):
    return json.loads(policydiff_run(capfdbinary, "compare", *MEALS, "--format", "json").out)


def test_many_documents_fit_their_schema(form):
    jsonschema.validate(form, json_comparison.schema("synopsis"))


def test_a_passage_is_the_text_at_its_place(form):
    topic = next(topic for topic in form["topics"] if topic["name"] == "保障食品安全")
    assert "留样" in topic["cells"][0]["passages"][0]["text"]


def test_every_pair_is_told_with_its_edges(form):
    assert [(pair["old"], pair["new"]) for pair in form["pairs"]] == [(0, 1), (0, 2), (1, 2)]
    assert all(pair["edges"] for pair in form["pairs"])


def test_a_fact_row_leads_to_the_clauses(form):
    row = next(row for row in form["facts"] if row["name"] == "留样时间")
    assert [cell["values"][0]["fact"]["clause"] for cell in row["cells"]] == ["二/(三)", "二/(二)", "第四条/1"]
    assert [cell["mark"] for cell in row["cells"]] == ["highest", "lowest", "highest"]


def test_two_documents_make_a_matrix_on_request(capfdbinary):
    found = json.loads(policydiff_run(capfdbinary, "compare", *MEALS[:2], "--topics", "--format", "json").out)
    assert found["schema"] == "policydiff.synopsis/1"


def test_two_documents_are_compared_clause_by_clause_otherwise(capfdbinary):
    found = json.loads(policydiff_run(capfdbinary, "compare", *MEALS[:2], "--format", "json").out)
    assert found["schema"] == "policydiff.comparison/1"


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ["●", "保障食品安全", "谁像谁"]), ("en", ["●", "Who is like whom"])], ids=["zh", "en"]
)
def test_the_terminal_shows_the_matrix(capfdbinary, lang, words):
    out = policydiff_run(capfdbinary, "compare", *MEALS, "--lang", lang).out
    assert all(word in out for word in words)


def test_the_terminal_says_where_a_fact_stands_on_request(capfdbinary):
    out = policydiff_run(capfdbinary, "compare", *MEALS, "--explain").out
    assert "澜溪市 ≥48小时↑  〔二（三）〕" in out


def test_a_format_for_pairs_says_which_can_do_more(capfdbinary):
    result = policydiff_run(capfdbinary, "compare", *MEALS, "--format", "sarif")
    assert result.code == 2
    assert "terminal" in result.err


def test_the_output_is_the_same_every_time(capfdbinary):
    once, again = (policydiff_run(capfdbinary, "compare", *MEALS, "--format", "json").out for _ in range(2))
    assert once == again


def test_csv_has_a_column_for_each_document(capfdbinary):
    head, *lines = csv.reader(policydiff_run(capfdbinary, "compare", *MEALS, "--format", "csv").out.splitlines())
    assert head[-3:] == ["澜溪市", "青泽县", "望岭区"]
    assert ["topic", "", "保障食品安全", "", "3"] in [line[:5] for line in lines]


def test_the_readme_shows_the_matrix_as_it_is_printed(capfdbinary):
    out = policydiff_run(capfdbinary, "compare", *MEALS).out.splitlines()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = next(block for block in readme.split("```") if "留样时间" in block).strip("\n").splitlines()

    assert [line for line in shown if line.strip() and line not in out] == []
