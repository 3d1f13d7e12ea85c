"""What recording an arrival does to the archive, worked out before anything is written.

arrival ──same bytes────────────────→ ALREADY_THERE   no commit
        ──same text, other bytes────→ SAME_TEXT       no commit
        ──newest by its dates───────→ NEW             policies/<region>/<policy>.md
        ──older than the newest─────→ NEW             older/<region>/<policy>/…, the current file stays
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from policydiff.archive import layout, trailers
from policydiff.archive.stream import Commit
from policydiff.archive.timeline import Entry, Kind, Version, counting, timeline
from policydiff.archive.titles import repealed
from policydiff.errors import UnknownName
from policydiff.model import Metadata, PolicyText, Revision, Source
from policydiff.text import front_matter
from policydiff.text.markdown_escapes import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Outcome(Enum):
    """What became of an arrival."""

    NEW = "new"
    ALREADY_THERE = "already there"
    SAME_TEXT = "same text"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document that wants into the archive. `corrects` names the revision whose text it mends."""

    source: Source
    text: PolicyText
    policy: str
    kind: Kind = Kind.REVISION
    corrects: Revision | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording did. `current` tells whether the revision is the newest of its policy.

    `same_day` names the other revisions of that day: perhaps two texts of one revision, which `corrects` would say.
    Unless the outcome is NEW, the revision is the one that was there, with title, number and dates only.
    """

    outcome: Outcome
    revision: Revision
    current: bool
    same_day: tuple[str, ...] = ()


@dataclass(slots=True)
class Plan:
    """The commits that a batch of arrivals makes, one for each NEW in `results`, and what each arrival becomes.

    `crowds` tells how many policies the regions have that get new ones.
    """

    known: dict[str, list[Entry]]
    stored: Callable[[Entry], bytes]
    crowds: dict[str, int] = field(default_factory=dict)
    results: list[Recorded] = field(default_factory=list)
    commits: list[Commit] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)

    def add(self, arrival: Arrival) -> None:
        """Work out what becomes of an arrival, those before it in the batch being recorded."""
        entry, content = _entry(arrival)
        entries = self.known.setdefault(entry.policy, [])
        there = _there(entry, entries)
        if there:
            outcome = Outcome.ALREADY_THERE if _same_source(there, entry) else Outcome.SAME_TEXT
            self.results.append(_recorded(outcome, there, entries))
            return
        self.texts[entry.text_digest] = content
        entry, files = self._placed(entry, entries)
        entries.append(entry)
        files[layout.source_path(arrival.source)] = arrival.source.data
        seconds = trailers.timestamp(entry.ordering_date)
        self.commits.append(Commit(trailers.message(entry, arrival.text), seconds, files))
        recorded = _recorded(Outcome.NEW, _version_of(entry, entries), entries)
        self.results.append(replace(recorded, revision=replace(recorded.revision, metadata=arrival.text.metadata)))

    def _placed(self, entry: Entry, entries: list[Entry]) -> tuple[Entry, dict[str, bytes]]:
        """Tell where the text lies; the policy's own file keeps the newest revision, whichever that is now."""
        before, after = timeline(entries), timeline([*entries, entry])
        current = after[-1].entry
        home = layout.home(entries) if entries else self._settled(entry.policy)
        if current is entry:
            return replace(entry, text=home), {home: self._content(entry)}
        path = layout.older_path(home, entry, _version_of(entry, [*entries, entry]).digest)
        files = {path: self._content(entry)}
        if before and current.text_digest != before[-1].entry.text_digest:
            files[home] = self._content(current)
        return replace(entry, text=path), files

    def _settled(self, policy: str) -> str:
        """Return where a new policy shall lie, and count it."""
        region = layout.region(policy)
        crowd = self.crowds.get(region, 0)
        self.crowds[region] = crowd + 1
        return layout.policy_path(policy, crowd)

    def _content(self, entry: Entry) -> bytes:
        return self.texts[entry.text_digest] if entry.text_digest in self.texts else self.stored(entry)


def standing(known: Mapping[str, Sequence[Entry]]) -> dict[str, str]:
    """Return the digests of the texts that lie in the archive now, by path."""
    counted = {policy: counting(entries) for policy, entries in known.items()}
    files = {entry.text: entry.text_digest for entries in counted.values() for entry in entries}
    # A revision that arrived late, or a corrected date, may have put another text back into the policy's own file.
    return files | {
        layout.home(known[policy]): timeline(entries)[-1].entry.text_digest
        for policy, entries in counted.items()
        if entries
    }


def revision_of(entry: Entry) -> Revision:
    """Return a revision with what its trailers tell: title, number, dates, provenance."""
    metadata = Metadata(
        title=entry.title,
        number=entry.number,
        issued=entry.issued,
        published=entry.published,
        effective=entry.effective,
        expires=entry.expires,
    )
    return Revision(entry.policy, metadata, entry.source, entry.source_digest, entry.normalized_with, entry.commit)


def _entry(arrival: Arrival) -> tuple[Entry, bytes]:
    metadata = arrival.text.metadata
    content = escaped(front_matter.dump(metadata) + arrival.text.markdown).encode(errors="replace")
    entry = Entry(
        policy=layout.checked(arrival.policy),
        kind=arrival.kind,
        title=metadata.title,
        number=metadata.number,
        issued=metadata.issued,
        published=metadata.published,
        # The day that the text states; `repeals.start` tells that of a first version.
        effective=metadata.effective or metadata.first_effective,
        expires=metadata.expires,
        source=trailers.provenance(arrival.source.location),
        source_digest=arrival.source.digest,
        text="",
        text_digest=hashlib.sha256(content).hexdigest(),
        normalized_with=arrival.text.rules,
        corrects=arrival.corrects.source_digest if arrival.corrects else "",
        repeals=repealed(arrival.text.markdown),
    )
    return entry, content


def _there(entry: Entry, entries: list[Entry]) -> Version | None:
    """Return the revision that makes the entry superfluous. Raises UnknownName when there is nothing to correct."""
    line = timeline(entries)
    if entry.kind is Kind.REVISION:
        by_source = (version for version in line if _same_source(version, entry))
        by_text = (version for version in line if version.entry.text_digest == entry.text_digest)
        return next(by_source, None) or next(by_text, None)
    known = next((version for version in line if _same_source(version, entry, entry.corrects)), None)
    if known is None:
        raise UnknownName(
            f"{entry.policy} has no revision to correct from these bytes; record them as a revision first"
        )
    return known if known.entry.text_digest == entry.text_digest else None


def _same_source(version: Version, entry: Entry, digest: str = "") -> bool:
    return (digest or entry.source_digest) in {known.source_digest for known in version.entries}


def _version_of(entry: Entry, entries: list[Entry]) -> Version:
    return next(version for version in timeline(entries) if entry in version.entries)


def _recorded(outcome: Outcome, version: Version, entries: list[Entry]) -> Recorded:
    line = timeline(entries)
    day = version.entry.ordering_date
    others = [other for other in line if day and other.entry.ordering_date == day and other.digest != version.digest]
    return Recorded(
        outcome=outcome,
        revision=revision_of(version.entry),
        current=line[-1].digest == version.digest,
        same_day=tuple(f"{other.name} ({other.digest[:8]})" for other in others),
    )
