"""The annotated edition over all revisions: the newest text, and under each clause what every revision did to it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from support import packages
from support.cli import ROOT, policydiff_run
from support.reports import document

from policydiff.align import align
from policydiff.diff import compare as compare_documents
from policydiff.edition import Edition, edited, markdown, page, word_file
from policydiff.model import Relation, RenderOptions, Report

TEXTS = (
    (
        2017,
        "第一条 为了加强河道管护，制定本办法。\n\n第二条 县水利局每月巡查一次。\n\n第三条 举报属实的，给予一百元奖励。\n\n第四条 禁止在河道内倾倒生活垃圾。",
    ),
    (
        2019,
        "第一条 为了加强河道管护，制定本办法。\n\n第二条 县水利局每月巡查二次。\n\n第三条 举报属实的，给予二百元奖励。\n\n第四条 禁止在河道内倾倒生活垃圾。",
    ),
    (
        2022,
        "第一条 为了加强河道管护，制定本办法。\n\n第二条 举报属实的，给予五百元奖励。\n\n第三条 县水利局每月巡查二次。\n\n第四条 管护人员应当持证上岗。",
    ),
)


def edition(texts=TEXTS, **options) -> Edition:
    documents = [
        document(f"# 云岭县办法\n\n{text}", title="云岭县办法", number=f"云政发〔{year}〕1号", issued=date(year, 5, 4))
        for year, text in texts
    ]
    reports = []
    for old, new in pairwise(documents):
        beads = align(old, new, Relation.VERSIONS)
        reports.append(
            Report(compare_documents(old, new, beads, relation=Relation.VERSIONS), old_name="a", new_name="b")
        )
    return edited(documents[0], [f"yunling/river@{year}" for year, _ in texts], reports, RenderOptions(**options))


def marks(made: Edition, clause: str) -> list[str]:
    (passage,) = (one for one in made.passages if one.id == clause)
    return [mark.stamp + mark.text for mark in passage.marks]


def test_a_clause_bears_what_each_revision_did_to_it_whatever_its_number_was():
    assert marks(edition(), "第二条")[:2] == [
        "〔2019年5月4日〕“一百元”改为“二百元”。",
        "〔2022年5月4日〕第三条改为第二条；“二百元”改为“五百元”。",
    ]


def test_a_clause_that_no_revision_touched_bears_nothing():
    assert marks(edition(), "第一条") == []


def test_a_new_clause_says_so():
    assert "〔2022年5月4日〕新增第四条。" in marks(edition(), "第四条")


def test_a_clause_that_went_is_quoted_where_it_stood():
    told = [mark.text for passage in edition().passages for mark in passage.marks]
    assert sum("删去第四条；原文：“禁止在河道内倾倒生活垃圾。”" in text for text in told) == 1


def test_the_text_is_the_newest_one():
    words = [text for passage in edition().passages for text in passage.paragraphs]
    assert words == [line.partition(" ")[2] for line in TEXTS[-1][1].split("\n\n")]


def test_the_head_names_every_revision():
    assert [version.facts[0] for version in edition().versions] == [f"云政发〔{year}〕1号" for year, _ in TEXTS]


@pytest.mark.parametrize(("count", "said"), [(1, "只有这一个版本"), (3, "")])
def test_one_revision_alone_is_said_to_be_alone(count, said):
    assert said in markdown(edition(TEXTS[:count]))


FORMATS = {
    "markdown": lambda made: markdown(made).replace("\\", ""),
    "html": page,
    "docx": lambda made: packages.all_words(word_file(made)),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_shows_the_same_text_and_marks(name):
    made = edition()
    shown = FORMATS[name](made)
    wanted = [text for one in made.passages for text in (*one.paragraphs, *(mark.text for mark in one.marks))]
    assert [text for text in wanted if text not in shown] == []


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("trick", ["<script>", "]]>", "`x`", "\x1b[31m", "\u202e"])
def test_what_would_break_out_arrives_as_text(name, trick):
    texts = (TEXTS[0], (2019, TEXTS[1][1].replace("二百元", f"二百元{trick}")))
    shown = FORMATS[name](edition(texts))
    assert (
        not {"<script>", "\x1b", "\u202e"} & {part for part in ("<script>", "\x1b", "\u202e") if part in shown}
        or name == "docx"
    )
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_the_report_speaks_english_too():
    made = edition(lang="en")
    assert marks(made, "第三条")[0] == "[2019-05-04] “一次” became “二次”."
    assert "annotated edition" in markdown(made)


def test_the_same_revisions_twice_give_the_same_bytes():
    assert (page(edition()), word_file(edition())) == (page(edition()), word_file(edition()))


def test_tables_stand_as_tables():
    text = "第一条 指标如下：\n\n| 指标 | 数量 |\n| --- | --- |\n| 床位 | {} |"
    made = edition(((2017, text.format("38张")), (2019, text.format("35张"))))
    assert "<td>35张</td>" in page(made)
    assert "| 床位 | 35张 |" in markdown(made)
    assert packages.table_rows(word_file(made)) == [["指标", "数量"], ["床位", "35张"]]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    import policydiff.cli

    folder = tmp_path_factory.mktemp("archive") / "store"
    assert policydiff.cli.run(["record", str(ROOT / "archive" / "policies.toml"), "--archive", str(folder)]) == 0
    return folder


@pytest.mark.parametrize("suffix", ["md", "html", "docx"])
def test_the_command_writes_the_format_that_the_file_is_named_by(store, capfdbinary, tmp_path, suffix):
    path = tmp_path / f"edition.{suffix}"
    done = policydiff_run(capfdbinary, "annotate", "lanxi/homecare", "--archive", store, "-o", path)
    starts = {"md": b"# ", "html": b"<!doctype html>", "docx": b"PK"}
    assert (done.code, path.read_bytes().startswith(starts[suffix])) == (0, True)


def test_the_command_stops_at_the_revision_that_is_named(store, capfdbinary):
    told = policydiff_run(capfdbinary, "annotate", "lanxi/homecare@2019", "--archive", store).out
    assert "〔2019年3月26日〕" in told
    assert "〔2021年6月18日〕" not in told
