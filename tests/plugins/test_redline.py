from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import policydiff_redline
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import office, packages, reports
from support.packages import W

from policydiff import clauses
from policydiff.align import align
from policydiff.diff import compare as compare_documents
from policydiff.model import Relation, RenderOptions, Report
from policydiff.report.paragraphs import prose

MARKS = ("ins", "del", "moveFrom", "moveTo")
ROOT = Path(__file__).parents[2]
SENTENCES = st.sampled_from(
    ["县水利局负责巡查。", "禁止倾倒垃圾。", "管护人员应当参加培训；", "举报属实的给予奖励。", "经费由财政安排。"]
)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=3).map("".join)
ARTICLES = st.lists(PARAGRAPHS, min_size=1, max_size=3).map("\n\n".join)
LAWS = st.lists(ARTICLES, max_size=5).map(
    lambda held: "# 云岭县办法\n\n" + "\n\n".join(f"第{'一二三四五'[at]}条 {text}" for at, text in enumerate(held))
)


def render(report=None, **options) -> bytes:
    return policydiff_redline.render(report or reports.report(), RenderOptions(**options))


def marked(data: bytes) -> set[str]:
    return {held.tag.removeprefix(W) for held in packages.part(data, "word/document.xml").iter()} & set(MARKS)


def compared(old: str, new: str) -> Report:
    one, other = clauses.parse(old), clauses.parse(new)
    return Report(compare_documents(one, other, align(one, other, Relation.VERSIONS), relation=Relation.VERSIONS))


def test_accepting_all_leaves_the_new_text():
    report = reports.report()
    assert packages.accepted(render(report)) == prose(report.comparison.new).text


def test_rejecting_all_leaves_the_old_text():
    report = reports.report()
    assert packages.rejected(render(report)) == prose(report.comparison.old).text


@given(LAWS, LAWS)
def test_any_two_texts_come_back(old, new):
    report = compared(old, new)
    data = render(report)
    texts = packages.rejected(data), packages.accepted(data)
    assert texts == (prose(report.comparison.old).text, prose(report.comparison.new).text)


@given(LAWS, LAWS)
def test_no_end_of_a_paragraph_stays_between_two_insertions(old, new):
    body = packages.part(render(compared(old, new)), "word/document.xml")[0]
    held = [paragraph for paragraph in body if paragraph.tag == f"{W}p"]
    for one, other in pairwise(held):
        stays = one.find(f"{W}pPr/{W}rPr") is None
        runs = [
            [child.tag.removeprefix(W) for child in side if child.tag.removeprefix(W) in {*MARKS, "r"}]
            for side in (one, other)
        ]
        assert not (stays and all(runs) and {runs[0][-1], runs[1][0]} <= {"ins", "moveTo"})


def test_a_text_compared_with_itself_bears_no_mark():
    text = "第一条 甲应当。\n\n第二条 乙可以。"
    assert marked(render(compared(text, text))) == set()


def test_what_moved_is_a_move():
    assert marked(render()) == set(MARKS)


def test_both_ends_of_a_move_bear_one_name():
    body = packages.part(render(), "word/document.xml")
    sides = [[held.get(f"{W}name") for held in body.iter(f"{W}{tag}RangeStart")] for tag in ("moveFrom", "moveTo")]
    assert sides[0]
    assert sorted(sides[0]) == sorted(sides[1])


def test_each_mark_has_a_number_of_its_own():
    body = packages.part(render(), "word/document.xml")
    numbers = [held.get(f"{W}id") for held in body.iter() if held.tag.removeprefix(W) in MARKS]
    assert len(numbers) == len(set(numbers))


def test_author_and_date_are_those_of_the_options():
    data = render(author="云岭县司法局", date=datetime(2022, 5, 6, 7, 8, 9, tzinfo=UTC))
    mark = next(packages.part(data, "word/document.xml").iter(f"{W}ins"))
    assert (mark.get(f"{W}author"), mark.get(f"{W}date")) == ("云岭县司法局", "2022-05-06T07:08:09Z")


