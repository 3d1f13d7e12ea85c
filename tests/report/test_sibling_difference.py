from __future__ import annotations

import pytest
from support.plans import BINS, PARKS, plan

from policydiff.align import align
from policydiff.diff import compare as compare_documents
from policydiff.diff import rebuild_new, rebuild_old
from policydiff.model import Op, Relation
from policydiff.report.sibling_difference import apart

# The same matter in words of its own.
BINS_ELSEWHERE = (
    "垃圾分类。居民小区配齐分类收集设施，聘请志愿者指导投放；厨余垃圾单独收运，建设再生资源回收站，逐步覆盖全部村居。"
)


def compared(old, new, relation=Relation.SIBLINGS):
    old, new = plan(old), plan(new)
    return compare_documents(old, new, align(old, new, Relation.SIBLINGS), relation=relation)


@pytest.fixture(scope="module")
def elsewhere():
    return compared(BINS, BINS_ELSEWHERE)


def row(comparison):
    return next(change for change in comparison.changes if change.old and change.new)


def test_siblings_drafted_apart_stand_whole_one_after_the_other(elsewhere):
    assert [edit.op for edit in row(elsewhere).edits] == [Op.DELETE, Op.INSERT]


def test_what_each_has_that_the_other_lacks_is_told(elsewhere):
    found = apart(row(elsewhere), Relation.SIBLINGS)
    assert "建立易腐垃圾收运体系和可回收物兑换点" in found.old
    assert "聘请志愿者指导投放" in found.new


def test_what_both_have_is_told_of_neither(elsewhere):
    found = apart(row(elsewhere), Relation.SIBLINGS)
    assert not any("垃圾分类" in phrase for phrase in (*found.old, *found.new))


def test_siblings_that_share_sentences_are_told_by_edits():
    change = row(compared(PARKS, PARKS.replace("绿道", "骑行道")))
    assert Op.EQUAL in {edit.op for edit in change.edits}
    assert apart(change, Relation.SIBLINGS) is None


def test_both_texts_rebuild_where_they_were_drafted_apart(elsewhere):
    assert rebuild_old(elsewhere) == elsewhere.old.text
    assert rebuild_new(elsewhere) == elsewhere.new.text


def test_versions_are_told_by_edits_however_much_was_rewritten():
    comparison = compared(BINS, BINS_ELSEWHERE, Relation.VERSIONS)
    assert apart(row(comparison), Relation.VERSIONS) is None
