"""What archive/README.md says was planted in the sample archive is found, and nothing else is claimed to be grave."""

from __future__ import annotations

import json
import shutil

import pytest
from support.cli import ROOT, policydiff_run


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "archive", folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("store"))
    import policydiff.cli

    assert policydiff.cli.run(["record", str(folder / "policies.toml"), "--archive", str(folder / "store")]) == 0
    return folder / "store"


@pytest.fixture
def compared(store, capfdbinary):
    def compare(old, new, command="diff"):
        result = policydiff_run(capfdbinary, command, old, new, "--archive", store, "--format", "json")
        assert result.code == 0, result.err
        return json.loads(result.out)

    return compare


def _change(comparison, old="", new=""):
    """Return the change that holds a clause, given by its id on one side or both."""
    found = [c for c in comparison["changes"] if (not old or old in c["old"]) and (not new or new in c["new"])]
    assert len(found) == 1
    return found[0]


def _remarks(comparison):
    return [remark for change in comparison["changes"] for remark in change["annotations"]] + comparison.get(
        "annotations", []
    )


def _rules(comparison, *severities):
    return {remark["rule"] for remark in _remarks(comparison) if not severities or remark["severity"] in severities}


def _words(change, op):
    return "".join(edit["text"] for edit in change["edits"] if edit["op"] == op and not edit.get("cosmetic"))


@pytest.fixture
def newest(compared):
    return compared("lanxi/homecare@2021", "lanxi/homecare@2024")


KINDS = {
    "amended": ("二", "二", {"amended"}),
    "moved, renumbered and amended at once": ("三/(二)/6", "三/(三)/7", {"amended", "moved", "renumbered"}),
    "split and amended": ("三/(二)/5", "三/(二)/6", {"amended", "split"}),
    "merged": ("四/(三)", "四/(二)", {"amended", "merged"}),
    "renumbered, else cosmetic only": ("三/(三)/7", "三/(三)/8", {"renumbered", "cosmetic"}),
    "renumbered only": ("三/(三)/9", "三/(三)/10", {"renumbered"}),
    "removed": ("三/(一)/3", "", {"removed"}),
    "inserted": ("", "三/(一)/3", {"inserted"}),
    "unchanged heading over moved clauses": ("三/(三)", "三/(三)", set()),
}


@pytest.mark.parametrize(("old", "new", "kinds"), KINDS.values(), ids=KINDS.keys())
def test_what_happened_to_a_clause_is_told(newest, old, new, kinds):
    assert set(_change(newest, old, new)["kinds"]) == kinds


def test_the_word_that_changed_in_a_split_clause_is_shown(newest):
    change = _change(newest, "三/(二)/5")

    assert change["new"] == ["三/(二)/5", "三/(二)/6"]
    assert {"op": "delete", "text": "应当"}.items() <= next(e for e in change["edits"] if e["text"] == "应当").items()
    assert "可以" in _words(change, "insert")


def test_the_table_shows_the_row_that_changed_and_the_one_that_came(newest):
    change = _change(newest, "三/(三)/8")

    assert "300元" in _words(change, "delete")
    assert "400元" in _words(change, "insert")
    assert "助餐补贴" in _words(change, "insert")
    assert "高龄津贴" not in _words(change, "insert") + _words(change, "delete")


PLANTED = {
    "a target lowered": "targets.lowered",
    "a deadline postponed": "targets.postponed",
    "a lead changed": "responsibilities.lead_changed",
    "an obligation turned into a permission": "modality.softened",
    "a participant added": "responsibilities.participant_added",
}


@pytest.mark.parametrize("rule", PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_change_is_remarked_upon(newest, rule):
    assert rule in _rules(newest)


def test_the_cited_document_that_was_replaced_is_in_the_metadata(newest):
    cited = next(change for change in newest["metadata_changes"] if change["field"] == "cited")

    assert "江政发〔2021〕6号" in cited["old"]
    assert "江政办发〔2023〕18号" in cited["new"]


def test_nothing_but_what_was_planted_is_grave(newest):
    grave = {(remark["rule"], remark["message"]) for remark in _remarks(newest) if remark["severity"] == "high"}

    assert {rule for rule, _ in grave} <= {
        "targets.lowered",
        "targets.postponed",
        "targets.dropped",
        "responsibilities.lead_changed",
        "responsibilities.lead_dropped",
        "modality.softened",
    }
    assert not [message for _, message in grave if "卫生健康" in message], "the split clause keeps its agencies"


def test_a_scraped_page_and_a_saved_page_differ_in_what_was_decided_only(compared):
    comparison = compared("lanxi/homecare@2017", "lanxi/homecare@2019")

    assert "amended" not in _change(comparison, "三/(三)/6")["kinds"]
    assert "amended" not in _change(comparison, "一")["kinds"]
    assert "targets.raised" in _rules(comparison)
    assert "responsibilities.lead_changed" not in _rules(comparison), "a lead renamed by a reform is no other lead"
    assert "应当" in _words(_change(comparison, "三/(一)/1"), "insert")


def test_a_whole_plan_in_half_width_and_in_full_width_aligns_clause_by_clause(compared):
    comparison = compared("lanxi/homecare@2017", "lanxi/homecare@2019")

    assert comparison["counts"]["inserted"] == comparison["counts"]["removed"] == 0


def test_siblings_are_paired_by_their_matter(compared):
    comparison = compared("lanxi/meals", "qingze/meals", command="compare")

    assert "二/(二)" in _change(comparison, "二/(三)")["new"], "food safety"
    assert "二/(三)" in _change(comparison, "二/(二)")["new"], "subsidies"
    assert _change(comparison, new="二/(四)")["old"] == [], "only Qingze reuses school buildings"


def test_siblings_of_different_families_are_paired_too(compared):
    comparison = compared("lanxi/meals", "wangling/meals", command="compare")

    assert "第四条" in _change(comparison, "二/(三)")["new"]
    assert "第五条" in _change(comparison, "二/(二)")["new"]
