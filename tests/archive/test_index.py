"""The index is derived: it follows HEAD, is rebuilt when broken, and nothing needs it."""

from __future__ import annotations

import sqlite3

import pytest
from support.archiving import POLICY, arrival, git, record, renormalized

from policydiff.archive import Archive, index
from policydiff.archive.git import Logged
from policydiff.archive.history import History
from policydiff.archive.index import Index


@pytest.fixture
def archive(tmp_path) -> Archive:
    archive = Archive.init(tmp_path / "archive")
    told = arrival(2017, effective=None, number="云政发〔2017〕3号")
    record(archive, told, arrival(2015), renormalized(told, "新"), arrival(None, policy="丹泽市/甲"))
    return archive


def _index(archive) -> Index:
    return Index(archive.repository, archive.repository.head)


def _log(archive):
    return list(History(archive.repository).entries())


def test_index_tells_what_the_log_tells(archive):
    assert _index(archive).entries() == _log(archive)


def test_index_is_brought_forward(archive):
    _index(archive).entries()
    record(archive, arrival(2019))
    assert _index(archive).entries() == _log(archive)


def test_log_is_read_once_while_nothing_is_recorded(archive, monkeypatch):
    _index(archive).entries()
    monkeypatch.setattr(type(archive.repository), "log", lambda *_: pytest.fail("the log was read again"))
    assert len(_index(archive).entries()) == 4


def test_recording_brings_the_index_forward_itself(archive, monkeypatch):
    _index(archive).entries()
    record(archive, arrival(2019), arrival(2013, "  \n", title="某 \n 办法"))
    expected = _log(archive)
    monkeypatch.setattr(type(archive.repository), "log", lambda *_: pytest.fail("the log was read"))
    assert _index(archive).entries() == expected


def test_recording_leaves_an_index_that_stands_elsewhere_to_the_next_question(archive):
    _index(archive).entries()
    git(
        archive.repository.path, "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-q", "--allow-empty", "-m", "x"
    )
    before = archive.repository.head
    index.advance(archive.repository, "0" * 40, [Logged(before, (), "")])
    assert _index(archive).entries() == _log(archive)


def test_index_follows_a_branch_that_was_moved_back(archive):
    _index(archive).entries()
    git(archive.repository.path, "reset", "-q", "--hard", "HEAD~2")
    assert _index(archive).entries() == _log(archive)


def test_index_follows_a_merge(archive):
    me = ("-c", "user.name=x", "-c", "user.email=x@y")
    git(archive.repository.path, "checkout", "-qb", "review")
    record(archive, arrival(2019))
    git(archive.repository.path, "checkout", "-q", "main")
    record(archive, arrival(2016))
    _index(archive).entries()
    git(archive.repository.path, *me, "merge", "-q", "-m", "Merge", "review")
    assert _index(archive).entries() == _log(archive)


def _scribble(path):
    path.write_bytes(b"no database at all")


def _empty(path):
    path.write_bytes(b"")


def _other_tables(path):
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE about (something)")
    database.close()


def _cut(path):
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize("damage", [_scribble, _empty, _other_tables, _cut])
def test_broken_index_is_rebuilt(archive, damage):
    _index(archive).entries()
    damage(_index(archive).path)
    assert [revision.metadata.issued.year for revision in archive.revisions(POLICY)] == [2015, 2017]
    assert index.known(archive.repository) == _log(archive)


def test_impossible_value_in_the_index_is_not_believed(archive):
    with _index(archive).opened() as database:
        database.execute("UPDATE entries SET kind = 'x', issued = 'y'")
    assert index.known(archive.repository) == _log(archive)


def test_archive_answers_where_no_index_can_be(archive):
    path = _index(archive).path
    path.unlink(missing_ok=True)
    path.mkdir()
    assert len(archive.revisions(POLICY)) == 2
    assert archive.policies() == ("丹泽市/甲", POLICY)
    assert [hit.policy for hit in archive.search("规定")] != []


def test_index_lies_outside_the_working_tree(archive):
    _index(archive).entries()
    assert git(archive.repository.path, "status", "--porcelain") == ""


def test_archives_of_one_repository_have_an_index_each(tmp_path):
    git(tmp_path, "init", "-q")
    for name in ("a", "b"):
        (tmp_path / name / "policies").mkdir(parents=True)
    one, other = Archive.open(tmp_path / "a"), Archive.open(tmp_path / "b")
    assert _index(one).path != _index(other).path
