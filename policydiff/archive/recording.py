"""Writes a batch of arrivals: one lock, one plan, one stream into Git, then the working tree."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policydiff.archive import index, layout, lfs, trailers
from policydiff.archive import seal as seals
from policydiff.archive.git import Logged
from policydiff.archive.git_locks import wait_for_git
from policydiff.archive.history import History
from policydiff.archive.lock import locked
from policydiff.archive.plan import Arrival, Outcome, Plan, Recorded, standing
from policydiff.archive.retraction import retraction
from policydiff.archive.stream import Commit, stream
from policydiff.archive.timeline import timeline
from policydiff.archive.worktree import Worktree
from policydiff.errors import ArchiveBusy, ArchiveError, UnknownName, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from policydiff.archive.git import Repository
    from policydiff.archive.timeline import Entry
    from policydiff.model import Revision

LOCK = "policydiff.lock"
# How often to begin again when somebody commits to the branch by hand in the same moment.
ATTEMPTS = 3
# Where commits are put until the branch moves to them all at once. Importing onto the branch itself, Git would make sure
# that it moves forward by walking its history, all of it where dates go back and forth: 40 ms over 10,000 commits.
INCOMING = "refs/policydiff/incoming"


@dataclass(frozen=True, slots=True)
class Recorder:
    """The one who writes into an archive."""

    repository: Repository
    patience: float

    def record(self, arrivals: Sequence[Arrival]) -> tuple[Recorded, ...]:
        """Record a batch: all of it or, when anything is wrong, nothing."""
        for arrival in arrivals:
            layout.checked(arrival.policy)
        with locked(self.repository.common_dir / LOCK, patience=self.patience) as lock:
            holding = replace(self, repository=replace(self.repository, lock=lock))
            for _ in range(ATTEMPTS - 1):
                with suppress(ArchiveBusy):
                    return holding.attempt(arrivals)
            return holding.attempt(arrivals)

    def attempt(self, arrivals: Sequence[Arrival]) -> tuple[Recorded, ...]:
        """Record a batch on top of what HEAD is now. Raises ArchiveBusy when somebody commits meanwhile."""
        wait_for_git(self.repository)
        head = self.repository.head
        self._finish_what_was_killed(head)
        policies = {layout.checked(arrival.policy) for arrival in arrivals}
        known = self._known(policies, head)
        before = standing(known)
        self._refuse_alike(policies - known.keys())
        regions = {layout.region(policy) for policy in policies - known.keys()}
        crowds = {region: index.crowd(self.repository, region, head) for region in regions}
        plan = Plan(known, lambda entry: History(self.repository).texts([entry])[0], crowds)
        for arrival in arrivals:
            plan.add(arrival)
        if not plan.commits:
            return _with_commits(plan.results, [])
        made = self._write(plan.commits, before, head)
        logged = zip(made, [head, *made[:-1]], plan.commits, strict=True)
        index.advance(
            self.repository, head, [Logged(commit, (parent,), told.message) for commit, parent, told in logged]
        )
        return _with_commits(plan.results, made)

    def retract(self, policy: str, digest: str, reason: str) -> Entry:
        """Take the revision back that is known by a digest. Raises UnknownName."""
        with locked(self.repository.common_dir / LOCK, patience=self.patience) as lock:
            holding = replace(self, repository=replace(self.repository, lock=lock))
            wait_for_git(self.repository)
            return holding.take_back(policy, digest, reason)

    def seal(self, key: Path, day: str) -> tuple[str, int]:
        """Sign what the archive holds and commit the seal; return where it lies and how many recordings it tells of."""
        with locked(self.repository.common_dir / LOCK, patience=self.patience) as lock:
            holding = replace(self, repository=replace(self.repository, lock=lock))
            wait_for_git(self.repository)
            return holding.put_seal(key, day)

    def put_seal(self, key: Path, day: str) -> tuple[str, int]:
        """Commit a seal on top of what HEAD is now."""
        head = self.repository.head
        self._finish_what_was_killed(head)
        payload = seals.statement(self.repository, head, day)
        path = f"{layout.SEALS}/{head[:12]}.json"
        message = f"Seal {head[:12]}\n\nSealed: {day}\n"
        commit = Commit(message, trailers.timestamp(None), {path: seals.signed(payload, key)})
        (made,) = self._write([commit], {}, head)
        index.advance(self.repository, head, [Logged(made, (head,), message)])
        return path, payload.count(b'"kind"')

    def take_back(self, policy: str, digest: str, reason: str) -> Entry:
        """Make the commit of a retraction on top of what HEAD is now."""
        head = self.repository.head
        self._finish_what_was_killed(head)
        known = self._known({policy}, head)
        version = next((one for one in timeline(known.get(policy, [])) if one.digest == digest), None)
        if version is None:
            raise UnknownName(f"{policy} has no such revision any more; policydiff log {policy} lists them")
        stored = History(self.repository).texts
        entry, commit = retraction(version, reason, known[policy], lambda one: stored([one])[0])
        (made,) = self._write([commit], standing(known), head)
        index.advance(self.repository, head, [Logged(made, (head,), commit.message)])
        return replace(entry, commit=made)

    def _refuse_alike(self, new: Collection[str]) -> None:
        """Raise UsageError for a new name that macOS or Windows would take for another one's: `W/Ferry` beside `w/ferry`."""
        folded = {layout.folded(name): name for name in (index.policies(self.repository) if new else ())}
        for name in sorted(new):
            other = folded.setdefault(layout.folded(name), name)
            if other != name:
                raise UsageError(
                    f"'{name}' differs from '{other}' in case only, and some file systems know no case; name it '{other}', or otherwise"
                )

    def _finish_what_was_killed(self, head: str) -> None:
        if self.repository.top:
            Worktree(self.repository).finish(head)

    def _known(self, policies: Collection[str], head: str) -> dict[str, list[Entry]]:
        grouped: dict[str, list[Entry]] = defaultdict(list)
        for entry in index.known(self.repository, policies, head=head):
            grouped[entry.policy].append(entry)
        return grouped

    def _write(self, commits: Sequence[Commit], before: Mapping[str, str], head: str) -> list[str]:
        first = replace(commits[0], files=self._attributes(before, head) | dict(commits[0].files))
        commits = [first, *commits[1:]]
        files = _together(commits)
        gone = [path for commit in commits for path in commit.gone]
        large = lfs.chosen(self.repository, files, head)
        commits = [replace(commit, files=_pointing(commit.files, large)) for commit in commits] if large else commits
        if not self.repository.top:
            lfs.keep(self.repository, (files[path] for path in sorted(large)))
            return self._import(commits, head)
        worktree = Worktree(self.repository)
        worktree.refuse_links(files)
        worktree.refuse_read_only(files)
        worktree.refuse_full(files)
        kept = {path: content for path, content in files.items() if path not in large}
        worktree.refuse_edits(kept | dict.fromkeys(gone, b""), before)
        lfs.keep(self.repository, (files[path] for path in sorted(large)))
        with worktree.landing(head, files, gone):
            return self._import(commits, head)

    def _attributes(self, before: Mapping[str, str], head: str) -> dict[str, bytes]:
        """Return the attributes file that an archive's first commit brings, unless the user wrote one."""
        path = layout.ATTRIBUTES_PATH
        begun = before or (head and not self.repository.prefix)
        if begun or (self.repository.top and (self.repository.path / path).exists()):
            return {}
        if head and self.repository.names(head, layout.POLICIES):
            return {}
        return {path: layout.ATTRIBUTES}

    def _import(self, commits: Sequence[Commit], head: str) -> list[str]:
        """Write commits on top of `head` in one stream, move the branch to the last one and return their ids."""
        prefixed = [_below(self.repository.prefix, commit) for commit in commits]
        incoming = stream(prefixed, branch=INCOMING, parent=head)
        made = self.repository.write("fast-import", "--quiet", "--force", stdin=incoming).decode().split()
        try:
            self.repository.write("update-ref", "-m", "policydiff: record", "--stdin", stdin=self._move(head, made[-1]))
        except ArchiveError as error:
            # A Git that was killed behind its work has done it all the same.
            if self.repository.head != made[-1]:
                raise self._moved(head) or error from error
        return made

    def _move(self, head: str, to: str) -> bytes:
        """Return the commands that move HEAD's branch (or HEAD alone, as in a CI checkout) if it is still at `head`."""
        branch = self.repository.branch
        old = head or "0" * len(to)
        moved = f"update {branch} {to} {old}\n" if branch else f"option no-deref\nupdate HEAD {to} {old}\n"
        return f"{moved}delete {INCOMING}\n".encode()

    def _moved(self, head: str) -> ArchiveBusy | None:
        if self.repository.head == head:
            return None
        return ArchiveBusy(
            f"somebody committed to {self.repository.path} while this was being recorded; nothing was recorded, try again"
        )


