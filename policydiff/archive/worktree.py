"""Keeps the working tree in step with what was recorded, and the user's own edits out of harm's way.

Only paths that a batch writes are touched. A journal in the Git folder names the commit that the working
tree stood at, so that a recording that was killed halfway is finished by the next one.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.archive.layout import OWN
from policydiff.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from policydiff.archive.git import Repository

JOURNAL = "policydiff-landing"
PART = ".policydiff.part"


@dataclass(frozen=True, slots=True)
class Worktree:
    """The working tree of a repository that is not bare. Paths are relative to the archive."""

    repository: Repository

    def refuse_edits(self, files: Mapping[str, bytes], before: Mapping[str, str], head: str) -> None:
        """Raise ArchiveError when a file to be written holds what neither the archive nor the batch put there.

        `before` are the SHA-256 digests of what the files held so far.
        """
        if (self.repository.git_dir / "MERGE_HEAD").exists():
            raise ArchiveError(f"a merge is under way in {self.repository.path}; finish or abort it, then record again")
        edited = [path for path, content in files.items() if self._is_edited(path, content, before.get(path, ""))]
        staged = self._staged(head, files)
        if edited or staged:
            raise ArchiveError(
                f"{', '.join((edited or staged)[:3])} in {self.repository.path} holds changes that are not committed; "
                "commit or discard them (git restore --staged --worktree FILE), then record again"
            )

    def _is_edited(self, path: str, content: bytes, before: str) -> bool:
        found = _content(self.repository.path / path)
        if found is None:
            return False
        as_stored = found.replace(b"\r\n", b"\n")
        return found != content and before not in {_digest(found), _digest(as_stored)}

    def _staged(self, head: str, files: Mapping[str, bytes]) -> list[str]:
        command = ("diff-index", "--cached", "--name-only", "-z", head) if head else ("ls-files", "-z", "--full-name")
        out = self.repository.read(*command).decode(errors="surrogateescape")
        prefix = self.repository.prefix
        staged = {name.removeprefix(prefix) for name in out.split("\0") if name.startswith(prefix)}
        return sorted(staged & files.keys())

    @contextmanager
    def landing(self, head: str, files: Mapping[str, bytes]) -> Iterator[None]:
        """Journal `head`, let the block make commits, then bring their files into the working tree."""
        journal = self.repository.git_dir / JOURNAL
        journal.write_text(head)
        try:
            yield
        except ArchiveError:
            journal.unlink(missing_ok=True)
            raise
        self._land(files)
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
            }
        )
        journal.unlink(missing_ok=True)

    def _changed(self, old: str, new: str) -> list[str]:
        if not new or old == new:
            return []
        prefix = self.repository.prefix
        own = [f":(top,literal){prefix}{name}" for name in OWN]
        ours = ("diff-tree", "-r", "-z", "--name-only", "--diff-filter=AM", "--no-renames", old, new, "--", *own)
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
        return {path: content for path, content in zip(paths, found, strict=True) if content is not None}

    def _land(self, files: Mapping[str, bytes]) -> None:
        try:
            for path, content in files.items():
                _write(self.repository.path / path, content)
            names = "".join(f"{path}\0" for path in files).encode(errors="surrogateescape")
            if names:
                self.repository.write("update-index", "--add", "-z", "--stdin", stdin=names)
        except (OSError, ArchiveError) as error:
            raise ArchiveError(
                f"the revisions are in the history of {self.repository.path}, but its working tree does not show "
                f"them yet ({error}); mend that, and the next recording brings it up to date"
            ) from error


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    if _content(path) == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.parent / PART
    part.write_bytes(content)
    part.replace(path)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
