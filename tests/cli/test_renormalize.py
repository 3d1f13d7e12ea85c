from __future__ import annotations

import json

import pytest
from support.archiving import git
from support.cli import ROOT, policydiff_run


@pytest.fixture
def store(tmp_path, capfdbinary):
    policydiff_run(capfdbinary, "record", ROOT / "archive" / "policies.toml", "--archive", tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def worse(tmp_path, capfdbinary):
    """An archive whose text was made without repairs, as by an older program."""
    damaged = ROOT / "archive" / "documents" / "lanxi-homecare-2017.txt"
    command = ("record", damaged, "--policy", "lanxi/homecare", "--no-repair", "--archive", tmp_path / "worse")
    policydiff_run(capfdbinary, *command)
    return tmp_path / "worse"


def test_texts_that_come_out_as_they_were_make_no_commit(store, capfdbinary):
    before = git(store, "rev-parse", "HEAD")

    result = policydiff_run(capfdbinary, "renormalize", "--archive", store)

    assert result.code == 0, result.err
    assert "0 of 7 texts" in result.out
    assert git(store, "rev-parse", "HEAD") == before


def test_better_rules_make_a_commit_of_their_own_kind_and_no_revision(worse, capfdbinary):
    result = policydiff_run(capfdbinary, "renormalize", "lanxi/homecare", "--archive", worse, "--format", "json")

    assert json.loads(result.out)["normalized"] == ["lanxi/homecare@2017-05-12"]
    told = policydiff_run(capfdbinary, "log", "lanxi/homecare", "--archive", worse, "--format", "json")
    (revision,) = json.loads(told.out)["revisions"]
    assert [text["kind"] for text in revision["texts"]] == ["revision", "renormalization"]


def test_metadata_that_was_recorded_stays(tmp_path, capfdbinary):
    document = ROOT / "archive" / "documents" / "lanxi-meals-2023.md"
    listed = f'[[policy]]\nname = "a/b"\nsources = [{{source = "{document}", number = "改〔2023〕1号"}}]\n'
    (tmp_path / "policies.toml").write_text(listed, encoding="utf-8")
    policydiff_run(capfdbinary, "record", tmp_path / "policies.toml", "--archive", tmp_path / "store")

    policydiff_run(capfdbinary, "renormalize", "--archive", tmp_path / "store")

    assert "改〔2023〕1号" in policydiff_run(capfdbinary, "show", "a/b", "--archive", tmp_path / "store").out
