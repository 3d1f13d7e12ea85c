"""Revisions and days as the commands over the archive print them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from policydiff.archive import Entry
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
        "effective": iso(entry.effective),
        "expires": iso(entry.expires),
        "source": entry.source,
        "source_digest": entry.source_digest,
        "normalized_with": list(entry.normalized_with),
        "commit": entry.commit,
    }


def dates(value: Any) -> str:
    """Return what is known of publication, force and expiry in one line; `value` has the dates as attributes."""
    known = (("published", value.published), ("in force", value.effective), ("until", value.expires))
    return ", ".join(f"{name} {day.isoformat()}" for name, day in known if day)


def iso(day: date | None) -> str | None:
    """Return a day as JSON."""
    return day.isoformat() if day else None


def day(value: date | None) -> str:
    """Return a day as text of one width."""
    return value.isoformat() if value else f"{'undated':<{WIDTH_OF_DATE}}"


def dumps(value: object) -> str:
    """Return JSON for people and programs."""
    return json.dumps(value, ensure_ascii=False, indent=2)
