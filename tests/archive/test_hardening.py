"""Links, killed Gits and half-made archives: nothing is written elsewhere, and the same command goes on."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from support.archiving import POLICY, arrival, git, record

from policydiff.archive import Archive
from policydiff.archive.check import check
from policydiff.archive.worktree import JOURNAL, PART
from policydiff.cli.record import opened_or_made
from policydiff.errors import ArchiveError, UsageError

SHIM = """#!/bin/sh
# Kills itself behind the first command of a kind, its work being done.
for word in "$@"; do [ "$word" = "{command}" ] && hit=1; done
if [ -n "$hit" ] && [ ! -e "{done}" ]; then : > "{done}"; "{git}" "$@"; kill -9 $$; fi
exec "{git}" "$@"
"""


@pytest.fixture
def archive(tmp_path) -> Archive:
    made = Archive.init(tmp_path / "archive")
    record(made, arrival(2017))
    return made


def test_link_in_place_of_the_unfinished_file_is_not_followed(archive, tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    ((archive.repository.path / "policies/云岭县") / PART).symlink_to(victim)

    record(archive, arrival(2019))

    assert victim.read_text(encoding="utf-8") == "mine"
    assert not (archive.repository.path / "policies/云岭县/医疗服务办法.md").is_symlink()


@pytest.mark.parametrize("place", ["policies/他县", "sources/ab", "policies/他县/办法.md"])
def test_link_among_the_folders_of_an_archive_is_refused_before_anything_is_written(archive, tmp_path, place):
    outside = tmp_path / "outside"
    outside.mkdir()
    link = archive.repository.path / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside)
    head = archive.repository.head
    raw = next(raw for n in range(10_000) if _shard(raw := f"来源{n}".encode()) == "ab")

    with pytest.raises(ArchiveError, match="is a link"):
        archive.record_all([arrival(2019, policy="他县/办法", raw=raw)])

    assert list(outside.iterdir()) == []
    assert archive.repository.head == head


def _shard(raw: bytes) -> str:
    import hashlib

    return hashlib.sha256(raw).hexdigest()[:2]


@pytest.mark.parametrize("command", ["update-ref", "update-index", "fast-import"])
def test_recording_whose_git_was_killed_behind_its_work_is_finished_by_the_next(
    archive, tmp_path, monkeypatch, command
):
    real = next(path for folder in os.environ["PATH"].split(os.pathsep) if (path := Path(folder) / "git").is_file())
    shim = tmp_path / "bin" / "git"
    shim.parent.mkdir()
    shim.write_text(SHIM.format(command=command, done=tmp_path / "done", git=real), encoding="utf-8")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", f"{shim.parent}{os.pathsep}{os.environ['PATH']}")

    for _ in range(2):
        try:
            record(archive, arrival(2019))
        except ArchiveError:
            continue
    record(archive, arrival(2021))

    assert [str(version.entry.ordering_date) for version in archive.timeline(POLICY)] == [
        "2017-03-09",
        "2019-03-09",
        "2021-03-09",
    ]
    assert git(archive.repository.path, "status", "--porcelain") == ""
    assert not (archive.repository.git_dir / JOURNAL).exists()
    assert [finding for finding in check(archive.repository) if finding.grave] == []


@pytest.mark.parametrize("name", ["index.lock", "HEAD.lock", "packed-refs.lock", "refs/heads/main.lock"])
def test_lock_of_a_killed_git_is_named_with_its_age_and_the_way_out(archive, name, monkeypatch):
    monkeypatch.setattr("policydiff.archive.git_locks.WAITS", (0.0,))
    lock = archive.repository.git_dir / name
    lock.touch()
    hours_ago = time.time() - 2.5 * 3600
    os.utime(lock, (hours_ago, hours_ago))

    with pytest.raises(ArchiveError, match=rf"{name} \(2 h 30 min old\); nothing was recorded.* delete the file"):
        record(archive, arrival(2019))

    assert "lock.left" in {finding.rule for finding in check(archive.repository)}


def test_own_lock_of_a_killed_run_is_taken_up(archive):
    lock = archive.repository.common_dir / "refs/policydiff/incoming.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.touch()

    record(archive, arrival(2019))

    assert len(archive.timeline(POLICY)) == 2


def test_archive_whose_making_was_killed_is_made_by_the_same_command(tmp_path):
    (tmp_path / "a/.git/objects").mkdir(parents=True)

    record(opened_or_made(tmp_path / "a"), arrival(2017))

    assert len(Archive.open(tmp_path / "a").timeline(POLICY)) == 1


@pytest.mark.parametrize("name", ["云岭县/\u202eabc", "云岭县/a\u200bb", "aux/办法", "云岭县/COM1.x", "云岭县/a\x9bb"])
def test_name_that_hides_something_or_that_windows_keeps_is_refused(archive, name):
    with pytest.raises(UsageError, match="cannot name a policy"):
        archive.record_all([arrival(2019, policy=name)])


def test_name_that_differs_in_case_only_is_refused(archive):
    record(archive, arrival(2017, policy="w/Ferry", raw=b"1"))

    with pytest.raises(UsageError, match="in case only"):
        archive.record_all([arrival(2018, policy="W/ferry", raw=b"2")])
