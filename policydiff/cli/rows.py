"""Revisions and days as the commands over the archive print them."""

from __future__ import annotations

import json
from datetime import date
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

from policydiff.archive.repeals import commencement

if TYPE_CHECKING:
    from typing import Any

    from policydiff.archive import Entry
    from policydiff.archive.derived import Newest
    from policydiff.archive.repeals import Repeal
    from policydiff.model import Revision

WIDTH_OF_DATE = 10


def row(revision: Revision) -> dict[str, Any]:
    """Return a revision as JSON."""
    metadata = revision.metadata
    return {
        "id": revision.id,
        "policy": revision.policy,
        "title": metadata.title,
        "number": metadata.number,
        "issuer": metadata.issuer,
        "issued": iso(metadata.issued),
        "published": iso(metadata.published),
        "effective": iso(metadata.effective),
        "first_effective": iso(metadata.first_effective),
        "expires": iso(metadata.expires),
        "source": revision.source,
        "source_digest": revision.source_digest,
        "normalized_with": list(revision.normalized_with),
        "commit": revision.commit,
    }


def entry_row(entry: Entry) -> dict[str, Any]:
    """Return an entry of the archive as JSON: what its commit says, without reading the text."""
    return {
        "id": f"{entry.policy}@{entry.ordering_date or 'undated'}",
        "policy": entry.policy,
        "title": entry.title,
        "number": entry.number,
        "issued": iso(entry.issued),
        "published": iso(entry.published),
        **_commencement(entry.published, entry.issued, entry.effective),
        "expires": iso(entry.expires),
        "source": entry.source,
        "source_digest": entry.source_digest,
        "normalized_with": list(entry.normalized_with),
        "commit": entry.commit,
        "path": entry.text,
    }


def newest_row(newest: Newest) -> dict[str, Any]:
    """Return the newest revision of a policy as JSON, with what `entry_row` tells and how many revisions there are."""
    return {
        "id": f"{newest.policy}@{newest.day}",
        "policy": newest.policy,
        "title": newest.title,
        "number": newest.number,
        "issued": newest.issued or None,
        "published": newest.published or None,
        **_commencement(*map(_date, (newest.published, newest.issued, newest.effective))),
        "expires": newest.expires or None,
        "source": newest.source,
        "source_digest": newest.source_digest,
        "normalized_with": newest.normalized_with.split("; ") if newest.normalized_with else [],
        "commit": newest.commit,
        "path": newest.text,
        "revisions": newest.revisions,
    }


def repeal_row(repeal: Repeal | None) -> dict[str, str] | None:
    """Return a repeal as JSON, null when there is none."""
    return {"since": repeal.since.isoformat(), "by": repeal.by, "name": repeal.name} if repeal else None


def repeal_text(repeal: Repeal) -> str:
    """Return a repeal in words."""
    return f"repealed from {repeal.since} on by {repeal.by}, which names {repeal.name}"


def dates(value: Any) -> str:
    """Return what is known of publication, force and expiry in one line; `value` has the dates as attributes."""
    effective, first = commencement(value.published, value.issued, value.effective)
    known = (
        ("published", value.published),
        ("in force", effective),
        ("in force as amended", (value.published or value.issued) if first else None),
        ("first version in force", first or getattr(value, "first_effective", None)),
        ("until", value.expires),
    )
    return ", ".join(f"{name} {day.isoformat()}" for name, day in known if day)


def _commencement(*stated: date | None) -> dict[str, str | None]:
    """Return from when a revision is in force, and since when its first version was, as JSON."""
    effective, first = commencement(*stated)
    return {"effective": iso(effective), "first_effective": iso(first)}


def _date(printed: str) -> date | None:
    return date.fromisoformat(printed) if printed else None


def iso(day: date | None) -> str | None:
    """Return a day as JSON."""
    return day.isoformat() if day else None


def day(value: date | None) -> str:
    """Return a day as text of one width."""
    return value.isoformat() if value else f"{'undated':<{WIDTH_OF_DATE}}"


def dumps(value: object, indent: str = "\n") -> str:
    """Return JSON for people and programs, as `json.dumps` with an indent of 2 writes it, in a fifth of the time."""
    if type(value) is str:
        return encode_basestring(value)
    if not value or not isinstance(value, (dict, list)):
        return json.dumps(value)
    deeper = f"{indent}  "
    if isinstance(value, list) and set(map(type, value)) == {str}:
        return f"[{deeper}{f',{deeper}'.join(map(encode_basestring, value))}{indent}]"
    items = value.values() if isinstance(value, dict) else value
    drawn = [
        encode_basestring(item) if type(item) is str else "null" if item is None else dumps(item, deeper)
        for item in items
    ]
    if isinstance(value, list):
        return f"[{deeper}{f',{deeper}'.join(drawn)}{indent}]"
    pairs = map("{}: {}".format, map(encode_basestring, value), drawn)
    return f"{{{deeper}{f',{deeper}'.join(pairs)}{indent}}}"
