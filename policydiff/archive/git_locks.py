"""Lock files that a killed Git left behind: Git itself never removes them, and says only that they are there."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from policydiff.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policydiff.archive.git import Repository

# What recording itself locks, and removes when a killed run left it: nobody else writes there while our own lock is held.
OWN = "refs/policydiff/incoming.lock"
# A Git that works holds its locks for moments.
WAITS = (0.1, 0.3, 1.0, 2.0)
HOUR, MINUTE = 3600, 60


class GitLock(NamedTuple):
    """A lock file and its age in seconds."""

    path: Path
    age: float

    @property
    def told(self) -> str:
        """The file and its age in words."""
        hours, minutes = divmod(int(self.age) // MINUTE, HOUR // MINUTE)
        return f"{self.path} ({hours} h {minutes} min old)" if hours else f"{self.path} ({minutes} min old)"


def git_locks(repository: Repository) -> tuple[GitLock, ...]:
    """Return the lock files that keep Git from writing what a recording writes."""
    return tuple(_locks(repository))


def wait_for_git(repository: Repository) -> None:
    """Give a Git that is at work a moment; raise ArchiveError naming the lock files that stay."""
    (repository.common_dir / OWN).unlink(missing_ok=True)
    for pause in WAITS:
        if not git_locks(repository):
            return
        time.sleep(pause)
    stay = git_locks(repository)
    if stay:
        raise ArchiveError(
            f"Git's lock is on {repository.path}: {', '.join(lock.told for lock in stay)}; nothing was recorded. Another Git is at work, "
            "or one was killed: when none is running, delete the file and repeat the command"
        )


def _locks(repository: Repository) -> Iterator[GitLock]:
    names = [
        repository.git_dir / "index.lock",
        repository.git_dir / "HEAD.lock",
        repository.common_dir / "packed-refs.lock",
    ]
    if repository.branch:
        names.append(repository.common_dir / f"{repository.branch}.lock")
    for path in names:
        try:
            yield GitLock(path, max(time.time() - path.stat().st_mtime, 0.0))
        except OSError:
            continue