def _together(commits: Iterable[Commit]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for commit in commits:
        files.update(commit.files)
    return files


def _pointing(files: Mapping[str, bytes], large: Collection[str]) -> dict[str, bytes]:
    """Return files with pointers in place of those that Git LFS holds."""
    return {path: lfs.pointer(content) if path in large else content for path, content in files.items()}


def _below(prefix: str, commit: Commit) -> Commit:
    """Return a commit of an archive as one of the repository that it lies in."""
    files = {prefix + path: content for path, content in commit.files.items()}
    return replace(commit, files=files, gone=tuple(prefix + path for path in commit.gone))


def _with_commits(results: Sequence[Recorded], commits: Sequence[str]) -> tuple[Recorded, ...]:
    """Fill in the ids of the commits that were made; a repeat inside the batch has the commit of the first."""
    new = [_place(result.revision) for result in results if result.outcome is Outcome.NEW]
    made = dict(zip(new, commits, strict=True))
    return tuple(_with_commit(result, made.get(_place(result.revision), "")) for result in results)


def _with_commit(result: Recorded, commit: str) -> Recorded:
    return result if result.revision.commit else replace(result, revision=replace(result.revision, commit=commit))


def _place(revision: Revision) -> tuple[str, str, tuple[str, ...]]:
    return revision.policy, revision.source_digest, revision.normalized_with
