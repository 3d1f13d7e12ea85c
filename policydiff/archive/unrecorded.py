"""What changed in an archive by other means than recording: files that no recording tells of, and recordings without their text.

git diff since until ── policies/ older/ sources/ ──┬ what the recordings up to `until` say lies there   nothing to tell
└ anything else                                     Unrecorded
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.archive import layout, lfs, trailers
from policydiff.archive.plan import standing
from policydiff.archive.timeline import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from policydiff.archive.git import Repository
    from policydiff.archive.timeline import Entry

FOLDERS = (layout.POLICIES, layout.OLDER, layout.SOURCES)


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """A path (of a lost text: the revision's name), and what is wrong there in Chinese and English."""

    path: str
    zh: str
    en: str

    def __call__(self, lang: str) -> str:
        """Return it as one line."""
        return f"{self.path}：{self.zh}" if lang == "zh" else f"{self.path}: {self.en}"


def unrecorded(repository: Repository, since: str, until: str) -> tuple[Unrecorded, ...]:
    """Return what changed between two commits (from the beginning where `since` is empty) and no recording tells of."""
    told = [
        (logged.commit, entry)
        for logged in repository.log(until)
        for entry in trailers.entries(logged.commit, logged.message)
    ]
    new = {logged.commit for logged in repository.log(f"{since}..{until}" if since else until)}
    changed = repository.changed(since, until, FOLDERS)
    entries = [entry for _, entry in told]
    lost = _lost(repository, [entry for commit, entry in told if commit in new and entry.kind is not Kind.RETRACTION])
    return (*_files(repository, until, changed, entries), *lost)


def _files(repository: Repository, commit: str, paths: Sequence[str], entries: Sequence[Entry]) -> Iterator[Unrecorded]:
    grouped: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        grouped[entry.policy].append(entry)
    texts = standing(grouped)
    sources = {entry.source_digest for entry in entries}
    contents = repository.blobs(f"{commit}:{repository.prefix}{path}" for path in paths)
    for path, content in zip(paths, contents, strict=True):
        expected = _source_digest(path, sources) if path.startswith(f"{layout.SOURCES}/") else texts.get(path, "")
        if found := _judged(repository, path, content, expected):
            yield found


def _source_digest(path: str, recorded: Collection[str]) -> str:
    digest = path.rpartition("/")[2].partition(".")[0]
    return digest if digest in recorded else ""


def _judged(repository: Repository, path: str, content: bytes | None, expected: str) -> Unrecorded | None:
    if content is None:
        return Unrecorded(path, "已被删除", "is gone") if expected else None
    if not expected:
        return Unrecorded(path, "没有任何收录记录", "no recording tells of it")
    # A source that Git LFS keeps and that is not here cannot be verified, and is not what changed.
    held = lfs.resolved(repository, content, expected) if path.startswith(f"{layout.SOURCES}/") else content
    if held is None or hashlib.sha256(held).hexdigest() == expected:
        return None
    return Unrecorded(path, "未经收录而被改动", "was changed by other means than recording")


def _lost(repository: Repository, entries: Sequence[Entry]) -> Iterator[Unrecorded]:
    """Yield the recordings whose commit does not hold the text that they tell of, as after a squash merge of two revisions of a policy."""
    contents = repository.blobs(f"{entry.commit}:{repository.prefix}{entry.text}" for entry in entries)
    for entry, content in zip(entries, contents, strict=True):
        if content is None or hashlib.sha256(content).hexdigest() != entry.text_digest:
            name = f"{entry.policy}@{entry.ordering_date or 'undated'}"
            zh = f"提交 {entry.commit[:8]} 中没有该版本的文本"
            yield Unrecorded(name, zh, f"its text is not in commit {entry.commit[:8]} that recorded it")
