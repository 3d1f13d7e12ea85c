"""Each kind of corruption is found, under the name that docs/archive.md gives it, and `check` itself never breaks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.archiving import POLICY, arrival, git, record, renormalized

from policydiff.archive import Archive, Kind
from policydiff.archive.check import check
from policydiff.archive.index import Index
from policydiff.archive.worktree import JOURNAL

ME = ("-c", "user.name=x", "-c", "user.email=x@y")
DOCS = (Path(__file__).parents[2] / "docs" / "archive.md").read_text(encoding="utf-8")


@pytest.fixture
def archive(tmp_path) -> Archive:
    archive = Archive.init(tmp_path / "archive")
    (late,) = record(archive, arrival(2019), arrival(2017))[1:]
    record(archive, renormalized(arrival(2019), "新"), arrival(2015, policy="丹泽市/甲"))
    record(archive, replace(arrival(2017, "正字"), kind=Kind.CORRECTION, corrects=late.revision))
    return archive


def _commit(archive, message="Edit"):
    git(archive.repository.path, "add", "-A", ".")
    git(archive.repository.path, *ME, "commit", "-q", "--cleanup=verbatim", "-m", message)


def _written(place, text="mine\n"):
    def corrupt(archive):
        path = archive.repository.path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        _commit(archive)

    return corrupt


def _removed(place):
    def corrupt(archive):
        next(archive.repository.path.glob(place)).unlink()
        _commit(archive)

    return corrupt


def _moved(archive):
    (archive.repository.path / f"policies/{POLICY}.md").rename(archive.repository.path / "policies/云岭县/别名.md")
    _commit(archive)


def _turned_back(archive):
    git(archive.repository.path, "checkout", "-q", "HEAD~2", "--", f"policies/{POLICY}.md")
    git(archive.repository.path, "checkout", "-q", ":/Record 云岭县/医疗服务办法@2019", "--", f"policies/{POLICY}.md")
    _commit(archive)


def _source_edited(archive):
    path = next((archive.repository.path / "sources").rglob("*.html"))
    path.write_bytes(path.read_bytes() + b" ")
    _commit(archive)


def _rewritten(pattern, new):
    """Make the newest commit again with another message."""

    def corrupt(archive):
        message = re.sub(pattern, new, git(archive.repository.path, "log", "-1", "--format=%B"))
        git(archive.repository.path, *ME, "commit", "-q", "--amend", "--cleanup=verbatim", "-m", message)

    return corrupt


def _text_rewritten(archive):
    """Make the newest commit again with another text under the same trailers."""
    message = git(archive.repository.path, "log", "-1", "--format=%B")
    place = re.search(r"^Text: (.+)$", message, re.MULTILINE)[1]
    path = archive.repository.path / place
    path.write_text(path.read_text(encoding="utf-8").replace("规定", "另行规定"), encoding="utf-8")
    git(archive.repository.path, "add", "-A", ".")
    git(archive.repository.path, *ME, "commit", "-q", "--amend", "--cleanup=verbatim", "-m", message)


def _loose(archive, name):
    """Return the file of an object, all packs unpacked."""
    folder = archive.repository.git_dir / "objects"
    for pack in (folder / "pack").glob("*.pack"):
        moved = pack.rename(archive.repository.git_dir / pack.name)
        git(archive.repository.path, "unpack-objects", "-q", stdin=moved.read_bytes())
    digest = git(archive.repository.path, "rev-parse", name).strip()
    path = folder / digest[:2] / digest[2:]
    path.chmod(0o644)
    return path


def _lost(name):
    return lambda archive: _loose(archive, name).unlink()


def _damaged(name):
    def corrupt(archive):
        path = _loose(archive, name)
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 0xFF
        path.write_bytes(bytes(content))

    return corrupt


def _indexed(statement):
    def corrupt(archive):
        with Index(archive.repository, archive.repository.head).opened() as database:
            database.execute(statement)

    return corrupt


def _recorded(*arguments, **metadata):
    return lambda archive: record(archive, arrival(*arguments, policy="丹泽市/乙", **metadata))


def _killed(archive):
    (archive.repository.git_dir / JOURNAL).write_text(archive.repository.head)


CORRUPTIONS = {
    "a policy's text edited and committed": (_written(f"policies/{POLICY}.md"), {"file.changed"}),
    "a policy's text removed": (_removed("policies/云岭县/*.md"), {"file.changed"}),
    "a policy's text moved": (_moved, {"file.changed", "file.orphan"}),
    "an older text put back": (_turned_back, {"file.changed"}),
    "a late revision edited": (lambda archive: _written(_late(archive))(archive), {"file.changed"}),
    "a late revision removed": (_removed("older/**/*.md"), {"file.changed"}),
    "a text that nobody recorded": (_written("policies/丹泽市/注.md"), {"file.orphan"}),
    "a source edited and committed": (_source_edited, {"source.changed"}),
    "a source removed": (_removed("sources/*/*.html"), {"source.changed"}),
    "a source that nobody recorded": (_written("sources/ab/abcd.txt"), {"source.orphan"}),
    "a text rewritten in its commit": (_text_rewritten, {"text.digest", "file.changed"}),
    "a number rewritten in a trailer": (
        _rewritten(r"Revision-Issued: \S+", "Revision-Issued: 2018-01-01"),
        {"frontmatter.differs"},
    ),
    "a date that is none in a trailer": (
        _rewritten(r"Revision-Issued: \S+", "Revision-Issued: 2018-13-45"),
        {"frontmatter.differs", "dates.none"},
    ),
    "a source digest rewritten": (
        _rewritten(r"Source-Digest: \S+", f"Source-Digest: {'0' * 64}"),
        {"source.missing", "source.orphan"},
    ),
    "a trailer lost": (_rewritten(r"Kind: \S+\n", ""), {"trailers.unreadable", "file.changed", "source.orphan"}),
    "what a correction mends lost": (_rewritten(r"Corrects: \S+", f"Corrects: {'0' * 64}"), {"corrects.unknown"}),
    "an object lost": (_lost(f"HEAD:policies/{POLICY}.md"), {"objects", "text.missing", "file.changed"}),
    "an object damaged": (_damaged(f"HEAD:policies/{POLICY}.md"), {"objects", "objects.unread"}),
    "a commit damaged": (_damaged("HEAD~2"), {"objects", "objects.unread"}),
    "the index tells otherwise": (_indexed("UPDATE entries SET number = 'x' WHERE position = 1"), {"index.differs"}),
    "the index names another newest revision": (_indexed("UPDATE newest SET position = 1"), {"index.differs"}),
    "the index lost a table": (_indexed("DROP TABLE entries"), {"index.broken"}),
    "dates out of order": (_recorded(2018, effective=date(2018, 1, 1)), {"dates.order"}),
    "no date at all": (_recorded(None), {"dates.none"}),
    "a recording killed before the working tree shows it": (_killed, {"worktree.behind"}),
}


def _late(archive) -> str:
    return str(next((archive.repository.path / "older").rglob("*.md")).relative_to(archive.repository.path))


@pytest.mark.parametrize(("corrupt", "rules"), CORRUPTIONS.values(), ids=CORRUPTIONS.keys())
def test_corruption_is_found(archive, corrupt, rules):
    assert list(check(archive.repository)) == []
    corrupt(archive)
    findings = list(check(archive.repository))
    told = {finding.rule for finding in findings}
    assert rules <= told, "found"
    assert told <= rules | {"text.form"}, "nothing else is called wrong"
    assert all(finding.mend and finding.where and finding.what for finding in findings), "with a way to mend it"


def test_every_finding_is_explained_in_the_docs():
    source = (Path(__file__).parents[2] / "policydiff" / "archive" / "check.py").read_text(encoding="utf-8")
    rules = set(re.findall(r'Finding\(\s*f?"([a-z.{}]+)"', source)) - {"{rule}.missing", "{rule}.digest"}
    rules |= {"text.missing", "text.digest", "source.missing", "source.digest"}
    assert {rule for rule in rules if f"`{rule}`" not in DOCS} == set()
