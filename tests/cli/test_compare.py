from __future__ import annotations

import json

import pytest
from support.cli import SAMPLES, policydiff_run

MEALS = [SAMPLES / name for name in ("lanxi-meals-2023.md", "qingze-meals-2023.md", "wangling-meals-2024.md")]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    from policydiff.cli import run

    folder = tmp_path_factory.mktemp("archive") / "store"
    assert run(["record", str(SAMPLES.parent / "policies.toml"), "--archive", str(folder)]) == 0
    return folder


def labels(result):
    return [document["label"] for document in json.loads(result.out)["documents"]]


def test_a_topic_takes_the_policy_of_that_name_in_every_region(store, capfdbinary):
    result = policydiff_run(capfdbinary, "compare", "--topic", "meals", "--archive", store, "--format", "json")
    assert labels(result) == ["澜溪市", "青泽县", "望岭区"]


def test_a_topic_on_a_day_takes_what_was_in_force_and_says_what_was_not(store, capfdbinary):
    arguments = ("--topic", "meals", "--as-of", "2023-12-31", "--archive", store, "--format", "json")
    result = policydiff_run(capfdbinary, "compare", *arguments)
    assert labels(result) == ["澜溪市", "青泽县"]
    assert "wangling/meals" in result.err
    assert "2024-04-01" in result.err


def test_a_topic_may_be_held_against_a_parent(store, capfdbinary):
    arguments = ("--topic", "meals", "--parent", "lanxi/meals", "--archive", store, "--format", "json")
    found = json.loads(policydiff_run(capfdbinary, "compare", *arguments).out)
    assert [(each["parent"], each["child"]) for each in found["inheritance"]] == [(0, 1), (0, 2)]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--topic", "parks"), "topics there are: homecare, meals"),
        (("--topic", "homecare"), "at least two"),
        (("--as-of", "2023-12-31", *MEALS), "--topic"),
        (("--parent", MEALS[0]), "at least two"),
        (("--topics", "--format", "sarif", *MEALS), "one pair at a time"),
        (("--jobs", "0", *MEALS), "0 is not in the range"),
    ],
    ids=["no such topic", "one region", "a day alone", "a parent alone", "a format for pairs", "no process"],
)
def test_what_cannot_be_compared_is_told_with_the_way_out(store, capfdbinary, arguments, words):
    result = policydiff_run(capfdbinary, "compare", *arguments, "--archive", store)
    assert result.code == 2
    assert words in result.err


def test_the_fate_of_each_clause_of_a_parent_is_told(capfdbinary):
    out = policydiff_run(capfdbinary, "compare", "--parent", *MEALS[:2]).out
    assert "澜溪市 → 青泽县" in out
    assert "弱化" in out


def test_a_grave_weakening_fails_where_it_is_asked_to(capfdbinary):
    assert policydiff_run(capfdbinary, "compare", "--parent", *MEALS[:2], "--fail-on", "high").code == 1


def test_processes_change_nothing(capfdbinary):
    one, two = (
        policydiff_run(capfdbinary, "compare", *MEALS, "--jobs", jobs, "--format", "json").out for jobs in (1, 2)
    )
    assert one == two