def test_without_a_date_marks_bear_that_of_the_new_document():
    mark = next(packages.part(render(), "word/document.xml").iter(f"{W}ins"))
    assert mark.get(f"{W}date") == "2022-11-08T00:00:00Z"


def test_without_any_date_marks_bear_none():
    data = render(reports.pair("第一条 甲。", "第一条 乙。"))
    assert next(packages.part(data, "word/document.xml").iter(f"{W}ins")).get(f"{W}date") is None


def test_headings_are_headings():
    body = packages.part(render(), "word/document.xml")
    styles = {packages.words(held): held.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for held in body.iter(f"{W}p")}
    assert styles["第一章 总则"] == "Heading2"


def test_findings_stand_in_comments():
    comments = packages.words(packages.part(render(), "word/comments.xml"))
    assert "“可以”改为“应当” (modality.strengthened)" in comments


def test_each_comment_is_called_once():
    data = render()
    there = [held.get(f"{W}id") for held in packages.part(data, "word/comments.xml").iter(f"{W}comment")]
    called = [held.get(f"{W}id") for held in packages.part(data, "word/document.xml").iter(f"{W}commentReference")]
    assert there == called


@pytest.mark.parametrize("trick", ["<w:del>", "]]>", "&amp;", "\x00\x1b", "\u202e甲", "\ud83d", "\uffff", '"', "=1+1"])
def test_what_would_break_out_arrives_as_text(trick):
    from policydiff.office.opc import escaped

    text = packages.accepted(render(reports.pair("第一条 甲。", f"第一条 甲{trick}乙。")))
    shown = escaped(trick).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert f"甲{shown}乙。" in text


def printed(document) -> list[str]:
    """Return the paragraphs of a document and the rows of its tables, as LibreOffice tells them."""
    lines = prose(document).text.split("\n")
    return [line.strip("| ") if line.startswith("|") else line for line in lines if not line.startswith("| ---")]


def settled(held: dict[str, Report], folder: Path) -> list[str]:
    """Return which of the files LibreOffice does not bring back to their texts."""
    reason = office.missing()
    if reason:
        pytest.skip(reason)
    files = {folder / f"{number}.docx": name for number, name in enumerate(held)}
    for path, name in files.items():
        path.write_bytes(render(held[name]))
    found = office.settled(list(files), folder)
    wrong = []
    for path, name in files.items():
        documents = {"Accept": held[name].comparison.new, "Reject": held[name].comparison.old}
        for command, document in documents.items():
            if found[str(path)][command] != {"paragraphs": printed(document), "marks": False}:
                wrong.append(f"{name}: {command}")
    return wrong


@pytest.mark.slow
def test_libreoffice_brings_back_both_texts(tmp_path):
    folder = ROOT / "archive" / "documents"
    sample = [
        (folder / name).read_text(encoding="utf-8") for name in ("lanxi-homecare-2021.md", "lanxi-homecare-2024.txt")
    ]
    held = {
        "all kinds": reports.report(),
        "sample": compared(*sample),
        "new end": compared("第一条 甲", "第一条 甲；\n\n第二条 乙"),
    }
    assert settled(held, tmp_path) == []


@pytest.mark.slow
@pytest.mark.corpus
def test_libreoffice_brings_back_the_texts_of_laws(laws, tmp_path):
    revisions: dict[str, list[Path]] = {}
    for path in sorted(laws.rglob("*.md")):
        revisions.setdefault(re.sub(r"\([\d-]+\)$", "", path.stem), []).append(path)
    found = {name: paths[-2:] for name, paths in revisions.items() if len(paths) > 1}
    picked = {"公司法", *list(found)[::30]}
    held = {name: compared(*map(body, found[name])) for name in picked if name in found}
    assert len(held) >= 4
    assert settled(held, tmp_path) == []


def body(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("<!-- INFO END -->")[-1].strip()
