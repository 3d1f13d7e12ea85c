"""What the commits of an archive say, and the order of revisions that follows from it.

A revision is known by the digest of its first source. Corrections and re-normalizations are further
texts of the same revision; the last recorded one is its text.

    commit        c1 REVISION 2019   c2 REVISION 2017   c3 CORRECTION of 2019
    timeline      2017 (text c2) ── 2019 (texts c1, c3; reads as c3)
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Kind(Enum):
    """Why a text entered the archive. Only a revision is a legal change."""

    REVISION = "revision"
    CORRECTION = "correction"
    RENORMALIZATION = "renormalization"
    RETRACTION = "retraction"


@dataclass(frozen=True, slots=True)
class Entry:
    """One commit of the archive.

    `text` is the path it wrote, `corrects` the source digest of what it corrects, `repeals` the titles and 文号
    that it says it repeals. A retraction has the digest that the revision is known by which it takes back, and its `reason`.
    """

    policy: str
    kind: Kind
    title: str
    number: str
    issued: date | None
    published: date | None
    effective: date | None
    expires: date | None
    source: str
    source_digest: str
    text: str
    text_digest: str
    normalized_with: tuple[str, ...] = ()
    corrects: str = ""
    repeals: tuple[str, ...] = ()
    commit: str = ""
    reason: str = ""

    @property
    def ordering_date(self) -> date | None:
        """The date that places the revision among the others: issued, else effective, else published."""
        return self.issued or self.effective or self.published


@dataclass(frozen=True, slots=True)
class Version:
    """A revision with all its texts in the order in which they were recorded; the last one is how it reads."""

    entries: tuple[Entry, ...]

    @property
    def entry(self) -> Entry:
        """The commit that this revision reads as."""
        return self.entries[-1]

    @property
    def digest(self) -> str:
        """The digest of its first source, by which the revision is known."""
        return self.entries[0].source_digest

    @property
    def name(self) -> str:
        """The archive name: `region/policy@2017-09-08`."""
        return f"{self.entry.policy}@{self.entry.ordering_date or 'undated'}"


def versions(entries: Iterable[Entry]) -> dict[str, tuple[Version, ...]]:
    """Return each policy's revisions, oldest first, whatever the order of recording."""
    grouped: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        grouped[entry.policy].append(entry)
    lines = ((policy, timeline(found)) for policy, found in sorted(grouped.items()))
    return {policy: line for policy, line in lines if line}


def counting(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries of revisions that were not taken back, in the order of recording."""
    listed = list(entries)
    counted = {entry for line in versions(listed).values() for version in line for entry in version.entries}
    return [entry for entry in listed if entry in counted]


def timeline(entries: Sequence[Entry]) -> tuple[Version, ...]:
    """Return one policy's revisions, oldest first, from its entries in the order of recording; without those that were taken back."""
    texts: dict[str, list[Entry]] = {}
    root: dict[str, str] = {}
    for entry in entries:
        if entry.kind is Kind.RETRACTION:
            texts.pop(entry.source_digest, None)
            # Recorded again, the same bytes are a revision of their own.
            root = {source: first for source, first in root.items() if first != entry.source_digest}
            continue
        first = root.get(entry.corrects or entry.source_digest, entry.corrects or entry.source_digest)
        root[entry.source_digest] = first
        texts.setdefault(first, []).append(entry)
    return ordered(Version(tuple(found)) for found in texts.values())


def ordered(found: Iterable[Version]) -> tuple[Version, ...]:
    """Return revisions oldest first.

    Undated ones come first, as they were recorded: nothing else is known of them. Those of one day are
    ordered by their further dates and then by digest, so that the order of recording does not show.
    """
    return tuple(sorted(found, key=_order))


def _order(version: Version) -> tuple[date, date, date, str]:
    entry = version.entry
    if entry.ordering_date is None:
        return date.min, date.min, date.min, ""
    return entry.ordering_date, entry.effective or date.min, entry.published or date.min, version.digest
