"""Killed, crowded, full or read-only: nothing lost, nothing twice, one clear error."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from support.archiving import POLICY, arrival, git, record

from policydiff.archive import Archive, Outcome
from policydiff.archive.lock import locked
from policydiff.archive.recording import INCOMING, LOCK
from policydiff.errors import ArchiveBusy, ArchiveError

NOBODY = 65534
ME = ("-c", "user.name=x", "-c", "user.email=x@y")
RECORDING = """
import sys
from pathlib import Path
from support.archiving import arrival
from policydiff.archive import Archive
archive = Archive.open(Path(sys.argv[1]))
first, last, size = map(int, sys.argv[2:5])
print("ready", flush=True)
documents = [arrival(1900 + n % 150, str(n), policy=f"云岭县/办法{n // 4}") for n in range(first, last)]
for start in range(0, len(documents), size):
    archive.record_all(documents[start : start + size])
"""


@pytest.fixture
def archive(tmp_path) -> Archive:
    return Archive.init(tmp_path / "archive")


def _start(archive, first, last, size=1, **options):
    path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    return subprocess.Popen(
        [sys.executable, "-P", "-c", RECORDING, str(archive.repository.path), str(first), str(last), str(size)],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        **options,
    )


def _kill_after(process, seconds) -> None:
    """Kill a recording and whatever it started, as pulling the plug would."""
    assert process.stdout.readline() == b"ready\n"
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _finish(process) -> None:
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == 0, complaint.decode()


def _digests(archive) -> list[str]:
    return [
        entry.source_digest for line in archive.timelines().values() for version in line for entry in version.entries
    ]


def _recorded_by(first, last) -> set[str]:
    return {arrival(1900 + n % 150, str(n)).source.digest for n in range(first, last)}


def _assert_whole(archive, digests) -> None:
    found = _digests(archive)
    assert len(found) == len(set(found)), "nothing twice"
    assert set(found) == digests, "nothing lost"
    assert git(archive.repository.path, "fsck", "--strict") == ""
    assert git(archive.repository.path, "status", "--porcelain", "--untracked-files=all") == ""


@pytest.mark.parametrize(("kills", "size"), [(4, 1), (4, 15)])
def test_killed_recording_is_resumed(archive, kills, size):
    chance = random.Random(size)
    for _ in range(kills):
        _kill_after(_start(archive, 0, 40, size), chance.uniform(0.02, 0.35))
        with locked(archive.repository.common_dir / LOCK, patience=30):
            pass  # a Git that outlived its caller holds the lock until it has ended in good order
        git(archive.repository.path, "fsck", "--strict", "--no-dangling")
    _finish(_start(archive, 0, 40, size))
    _assert_whole(archive, _recorded_by(0, 40))


@pytest.mark.slow
def test_recording_killed_at_fifty_moments_is_resumed(archive):
    chance = random.Random(50)
    for _ in range(50):
        _kill_after(_start(archive, 0, 200, chance.choice([1, 7, 40])), chance.uniform(0.0, 0.6))
        archive.timelines()
    _finish(_start(archive, 0, 200, 40))
    _assert_whole(archive, _recorded_by(0, 200))


def test_two_writers_at_once_lose_nothing(archive):
    writers = [_start(archive, 0, 24), _start(archive, 12, 36)]
    for writer in writers:
        _finish(writer)
    _assert_whole(archive, _recorded_by(0, 36))


def test_writer_that_waited_too_long_records_nothing(archive):
    impatient = Archive.open(archive.repository.path, patience=0.1)
    with locked(archive.repository.common_dir / LOCK, patience=0), pytest.raises(ArchiveBusy, match="try again"):
        record(impatient, arrival())
    assert archive.policies() == ()


def test_reading_does_not_wait_for_a_writer(archive):
    record(archive, arrival())
    with locked(archive.repository.common_dir / LOCK, patience=0):
        assert archive.resolve(POLICY).policy == POLICY


def test_commit_of_the_user_in_the_middle_of_a_recording_is_kept(archive, monkeypatch):
    from policydiff.archive import recording

    record(archive, arrival(2017))
    real = recording.stream

    def interrupted(commits, **places):
        git(
            archive.repository.path,
            "-c",
            "user.name=x",
            "-c",
            "user.email=x@y",
            "commit",
            "-q",
            "--allow-empty",
            "-m",
            "mine",
        )
        return real(commits, **places)

    monkeypatch.setattr(recording, "stream", interrupted)
    with pytest.raises(ArchiveBusy, match="somebody committed"):
        record(archive, arrival(2019))
    assert git(archive.repository.path, "log", "-1", "--format=%s") == "mine\n"
    assert git(archive.repository.path, "status", "--porcelain") == ""


def test_one_commit_of_the_user_in_between_does_not_stop_the_recording(archive, monkeypatch):
    from policydiff.archive import recording

    record(archive, arrival(2017))
    real, calls = recording.stream, []

    def interrupted(commits, **places):
        if not calls:
            git(archive.repository.path, *ME, "commit", "-q", "--allow-empty", "-m", "mine")
        calls.append(1)
        return real(commits, **places)

    monkeypatch.setattr(recording, "stream", interrupted)
    assert record(archive, arrival(2019))[0].outcome is Outcome.NEW
    assert len(git(archive.repository.path, "log", "--format=%h").split()) == 3


def test_what_a_killed_recording_left_aside_does_not_enter_the_next_one(archive):
    path = archive.repository.path
    git(path, *ME, "commit", "-q", "--allow-empty", "-m", "stray")
    git(path, "update-ref", INCOMING, "HEAD")
    git(path, "update-ref", "-d", "HEAD")
    record(archive, arrival(2017))
    assert git(path, "log", "--format=%s", "--all").startswith("Record")
    assert git(path, "for-each-ref", "--format=%(refname)") == "refs/heads/main\n"


def test_full_disk_leaves_the_archive_as_it_was(archive):
    record(archive, arrival(2017))
    before = archive.repository.head
    big = arrival(2019, raw=random.Random(1).randbytes(3_000_000))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    try:
        with pytest.raises(ArchiveError, match="could not write"):
            record(archive, big)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert archive.repository.head == before
    assert git(archive.repository.path, "status", "--porcelain") == ""
    assert record(archive, big)[0].outcome is Outcome.NEW


def test_disk_without_room_for_the_working_tree_is_told_before_anything_is_recorded(archive, monkeypatch):
    record(archive, arrival(2017))
    before = archive.repository.head
    usage = shutil.disk_usage(archive.repository.path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    with pytest.raises(ArchiveError, match=r"1\.0 MB left .* nothing of this batch was recorded"):
        record(archive, arrival(2019))
    assert archive.repository.head == before
    assert git(archive.repository.path, "status", "--porcelain", "--untracked-files=all") == ""


def test_disk_that_runs_full_in_the_working_tree_leaves_no_half_file(archive, monkeypatch):
    record(archive, arrival(2017))
    real = Path.replace
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(ArchiveError, match="the next recording brings it up to date"):
        record(archive, arrival(2019))
    monkeypatch.setattr(Path, "replace", real)
    assert list(archive.repository.path.rglob("*.part")) == []
    record(archive, arrival(2021))
    assert git(archive.repository.path, "status", "--porcelain", "--untracked-files=all") == ""


@pytest.fixture
def unprivileged(monkeypatch):
    """A folder of a user whom permissions bind; root becomes nobody for the test."""
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("HOME", folder)
        archive = Archive.init(Path(folder) / "archive")
        record(archive, arrival(2017))
        if os.geteuid() != 0:
            yield archive
            return
        for path in (Path(folder), *Path(folder).rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        yield archive
        os.seteuid(0)


@pytest.mark.parametrize("part", ["", "objects/pack", "refs/heads", LOCK])
def test_read_only_folder_is_told_and_nothing_recorded(unprivileged, part):
    place = unprivileged.repository.git_dir / part
    place.chmod(0o555 if place.is_dir() else 0o444)
    with pytest.raises(ArchiveError, match=r"cannot write|could not write"):
        record(unprivileged, arrival(2019))
    place.chmod(0o755)
    assert len(unprivileged.revisions(POLICY)) == 1
    assert git(unprivileged.repository.path, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("part", "policy"),
    [("policies", "丹泽市/办法"), (f"policies/{POLICY.split('/')[0]}", POLICY), ("sources", POLICY)],
    ids=["regions", "region", "sources"],
)
def test_read_only_working_tree_is_told_and_nothing_recorded(unprivileged, part, policy):
    place = unprivileged.repository.path / part
    place.chmod(0o555)
    before = unprivileged.repository.head
    with pytest.raises(ArchiveError, match=r"read-only; nothing was recorded"):
        record(unprivileged, arrival(2019, policy=policy))
    place.chmod(0o755)
    assert unprivileged.repository.head == before
    assert git(unprivileged.repository.path, "status", "--porcelain") == ""


def test_read_only_archive_can_be_read(unprivileged):
    unprivileged.repository.git_dir.chmod(0o555)
    assert unprivileged.resolve(POLICY).policy == POLICY
    unprivileged.repository.git_dir.chmod(0o755)


def test_missing_git_is_told(archive, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ArchiveError, match="install Git"):
        Archive.open(archive.repository.path)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_folder_of_somebody_else_is_told_with_gits_own_way_out(archive, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for path in (archive.repository.path, archive.repository.git_dir):
        os.chown(path, NOBODY, NOBODY)
    with pytest.raises(ArchiveError, match=r"safe\.directory"):
        Archive.open(archive.repository.path)
