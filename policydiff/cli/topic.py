"""What an archive has on one topic: in each region the policy of that name, as it was in force on a day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.cli.say import say
from policydiff.errors import UnknownName
from policydiff.tracking.revision_names import as_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from policydiff.archive import Archive, Entry
    from policydiff.pipeline import Reading
    from policydiff.plugins import Plugins


def on_topic(topic: str, day: date | None, plugins: Plugins, archive_path: str) -> list[Reading]:
    """Return what was in force in each region on a day (without one the newest revision), by region.

    A policy that was not in force is told on stderr, with the reason. Raises UnknownName where no policy has that name.
    """
    from policydiff.archive import Archive
    from policydiff.tracking.inputs import revision_reading

    archive = Archive.open(Path(archive_path))
    found = [policy for policy in archive.policies() if policy.partition("/")[2] == topic]
    if not found:
        raise UnknownName(f"no policy in '{archive_path}' is named '…/{topic}'; {_named(archive.policies())}")
    entries = [entry for policy in found if (entry := _in_force(archive, policy, day))]
    revisions = archive.revisions_of(entries)
    return [revision_reading(revision, archive.read(revision), plugins) for revision in revisions]


def _in_force(archive: Archive, policy: str, day: date | None) -> Entry | None:
    if day is None:
        return archive.entry(f"{policy}@latest")
    try:
        return as_of(archive, policy, day).entry
    except UnknownName as reason:
        say(f"policydiff: {reason}", err=True)
        return None


def _named(policies: Sequence[str]) -> str:
    topics = sorted({policy.partition("/")[2] for policy in policies})
    return f"topics there are: {', '.join(topics[:8])}" + (" …" if len(topics) > 8 else "")  # noqa: PLR2004 a line
