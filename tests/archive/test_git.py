"""Plain Git can read all of an archive, and the same input gives the same commits anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.archiving import POLICY, arrival, git, record, renormalized

from policydiff.archive import Archive, trailers
from policydiff.errors import ArchiveError
from policydiff.model import Loss, Repair

RECORDING = """
import sys
from pathlib import Path
from support.archiving import arrival, record, renormalized
from policydiff.archive import Archive
archive = Archive.init(Path(sys.argv[1]))
record(archive, arrival(2019), arrival(2017), arrival(1949), arrival(None), renormalized(arrival(2017), "新"))
print(archive.repository.head)
"""


@pytest.fixture
def archive(tmp_path) -> Archive:
    return Archive.init(tmp_path / "archive")


def _head_recorded_under(folder, **environment) -> str:
    path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    done = subprocess.run(
        [sys.executable, "-P", "-c", RECORDING, str(folder)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path, **environment},
    )
    return done.stdout.strip()


def _unusual_machine(tmp_path) -> dict[str, str]:
    hook = tmp_path / "hooks/reference-transaction"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    config = tmp_path / "gitconfig"
    config.write_text(
        "[user]\n name = 张三\n email = z@example.org\n[commit]\n gpgsign = true\n[core]\n autocrlf = true\n"
        f" hooksPath = {hook.parent}\n quotePath = true\n[init]\n defaultBranch = trunk\n templateDir = {hook.parent}\n"
        "[i18n]\n commitEncoding = GBK\n logOutputEncoding = GBK\n[log]\n showSignature = true\n[diff]\n relative = true\n"
        "[color]\n ui = always\n"
    )
    return {
        "GIT_CONFIG_GLOBAL": str(config),
        "LANG": "zh_CN.GB18030",
        "LC_ALL": "C",
        "TZ": "Asia/Shanghai",
        "GIT_AUTHOR_NAME": "somebody",
        "GIT_COMMITTER_DATE": "2001-01-01T00:00:00+0900",
        "GIT_DEFAULT_HASH": "sha256",
        "PYTHONHASHSEED": "7",
    }


def test_same_input_gives_the_same_commits_on_any_machine(tmp_path):
    usual = _head_recorded_under(tmp_path / "one", TZ="UTC", PYTHONHASHSEED="1")
    assert _head_recorded_under(tmp_path / "two", **_unusual_machine(tmp_path)) == usual


def test_recording_inside_a_git_hook_goes_to_the_named_archive(tmp_path):
    other = Archive.init(tmp_path / "other")
    folder = other.repository.git_dir
    inherited = {
        "GIT_DIR": str(folder),
        "GIT_INDEX_FILE": str(folder / "index"),
        "GIT_WORK_TREE": str(tmp_path / "other"),
    }
    inherited["GIT_OBJECT_DIRECTORY"] = str(folder / "objects")
    assert _head_recorded_under(tmp_path / "one", **inherited)
    assert not other.repository.head


def test_git_finds_nothing_wrong(archive):
    record(archive, arrival(2019), arrival(1066), arrival(9999), arrival(None), renormalized(arrival(2019), "新"))
    assert git(archive.repository.path, "fsck", "--strict", "--full") == ""


def test_commit_graph_can_hold_every_date(archive):
    record(archive, arrival(9999), arrival(1066), arrival(None))
    git(archive.repository.path, "commit-graph", "write", "--reachable", "--changed-paths")
    assert git(archive.repository.path, "commit-graph", "verify") == ""


def test_working_tree_is_clean_after_recording(archive):
    record(archive, arrival(2019), arrival(2017), renormalized(arrival(2019), "新"))
    assert git(archive.repository.path, "status", "--porcelain") == ""


def test_working_tree_holds_the_newest_revision(archive):
    record(archive, arrival(2017), arrival(2019))
    assert (archive.repository.path / f"policies/{POLICY}.md").read_text(encoding="utf-8") == archive.read(
        archive.resolve(POLICY)
    )


def test_log_of_a_policy_shows_what_changed(archive):
    record(archive, arrival(2017), arrival(2019))
    patch = git(archive.repository.path, "log", "-p", "-1", "--", "policies")
    assert "-一、2017年的规定。" in patch
    assert "+一、2019年的规定。" in patch


def test_saved_page_is_no_noise_in_the_log(archive):
    record(archive, arrival())
    assert "<p>" not in git(archive.repository.path, "log", "-p")


def test_commit_is_dated_by_the_revision(archive):
    record(archive, arrival(2017))
    assert (
        git(archive.repository.path, "log", "--format=%ai %ci")
        == "2017-03-09 00:00:00 +0000 2017-03-09 00:00:00 +0000\n"
    )


def test_date_before_1970_is_true_in_the_trailer(archive):
    record(archive, arrival(1949))
    assert git(archive.repository.path, "log", "--format=%as %(trailers:key=Revision-Issued,valueonly)").split() == [
        "1970-01-01",
        "1949-03-09",
    ]


def test_git_reads_the_trailers(archive):
    one = arrival(2017, effective=date(2017, 5, 1), published=date(2017, 4, 1), number="云政发〔2017〕3号")
    record(archive, one)
    told = git(archive.repository.path, "log", "--format=%(trailers:only,unfold)")
    pairs = dict(line.split(": ", 1) for line in told.splitlines() if line)
    assert pairs == {
        "Policy": POLICY,
        "Kind": "revision",
        "Revision-Title": "云岭县医疗服务办法",
        "Revision-Number": "云政发〔2017〕3号",
        "Revision-Issued": "2017-03-09",
        "Revision-Published": "2017-04-01",
        "Revision-Effective": "2017-05-01",
        "Source": one.source.location,
        "Source-Digest": one.source.digest,
        "Text": f"policies/{POLICY}.md",
        "Text-Digest": pairs["Text-Digest"],
        "Normalized-With": "chrome@1 spaces@2",
    }


def test_ledger_stands_in_the_commit(archive):
    one = arrival()
    repairs = (Repair("lost-brackets", "a", "b", "c", 1.0),) * 2
    text = replace(one.text, repairs=repairs, losses=(Loss("image", "seal", 3),))
    record(archive, replace(one, text=text))
    body = git(archive.repository.path, "log", "--format=%b")
    assert "Repaired 2 × lost-brackets" in body
    assert "Lost 3 × image" in body


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("https://example.gov/a.html?x=1", "https://example.gov/a.html?x=1"),
        ("https://user:secret@example.gov/a", "https://example.gov/a"),
        ("/home/somebody/Desktop/办法.html", "办法.html"),
        ("C:\\Users\\somebody\\办法.html", "办法.html"),
        ("file:///home/somebody/办法.html", "办法.html"),
        ("./inbox/办法.html", "inbox/办法.html"),
        ("inbox/a\nPolicy: b", "inbox/a Policy: b"),
        ("bad\udcff.html", "bad?.html"),
        ("https://[", "https://["),
    ],
)
def test_location_tells_nothing_of_the_machine(location, told):
    assert trailers.provenance(location) == told


def test_title_cannot_forge_a_trailer(archive):
    record(archive, arrival(2017, title="办法\n\nPolicy: 别处/办法\nKind: revision"))
    assert archive.policies() == (POLICY,)
    assert list(archive.timelines()) == [POLICY]


def test_commits_of_others_are_no_revisions(archive):
    record(archive, arrival(2017))
    note = archive.repository.path / "policies/README.md"
    note.write_text("notes\n")
    git(archive.repository.path, "add", ".")
    git(archive.repository.path, "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "Add notes")
    record(archive, arrival(2019))
    assert [revision.metadata.issued.year for revision in archive.revisions(POLICY)] == [2017, 2019]


def test_branches_that_both_recorded_can_be_merged(archive):
    folder = archive.repository.path
    me = ("-c", "user.name=x", "-c", "user.email=x@y")
    record(archive, arrival(2017))
    git(folder, "checkout", "-qb", "review")
    record(archive, arrival(2019), arrival(2011, policy="丹泽市/甲"))
    git(folder, "checkout", "-q", "main")
    record(archive, arrival(2015))
    git(folder, *me, "merge", "-q", "-m", "Merge review", "review")
    assert [revision.metadata.issued.year for revision in archive.revisions(POLICY)] == [2015, 2017, 2019]
    assert "2019年" in archive.read(archive.resolve(POLICY))


def test_checkout_without_a_branch_is_recorded_into(archive):
    record(archive, arrival(2017))
    git(archive.repository.path, "checkout", "-q", "--detach")
    record(archive, arrival(2019))
    assert len(archive.revisions(POLICY)) == 2
    assert git(archive.repository.path, "status", "--porcelain") == ""
    assert git(archive.repository.path, "for-each-ref", "--format=%(refname)").split() == ["refs/heads/main"]


def test_linked_working_tree_is_an_archive_too(archive, tmp_path):
    record(archive, arrival(2017))
    git(archive.repository.path, "worktree", "add", "-q", "-b", "review", str(tmp_path / "linked"))
    linked = Archive.open(tmp_path / "linked")
    record(linked, arrival(2019))
    assert git(tmp_path / "linked", "status", "--porcelain") == ""
    assert (len(linked.revisions(POLICY)), len(archive.revisions(POLICY))) == (2, 1)


def test_clone_gives_the_same_answers(archive, tmp_path):
    record(archive, arrival(2019), arrival(2017))
    git(tmp_path, "clone", "-q", str(archive.repository.path), "clone")
    assert Archive.open(tmp_path / "clone").revisions(POLICY) == archive.revisions(POLICY)


def test_shallow_clone_is_refused_because_revisions_would_be_missing(archive, tmp_path):
    record(archive, arrival(2019), arrival(2017))
    git(tmp_path, "clone", "-q", "--depth=1", archive.repository.path.as_uri(), "clone")
    with pytest.raises(ArchiveError, match="unshallow"):
        Archive.open(tmp_path / "clone")
