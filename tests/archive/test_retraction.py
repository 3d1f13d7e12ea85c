"""A revision that is taken back: kept in history, out of every answer, and the text before stands again."""

from __future__ import annotations

import pytest
from support.archiving import POLICY, arrival, git, record

from policydiff.archive import Archive, Outcome
from policydiff.archive.check import check
from policydiff.archive.worktree import JOURNAL
from policydiff.errors import UnknownName

HOME = f"policies/{POLICY}.md"


@pytest.fixture(params=["working tree", "bare"])
def archive(request, tmp_path) -> Archive:
    return Archive.init(tmp_path / "archive", bare=request.param == "bare")


def days(archive) -> list[str]:
    return [str(version.entry.ordering_date) for version in archive.timeline(POLICY)]


def sound(archive) -> bool:
    return [finding for finding in check(archive.repository) if finding.grave] == []


def test_text_before_stands_again(archive):
    record(archive, arrival(2017), arrival(2019), arrival(2021))
    archive.retract(f"{POLICY}@2021", "a login page")

    assert days(archive) == ["2017-03-09", "2019-03-09"]
    assert archive.repository.blobs([f"HEAD:{HOME}"]) == [archive.read(archive.resolve(f"{POLICY}@2019")).encode()]
    assert [entry.reason for entry in archive.retractions(POLICY)] == ["a login page"]
    assert sound(archive)
    if archive.repository.top:
        assert git(archive.repository.path, "status", "--porcelain") == ""
        assert (archive.repository.path / HOME).read_text(encoding="utf-8").count("2019年的规定") == 1


def test_late_arrival_that_is_taken_back_leaves_no_file(archive):
    record(archive, arrival(2021), arrival(2019))
    assert archive.repository.names("HEAD", "older")
    archive.retract(f"{POLICY}@2019", "another policy")

    assert days(archive) == ["2021-03-09"]
    assert archive.repository.names("HEAD", "older") == []
    assert sound(archive)


def test_last_revision_that_is_taken_back_leaves_no_policy(archive):
    record(archive, arrival(2017), arrival(2018, policy="云岭县/乙", raw=b"1"))
    archive.retract(f"{POLICY}@2017", "a mistake")

    assert archive.policies() == ("云岭县/乙",)
    with pytest.raises(UnknownName):
        archive.timeline(POLICY)
    assert archive.repository.names("HEAD", "policies") == ["policies/云岭县/乙.md"]
    assert sound(archive)


def test_same_bytes_may_be_recorded_again(archive):
    record(archive, arrival(2017), arrival(2019))
    archive.retract(f"{POLICY}@2019", "a mistake")
    (again,) = record(archive, arrival(2019))

    assert again.outcome is Outcome.NEW
    assert days(archive) == ["2017-03-09", "2019-03-09"]
    assert sound(archive)


def test_index_and_log_tell_the_same(archive):
    record(archive, arrival(2017), arrival(2019))
    archive.retract(f"{POLICY}@2019", "a mistake")
    by_index = (archive.newest(), archive.repealed(), archive.timelines())
    for file in archive.repository.git_dir.glob("policydiff-index-*"):
        file.unlink()

    assert (archive.newest(), archive.repealed(), archive.timelines()) == by_index


def test_kill_between_commit_and_working_tree_is_finished_by_the_next_recording(tmp_path, monkeypatch):
    archive = Archive.init(tmp_path / "archive")
    record(archive, arrival(2021), arrival(2019))
    with monkeypatch.context() as patch:
        patch.setattr(
            "policydiff.archive.worktree.Worktree._land", lambda *_arguments: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        with pytest.raises(KeyboardInterrupt):
            archive.retract(f"{POLICY}@2019", "a mistake")
    assert (archive.repository.git_dir / JOURNAL).exists()

    record(archive, arrival(2023))

    assert days(archive) == ["2021-03-09", "2023-03-09"]
    assert git(archive.repository.path, "status", "--porcelain") == ""
    assert not list((archive.repository.path / "older").rglob("*.md"))


def test_what_is_not_there_cannot_be_taken_back(archive):
    record(archive, arrival(2017))
    with pytest.raises(UnknownName):
        archive.retract(f"{POLICY}@2020", "x")
