"""Commit messages: provenance as Git trailers, written and read back.

Record lanxi/homecare@2017-05-12 《澜溪市居家养老服务工作实施方案》

Repaired: 3 × lost-brackets

Policy: lanxi/homecare
Kind: revision
Revision-Issued: 2017-05-12
…
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from policydiff.archive.timeline import Entry, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policydiff.model import PolicyText

VERBS = {
    Kind.REVISION: "Record",
    Kind.CORRECTION: "Correct",
    Kind.RENORMALIZATION: "Normalize again",
    Kind.RETRACTION: "Retract",
}
SEPARATOR = "; "
# Git stores 34 bits of a commit's date in its commit graph; later dates stay true in the trailer.
EARLIEST, LATEST = date(1970, 1, 1), date(2500, 1, 1)


def message(entry: Entry, text: PolicyText) -> str:
    """Return the commit message of an entry."""
    return _message(entry, _ledger(text))


def _message(entry: Entry, ledger: str) -> str:
    title = f" 《{_line(entry.title)}》" if entry.title else ""
    subject = f"{VERBS[entry.kind]} {entry.policy}@{entry.ordering_date or 'undated'}{title}"
    trailers = "\n".join(f"{name}: {value}" for name, value in _trailers(entry) if value)
    return "\n\n".join(part for part in (subject, ledger, trailers) if part) + "\n"


def retraction_message(entry: Entry) -> str:
    """Return the commit message of an entry that takes a revision back."""
    return _message(entry, "")


def entries(commit: str, message: str) -> tuple[Entry, ...]:
    """Return the entries that a commit made, in their order, none when the commit is not ours.

    A recording makes one. A squash merge puts several messages into one, each with its trailers, indented or followed by trailers of
    others (`Co-authored-by`): every paragraph is read.
    """
    paragraphs = re.split(r"\n[ \t]*\n", message)
    found = (_entry(commit, _pairs(paragraph)) for paragraph in paragraphs if "Source-Digest:" in paragraph)
    return tuple(entry for entry in found if entry)


def unreadable(message: str) -> bool:
    """Tell whether a message has trailers of a recording that cannot be read."""
    told = sum(line.lstrip().startswith("Source-Digest: ") for line in message.split("\n"))
    return told > len(entries("", message))


def _entry(commit: str, found: dict[str, str]) -> Entry | None:
    kind = next((kind for kind in Kind if kind.value == found.get("Kind")), None)
    if kind is None or not (found.get("Policy") and found.get("Source-Digest") and found.get("Text")):
        return None
    return Entry(
        policy=found["Policy"],
        kind=kind,
        title=found.get("Revision-Title", ""),
        number=found.get("Revision-Number", ""),
        issued=_date(found.get("Revision-Issued")),
        published=_date(found.get("Revision-Published")),
        effective=_date(found.get("Revision-Effective")),
        expires=_date(found.get("Revision-Expires")),
        source=found.get("Source", ""),
        source_digest=found["Source-Digest"],
        text=found["Text"],
        text_digest=found.get("Text-Digest", ""),
        normalized_with=tuple(found.get("Normalized-With", "").split()),
        corrects=found.get("Corrects", ""),
        repeals=split_names(found.get("Repeals", "")),
        commit=commit,
        reason=found.get("Reason", ""),
    )


def join_names(names: Iterable[str]) -> str:
    """Return titles and 文号 as one line: `云岭县急救条例（试行）; 云政发〔2012〕5号`."""
    return SEPARATOR.join(_line(name).replace(SEPARATOR, " ") for name in names)


def split_names(line: str) -> tuple[str, ...]:
    """Return the names that `join_names` joined."""
    return tuple(line.split(SEPARATOR)) if line else ()


def timestamp(day: date | None) -> int:
    """Return seconds since 1970 for a commit's date; what lies outside Git's range is clamped, undated is 1970."""
    clamped = min(max(day or EARLIEST, EARLIEST), LATEST)
    return int(datetime(clamped.year, clamped.month, clamped.day, tzinfo=UTC).timestamp())


def provenance(location: str) -> str:
    """Return a location as it may stand in a commit: no password, and of an absolute path the file name only.

    Where a file lay on somebody's disk says nothing of the document, and would make commit ids differ.
    """
    if "://" in location and not location.startswith("file:"):
        return _line(_without_password(location))
    path = location.removeprefix("file://").replace("\\", "/")
    absolute = path.startswith(("/", "~")) or path[1:2] == ":"
    return _line(path.rsplit("/", 1)[-1] if absolute else path.removeprefix("./"))


def _trailers(entry: Entry) -> tuple[tuple[str, str], ...]:
    return (
        ("Policy", entry.policy),
        ("Kind", entry.kind.value),
        ("Revision-Title", _line(entry.title)),
        ("Revision-Number", _line(entry.number)),
        ("Revision-Issued", str(entry.issued or "")),
        ("Revision-Published", str(entry.published or "")),
        ("Revision-Effective", str(entry.effective or "")),
        ("Revision-Expires", str(entry.expires or "")),
        ("Repeals", join_names(entry.repeals)),
        ("Corrects", entry.corrects),
        ("Source", entry.source),
        ("Source-Digest", entry.source_digest),
        ("Text", entry.text),
        ("Text-Digest", entry.text_digest),
        ("Normalized-With", " ".join(entry.normalized_with)),
        ("Reason", _line(entry.reason)),
    )


def _ledger(text: PolicyText) -> str:
    """Return what normalization did, one kind a line; the whole of it follows from the source."""
    repaired = Counter(repair.rule for repair in text.repairs)
    doubtful = Counter(doubt.rule for doubt in text.suspicions)
    lost: Counter[str] = Counter()
    for loss in text.losses:
        lost[loss.kind] += loss.count
    lines = (("Repaired", repaired), ("Doubtful", doubtful), ("Lost", lost))
    return "\n".join(f"{name} {_counts(counts)}" for name, counts in lines if counts)


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{count} × {_line(name)}" for name, count in sorted(counts.items()))


def _pairs(paragraph: str) -> dict[str, str]:
    """Return the trailers of a paragraph: its lines `Name: value`."""
    pairs = (line.strip().partition(": ") for line in paragraph.split("\n"))
    return {name: value.strip() for name, colon, value in pairs if colon and " " not in name}


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _line(text: str) -> str:
    """Return text as one line that Git and UTF-8 can hold."""
    return " ".join(text.encode(errors="replace").decode().replace("\0", " ").split())


def _without_password(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
