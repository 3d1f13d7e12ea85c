"""The list of policies to record: `policies.toml`.

    [[policy]]
    name = "region/policy"
    sources = ["2019.html", {source = "https://…/notice.html", number = "…", issued = 2021-06-18}]

Paths are relative to the file. Metadata beside a source overrides what the document says of itself.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from policydiff.errors import UnreadableSource, UsageError
from policydiff.model import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOTHING = Metadata()
OVERRIDABLE = frozenset(field.name for field in fields(Metadata)) - {"cited", "history", "recipients"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A document to record: where it is, the policy it belongs to, and metadata that overrides the document's."""

    location: str
    policy: str
    overrides: Metadata = NOTHING


def entries(path: Path) -> tuple[Entry, ...]:
    """Return what a manifest lists.

    Raises UnreadableSource when it is no TOML, UsageError when a policy lacks a name or sources.
    """
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableSource(f"'{path}' is no readable list of policies: {error}") from error
    policies = listed.get("policy")
    if not isinstance(policies, list) or not policies:
        raise UsageError(f"'{path}' lists no [[policy]]; see the README for an example")
    return tuple(entry for policy in policies for entry in _of_policy(policy, path))


def _of_policy(policy: dict[str, Any], path: Path) -> Iterator[Entry]:
    name, sources = policy.get("name"), policy.get("sources")
    if not isinstance(name, str) or not isinstance(sources, list):
        raise UsageError(f"'{path}': every [[policy]] needs name = \"region/policy\" and sources = [...]")
    for listed in sources:
        item = {"source": listed} if isinstance(listed, str) else dict(listed)
        location = item.pop("source", None)
        if not isinstance(location, str):
            raise UsageError(f"'{path}': a source of '{name}' has no path or URL")
        yield Entry(_resolved(location, path.parent), name, _overrides(item, path, location))


def _resolved(location: str, folder: Path) -> str:
    return location if "://" in location else str(folder / location)


def _overrides(item: dict[str, Any], path: Path, location: str) -> Metadata:
    """Return the metadata given beside a source; dates may be TOML dates or ISO text."""
    unknown = sorted(set(item) - OVERRIDABLE)
    if unknown:
        raise UsageError(
            f"'{path}': '{location}' sets {', '.join(unknown)}; known are {', '.join(sorted(OVERRIDABLE))}"
        )
    dates = {"issued", "published", "effective", "expires"}
    values: dict[str, Any] = {
        name: _day(value, path, location) if name in dates else str(value) for name, value in item.items()
    }
    return replace(Metadata(), **values)


def _day(value: object, path: Path, location: str) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise UsageError(f"'{path}': '{value}' beside '{location}' is no date; write 2021-06-18") from error
