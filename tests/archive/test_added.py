"""What entered the archive between two points of its history, and what it is to be compared with."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.archiving import arrival, git, record, renormalized

from policydiff.archive import Archive, Kind
from policydiff.errors import UnknownName


@pytest.fixture
def archive(tmp_path) -> Archive:
    archive = Archive.init(tmp_path / "archive")
    record(archive, arrival(2015), arrival(2019))
    git(archive.repository.path, "tag", "v1")
    return archive


def _told(archive, **between):
    return [(one.kind, one.old and one.old.id[-10:], one.new.id[-10:], one.current) for one in archive.added(**between)]


def test_new_revision_is_compared_with_the_one_before_it(archive):
    record(archive, arrival(2021))
    assert _told(archive) == [(Kind.REVISION, "2019-03-09", "2021-03-09", True)]


def test_late_arrival_is_compared_with_its_predecessor_by_date(archive):
    record(archive, arrival(2017))
    assert _told(archive) == [(Kind.REVISION, "2015-03-09", "2017-03-09", False)]


def test_first_revision_has_nothing_to_be_compared_with(archive):
    record(archive, arrival(2021, policy="丹泽市/甲"))
    assert _told(archive) == [(Kind.REVISION, None, "2021-03-09", True)]


def test_renormalized_text_is_compared_with_the_text_before(archive):
    record(archive, renormalized(arrival(2015), "新"))
    ((kind, old, new, current),) = _told(archive)
    assert (kind, old, new, current) == (Kind.RENORMALIZATION, "2015-03-09", "2015-03-09", False)


def test_correction_of_a_new_revision_is_told_after_it(archive):
    (wrong,) = record(archive, arrival(2021, "错字"))
    record(archive, replace(arrival(2021, "正字"), kind=Kind.CORRECTION, corrects=wrong.revision))
    kinds = [one.kind for one in archive.added()]
    assert kinds == [Kind.REVISION, Kind.CORRECTION]


def test_nothing_new_since_the_last_tag(archive):
    git(archive.repository.path, "tag", "-f", "v2", "HEAD~1")
    record(archive, arrival(2021))
    assert len(archive.added(since="HEAD")) == 0


def test_tag_on_the_newest_commit_does_not_hide_it(archive):
    assert len(archive.added()) == 2


def test_any_two_points_can_be_named(archive):
    record(archive, arrival(2021), arrival(2023))
    assert [one.new.id[-10:-6] for one in archive.added(since="HEAD~2", until="HEAD~1")] == ["2021"]


def test_later_recording_does_not_change_what_was_added_before(archive):
    record(archive, arrival(2021))
    before = archive.added(since="v1", until="HEAD")
    record(archive, arrival(2020))
    assert archive.added(since="v1", until="HEAD~1") == before


def test_without_a_tag_everything_is_new(tmp_path):
    archive = Archive.init(tmp_path)
    record(archive, arrival(2015), arrival(2019))
    assert len(archive.added()) == 2


def test_empty_archive_has_nothing_new(tmp_path):
    assert Archive.init(tmp_path).added() == ()


@pytest.mark.parametrize("name", ["v9", "--all", "", "a..b"])
def test_name_that_git_does_not_know_is_told(archive, name):
    with pytest.raises(UnknownName, match="names no commit"):
        archive.added(since="v1", until=name)
