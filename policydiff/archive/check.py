"""Verifies an archive: that nothing was lost, nothing was rewritten, and everything says where it came from."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from policydiff.archive import derived, layout, lfs, repeals, table, trailers
from policydiff.archive.git_locks import git_locks
from policydiff.archive.history import History
from policydiff.archive.index import Index
from policydiff.archive.plan import standing
from policydiff.archive.timeline import Entry, Kind
from policydiff.archive.worktree import JOURNAL
from policydiff.errors import ArchiveError
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from policydiff.archive.git import Repository
    from policydiff.model import Metadata

# Texts held in memory at once.
BATCH = 200
# What no text in the normal form has.
FORMS = {
    "other line ends": lazy(r"\r"),
    "blanks at the end of a line": lazy(r"[^\S\n]\n"),
    "several blank lines in a row": lazy(r"\n\n\n"),
    "HTML comments": lazy(r"<!--"),
    "a byte order mark": lazy(r"\A\ufeff"),
}
# How Git names the index where a commit could stand: `:path`.
INDEX = ""
DATES = ("issued", "published", "effective", "expires")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in an archive: where, what, and how to mend it. `rule` names the check.

    `grave` findings mean that something recorded cannot be read or trusted any more.
    """

    rule: str
    where: str
    what: str
    mend: str
    grave: bool = True


