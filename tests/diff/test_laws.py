"""What holds for any two documents and any beads between them."""

from collections import defaultdict

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.comparing import NUMERALS, law, marked

from policydiff.clauses import parse
from policydiff.diff import compare, rebuild_new, rebuild_old
from policydiff.model import Bead, ChangeKind, Edit, Op, Relation
from policydiff.text.word_diff import by_engine, fast, reference, runs

SENTENCES = [
    "主管部门应当每年公布检查计划。",
    "主管部门应当每季度公布检查计划；",
    "受检单位应当如实提供帐册。",
    "受检单位应当如实提供账册。\n\n",
    "处一万元以上三万元以下罚款，",
    "处10000元以上5万元以下罚款，",
    "违反第二条规定的，责令改正。",
    "违反《云岭县渔业条例》第二条、第三条规定的，",
    "\n\n（一）设立仓库；",
    "\n\n（二）变更 负责人；",
    "\n\n| 指标 | 2020 |\n| --- | --- |\n| 床位 | 5.0张 |\n\n",
    "\n\n| 指标 | 单位 | 2020 |\n| --- | --- | --- |\n| 床位 | 张 | 5.5 |\n",
    "The operator shall report. ",
    "the operator  shall\nreport",
    "，",
    "二",
    "十日",
]
ARTICLE = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=7).map("".join) | st.text(
    alphabet="应当可以不得每年月一二十日元，。；、“”《》|\n 　ａa1.()（）第条款", min_size=1, max_size=30
)
LAW = st.lists(ARTICLE, min_size=1, max_size=5).map(lambda articles: law(*[f"本条{article}" for article in articles]))


@st.composite
def comparisons(draw):
    """Return two documents and beads that hold each unit once."""
    old, new = draw(LAW), draw(LAW)
    left, right = ([unit.id for unit in document.units] for document in (old, new))
    groups = draw(st.lists(st.integers(0, 3), min_size=len(left) + len(right), max_size=len(left) + len(right)))
    made: defaultdict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, unit, group in [
        *((0, unit, g) for unit, g in zip(left, groups, strict=False)),
        *((1, unit, g) for unit, g in zip(right, groups[len(left) :], strict=True)),
    ]:
        made[group][side].append(unit)
    beads = [Bead(tuple(a), tuple(b), tuple((x, y) for x in a for y in b)) for a, b in made.values()]
    return old, new, [bead for bead in beads if bead.old and bead.new] + alone(beads)


def alone(beads):
    """Return beads for the units of groups that have one side only, one each."""
    left = [Bead((unit,), ()) for bead in beads if not bead.new for unit in bead.old]
    return left + [Bead((), (unit,)) for bead in beads if not bead.old for unit in bead.new]


def turned(beads):
    return [Bead(bead.new, bead.old, tuple((b, a) for a, b in bead.edges)) for bead in beads]


def run(old, new, beads):
    return compare(old, new, beads, relation=Relation.VERSIONS)


@settings(deadline=None)
@given(comparisons())
def test_both_texts_rebuild_from_the_edits(given_documents):
    old, new, beads = given_documents
    comparison = run(old, new, beads)
    assert rebuild_old(comparison) == old.text
    assert rebuild_new(comparison) == new.text


@settings(deadline=None)
@given(comparisons())
def test_every_word_of_every_unit_stands_in_an_edit_of_its_change(given_documents):
    old, new, beads = given_documents
    for change in run(old, new, beads).changes:
        for unit in change.old:
            words = "".join(edit.text for edit in change.edits if edit.op is not Op.INSERT and edit.old == unit)
            assert words == old.words_of(old.by_id[unit])
        for unit in change.new:
            words = "".join(edit.text for edit in change.edits if edit.op is not Op.DELETE and edit.new == unit)
            assert words == new.words_of(new.by_id[unit])


@settings(deadline=None)
@given(comparisons())
def test_each_unit_stands_in_exactly_one_change(given_documents):
    old, new, beads = given_documents
    changes = run(old, new, beads).changes
    assert sorted(unit for change in changes for unit in change.old) == sorted(unit.id for unit in old.units)
    assert sorted(unit for change in changes for unit in change.new) == sorted(unit.id for unit in new.units)


