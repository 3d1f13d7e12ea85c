"""What entered the archive between two points of its history, each beside the text it is to be compared with.

since ──●──●──●── until     a new revision     against the revision before it by date
                            a correction, a    against the text that the same revision had
                            re-normalization
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.archive import trailers
from policydiff.archive.history import History
from policydiff.archive.timeline import Kind, versions
from policydiff.errors import ArchiveError, UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.archive.git import Repository
    from policydiff.archive.timeline import Entry, Version
    from policydiff.model import Revision


@dataclass(frozen=True, slots=True)
class Added:
    """A text that entered the archive: what it is, what it is to be compared with, whether it is the newest there is."""

    kind: Kind
    new: Revision
    old: Revision | None
    current: bool


def added(repository: Repository, *, since: str = "", until: str = "HEAD") -> tuple[Added, ...]:
    """Return what was recorded after `since` and up to `until` (commits, tags, branches), by policy and date.

    Without `since`: after the last tag, or from the beginning when there is no tag before `until`.
    Raises UnknownName for a name that Git does not know.
    """
    if not repository.head:
        return ()
    first, last = span(repository, since, until)
    new = {logged.commit for logged in repository.log(f"{first}..{last}" if first else last)}
    told = (entry for logged in repository.log(last) for entry in trailers.entries(logged.commit, logged.message))
    lines = versions(told).values()
    found = [(entry, before, line) for line in lines for entry, before in _pairs(line) if entry.commit in new]
    revisions = _revisions(repository, [entry for pair in found for entry in pair[:2] if entry])
    return tuple(
        Added(entry.kind, revisions[entry], revisions[before] if before else None, entry == line[-1].entry)
        for entry, before, line in found
    )


def span(repository: Repository, since: str, until: str) -> tuple[str, str]:
    """Return the commits that two names mean; without `since`, the last tag before `until`, empty when there is none."""
    last = _commit(repository, until)
    return (_commit(repository, since) if since else last_tag(repository, last)), last


def last_tag(repository: Repository, commit: str) -> str:
    """Return the commit of the last tag before a commit, empty when there is none."""
    try:
        name = repository.read("describe", "--tags", "--abbrev=0", f"{commit}^").decode().strip()
    except ArchiveError:
        return ""
    return _commit(repository, name)


def _commit(repository: Repository, name: str) -> str:
    try:
        return (
            repository.read("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
            .decode()
            .strip()
        )
    except (ArchiveError, ValueError) as error:
        raise UnknownName(
            f"'{name}' names no commit, tag or branch of {repository.path}; `git log` lists them"
        ) from error


def _pairs(line: Sequence[Version]) -> Iterator[tuple[Entry, Entry | None]]:
    """Yield each text of a policy with the one it is to be compared with."""
    previous: Version | None = None
    for version in line:
        before = previous.entry if previous else None
        for entry in version.entries:
            yield entry, before
            before = entry
        previous = version


def _revisions(repository: Repository, entries: Sequence[Entry]) -> dict[Entry, Revision]:
    unique = list(dict.fromkeys(entries))
    return dict(zip(unique, History(repository).revisions(unique), strict=True))
