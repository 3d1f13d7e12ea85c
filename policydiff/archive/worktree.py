"""Keeps the working tree in step with what was recorded, and the user's own edits out of harm's way.

Only paths that a batch writes are touched. A journal in the Git folder names the commit that the working
tree stood at, so that a recording that was killed halfway is finished by the next one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from policydiff.archive import lfs
from policydiff.archive.layout import OWN
from policydiff.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from policydiff.archive.git import Repository

JOURNAL = "policydiff-landing"
PART = ".policydiff.part"
SHA1_LENGTH = 40
MEGABYTE = 1 << 20
# What Git's index, its trees and the lock files of a batch take at most, roughly.
SPARE = 2 * MEGABYTE
# Seconds between tries to get at Git's index.
PAUSES = (0.1, 0.3, 1.0)


@dataclass(frozen=True, slots=True)
class Worktree:
    """The working tree of a repository that is not bare. Paths are relative to the archive."""

    repository: Repository

    def refuse_edits(self, files: Mapping[str, bytes], before: Mapping[str, str]) -> None:
        """Raise ArchiveError when a file to be written holds what neither the archive nor the batch put there.

        `before` are the SHA-256 digests of what the files held so far.
        """
        if (self.repository.git_dir / "MERGE_HEAD").exists():
            raise ArchiveError(f"a merge is under way in {self.repository.path}; finish or abort it, then record again")
        staged = self.repository.staged(files)
        edited = [
            path
            for path, content in files.items()
            if self._is_edited(path, content, before.get(path, ""), staged.get(path))
        ]
        if edited:
            raise ArchiveError(
                f"{', '.join(edited[:3])} in {self.repository.path} holds changes that are not committed; "
                "commit or discard them (git restore --staged --worktree FILE), then record again"
            )

    def refuse_full(self, files: Mapping[str, bytes]) -> None:
        """Raise ArchiveError when the disk has no room for files and commits: what cannot be shown is not committed."""
        needed = 2 * sum(map(len, files.values())) + SPARE
        free = shutil.disk_usage(self.repository.path).free
        if free < needed:
            raise ArchiveError(
                f"cannot write into the archive: {self.repository.path} has {free / MEGABYTE:.1f} MB left and "
                f"{needed / MEGABYTE:.1f} MB are needed; nothing of this batch was recorded. Make room and repeat the command"
            )

    def refuse_links(self, files: Collection[str]) -> None:
        """Raise ArchiveError when a file to be written, or a folder above it, is a link: it may lead out of the archive."""
        top = self.repository.path
        places = {place for path in files for place in (top / path, *(top / path).parents) if top in place.parents}
        links = sorted(place for place in places if place.is_symlink())
        if links:
            raise ArchiveError(
                f"{links[0]} is a link, and recording follows none; nothing was recorded. Remove it (git rm), then record again"
            )

    def refuse_read_only(self, files: Collection[str]) -> None:
        """Raise ArchiveError when a folder will not take its files: what cannot be shown is not committed either."""
        for folder in sorted({(self.repository.path / path).parent for path in files}):
            standing = next(place for place in (folder, *folder.parents) if place.exists())
            if not os.access(standing, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
                raise ArchiveError(
                    f"cannot write into the archive: {standing} is read-only; nothing was recorded. "
                    "Make it writable, or record into a clone and push from there"
                )

    def _is_edited(self, path: str, content: bytes, before: str, staged: str | None) -> bool:
        found = _content(self.repository.path / path)
        stored = found if found is None or _digest(found) == before else found.replace(b"\r\n", b"\n")
        if stored is not None and stored != content and _digest(stored) != before:
            return found != content
        if staged is None:
            return bool(before)
        # Of a file that is gone from the working tree neither may be known: then its deletion is the user's edit.
        return staged not in {_blob_id(known, len(staged)) for known in (content, stored) if known is not None}

    @contextmanager
    def landing(self, head: str, files: Mapping[str, bytes], gone: Collection[str] = ()) -> Iterator[None]:
        """Journal `head`, let the block make commits, then bring their files into the working tree and take out those that are `gone`."""
        journal = self.repository.git_dir / JOURNAL
        try:
            journal.unlink(missing_ok=True)
            _fill(journal, head.encode())
            _sync(journal.parent)
        except OSError as error:
            raise ArchiveError(
                f"cannot write into the archive: {journal}: {error.strerror}; nothing was recorded"
            ) from error
        try:
            yield
        except ArchiveError:
            if self.repository.head == head:
                journal.unlink(missing_ok=True)
            raise
        self._land(files, gone)
        journal.unlink(missing_ok=True)

    def finish(self, head: str) -> None:
        """Bring in what a killed recording committed but did not write; leave files that the user changed since."""
        journal = self.repository.git_dir / JOURNAL
        if not journal.exists():
            return
        changed = self._changed(journal.read_text().strip(), head)
        new = self._blobs(head, changed)
        old = self._blobs(journal.read_text().strip(), changed)
        self._land(
            {
                path: content
                for path, content in new.items()
                if _content(self.repository.path / path) in {None, old.get(path), content}
            },
            [
                path
                for path in changed
                if path not in new and _content(self.repository.path / path) in {None, old.get(path)}
            ],
        )
        journal.unlink(missing_ok=True)

    def _changed(self, old: str, new: str) -> list[str]:
        if not new or old == new:
            return []
        prefix = self.repository.prefix
        own = [f":(top,literal){prefix}{name}" for name in OWN]
        ours = ("diff-tree", "-r", "-z", "--name-only", "--diff-filter=AMD", "--no-renames", old, new, "--", *own)
        all_of_it = (
            "ls-tree",
            "-r",
            "-z",
            "--name-only",
            "--full-tree",
            new,
            "--",
            *(f"{prefix}{name}" for name in OWN),
        )
        out = self.repository.read(*(ours if old else all_of_it)).decode(errors="surrogateescape")
        return [name.removeprefix(prefix) for name in out.split("\0") if name]

    def _blobs(self, commit: str, paths: Collection[str]) -> dict[str, bytes]:
        if not commit:
            return {}
        found = self.repository.blobs(f"{commit}:{self.repository.prefix}{path}" for path in paths)
        present = {path: content for path, content in zip(paths, found, strict=True) if content is not None}
        return {path: self._shown(path, content) for path, content in present.items()}

    def _shown(self, path: str, content: bytes) -> bytes:
        """Return what the working tree shows of a file: of what Git LFS keeps, the bytes where they are here."""
        return lfs.resolved(self.repository, content, PurePosixPath(path).stem) or content

    def _land(self, files: Mapping[str, bytes], gone: Collection[str] = ()) -> None:
        try:
            self.refuse_links(files)
            for path, content in files.items():
                _write(self.repository.path / path, content)
            for folder in {(self.repository.path / path).parent for path in files}:
                _sync(folder)
            for path in gone:
                (self.repository.path / path).unlink(missing_ok=True)
            names = "".join(f"{path}\0" for path in (*files, *gone)).encode(errors="surrogateescape")
            if names:
                self._index(names)
        except (OSError, ArchiveError) as error:
            raise ArchiveError(
                f"the revisions are in the history of {self.repository.path}, but its working tree does not show "
                f"them yet ({error}); mend that, and the next recording brings it up to date"
            ) from error

    def _index(self, names: bytes) -> None:
        """Bring files into Git's index; a Git of the user's that is at it gets a moment to finish."""
        for pause in PAUSES:
            with suppress(ArchiveError):
                self.repository.write("update-index", "--add", "--remove", "-z", "--stdin", stdin=names)
                return
            time.sleep(pause)
        self.repository.write("update-index", "--add", "--remove", "-z", "--stdin", stdin=names)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    if _content(path) == content:
        return
    part = path.parent / PART
    try:
        _fill(part, content)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _fill(part: Path, content: bytes) -> None:
    """Write a new file and see it on the disk; a link that stands in its place is removed, never followed."""
    part.parent.mkdir(parents=True, exist_ok=True)
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """See on the disk that files have their names in a folder; Windows knows no such step."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _blob_id(content: bytes, length: int) -> str:
    """Return Git's id of a blob; its length tells SHA-1 from SHA-256 repositories."""
    kind = hashlib.sha1 if length == SHA1_LENGTH else hashlib.sha256
    return kind(b"blob %d\0" % len(content) + content).hexdigest()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
