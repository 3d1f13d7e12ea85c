from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.diff import facts
from policydiff.model import Bead, Change, ChangeKind, Comparison, Fact, FactEvent, Relation, Severity, Wording
from policydiff.report import fact_messages
from policydiff.testing import document

OLD = document("一、甲事项应当在三十日内办结。\n\n二、乙事项另行规定。\n\n三、丙事项由各县办理。")
NEW = document("一、甲事项应当在二十日内办结。\n\n二、乙事项另行规定。\n\n三、丙事项由各县办理。")
IDS = ("一", "二", "三")


def compared(*beads):
    rows = beads or tuple(Bead((name,), (name,)) for name in IDS)
    return Comparison(OLD, NEW, tuple(Change(ChangeKind.UNCHANGED, bead, ()) for bead in rows))


def fact(clause, subject="期限", value=1, *, text="三十日", document=OLD, bound=False):
    start = document.by_id[clause].body
    return Fact(clause, "limit", subject, text, start, start + 3, (("value", value),), "demo", bound)


def events(changes):
    return [change.event for change in changes]


def test_unchanged_facts_are_left_out():
    assert facts.changes(compared(), [fact("一")], [fact("一")]) == ()


def test_fact_without_partner_is_added_or_dropped():
    assert events(facts.changes(compared(), [fact("一")], [])) == [FactEvent.DROPPED]
    assert events(facts.changes(compared(), [], [fact("一")])) == [FactEvent.ADDED]


def test_fact_that_came_with_its_whole_clause_is_marked():
    rows = compared(Bead(("一",), ("一",)), Bead(("二",), ("二",)), Bead(("三",), ()), Bead((), ("三",)))
    found = facts.changes(rows, [], [fact("一", document=NEW), fact("三", "数量", document=NEW)])
    assert [change.whole for change in found] == [False, True]


def test_changed_fact_names_what_differs():
    (change,) = facts.changes(compared(), [fact("一")], [fact("一", value=2)])
    assert (change.event, change.differing) == (FactEvent.CHANGED, ("value",))


def test_fact_of_a_split_clause_is_found_in_any_of_its_parts():
    split = compared(Bead(("一",), ("一", "二")), Bead(("二",), ()), Bead(("三",), ("三",)))
    assert facts.changes(split, [fact("一")], [fact("二")]) == ()


def test_fact_repeated_in_each_part_of_a_split_clause_is_not_added():
    split = compared(Bead(("一",), ("一", "二")), Bead(("二",), ()), Bead(("三",), ("三",)))
    assert facts.changes(split, [fact("一")], [fact("一", document=NEW), fact("二", document=NEW)]) == ()


def test_fact_that_went_to_another_row_is_moved_and_neither_dropped_nor_added():
    old = replace(OLD, text=OLD.text.replace("乙事项另行规定。", "甲事项应当在三十日内"))
    comparison = replace(compared(), old=old, new=replace(OLD, text=old.text))
    gone = [fact("二", text="")]
    come = [replace(gone[0], clause="一")]
    assert events(facts.changes(comparison, gone, come)) == [FactEvent.MOVED]


def test_fact_of_the_same_subject_in_other_surroundings_did_not_move():
    assert events(facts.changes(compared(), [fact("一")], [fact("三", document=NEW)])) == [
        FactEvent.DROPPED,
        FactEvent.ADDED,
    ]


def test_bound_fact_never_moves():
    gone = fact("一", bound=True)
    found = facts.changes(compared(), [gone], [replace(gone, clause="二")])
    assert set(events(found)) == {FactEvent.DROPPED, FactEvent.ADDED}


def test_plugin_may_call_two_subjects_one_thing():
    (change,) = facts.changes(compared(), [fact("一", "旧名")], [fact("一", "新名", 2)], same=lambda _old, _new: True)
    assert change.event is FactEvent.CHANGED


def test_plugin_may_keep_two_facts_of_one_subject_apart():
    found = facts.changes(compared(), [fact("一")], [fact("一", value=2)], same=lambda _old, _new: False)
    assert set(events(found)) == {FactEvent.DROPPED, FactEvent.ADDED}


def test_facts_in_the_same_surroundings_are_one_fact():
    (change,) = facts.changes(compared(), [fact("二", "甲")], [fact("二", "乙", 2)])
    assert change.event is FactEvent.CHANGED


def test_facts_of_other_plugins_are_never_paired():
    found = facts.changes(compared(), [fact("一")], [replace(fact("一"), plugin="other")])
    assert set(events(found)) == {FactEvent.DROPPED, FactEvent.ADDED}


