"""What an archive name means: `region/policy`, `@2017`, `@2017-09-08`, `@latest~1`, `@<commit>`."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from policydiff.errors import UnknownName
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policydiff.archive.timeline import Entry, Version

LATEST = lazy(r"latest(?:~(\d{1,6}))?")
DATE = lazy(r"\d{4}(?:-\d{2}(?:-\d{2})?)?|undated")
COMMIT = lazy(r"[0-9a-f]{4,64}")
# As many as a reader takes in at a glance.
NEAREST = 5
# Below this a name is no misspelling of the other (RapidFuzz ratio, 0–100).
LIKENESS = 40


def split(name: str) -> tuple[str, str]:
    """Return the policy and what follows the @, `latest` when nothing does."""
    policy, _, which = unicodedata.normalize("NFC", name).partition("@")
    return policy, which or "latest"


def choose(which: str, line: Sequence[Version]) -> Entry:
    """Return the text that the part of a name after the @ means among a policy's revisions, oldest first.

    Raises UnknownName.
    """
    policy = line[-1].entry.policy
    for rule in (_by_position, _by_date, _by_commit):
        found = rule(which, line)
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownName(f"'{policy}@{which}' is ambiguous: {_listed(found)}; name one of them by its commit")
    raise UnknownName(f"there is no '{policy}@{which}'; {policy} has {_listed(version.entry for version in line)}")


def nearest(policy: str, policies: Sequence[str]) -> str:
    """Return what an unknown policy might have been meant to be, as the end of a message."""
    if not policies:
        return "the archive is empty"
    from rapidfuzz import fuzz, process

    found = process.extract(policy, policies, scorer=fuzz.WRatio, limit=NEAREST, score_cutoff=LIKENESS)
    if not found:
        return "`policydiff list` shows what there is"
    return f"did you mean {', '.join(match for match, _, _ in found)}?"


def _by_position(which: str, line: Sequence[Version]) -> list[Entry]:
    match = LATEST.fullmatch(which)
    back = int(match[1] or 0) if match else len(line)
    return [line[-1 - back].entry] if back < len(line) else []


def _by_date(which: str, line: Sequence[Version]) -> list[Entry]:
    if not DATE.fullmatch(which):
        return []
    dates = [(str(version.entry.ordering_date or "undated"), version.entry) for version in line]
    return [entry for day, entry in dates if day == which or day.startswith(f"{which}-")]


def _by_commit(which: str, line: Sequence[Version]) -> list[Entry]:
    if not COMMIT.fullmatch(which):
        return []
    return [entry for version in line for entry in version.entries if entry.commit.startswith(which)]


def _listed(entries: Iterable[Entry]) -> str:
    names = [f"@{entry.ordering_date or 'undated'} ({entry.commit[:8]})" for entry in entries]
    more = f" and {len(names) - NEAREST} more" if len(names) > NEAREST else ""
    return ", ".join(names[-NEAREST:]) + more
