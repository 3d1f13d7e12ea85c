"""What a digest is about: the texts that entered the archive between two commits, or revisions between two days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from policydiff.archive.added import Added, last_tag
from policydiff.errors import UsageError
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.archive import Archive, Version

DAY = lazy(r"\d{4}-\d{2}-\d{2}")


def changed(archive: Archive, *, since: str = "", until: str = "", policy: str = "") -> tuple[Added, ...]:
    """Return what is new, by policy and date.

    `since` and `until` are both days (revisions of these days and between, by their own dates) or both commits,
    tags or branches (what was recorded after the one and up to the other). Without `since` and `until` it is what
    came after the last tag; in an archive without tags, the revisions of its newest day. Raises UsageError,
    UnknownName.
    """
    if means_days(archive, since, until):
        return tuple(_dated(archive, _day(since), _day(until), policy))
    found = archive.added(since=since, until=until or "HEAD")
    return tuple(one for one in found if _is_of(one.new.policy, policy))


def _is_of(name: str, wanted: str) -> bool:
    """Tell whether a policy is the one that is wanted, or one of the region that is."""
    return not wanted or name == wanted or ("/" not in wanted and name.startswith(f"{wanted}/"))


def means_days(archive: Archive, since: str, until: str) -> bool:
    """Tell whether two points are days; without both, whether there is no tag to begin behind. Raises UsageError."""
    days = [bool(DAY.fullmatch(point)) for point in (since, until) if point]
    if any(days) and not all(days):
        raise UsageError("a digest is between two days or between two commits; give both of one kind")
    head = archive.repository.head
    return any(days) or (not since and not until and not (head and last_tag(archive.repository, head)))


def _dated(archive: Archive, since: date | None, until: date | None, policy: str) -> Iterator[Added]:
    lines = [archive.timeline(policy)] if "/" in policy else list(archive.timelines().values())
    lines = [line for line in lines if _is_of(line[-1].entry.policy, policy)]
    first = since or (date.min if until else _newest(lines))
    wanted = [
        (version, line[position - 1] if position else None, version is line[-1])
        for line in lines
        for position, version in enumerate(line)
        if first <= (version.entry.ordering_date or date.min) <= (until or date.max)
    ]
    entries = dict.fromkeys(version.entry for new, old, _ in wanted for version in (new, old) if version)
    revisions = dict(zip(entries, archive.revisions_of(list(entries)), strict=True))
    for new, old, current in wanted:
        yield Added(new.entries[0].kind, revisions[new.entry], revisions[old.entry] if old else None, current)


def _newest(lines: Sequence[Sequence[Version]]) -> date:
    return max((day for line in lines for version in line if (day := version.entry.ordering_date)), default=date.min)


def _day(point: str) -> date | None:
    try:
        return date.fromisoformat(point) if point else None
    except ValueError as error:
        raise UsageError(f"'{point}' is no day; write 2024-01-31") from error
