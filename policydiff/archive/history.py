"""Reads an archive out of its commits: entries, texts, sources."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policydiff.archive import layout, lfs, trailers
from policydiff.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from policydiff.archive.git import Repository
    from policydiff.archive.timeline import Entry
    from policydiff.model import Revision

# Up to so many policies, asking Git for their commits alone beats reading the whole log.
FEW = 20


@dataclass(frozen=True, slots=True)
class History:
    """The commits of one archive."""

    repository: Repository

    def entries(self, policies: Collection[str] = ()) -> Iterator[Entry]:
        """Yield what the commits of some policies (of all when none is named) tell, in the order of recording."""
        if not self.repository.head:
            return
        # Git passes over the other commits itself; in a large folder that is ten times faster than naming paths.
        asked = [f"--grep=Policy: {policy}" for policy in policies] if len(policies) <= FEW else []
        for logged in self.repository.log("--fixed-strings", *asked):
            for entry in trailers.entries(logged.commit, logged.message):
                if not policies or entry.policy in policies:
                    yield entry

    def texts(self, entries: Sequence[Entry]) -> list[bytes]:
        """Return the policy Markdown of entries. Raises ArchiveError when one is missing."""
        found = self.repository.blobs(f"{entry.commit}:{self.repository.prefix}{entry.text}" for entry in entries)
        return [_present(entry, content) for entry, content in zip(entries, found, strict=True)]

    def revisions(self, entries: Sequence[Entry]) -> Iterator[Revision]:
        """Yield entries as revisions with all the metadata that their front matter holds."""
        from policydiff.archive.plan import revision_of
        from policydiff.text import front_matter

        for entry, content in zip(entries, self.texts(entries), strict=True):
            metadata = front_matter.load(content.decode())[0]
            yield replace(revision_of(entry), metadata=metadata, path=f"{self.repository.prefix}{entry.text}")

    def source(self, revision: Revision) -> bytes:
        """Return the bytes that a revision was made from. Raises ArchiveError when they are missing."""
        digest, commit = revision.source_digest, revision.commit
        folder = layout.source_folder(digest)
        path = next((name for name in self.repository.names(commit, folder) if digest in name), "")
        found = self.repository.blobs([f"{commit}:{self.repository.prefix}{path}"])[0] if path else None
        if found is None:
            raise ArchiveError(f"the source of {revision.id} (sha256 {digest}) is missing from commit {commit[:12]}")
        content = lfs.resolved(self.repository, found, digest)
        if content is None:
            raise ArchiveError(
                f"the source of {revision.id} is kept by Git LFS and not here; get it with: git lfs fetch --all"
            )
        return content


def _present(entry: Entry, content: bytes | None) -> bytes:
    if content is None:
        raise ArchiveError(f"the text of {entry.policy} is missing: commit {entry.commit[:12]} has no {entry.text}")
    return content
