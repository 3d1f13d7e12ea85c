"""The user's own edits in the working tree are never written over."""

from __future__ import annotations

import pytest
from support.archiving import POLICY, arrival, git, record

from policydiff.archive import Archive
from policydiff.archive.worktree import JOURNAL, PART
from policydiff.errors import ArchiveError


@pytest.fixture
def archive(tmp_path) -> Archive:
    archive = Archive.init(tmp_path / "archive")
    record(archive, arrival(2017))
    return archive


@pytest.fixture
def current(archive):
    return archive.repository.path / f"policies/{POLICY}.md"


def test_edited_file_stops_the_recording(archive, current):
    current.write_text("mine", encoding="utf-8")
    before = archive.repository.head
    with pytest.raises(ArchiveError, match="not committed"):
        record(archive, arrival(2019))
    assert (current.read_text(encoding="utf-8"), archive.repository.head) == ("mine", before)


def test_staged_edit_stops_the_recording(archive, current):
    text = current.read_text(encoding="utf-8")
    current.write_text("mine", encoding="utf-8")
    git(archive.repository.path, "add", ".")
    current.write_text(text, encoding="utf-8")
    with pytest.raises(ArchiveError, match="not committed"):
        record(archive, arrival(2019))


def test_file_of_the_users_where_a_new_policy_would_lie_stops_the_recording(archive):
    mine = archive.repository.path / "policies/丹泽市/甲.md"
    mine.parent.mkdir()
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(ArchiveError, match="not committed"):
        record(archive, arrival(policy="丹泽市/甲"))
    assert mine.read_text(encoding="utf-8") == "mine"


def test_edit_of_another_policy_does_not_matter(archive, current):
    current.write_text("mine", encoding="utf-8")
    record(archive, arrival(policy="丹泽市/甲"))
    assert current.read_text(encoding="utf-8") == "mine"
    assert git(archive.repository.path, "status", "--porcelain") == f" M policies/{POLICY}.md\n"


def test_staged_file_elsewhere_stays_staged(archive):
    (archive.repository.path / "note.txt").write_text("x")
    git(archive.repository.path, "add", "note.txt")
    record(archive, arrival(2019))
    assert git(archive.repository.path, "status", "--porcelain") == "A  note.txt\n"


def test_file_checked_out_with_other_line_ends_is_no_edit(archive, current):
    current.write_bytes(current.read_bytes().replace(b"\n", b"\r\n"))
    record(archive, arrival(2019))
    assert b"2019" in current.read_bytes()


def test_late_arrival_of_an_edited_policy_is_recorded(archive, current):
    current.write_text("mine", encoding="utf-8")
    record(archive, arrival(2011))
    assert current.read_text(encoding="utf-8") == "mine"


def test_attributes_of_the_user_are_kept(tmp_path):
    archive = Archive.init(tmp_path)
    (tmp_path / ".gitattributes").write_text("* -text\n")
    record(archive, arrival())
    assert (tmp_path / ".gitattributes").read_text() == "* -text\n"


def test_unfinished_merge_stops_the_recording(archive):
    (archive.repository.git_dir / "MERGE_HEAD").write_text(archive.repository.head)
    with pytest.raises(ArchiveError, match="merge is under way"):
        record(archive, arrival(2019))


def _kill_before_landing(archive, old: str) -> None:
    """Leave the archive as a recording leaves it that was killed right after Git took the commit."""
    git(archive.repository.path, "read-tree", old)
    git(archive.repository.path, "checkout-index", "-qfa")
    (archive.repository.git_dir / JOURNAL).write_text(old)


def test_next_recording_finishes_one_that_was_killed(archive, current):
    old = archive.repository.head
    record(archive, arrival(2019))
    _kill_before_landing(archive, old)
    record(archive, arrival(policy="丹泽市/甲"))
    assert "2019年" in current.read_text(encoding="utf-8")
    assert git(archive.repository.path, "status", "--porcelain") == ""


def test_finishing_leaves_a_file_that_the_user_has_edited_since(archive, current):
    old = archive.repository.head
    record(archive, arrival(2019))
    _kill_before_landing(archive, old)
    current.write_text("mine", encoding="utf-8")
    record(archive, arrival(policy="丹泽市/甲"))
    assert current.read_text(encoding="utf-8") == "mine"


def test_first_recording_that_was_killed_is_finished(tmp_path):
    archive = Archive.init(tmp_path)
    record(archive, arrival(2017))
    git(tmp_path, "rm", "-rq", "--cached", ".")
    git(tmp_path, "clean", "-fdq")
    (archive.repository.git_dir / JOURNAL).write_text("")
    record(archive, arrival(2019))
    assert git(tmp_path, "status", "--porcelain") == ""


def test_locked_index_is_told_and_mended_by_the_next_recording(archive):
    lock = archive.repository.git_dir / "index.lock"
    lock.touch()
    with pytest.raises(ArchiveError, match=r"index\.lock \(0 min old\); nothing was recorded"):
        record(archive, arrival(2019))
    lock.unlink()
    record(archive, arrival(2019))
    assert git(archive.repository.path, "status", "--porcelain") == ""
    assert len(archive.revisions(POLICY)) == 2


def test_no_unfinished_file_is_left(archive):
    record(archive, arrival(2019))
    assert not list(archive.repository.path.rglob(PART))