def test_closest_of_several_facts_of_one_subject_are_paired():
    old = [fact("一", value=1), replace(fact("一", value=5), start=OLD.by_id["三"].body)]
    new = [fact("一", value=2), replace(fact("一", value=6), start=NEW.by_id["三"].body)]
    pairs = {(change.old["value"], change.new["value"]) for change in facts.changes(compared(), old, new)}
    assert pairs == {(1, 2), (5, 6)}


some_facts = st.lists(st.builds(fact, st.sampled_from(IDS), st.sampled_from("甲乙"), st.integers(1, 3)), max_size=6)


@given(some_facts)
def test_nothing_changes_between_equal_facts(found):
    assert facts.changes(Comparison(OLD, OLD, compared().changes), found, found) == ()


@given(some_facts, some_facts)
def test_swapping_old_and_new_swaps_added_and_dropped(old, new):
    forth = events(facts.changes(Comparison(OLD, OLD, compared().changes), old, new))
    back = events(facts.changes(Comparison(OLD, OLD, compared().changes), new, old))
    assert forth.count(FactEvent.ADDED) == back.count(FactEvent.DROPPED)


@given(some_facts, some_facts)
def test_every_fact_is_paired_at_most_once(old, new):
    found = facts.changes(Comparison(OLD, OLD, compared().changes), old, new)
    assert len([change for change in found if change.old]) <= len(old)
    assert len([change for change in found if change.new]) <= len(new)


@pytest.mark.parametrize("side", ["old", "new"])
def test_remark_points_at_both_places(side):
    (change,) = facts.changes(compared(), [fact("一")], [fact("一", value=2)])
    said = fact_messages.remark(change, "demo.changed", 1, zh="改", en="changed")
    assert getattr(said, side).clause == "一"


def test_two_names_of_one_thing_are_paired_and_marked():
    (change,) = facts.changes(
        compared(), [fact("一", "床位数")], [fact("一", "病床数", value=2)], alias=lambda old, new: True
    )
    assert (change.event, change.alias) == (FactEvent.CHANGED, True)


def test_two_names_that_a_vocabulary_keeps_apart_are_two_things():
    changes = facts.changes(
        compared(),
        [fact("一", "编制床位")],
        [fact("一", "开放床位")],
        same=lambda old, new: True,
        alias=lambda old, new: False,
    )
    assert events(changes) == [FactEvent.ADDED, FactEvent.DROPPED]


def related(relation, old, new):
    (change,) = facts.changes(replace(compared(), relation=relation), old, new)
    return change


WHAT = Wording("期限", "deadline")


@pytest.mark.parametrize(
    ("relation", "old", "new", "words"),
    [
        (Relation.VERSIONS, [fact("一")], [], "取消期限：甲事项"),
        (Relation.VERSIONS, [], [fact("一")], "新增期限：甲事项"),
        (Relation.SIBLINGS, [fact("一")], [], "仅甲有期限：甲事项"),
        (Relation.SIBLINGS, [], [fact("一")], "仅乙有期限：甲事项"),
    ],
    ids=["dropped", "added", "only in A", "only in B"],
)
def test_what_one_side_lacks_is_told_as_the_documents_are_related(relation, old, new, words):
    assert fact_messages.came_or_went(related(relation, old, new), WHAT, "甲事项", lost="取消").zh == words


@pytest.mark.parametrize(
    ("relation", "words"),
    [(Relation.VERSIONS, "期限由30改为20"), (Relation.SIBLINGS, "期限：甲为30，乙为20")],
    ids=["versions", "siblings"],
)
def test_what_differs_is_told_as_the_documents_are_related(relation, words):
    change = related(relation, [fact("一")], [fact("一", value=2)])
    assert fact_messages.turned(change, WHAT, "30", "20").zh == words


@pytest.mark.parametrize(
    ("relation", "severity"), [(Relation.VERSIONS, Severity.HIGH), (Relation.SIBLINGS, Severity.MEDIUM)]
)
def test_what_a_sibling_lacks_is_no_loss(relation, severity):
    change = related(relation, [fact("一")], [])
    assert fact_messages.remark(change, "demo.dropped", Severity.HIGH, zh="无", en="none").severity is severity


def test_sole_fact_is_one_fact_wherever_it_stands():
    old = replace(fact("一", "施行", value=1), sole=True)
    new = replace(fact("三", "施行", value=2, document=NEW), sole=True)
    assert events(facts.changes(compared(), [old], [new])) == [FactEvent.CHANGED]
