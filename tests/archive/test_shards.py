"""A region with many policies is sharded from some point on; what lies elsewhere stays there and stays readable."""

from __future__ import annotations

import pytest
from support.archiving import arrival, git, record, renormalized

from policydiff.archive import Archive, layout
from policydiff.archive.check import check

FIRST, SECOND, THIRD = "云岭县/甲办法", "云岭县/乙办法", "云岭县/丙办法"


@pytest.fixture
def archive(tmp_path, monkeypatch) -> Archive:
    """An archive whose regions are crowded with two policies; the first two have two revisions each."""
    monkeypatch.setattr(layout, "CROWDED", 2)
    archive = Archive.init(tmp_path / "archive")
    record(archive, *(arrival(year, policy=policy) for policy in (FIRST, SECOND, THIRD) for year in (2017, 2019)))
    return archive


def _files(archive) -> list[str]:
    return git(archive.repository.path, "ls-files", "policies", "older").split()


def test_only_what_comes_after_the_crowd_is_sharded(archive):
    flat, again, sharded = sorted(_files(archive), key=len)
    assert {flat, again} == {f"policies/{FIRST}.md", f"policies/{SECOND}.md"}
    assert sharded.startswith("policies/云岭县/")
    assert (sharded.count("/"), sharded.endswith("/丙办法.md")) == (3, True)


def test_other_regions_are_counted_by_themselves(archive):
    record(archive, arrival(policy="丹泽市/甲办法"))
    assert "policies/丹泽市/甲办法.md" in _files(archive)


def test_policies_of_one_batch_are_counted_too(tmp_path, monkeypatch):
    monkeypatch.setattr(layout, "CROWDED", 2)
    archive = Archive.init(tmp_path / "archive")
    archive.record_all([arrival(policy=policy) for policy in (FIRST, SECOND, THIRD)])
    assert sum(path.count("/") for path in _files(archive)) == 2 + 2 + 3


def test_a_sharded_policy_stays_where_it_is(archive):
    before = _files(archive)
    record(archive, arrival(2021, policy=THIRD), renormalized(arrival(2021, policy=THIRD), "新"))
    assert _files(archive) == before


def test_late_revision_of_a_sharded_policy_lies_in_the_same_shard(archive):
    home = next(path for path in _files(archive) if path.endswith("丙办法.md"))
    record(archive, arrival(2015, policy=THIRD))
    (late,) = (path for path in _files(archive) if path.startswith("older/"))
    assert late.startswith(f"older/{home.removeprefix('policies/').removesuffix('.md')}/2015-03-09-")
    assert archive.read(archive.revisions(THIRD)[0]).endswith("2015年的规定。\n")


def test_an_archive_from_before_stays_readable_when_it_grows(tmp_path, monkeypatch):
    archive = Archive.init(tmp_path / "archive")
    record(archive, *(arrival(policy=policy) for policy in (FIRST, SECOND, THIRD)))
    monkeypatch.setattr(layout, "CROWDED", 2)
    record(archive, arrival(2015, policy=THIRD), arrival(2019, policy=THIRD), arrival(policy="云岭县/丁办法"))
    assert [revision.metadata.issued.year for revision in archive.revisions(THIRD)] == [2015, 2017, 2019]
    assert f"policies/{THIRD}.md" in _files(archive)
    assert list(check(archive.repository)) == []


def test_a_sharded_archive_is_in_order(archive):
    record(archive, arrival(2015, policy=THIRD), arrival(2015, policy=FIRST))
    assert list(check(archive.repository)) == []
    assert git(archive.repository.path, "fsck", "--strict") == ""
    assert git(archive.repository.path, "status", "--porcelain") == ""


def test_without_an_index_the_same_shards_come_out(archive, tmp_path, monkeypatch):
    other = Archive.init(tmp_path / "other")
    monkeypatch.setattr("policydiff.archive.index.Index.path", tmp_path / "no folder" / "index")
    record(other, *(arrival(year, policy=policy) for policy in (FIRST, SECOND, THIRD) for year in (2017, 2019)))
    assert other.repository.head == archive.repository.head
