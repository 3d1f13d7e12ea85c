"""Where the user's attributes say so, sources go to Git LFS: a pointer in the commit, the bytes beside it."""

from __future__ import annotations

import hashlib
import random
import shlex
import shutil
import sys

import pytest
from support.archiving import POLICY, arrival, git, record, renormalized

from policydiff.archive import Archive
from policydiff.archive.check import check
from policydiff.archive.worktree import JOURNAL
from policydiff.errors import ArchiveError

ME = ("-c", "user.name=x", "-c", "user.email=x@y")
TRACKED = "\nsources/**/*.pdf filter=lfs diff=lfs merge=lfs -text\n"
BIG = random.Random(7).randbytes(50_000)
# What `git lfs` does when Git asks it to clean a file, in a few lines: the tests need no git-lfs.
CLEAN = """
import hashlib, sys
data = sys.stdin.buffer.read()
told = f"version https://git-lfs.github.com/spec/v1\\noid sha256:{hashlib.sha256(data).hexdigest()}\\nsize {len(data)}\\n"
sys.stdout.buffer.write(data if data.startswith(b"version https://git-lfs") else told.encode())
"""


def pdf(year=2019, raw=BIG, **told):
    one = arrival(year, raw=raw, **told)
    return type(one)(type(one.source)(raw, "application/pdf", f"{year}.pdf"), one.text, one.policy)


@pytest.fixture(params=["", "docs/档案"], ids=["own repository", "inside a larger one"])
def archive(request, tmp_path) -> Archive:
    git(tmp_path, "init", "-q")
    clean = f"{shlex.quote(sys.executable)} -c {shlex.quote(CLEAN)}"
    git(tmp_path, "config", "filter.lfs.clean", clean)
    git(tmp_path, "config", "filter.lfs.required", "true")
    (tmp_path / request.param / "policies").mkdir(parents=True)
    archive = Archive.open(tmp_path / request.param)
    record(archive, arrival(2017))
    _track(archive)
    return archive


def _track(archive) -> None:
    path = archive.repository.path / ".gitattributes"
    path.write_text(path.read_text() + TRACKED)
    git(archive.repository.path, "add", ".gitattributes")
    git(archive.repository.path, *ME, "commit", "-qm", "Track")


def _pointer() -> str:
    return (
        f"version https://git-lfs.github.com/spec/v1\noid sha256:{hashlib.sha256(BIG).hexdigest()}\nsize {len(BIG)}\n"
    )


def _source(archive):
    return next((archive.repository.path / "sources").rglob("*.pdf"))


def test_the_commit_holds_a_pointer_and_the_working_tree_the_bytes(archive):
    record(archive, pdf())
    digest = hashlib.sha256(BIG).hexdigest()
    assert git(archive.repository.path, "show", f"HEAD:./sources/{digest[:2]}/{digest}.pdf") == _pointer()
    assert _source(archive).read_bytes() == BIG
    kept = archive.repository.git_dir / "lfs/objects" / digest[:2] / digest[2:4] / digest
    assert kept.read_bytes() == BIG


def test_the_working_tree_is_clean_afterwards(archive):
    record(archive, pdf())
    assert git(archive.repository.path, "status", "--porcelain") == ""
    assert git(archive.repository.path, "fsck", "--strict") == ""


def test_recorded_bytes_come_back(archive):
    (recorded,) = record(archive, pdf())
    assert archive.source(recorded.revision) == BIG


def test_sources_that_no_attribute_names_stay_in_git(archive):
    one = arrival(2021)
    record(archive, one)
    digest = one.source.digest
    assert (
        git(archive.repository.path, "show", f"HEAD:./sources/{digest[:2]}/{digest}.html") == one.source.data.decode()
    )


def test_bytes_that_are_there_are_recorded_for_another_policy_too(archive):
    record(archive, pdf(), pdf(policy="丹泽市/办法"))
    assert archive.source(archive.revisions("丹泽市/办法")[0]) == BIG
    assert list(check(archive.repository)) == []


def test_killed_recording_is_finished_with_the_bytes(archive):
    old = archive.repository.head
    record(archive, pdf())
    _source(archive).unlink()
    (archive.repository.git_dir / JOURNAL).write_text(old)
    record(archive, arrival(2021))
    assert _source(archive).read_bytes() == BIG
    assert git(archive.repository.path, "status", "--porcelain") == ""


def test_bytes_that_were_not_fetched_are_told_with_the_way_out(archive):
    (recorded,) = record(archive, pdf())
    shutil.rmtree(archive.repository.git_dir / "lfs")
    with pytest.raises(ArchiveError, match="git lfs fetch --all"):
        archive.source(recorded.revision)
    assert [(finding.rule, finding.grave) for finding in check(archive.repository)] == [("source.elsewhere", False)]


def test_damaged_bytes_are_found(archive):
    record(archive, pdf())
    next(path for path in (archive.repository.git_dir / "lfs").rglob("*") if path.is_file()).write_bytes(b"other")
    assert {finding.rule for finding in check(archive.repository)} == {"source.digest"}


def test_without_git_lfs_nothing_is_recorded(archive):
    git(archive.repository.path, "config", "--unset", "filter.lfs.clean")
    before = archive.repository.head
    with pytest.raises(ArchiveError, match="git lfs install"):
        record(archive, pdf())
    assert archive.repository.head == before
    assert record(archive, arrival(2021))[0].current


def test_a_bare_archive_goes_by_the_attributes_in_its_newest_commit(tmp_path):
    archive = Archive.init(tmp_path / "archive")
    record(archive, arrival(2017))
    _track(archive)
    git(tmp_path, "clone", "-q", "--bare", str(archive.repository.path), str(tmp_path / "bare"))
    bare = Archive.open(tmp_path / "bare")
    (recorded,) = record(bare, pdf())
    digest = hashlib.sha256(BIG).hexdigest()
    assert git(bare.repository.path, "show", f"HEAD:sources/{digest[:2]}/{digest}.pdf") == _pointer()
    assert bare.source(recorded.revision) == BIG


def test_renormalizing_needs_the_bytes_only(archive):
    one = pdf()
    record(archive, one)
    again = renormalized(one, "新")
    assert record(archive, again)[0].revision.metadata.issued == one.text.metadata.issued
    assert len(archive.revisions(POLICY)) == 2


@pytest.mark.skipif(shutil.which("git-lfs") is None, reason="git-lfs is not installed")
def test_git_lfs_itself_agrees(tmp_path):
    archive = Archive.init(tmp_path / "archive")
    git(archive.repository.path, "lfs", "install", "--local")
    record(archive, arrival(2017))
    _track(archive)
    record(archive, pdf())
    assert git(archive.repository.path, "lfs", "fsck").strip() == "Git LFS fsck OK"
    assert git(archive.repository.path, "status", "--porcelain") == ""
    git(tmp_path, "clone", "-q", str(archive.repository.path), str(tmp_path / "clone"))
    git(tmp_path / "clone", "lfs", "fetch", "--all")
    assert Archive.open(tmp_path / "clone").source(archive.revisions(POLICY)[-1]) == BIG
