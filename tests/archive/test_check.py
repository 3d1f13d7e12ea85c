"""`check` finds what is wrong with an archive, and nothing in a sound one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.archiving import POLICY, arrival, git, record, renormalized

from policydiff.archive import Archive, Kind
from policydiff.archive.bulk import recorded
from policydiff.archive.check import check, repair_index
from policydiff.archive.index import Index
from policydiff.archive.worktree import JOURNAL

ME = ("-c", "user.name=x", "-c", "user.email=x@y")


@pytest.fixture(params=["", "docs/档案"])
def archive(request, tmp_path) -> Archive:
    git(tmp_path, "init", "-q")
    (tmp_path / request.param / "policies").mkdir(parents=True)
    archive = Archive.open(tmp_path / request.param)
    (late,) = record(archive, arrival(2019), arrival(2017))[1:]
    record(archive, renormalized(arrival(2019), "新"), arrival(2015, policy="丹泽市/甲"))
    record(archive, replace(arrival(2017, "正字"), kind=Kind.CORRECTION, corrects=late.revision))
    return archive


def _rules(archive) -> set[str]:
    return {finding.rule for finding in check(archive.repository)}


def _commit(archive, message="Edit"):
    git(archive.repository.path, "add", "-A", ".")
    git(archive.repository.path, *ME, "commit", "-qm", message)


def test_sound_archive_has_no_findings(archive):
    assert list(check(archive.repository)) == []


def test_empty_archive_has_no_findings(tmp_path):
    assert list(check(Archive.init(tmp_path).repository)) == []


def test_bare_archive_has_no_findings(tmp_path):
    archive = Archive.init(tmp_path, bare=True)
    record(archive, arrival(2019), arrival(2017))
    assert list(check(archive.repository)) == []


def test_edited_policy_is_found(archive):
    (archive.repository.path / f"policies/{POLICY}.md").write_text("mine", encoding="utf-8")
    _commit(archive)
    assert _rules(archive) == {"file.changed"}


def test_deleted_policy_is_found(archive):
    (archive.repository.path / f"policies/{POLICY}.md").unlink()
    _commit(archive)
    assert _rules(archive) == {"file.changed"}


def test_file_without_a_revision_is_found(archive):
    (archive.repository.path / "policies/丹泽市/注.md").write_text("mine", encoding="utf-8")
    _commit(archive)
    assert _rules(archive) == {"file.orphan"}


def test_source_without_a_revision_is_found(archive):
    stray = archive.repository.path / "sources/ab/abcd.txt"
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("mine")
    _commit(archive)
    assert _rules(archive) == {"source.orphan"}


def test_forged_text_is_found(archive):
    (archive.repository.path / f"policies/{POLICY}.md").write_text(
        "---\nissued: 2019-03-09\n---\nmine", encoding="utf-8"
    )
    git(archive.repository.path, "add", "-A", ".")
    message = git(archive.repository.path, "log", "-1", "--format=%B", "--grep=Kind: renormalization")
    git(archive.repository.path, *ME, "commit", "-qm", message)
    assert {"text.digest", "frontmatter.differs"} <= _rules(archive)


def test_lost_object_is_found(archive):
    path = git(archive.repository.path, "rev-parse", f"HEAD:./policies/{POLICY}.md").strip()
    for pack in (archive.repository.git_dir / "objects/pack").glob("*"):
        pack.unlink()
    loose = archive.repository.git_dir / "objects" / path[:2] / path[2:]
    loose.unlink(missing_ok=True)
    assert "objects" in _rules(archive)


def test_dates_out_of_order_are_found(archive):
    record(archive, arrival(2018, policy="丹泽市/乙", effective=date(2018, 1, 1)))
    assert _rules(archive) == {"dates.order"}


def test_effective_date_that_an_amended_text_kept_is_in_order(archive):
    record(archive, arrival(2018, policy="丹泽市/乙", effective=date(2006, 1, 1)))
    assert _rules(archive) == set()


def test_undated_revision_is_found(archive):
    record(archive, arrival(None, policy="丹泽市/乙"))
    assert _rules(archive) == {"dates.none"}


def test_index_that_tells_other_things_is_found_and_repaired(archive):
    index = Index(archive.repository, archive.repository.head)
    with index.opened() as database:
        database.execute("UPDATE entries SET number = 'x' WHERE position = 1")
    assert _rules(archive) == {"index.differs"}
    repair_index(archive.repository)
    assert _rules(archive) == set()


def test_recording_that_was_killed_is_found(archive):
    (archive.repository.git_dir / JOURNAL).write_text(archive.repository.head)
    assert _rules(archive) == {"worktree.behind"}


def test_findings_say_how_to_mend(archive):
    record(archive, arrival(None, policy="丹泽市/乙"))
    assert all(finding.mend and finding.where and finding.what for finding in check(archive.repository))


def test_progress_is_told(archive):
    told = []
    list(check(archive.repository, progress=lambda done, total: told.append((done, total))))
    assert told[-1] == (5, 5)


def test_many_documents_are_recorded_in_batches_and_all_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr("policydiff.archive.bulk.DOCUMENTS", 7)
    archive = Archive.init(tmp_path)
    arrivals = [arrival(1980 + n, policy=f"云岭县/办法{n % 3}") for n in range(20)]
    told = list(recorded(archive, arrivals))
    assert [one.revision.source_digest for one in told] == [one.source.digest for one in arrivals]
    assert list(check(archive.repository)) == []


def test_large_documents_make_small_batches(tmp_path, monkeypatch):
    monkeypatch.setattr("policydiff.archive.bulk.BYTES", 50)
    archive = Archive.init(tmp_path)
    batches = []
    monkeypatch.setattr(Archive, "record_all", lambda _, batch: batches.append(len(batch)) or ())
    list(recorded(archive, [arrival(2017), arrival(2018), arrival(2019)]))
    assert batches == [1, 1, 1]


FORMS = {
    "Windows line ends": "一、总则\r\n",
    "blanks at a line's end": "一、总则 \n",
    "blank lines": "一、总则\n\n\n二、附则\n",
    "comments": "一、总则<!-- x -->\n",
    "no final line end": "一、总则",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_text_that_is_not_in_the_normal_form_is_found(tmp_path, text):
    archive = Archive.init(tmp_path)
    one = arrival(2019)
    record(archive, replace(one, text=replace(one.text, markdown=text)))

    assert "text.form" in _rules(archive)
