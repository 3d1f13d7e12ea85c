"""What a name in an archive means on the command line: a revision by its date or place, or what was in force on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from policydiff.errors import UnknownName, UsageError
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.archive import Archive, Entry, Version
    from policydiff.archive.force import Answer

DAY = lazy(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Meant:
    """The revision that a name means; `force` tells why, where the name is a policy on a day."""

    entry: Entry
    force: Answer | None = None

    @property
    def name(self) -> str:
        """The archive name of the revision."""
        return f"{self.entry.policy}@{self.entry.ordering_date or 'undated'}"


def up_to(archive: Archive, name: str) -> Sequence[Version]:
    """Return a policy's revisions up to the one that a name means, oldest first; all of them when it names the policy."""
    line = archive.timeline(name)
    if "@" not in name:
        return line
    entry = meant(archive, name).entry
    last = next(at for at, version in enumerate(line) if entry in version.entries)
    return line[: last + 1]


def meant(archive: Archive, name: str) -> Meant:
    """Return what a name means.

    `region/policy@2019-05-01` is the revision of that day where there is one (its archive name), else the one
    that was in force then. Raises UnknownName, with the reason when none was in force.
    """
    policy, _, which = name.partition("@")
    if not DAY.fullmatch(which) or _is_revision(archive, policy, which):
        return Meant(archive.entry(name))
    return as_of(archive, policy, parsed_day(which))


def as_of(archive: Archive, policy: str, day: date) -> Meant:
    """Return the revision of a policy that was in force on a day. Raises UnknownName when none was."""
    found = archive.entry_in_force(policy, day)
    if found.entry is None:
        raise UnknownName(f"no revision of {policy} was in force on {day}: {found.reason.en}")
    return Meant(found.entry, found)


def parsed_day(text: str) -> date:
    """Return a day. Raises UsageError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"'{text}' is no day; write 2024-01-31") from error


def _is_revision(archive: Archive, policy: str, which: str) -> bool:
    return any(str(version.entry.ordering_date) == which for version in archive.timeline(policy))