def check(
    repository: Repository, *, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> Iterator[Finding]:
    """Yield all that is wrong. `progress` is told how many of how many texts have been read."""
    broken = list(_objects(repository))
    yield from broken
    try:
        yield from _recorded(repository, progress)
    except ArchiveError as error:
        if not broken:
            raise
        what = f"the rest cannot be verified: {error}"
        yield Finding("objects.unread", str(repository.path), what, "mend the objects first, then check again")


def _recorded(repository: Repository, progress: Callable[[int, int], None]) -> Iterator[Finding]:
    yield from _trailers(repository)
    entries = list(History(repository).entries())
    sources = _sources(repository) if entries else {}
    texts = [entry for entry in entries if entry.kind is not Kind.RETRACTION]
    for start in range(0, len(texts), BATCH):
        yield from _contents(repository, texts[start : start + BATCH], sources)
        progress(min(start + BATCH, len(texts)), len(texts))
    for entry in texts:
        yield from _dates(entry)
    yield from _corrections(texts)
    yield from _tree(repository, entries, sources)
    yield from _index(repository, entries)
    yield from _journal(repository)


def repair_index(repository: Repository) -> None:
    """Build the index anew."""
    index = Index(repository, repository.head)
    index.path.unlink(missing_ok=True)
    with index.opened():
        pass


def _objects(repository: Repository) -> Iterator[Finding]:
    try:
        repository.read("fsck", "--no-dangling", "--no-progress")
    except ArchiveError as error:
        mend = "put a sound clone in its place (git clone), and record what that one lacks again"
        yield Finding("objects", str(repository.path), str(error), mend)


def _trailers(repository: Repository) -> Iterator[Finding]:
    """Tell commits that look like ours and cannot be read."""
    for logged in repository.log("--grep=^ *Source-Digest: ") if repository.head else ():
        if trailers.unreadable(logged.message):
            what = "its trailers cannot be read, so what it recorded counts for nothing"
            mend = "record the document again; the commit may stay"
            yield Finding("trailers.unreadable", f"commit {logged.commit[:8]}", what, mend)


def _contents(repository: Repository, entries: Sequence[Entry], places: Mapping[str, str]) -> Iterator[Finding]:
    paths = [places.get(entry.source_digest, "") for entry in entries]
    texts = repository.blobs(_object(repository, entry.commit, entry.text) for entry in entries)
    sources = repository.blobs(_object(repository, "HEAD", path or "?") for path in paths)
    for entry, text, path, source in zip(entries, texts, paths, sources, strict=True):
        yield from _content("text", entry, text, entry.text_digest)
        yield from _source(repository, entry, path, source)
        if text is not None:
            yield from _front_matter(entry, text)
            yield from _form(entry, text.decode(errors="replace"))


def _source(repository: Repository, entry: Entry, path: str, stored: bytes | None) -> Iterator[Finding]:
    """Verify a source where it lies now and, when it is not what it should be, where it was recorded."""
    digest = entry.source_digest
    source = None if stored is None else lfs.resolved(repository, stored, digest)
    if stored is not None and source is None:
        what = "the source is kept by Git LFS and not here, so it cannot be verified"
        yield Finding("source.elsewhere", _where(entry), what, "git lfs fetch --all", grave=False)
        return
    if source is not None and _is(source, digest):
        return
    recorded_at = _source_path(repository, entry)
    recorded = repository.blobs([_object(repository, entry.commit, recorded_at)])[0] if recorded_at else None
    if recorded is None or not _is(lfs.resolved(repository, recorded, digest) or b"", digest):
        yield from _content("source", entry, source if recorded is None else recorded, digest)
        return
    what = "is gone" if stored is None else "was changed by other means than recording"
    mend = f"git checkout {entry.commit[:12]} -- {recorded_at}, and commit it"
    yield Finding("source.changed", path or recorded_at, what, mend)


def _source_path(repository: Repository, entry: Entry) -> str:
    """Return where the commit of an entry has its source, empty where it has none."""
    found = repository.names(entry.commit, layout.source_folder(entry.source_digest))
    return next((path for path in found if entry.source_digest in path), "")


def _content(rule: str, entry: Entry, content: bytes | None, digest: str) -> Iterator[Finding]:
    if content is None:
        mend = "fetch the commit from a clone, or record the document again"
        yield Finding(f"{rule}.missing", _where(entry), f"the {rule} with sha256 {digest[:12]}… is not there", mend)
    elif not _is(content, digest):
        mend = "the history was rewritten: take the commit from a clone"
        yield Finding(f"{rule}.digest", _where(entry), f"the {rule} is not the one with sha256 {digest[:12]}…", mend)


def _front_matter(entry: Entry, text: bytes) -> Iterator[Finding]:
    from policydiff.text import front_matter

    metadata, _ = front_matter.load(text.decode(errors="replace"))
    differing = [name for name in ("title", "number", *DATES) if _told(metadata, name) != _told(entry, name)]
    if differing:
        what = f"front matter and trailers differ in {', '.join(differing)}"
        yield Finding("frontmatter.differs", _where(entry), what, "record a correction with the right metadata")


def _form(entry: Entry, text: str) -> Iterator[Finding]:
    """Tell text that the line cannot have written: docs/policy-markdown.md."""
    wrong = [what for what, pattern in FORMS.items() if pattern.search(text)]
    if wrong or not text.endswith("\n"):
        what = f"the text is not in the normal form: it has {', '.join(wrong) or 'no final line end'}"
        mend = f"policydiff renormalize {entry.policy}"
        yield Finding("text.form", _where(entry), what, mend, grave=False)


def _told(found: Metadata | Entry, name: str) -> str:
    """Return a value as one line, as trailers hold it."""
    value = getattr(found, name)
    if name == "effective":
        value = value or getattr(found, "first_effective", None)
    return " ".join(str(value or "").split())


def _dates(entry: Entry) -> Iterator[Finding]:
    began = repeals.start(entry)
    # That an amended text keeps the effective date of its first version is as it should be.
    kept = ("effective",) if began and began[0] == repeals.KEPT else ()
    known = [(name, day) for name in DATES if name not in kept and (day := getattr(entry, name))]
    for (first, earlier), (second, later) in pairwise(known):
        if later < earlier:
            what = f"{second} on {later}, before it was {first} on {earlier}"
            yield Finding(
                "dates.order", _where(entry), what, "compare with the source; record a correction", grave=False
            )
    if not entry.ordering_date:
        what = "no date is known, so the order of recording places it"
        yield Finding("dates.none", _where(entry), what, "record a correction that states the date", grave=False)


def _corrections(entries: Sequence[Entry]) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        mended = entry.corrects or entry.source_digest
        if entry.kind is not Kind.REVISION and (entry.policy, mended) not in seen:
            what = f"a {entry.kind.value} of something that was not recorded before it"
            yield Finding("corrects.unknown", _where(entry), what, "record the document it corrects")
        seen.add((entry.policy, entry.source_digest))


def check_staged(repository: Repository) -> Iterator[Finding]:
    """Yield what the next commit would break: the index is compared with what the recordings so far say lies there."""
    entries = list(History(repository).entries())
    yield from _tree(repository, entries, _sources(repository, INDEX), INDEX)
    digests = _sources(repository, INDEX)
    contents = repository.blobs(f"{INDEX}:{repository.prefix}{path}" for path in digests.values())
    for (digest, path), content in zip(digests.items(), contents, strict=True):
        held = None if content is None else lfs.resolved(repository, content, digest)
        if held is not None and not _is(held, digest):
            yield Finding(
                "source.changed", path, "was changed by other means than recording", f"git restore --staged {path}"
            )
    recorded = {entry.source_digest for entry in entries}
    for digest in sorted(recorded - digests.keys()):
        yield Finding(
            "source.changed", f"{layout.source_folder(digest)}/{digest}", "is gone", "git restore --staged it"
        )


def _tree(
    repository: Repository, entries: Sequence[Entry], sources: Mapping[str, str], at: str = "HEAD"
) -> Iterator[Finding]:
    """Compare what lies at a commit, or in the index, with what should: the newest texts, the late ones, the sources, nothing else."""
    grouped: dict[str, list[Entry]] = {}
    for entry in entries:
        grouped.setdefault(entry.policy, []).append(entry)
    expected = standing(grouped)
    found = [*repository.names(at, layout.POLICIES), *repository.names(at, layout.OLDER)] if entries else []
    contents = repository.blobs(f"{at}:{repository.prefix}{path}" for path in expected)
    for (path, digest), content in zip(expected.items(), contents, strict=True):
        if content is None or not _is(content, digest):
            what = "is gone" if content is None else "was changed by other means than recording"
            yield Finding("file.changed", path, what, f"git revert the commit that did it: git log -- {path}")
    for path in sorted(set(found) - expected.keys()):
        yield Finding(
            "file.orphan", path, "belongs to no recorded revision", f"git rm {path}, or record it", grave=False
        )
    recorded = {entry.source_digest for entry in entries}
    for digest in sorted(sources.keys() - recorded):
        yield Finding("source.orphan", sources[digest], "belongs to no recorded revision", "git rm it", grave=False)


def _index(repository: Repository, entries: Sequence[Entry]) -> Iterator[Finding]:
    if not entries:
        return
    mend = "policydiff check --repair-index"
    try:
        with Index(repository, repository.head).opened() as database:
            indexed, newest = table.select(database), derived.newest(database)
    except (sqlite3.Error, ValueError, TypeError) as error:
        yield Finding("index.broken", str(repository.path), f"the index cannot be used: {error}", mend, grave=False)
        return
    if indexed != list(entries) or newest != derived.newest_among(entries):
        yield Finding("index.differs", str(repository.path), "the index tells other than the log", mend, grave=False)


def _journal(repository: Repository) -> Iterator[Finding]:
    for lock in git_locks(repository):
        what = f"Git's lock is on it: {lock.told}"
        yield Finding("lock.left", str(repository.path), what, "delete the file when no Git is running", grave=False)
    if (repository.git_dir / JOURNAL).exists():
        what = "a recording was killed before the working tree showed it"
        yield Finding("worktree.behind", str(repository.path), what, "the next recording finishes it", grave=False)


def _sources(repository: Repository, at: str = "HEAD") -> dict[str, str]:
    """Return where each source lies, by digest."""
    found = repository.names(at, layout.SOURCES)
    return {path.rpartition("/")[2].partition(".")[0]: path for path in found}


def _object(repository: Repository, commit: str, path: str) -> str:
    return f"{commit}:{repository.prefix}{path}"


def _is(content: bytes, digest: str) -> bool:
    return hashlib.sha256(content).hexdigest() == digest


def _where(entry: Entry) -> str:
    return f"{entry.policy}@{entry.ordering_date or 'undated'} ({entry.commit[:8]})"
