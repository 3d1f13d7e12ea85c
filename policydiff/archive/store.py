"""The archive: policies and their revisions in a Git repository, append-only.

Everything that can be asked is answered from the commits themselves; docs/decisions tells why a revision
that arrives late lies where it lies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.archive import git, index, layout, names
from policydiff.archive.history import History
from policydiff.archive.timeline import Kind, Version, timeline, versions
from policydiff.errors import ArchiveError, NotAnArchive, UnknownName
from policydiff.text.markdown_escapes import unescaped

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from pathlib import Path

    from policydiff.archive.added import Added
    from policydiff.archive.derived import Newest
    from policydiff.archive.force import Answer, InForce
    from policydiff.archive.plan import Arrival, Recorded
    from policydiff.archive.predecessor import Proposal
    from policydiff.archive.repeals import Repeal
    from policydiff.archive.search import Hit
    from policydiff.archive.timeline import Entry
    from policydiff.model import PolicyText, Revision, Source

# Seconds to wait for another writer: a batch of some hundred documents takes a few.
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive of policies. Get one with `Archive.open` or `Archive.init`."""

    repository: git.Repository
    patience: float = PATIENCE

    @classmethod
    def init(cls, path: Path, *, bare: bool = False) -> Archive:
        """Start an archive in a repository of its own; one that is already there is opened."""
        # A `.git` without HEAD is what a killed `git init` left: it is begun again.
        if not ((path / ".git" / "HEAD").is_file() or (path / ".git").is_file() or (path / "HEAD").is_file()):
            git.create(path, bare=bare)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, patience: float = PATIENCE) -> Archive:
        """Open an archive: a repository of its own, or a folder with `policies/` inside a larger one.

        `patience` is how many seconds a recording waits for another one. Raises NotAnArchive.
        """
        repository = git.locate(path)
        if not _holds_archive(repository):
            raise NotAnArchive(
                f"{path} lies in the Git repository {repository.top}, which holds other things and no archive here; "
                f"start an archive of its own with: git init {path}, or one inside that repository with: "
                f"mkdir {path / layout.POLICIES}"
            )
        return cls(repository, patience)

    def record(
        self,
        source: Source,
        text: PolicyText,
        policy: str,
        *,
        kind: Kind = Kind.REVISION,
        corrects: Revision | None = None,
    ) -> Recorded:
        """Put a document into the archive. Raises UsageError for a bad policy name, ArchiveError, ArchiveBusy.

        A correction is a better text of the revision that it `corrects`; a re-normalization is a new text
        from bytes that are already there. Neither is a legal change.
        """
        from policydiff.archive.plan import Arrival

        return self.record_all([Arrival(source, text, policy, kind, corrects)])[0]

    def record_all(self, arrivals: Sequence[Arrival]) -> tuple[Recorded, ...]:
        """Put a batch into the archive: all of it or, when anything is wrong, nothing."""
        from policydiff.archive.recording import Recorder

        return Recorder(self.repository, self.patience).record(arrivals)

    def retract(self, name: str, reason: str) -> Entry:
        """Take back the revision that an archive name means, and return what says so. Raises UnknownName, ArchiveError, ArchiveBusy."""
        from policydiff.archive.recording import Recorder

        entry = self.entry(name)
        version = next(one for one in self.timeline(entry.policy) if entry in one.entries)
        return Recorder(self.repository, self.patience).retract(entry.policy, version.digest, reason)

    def seal(self, key: Path, day: str) -> tuple[str, int]:
        """Sign what the archive holds; return where the seal lies and how many recordings it tells of. Raises UsageError, ArchiveError."""
        from policydiff.archive.recording import Recorder

        if not self.repository.head:
            raise ArchiveError(f"{self.repository.path} holds nothing to seal; record a document first")
        return Recorder(self.repository, self.patience).seal(key, day)

    def retractions(self, policy: str) -> tuple[Entry, ...]:
        """Return what says that revisions of a policy were taken back, in the order of recording."""
        known = index.known(self.repository, [policy])
        return tuple(entry for entry in known if entry.kind is Kind.RETRACTION)

    def policies(self) -> tuple[str, ...]:
        """Return the names of all policies, sorted."""
        return index.policies(self.repository)

    def timelines(self, policies: Collection[str] = ()) -> dict[str, tuple[Version, ...]]:
        """Return the revisions of some policies (all when none is named), oldest first, as their commits tell."""
        return versions(index.known(self.repository, policies))

    def timeline(self, policy: str) -> tuple[Version, ...]:
        """Return a policy's revisions, oldest first, each with all its commits. Raises UnknownName."""
        name, _ = names.split(policy)
        line = timeline(index.known(self.repository, [name])) if layout.is_name(name) else ()
        if not line:
            raise UnknownName(f"the archive has no policy '{name}'; {names.nearest(name, self.policies())}")
        return line

    def revisions(self, policy: str) -> tuple[Revision, ...]:
        """Return a policy's revisions, oldest first, with all their metadata. Raises UnknownName."""
        return tuple(self._history.revisions([version.entry for version in self.timeline(policy)]))

    def resolve(self, name: str) -> Revision:
        """Return the revision that an archive name means. Raises UnknownName with the nearest names."""
        return next(self._history.revisions([self.entry(name)]))

    def entry(self, name: str) -> Entry:
        """Return what the commit of the revision that an archive name means tells. Raises UnknownName."""
        policy, which = names.split(name)
        return names.choose(which, self.timeline(policy))

    def in_force(self, policy: str, day: date) -> InForce:
        """Return which revision of a policy was in force on a day, and why. Raises UnknownName."""
        from policydiff.archive.force import InForce

        answer = self.entry_in_force(policy, day)
        found = self._history.revisions([answer.entry] if answer.entry else [])
        return InForce(next(found, None), answer.reason, answer.certain)

    def entry_in_force(self, policy: str, day: date) -> Answer:
        """Return the same without reading the text. Raises UnknownName."""
        from policydiff.archive import force

        line = self.timeline(policy)
        return force.in_force(line, day, self.repealing(line))

    def repealing(self, line: Sequence[Version]) -> list[Entry]:
        """Return the entries that may repeal one of a policy's revisions; `repeals.repeals` judges them."""
        from policydiff.archive.repeals import names as called

        return index.repealing(self.repository, called(version.entry for version in line))

    def newest(self) -> list[Newest]:
        """Return the newest revision of each policy, sorted by name."""
        return index.newest(self.repository)

    def repealed(self) -> dict[str, Repeal]:
        """Return the first repeal of each policy whose newest revision another document repeals."""
        return index.repealed(self.repository)

    def search(self, text: str, *, limit: int = 20, superseded: bool = False) -> tuple[Hit, ...]:
        """Return the revisions that hold every term of `text`, best first; current ones unless `superseded` too."""
        from policydiff.archive.search import Search

        return Search(self.repository).find(text, limit=limit, superseded=superseded)

    def added(self, *, since: str = "", until: str = "HEAD") -> tuple[Added, ...]:
        """Return what was recorded between two commits, tags or branches; by default since the last tag.

        Raises UnknownName for a name that Git does not know.
        """
        from policydiff.archive.added import added

        return added(self.repository, since=since, until=until)

    def propose(self, text: PolicyText, *, limit: int = 3) -> tuple[Proposal, ...]:
        """Return the policies that a new document may be the next revision of, best first, each with its reasons."""
        from policydiff.archive.predecessor import Finder

        return Finder(self.repository).propose(text, limit=limit)

    def read(self, revision: Revision) -> str:
        """Return a revision's policy Markdown with its front matter."""
        entries = index.known(self.repository, [revision.policy])
        entry = next((entry for entry in entries if _place(entry) == _place(revision)), None)
        if entry is None:
            raise ArchiveError(f"commit {revision.commit[:12]} records no revision of {revision.policy}")
        return unescaped(self._history.texts([entry])[0].decode())

    def revisions_of(self, entries: Sequence[Entry]) -> tuple[Revision, ...]:
        """Return entries of timelines as revisions with all their metadata, in their order."""
        return tuple(self._history.revisions(entries))

    def texts(self, entries: Sequence[Entry]) -> tuple[str, ...]:
        """Return the policy Markdown, with its front matter, that entries of timelines brought, in their order."""
        return tuple(unescaped(text.decode()) for text in self._history.texts(entries))

    def source(self, revision: Revision) -> bytes:
        """Return the bytes that a revision was made from."""
        return self._history.source(revision)

    @property
    def _history(self) -> History:
        return History(self.repository)


def _holds_archive(repository: git.Repository) -> bool:
    """Tell an archive from a repository that was found by accident, which recording would spoil."""
    if repository.top is None or (repository.path / layout.POLICIES).is_dir():
        return True
    return (not repository.head and not repository.prefix) or bool(repository.names("HEAD", layout.POLICIES))


def _place(known: Entry | Revision) -> tuple[str, str, str, tuple[str, ...]]:
    """Return what tells a recording from the others of its commit: a squash merge has several."""
    return known.commit, known.policy, known.source_digest, known.normalized_with
