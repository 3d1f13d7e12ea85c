"""Entries as rows of the index."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from policydiff.archive import trailers
from policydiff.archive.timeline import Entry, Kind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

COLUMNS = tuple(field.name for field in fields(Entry))
NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
TABLES = (
    f"CREATE TABLE entries (position INTEGER PRIMARY KEY, {NAMES})",
    "CREATE INDEX entries_by_policy ON entries (policy)",
)
INSERT = f"INSERT INTO entries ({NAMES}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 - all names are our own


def insert(database: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Add entries behind those that are there."""
    database.executemany(INSERT, [[cell(getattr(entry, name)) for name in COLUMNS] for entry in entries])


def select(database: sqlite3.Connection, where: str = "", values: Sequence[str | int] = ()) -> list[Entry]:
    """Return the entries that an SQL condition picks, in the order of recording."""
    return [entry for _, entry in numbered(database, where, values)]


def numbered(
    database: sqlite3.Connection, where: str = "", values: Sequence[str | int] = ()
) -> list[tuple[int, Entry]]:
    """Return the same with the position of each."""
    query = f"SELECT position, {NAMES} FROM entries {where} ORDER BY position"  # noqa: S608 - conditions are written in this package alone
    return [(position, _entry(row)) for position, *row in database.execute(query, values)]


def cell(value: object) -> str:
    """Return a value of an entry as text."""
    if isinstance(value, Kind):
        return value.value
    if isinstance(value, tuple):
        return trailers.SEPARATOR.join(value)
    return "" if value is None else str(value)


def _entry(row: Sequence[str]) -> Entry:
    """Return a row as an entry; questions about everything do this some thousand times."""
    policy, kind, title, number, issued, published, effective, expires, *rest = row
    source, source_digest, text, text_digest, normalized_with, corrects, repeals, commit, reason = rest
    return Entry(
        policy,
        Kind(kind),
        title,
        number,
        _date(issued),
        _date(published),
        _date(effective),
        _date(expires),
        source,
        source_digest,
        text,
        text_digest,
        trailers.split_names(normalized_with),
        corrects,
        trailers.split_names(repeals),
        commit,
        reason,
    )


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
