from __future__ import annotations

import pytest

from policydiff.errors import UnknownName
from policydiff.tracking.lineage import Blame, Station, blame, found, history
from policydiff.tracking.step_cache import Link, Step


def _link(old, new, *kinds, edges=None, amended=()):
    pairs = tuple((o, n) for o in old.split() for n in new.split()) if edges is None else edges
    return Link(tuple(old.split()), tuple(new.split()), pairs, kinds, tuple(amended))


def _step(*links):
    return Step({}, links)


def test_a_renumbered_clause_keeps_both_its_dates():
    steps = [_step(_link("a", "b", "renumbered"))]

    assert blame(["b"], steps) == (Blame("b", 0, 0),)


def test_an_amended_clause_keeps_the_revision_that_brought_it_in():
    steps = [_step(_link("a", "a")), _step(_link("a", "a", "amended", amended=["a"])), _step(_link("a", "a"))]

    assert blame(["a"], steps) == (Blame("a", 0, 2),)


def test_an_inserted_clause_is_the_revisions_own():
    assert blame(["a", "b"], [_step(_link("a", "a"), _link("", "b", "inserted"))])[1] == Blame("b", 1, 1)


def test_both_halves_of_a_split_come_from_the_revision_of_the_whole():
    steps = [_step(_link("a", "b c", "split", amended=["c"]))]

    assert blame(["b", "c"], steps) == (Blame("b", 0, 0), Blame("c", 0, 1))


def test_a_merged_clause_is_as_old_as_its_oldest_part_and_amended_with_its_newest():
    steps = [_step(_link("a", "a"), _link("", "b", "inserted")), _step(_link("a b", "c", "merged"))]

    assert blame(["c"], steps) == (Blame("c", 0, 1),)


def test_an_edge_decides_which_half_of_a_bead_a_clause_comes_from():
    crossing = _link("a b", "c d", edges=(("a", "d"), ("b", "c")))
    steps = [_step(_link("a", "a"), _link("", "b", "inserted")), _step(crossing)]

    assert [it.introduced for it in blame(["c", "d"], steps)] == [1, 0]


def test_history_runs_back_through_a_merge_and_forth_through_a_split():
    steps = [_step(_link("a b", "c", "merged")), _step(_link("c", "d e", "split"))]

    assert [station.clauses for station in history("c", 1, steps)] == [("a", "b"), ("c",), ("d", "e")]


def test_history_ends_with_the_removal():
    steps = [_step(_link("a", "", "removed")), _step()]

    assert history("a", 0, steps) == (Station(0, ("a",)), Station(1, (), ("removed",)))


def test_history_begins_with_the_insertion():
    steps = [_step(), _step(_link("", "a", "inserted"))]

    assert [station.revision for station in history("a", 2, steps)] == [2]


@pytest.mark.parametrize("name", ["第十二条", "第12条", "第１２条"])
def test_a_clause_is_found_however_its_number_is_written(name):
    assert found(name, [["第十一条", "第十二条"]], "a/b") == ("第十二条", 0)


@pytest.mark.parametrize("name", ["三/(一)/2", "三（一）2", "三(一)2"])
def test_a_path_is_found_with_and_without_strokes(name):
    assert found(name, [["三/(一)", "三/(一)/2"]], "a/b") == ("三/(一)/2", 0)


def test_a_place_inside_an_article_means_the_article():
    assert found("第十二条/2", [["第十二条"]], "a/b") == ("第十二条", 0)


def test_the_newest_revision_that_has_a_clause_is_meant():
    assert found("a", [["a"], ["a"], ["b"]], "p/q") == ("a", 1)


def test_an_unknown_clause_is_an_error_that_names_others():
    with pytest.raises(UnknownName, match="第一条"):
        found("第九条", [["第一条"]], "a/b")
