"""What the archive records it returns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.archiving import POLICY, arrival, git, record, renormalized

from policydiff.archive import Archive, Kind, Outcome
from policydiff.errors import NotAnArchive, UnknownName, UsageError
from policydiff.text import front_matter


@pytest.fixture(params=["working tree", "bare", "inside a larger repository"])
def archive(request, tmp_path) -> Archive:
    if request.param == "inside a larger repository":
        git(tmp_path, "init", "-q")
        (tmp_path / "docs/档案/policies").mkdir(parents=True)
        return Archive.open(tmp_path / "docs/档案")
    return Archive.init(tmp_path / "档案", bare=request.param == "bare")


@pytest.fixture
def plain(tmp_path) -> Archive:
    return Archive.init(tmp_path / "archive")


def test_recorded_text_reads_back(archive):
    one = arrival()
    (recorded,) = record(archive, one)
    assert front_matter.load(archive.read(recorded.revision)) == (one.text.metadata, one.text.markdown)


def test_recorded_bytes_come_back(archive):
    one = arrival(raw=b"\x00\r\n\xff one")
    (recorded,) = record(archive, one)
    assert archive.source(recorded.revision) == one.source.data


def test_revision_tells_where_it_came_from(archive):
    one = arrival()
    record(archive, one)
    (revision,) = archive.revisions(POLICY)
    assert (revision.source, revision.source_digest, revision.normalized_with) == (
        one.source.location,
        one.source.digest,
        one.text.rules,
    )


def test_revision_has_the_metadata_of_its_front_matter(archive):
    one = arrival(issuer="云岭县人民政府", recipients=("各镇人民政府",), effective=date(2018, 1, 1))
    record(archive, one)
    assert archive.revisions(POLICY)[0].metadata == one.text.metadata


def test_recorded_revision_is_the_one_that_its_name_means(archive):
    recorded = record(archive, arrival(2017), arrival(2019))
    assert [archive.resolve(one.revision.id) for one in recorded] == [one.revision for one in recorded]


def test_same_bytes_make_no_commit(archive):
    record(archive, arrival())
    before = archive.repository.head
    (again,) = record(archive, arrival())
    assert (again.outcome, archive.repository.head) == (Outcome.ALREADY_THERE, before)


def test_same_text_from_other_bytes_makes_no_commit(archive):
    record(archive, arrival(raw=b"seen 1 time"))
    before = archive.repository.head
    (again,) = record(archive, arrival(raw=b"seen 2 times"))
    assert (again.outcome, archive.repository.head) == (Outcome.SAME_TEXT, before)


def test_what_was_already_there_names_the_commit_that_recorded_it(plain):
    (first,) = record(plain, arrival())
    (again,) = record(plain, arrival())
    assert again.revision.commit == first.revision.commit


def test_repeat_inside_one_batch_is_recorded_once(plain):
    first, again = plain.record_all([arrival(), arrival()])
    assert (first.outcome, again.outcome) == (Outcome.NEW, Outcome.ALREADY_THERE)
    assert first.revision.commit == again.revision.commit != ""


def test_same_bytes_may_be_two_policies(plain):
    recorded = record(plain, arrival(), arrival(policy="丹泽市/办法"))
    assert [one.outcome for one in recorded] == [Outcome.NEW, Outcome.NEW]


def test_late_arrival_leaves_the_newest_revision_current(archive):
    newest, late = record(archive, arrival(2019), arrival(2017))
    assert (newest.current, late.current) == (True, False)
    assert archive.resolve(POLICY).metadata.issued == date(2019, 3, 9)


def test_late_arrival_reads_back(archive):
    _, late = record(archive, arrival(2019), arrival(2017))
    assert "2017年" in archive.read(late.revision)


def test_late_arrival_leaves_the_current_file_alone(plain):
    record(plain, arrival(2019), arrival(2017))
    assert git(plain.repository.path, "log", "--format=%s", "--", "policies").count("\n") == 1


def test_late_arrival_can_be_read_in_the_working_tree(plain):
    record(plain, arrival(2019), arrival(2017))
    (late,) = (plain.repository.path / "older").rglob("*.md")
    assert late.name.startswith("2017-03-09")


def test_revisions_stand_in_the_order_of_their_dates(archive):
    record(archive, arrival(2019), arrival(2015), arrival(2017))
    assert [revision.metadata.issued.year for revision in archive.revisions(POLICY)] == [2015, 2017, 2019]


def test_undated_revisions_stand_first_as_they_were_recorded(archive):
    record(archive, arrival(2017), arrival(None, "甲"), arrival(None, "乙"))
    assert [revision.source[-6] for revision in archive.revisions(POLICY)] == ["甲", "乙", "7"]


def test_second_revision_of_a_day_is_told(plain):
    _, second = record(plain, arrival(2017, "甲"), arrival(2017, "乙"))
    assert len(second.same_day) == 1


def test_renormalized_text_is_how_the_revision_reads(archive):
    record(archive, arrival(2017), renormalized(arrival(2017), "新规则"))
    assert "新规则" in archive.read(archive.resolve(f"{POLICY}@2017"))


def test_renormalization_is_no_further_revision(archive):
    record(archive, arrival(2017), arrival(2019), renormalized(arrival(2017), "新规则"))
    assert len(archive.revisions(POLICY)) == 2


def test_renormalizing_to_the_same_text_makes_no_commit(plain):
    (_, again) = record(plain, arrival(), replace(arrival(), kind=Kind.RENORMALIZATION))
    assert again.outcome is Outcome.ALREADY_THERE


def test_renormalizing_unknown_bytes_is_refused(plain):
    with pytest.raises(UnknownName, match="no revision to correct"):
        record(plain, renormalized(arrival(), "新规则"))


def test_correction_from_other_bytes_replaces_the_text(archive):
    (wrong,) = record(archive, arrival(2017, "错字"))
    record(archive, replace(arrival(2017, "正字"), kind=Kind.CORRECTION, corrects=wrong.revision))
    (revision,) = archive.revisions(POLICY)
    assert "正字" in archive.read(revision)


def test_corrected_text_stays_readable_by_its_commit(archive):
    (wrong,) = record(archive, arrival(2017, "错字"))
    record(archive, replace(arrival(2017, "正字"), kind=Kind.CORRECTION, corrects=wrong.revision))
    assert "错字" in archive.read(archive.resolve(f"{POLICY}@{wrong.revision.commit[:10]}"))


def test_correction_can_be_corrected(archive):
    first = record(archive, arrival(2017, "甲"))[0]
    second = record(archive, replace(arrival(2017, "乙"), kind=Kind.CORRECTION, corrects=first.revision))[0]
    record(archive, replace(arrival(2017, "丙"), kind=Kind.CORRECTION, corrects=second.revision))
    assert ["丙" in archive.read(revision) for revision in archive.revisions(POLICY)] == [True]


def test_corrected_date_moves_the_revision_and_the_current_file(plain):
    record(plain, arrival(2017))
    (wrong,) = record(plain, arrival(2019))
    record(plain, replace(arrival(2011), kind=Kind.CORRECTION, corrects=wrong.revision))
    assert [revision.metadata.issued.year for revision in plain.revisions(POLICY)] == [2011, 2017]
    assert "2017年" in (plain.repository.path / f"policies/{POLICY}.md").read_text(encoding="utf-8")


def test_policies_are_listed_sorted(archive):
    record(archive, arrival(policy="丹泽市/乙"), arrival(policy="云岭县/甲"))
    assert archive.policies() == ("丹泽市/乙", "云岭县/甲")


def test_empty_archive_has_no_policies(archive):
    assert archive.policies() == ()


@pytest.mark.parametrize(
    "policy",
    [
        "办法",
        "a/b/c",
        "../etc/passwd",
        "a/..",
        "/a",
        "a/",
        "a/.git",
        "a/-x",
        "a@2017/b",
        "a/b~1",
        "a/b:c",
        "a/ b",
        "a/\0",
        "x/" + "长" * 90,
    ],
)
def test_name_that_is_no_region_and_policy_is_refused(plain, policy):
    with pytest.raises(UsageError, match="region/policy"):
        record(plain, arrival(policy=policy))


def test_refused_name_leaves_the_whole_batch_out(plain):
    with pytest.raises(UsageError):
        plain.record_all([arrival(), arrival(policy="..")])
    assert plain.policies() == ()


def test_folder_that_is_no_repository_names_the_way_out(tmp_path):
    with pytest.raises(NotAnArchive, match="git init"):
        Archive.open(tmp_path)


def test_missing_folder_names_the_way_out(tmp_path):
    with pytest.raises(NotAnArchive, match="git init"):
        Archive.open(tmp_path / "nowhere")


def test_repository_of_other_things_is_not_taken_for_an_archive(tmp_path):
    git(tmp_path, "init", "-q")
    git(tmp_path, "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-q", "--allow-empty", "-m", "code")
    with pytest.raises(NotAnArchive, match="policies"):
        Archive.open(tmp_path)


def test_folder_inside_another_repository_is_not_taken_for_an_archive(tmp_path):
    git(tmp_path, "init", "-q")
    (tmp_path / "store").mkdir()
    with pytest.raises(NotAnArchive, match="holds other things"):
        Archive.open(tmp_path / "store")


def test_archive_can_start_inside_an_ignored_folder_of_another_repository(tmp_path):
    git(tmp_path, "init", "-q")
    archive = Archive.init(tmp_path / "store")
    record(archive, arrival())
    assert git(tmp_path, "rev-list", "--all") == ""


def test_init_of_an_archive_opens_it(plain):
    record(plain, arrival())
    assert Archive.init(plain.repository.path).policies() == (POLICY,)