OTHER = {Op.DELETE: Op.INSERT, Op.INSERT: Op.DELETE, Op.EQUAL: Op.EQUAL}
TURNED = {
    ChangeKind.INSERTED: ChangeKind.REMOVED,
    ChangeKind.REMOVED: ChangeKind.INSERTED,
    ChangeKind.SPLIT: ChangeKind.MERGED,
    ChangeKind.MERGED: ChangeKind.SPLIT,
}


@settings(deadline=None)
@given(comparisons())
def test_swapping_the_documents_swaps_kinds_and_edits(given_documents):
    old, new, beads = given_documents
    assume(old.text != new.text)  # of two equal documents with crossed beads either clause may be the moved one
    there, back = run(old, new, beads), run(new, old, turned(beads))
    for change, other in zip(there.changes, back.changes, strict=True):
        assert {TURNED.get(kind, kind) for kind in change.kinds} == set(other.kinds)
        expected = sorted(
            repr(Edit(OTHER[e.op], e.text, e.new, e.old, e.cosmetic, None, e.reference)) for e in change.edits
        )
        assert expected == sorted(
            repr(Edit(e.op, e.text, e.old, e.new, e.cosmetic, None, e.reference)) for e in other.edits
        )


@settings(deadline=None)
@given(LAW)
def test_a_document_beside_itself_is_unchanged(document):
    beads = [Bead((unit.id,), (unit.id,), ((unit.id, unit.id),)) for unit in document.units]
    comparison = run(document, document, beads)
    assert all(not change.kinds for change in comparison.changes)
    assert all(edit.op is Op.EQUAL for change in comparison.changes for edit in change.edits)


@settings(deadline=None)
@given(comparisons())
def test_what_a_move_takes_away_it_puts_down(given_documents):
    old, new, beads = given_documents
    for change in run(old, new, beads).changes:
        for move in {edit.move for edit in change.edits if edit.move}:
            ops = {edit.op for edit in change.edits if edit.move == move}
            assert ops == {Op.DELETE, Op.INSERT}


@given(st.lists(st.sampled_from("甲乙丙丁戊"), max_size=25), st.lists(st.sampled_from("甲乙丙丁己"), max_size=25))
def test_fast_and_reference_engine_find_the_same_script(old, new):
    assert by_engine(old, new, engine=fast) == by_engine(old, new, engine=reference)


WORDS = st.lists(st.sampled_from("甲乙丙"), max_size=12)


@given(WORDS, WORDS, WORDS, WORDS)
def test_a_script_that_is_certain_without_the_engine_is_the_engines(head, left, right, tail):
    old, new = head + left + tail, head + right + tail
    assert runs(old, new) == by_engine(old, new)
    assert runs(head + tail, new) == by_engine(head + tail, new)


def test_more_words_than_plain_characters_are_told_apart():
    old = [f"词{n}" for n in range(60_000)]
    assert by_engine(old, [*old[:59_000], "新", *old[59_000:]]) == [
        (True, 0, 59_000, 0, 59_000),
        (False, 59_000, 59_000, 59_000, 59_001),
        (True, 59_000, 60_000, 59_001, 60_001),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["公司依法登记，" * 250_000, "公司依法登记" * 280_000, "word " * 1_000_000],
    ids=["phrases", "one phrase", "Latin"],
)
def test_one_paragraph_of_five_megabytes_finishes(text):
    middle = len(text) // 2
    old, new = parse(f"第{NUMERALS[0]}条 {text}"), parse(f"第一条 {text[:middle]}新增内容{text[middle:]}")
    comparison = run(
        old, new, [Bead((a.id,), (b.id,), ((a.id, b.id),)) for a, b in zip(old.units, new.units, strict=True)]
    )
    assert rebuild_new(comparison) == new.text
    assert "{+新增内容+}" in marked(comparison.changes[0].edits)
