"""Page numbers of plain text are left out, other numbers stay."""

from __future__ import annotations

import pytest
from support import line

from policydiff.model import Conversion, SourceKind
from policydiff.normalize import normalize

CLAUSES = [f"第{n}条 各镇应当按照第{n}项要求开展河道巡查工作。" for n in "一二三四五六七八九"]


def text(*between, apart=1):
    lines = ["云岭县河道办法"]
    for at, clause in enumerate(CLAUSES):
        lines.append(clause)
        lines += [f"{clause[4:]}"] * (5 if apart > 1 else 0)
        lines += between[at : at + 1]
    return "\n\n".join(lines)


def removed(*between, apart=1, kind=SourceKind.PLAIN_TEXT):
    return [held.text for held in normalize(Conversion(text(*between, apart=apart), kind=kind)).removed]


@pytest.mark.parametrize(
    "number",
    ["— {} —", "- {} -", "－{}－", "第 {} 页 共 5 页", "第{}页", "第 {} 页，共 9 页", "Page {} of 5", "page {}"],
)
def test_a_number_that_says_so_is_a_page_number(number):
    found = [number.format(1), number.format(2)]
    assert removed(*found) == found


@pytest.mark.parametrize("number", ["{}", "{} / 5"])
def test_a_bare_number_counts_on_over_pages(number):
    found = [number.format(n) for n in (1, 2, 3)]
    assert removed(*found, apart=6) == found


@pytest.mark.parametrize(
    "between",
    [
        ("1", "2", "3"),
        ("12", "7"),
        ("100",),
        ("2021", "2022"),
        ("— —",),
        ("第1页登记内容",),
        ("1/3",),
        ("-5",),
        ("1-2",),
    ],
    ids=["close together", "not counting", "alone", "years", "no number", "words", "fraction", "negative", "range"],
)
def test_other_numbers_stay(between):
    assert removed(*between) == []


def test_numbers_of_pages_in_files_are_their_readers_matter():
    assert removed("— 1 —", kind=SourceKind.FILE) == []


def test_another_page_break_is_no_difference():
    report = line.report(text(), text("— 1 —", "", "— 2 —"))
    assert report.comparison.counts["amended"] == 0
    assert not report.differs


def test_paragraph_that_a_page_number_cut_in_two_is_joined():
    cut = "云岭县渡口管理办法\n\n第一条 渡口由乡镇管理，渡船应当\n— 3 —\n每年检验。\n"
    assert "渡船应当每年检验。" in normalize(Conversion(cut, kind=SourceKind.PLAIN_TEXT)).markdown
