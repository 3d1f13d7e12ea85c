from __future__ import annotations

import pytest
from support import reports

from policydiff import clauses
from policydiff.align import align
from policydiff.diff import compare as compare_documents
from policydiff.model import Op, Relation
from policydiff.office.tracked import resolved
from policydiff.report.paragraphs import prose
from policydiff.report.tracked_paragraphs import merged

SIGNS = {Op.EQUAL: "{}", Op.DELETE: "[{}]", Op.INSERT: "{{{}}}"}


def drawn(old: str, new: str, change=lambda held: held) -> str:
    """Return the paragraphs as a picture: [went], {came}, ⏎ for an end."""
    one, other = clauses.parse(old), clauses.parse(new)
    compared = compare_documents(one, other, align(one, other, Relation.VERSIONS), relation=Relation.VERSIONS)
    paragraphs = change(merged(compared))
    parts = []
    for held in paragraphs:
        parts += [SIGNS[stretch.op].format(stretch.text) for stretch in held.stretches]
        parts.append(SIGNS[held.op].format("⏎"))
    return "".join(parts).replace("}{", "").replace("][", "").removesuffix("⏎")


@pytest.mark.parametrize(
    ("old", "new", "picture"),
    [
        pytest.param("第一条 甲。", "第一条 甲。", "第一条 甲。", id="the same"),
        pytest.param(
            "第一条 县水利局负责。\n\n第二条 禁止倾倒。",
            "第一条 县水利局负责。\n\n第二条 管护人员培训。\n\n第三条 禁止倾倒。",
            "第一条 县水利局负责。⏎{第二条 管护人员培训。⏎}[第二条 ]{第三条 }禁止倾倒。",
            id="a new paragraph comes whole",
        ),
        pytest.param(
            "第一条 县水利局负责。\n\n第二条 管护人员培训。\n\n第三条 禁止倾倒。",
            "第一条 县水利局负责。\n\n第二条 禁止倾倒。",
            "第一条 县水利局负责。⏎[第二条 管护人员培训。⏎第三条 ]{第二条 }禁止倾倒。",
            id="a removed paragraph goes whole",
        ),
        pytest.param(
            "第一条 县水利局负责。\n\n管护人员培训。",
            "第一条 县水利局负责。管护人员培训。",
            "第一条 县水利局负责。[⏎]管护人员培训。",
            id="two paragraphs become one",
        ),
        pytest.param("第一条 甲。", "", "[第一条 甲。]", id="everything goes"),
    ],
)
def test_two_texts_are_one_run_of_paragraphs(old, new, picture):
    assert drawn(old, new) == picture


@pytest.mark.parametrize(
    ("old", "new", "picture"),
    [
        pytest.param(
            "第一条 禁止倾倒垃圾\n\n第二条 经费由财政安排。",
            "第一条 禁止倾倒垃圾；\n\n管护人员培训。\n\n第二条 经费由财政安排。",
            "第一条 禁止倾倒垃圾{；⏎管护人员培训。}⏎第二条 经费由财政安排。",
            id="the end stays behind the new paragraph",
        ),
    ],
)
def test_no_end_stays_between_two_insertions(old, new, picture):
    assert drawn(old, new, resolved) == picture


def test_rows_are_told_where_they_begin():
    comparison = reports.report().comparison
    found = [number for held in merged(comparison) for number in held.rows]
    assert sorted(found) == list(range(len(comparison.changes)))


def test_what_moved_goes_and_comes_under_one_number():
    held = [stretch for paragraph in merged(reports.report().comparison) for stretch in paragraph.stretches]
    gone, come = (
        {stretch.move: stretch.text for stretch in held if stretch.op is op and stretch.move is not None}
        for op in (Op.DELETE, Op.INSERT)
    )
    assert gone
    assert gone == come


@pytest.mark.parametrize(
    ("text", "words", "depths"),
    [
        pytest.param(
            "# 题\n\n## 第一章 总则\n\n第一条 甲。", "题\n第一章 总则\n第一条 甲。", (1, 2, 0), id="marks become depths"
        ),
        pytest.param("甲\n\n\n\n乙", "甲\n乙", (0, 0), id="blank lines go"),
        pytest.param("", "", (), id="nothing"),
    ],
)
def test_prose_is_the_text_without_markdown(text, words, depths):
    held = prose(clauses.parse(text))
    assert (held.text, held.depths) == (words, depths)


def test_every_character_of_prose_knows_its_place():
    document = clauses.parse(reports.NEW)
    held = prose(document)
    assert all(document.text[place] == sign for place, sign in zip(held.places, held.text, strict=True))
