"""What the index works out of the entries, so that a question need not look at all of them.

newest    a policy → the entry that its newest revision reads as, and how many revisions there are
repeals   a title without its trimmings, or a 文号 → the entries whose texts repeal what is called so
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from policydiff.archive.repeals import Repeal, repeals
from policydiff.archive.table import cell, numbered
from policydiff.archive.timeline import counting, timeline, versions
from policydiff.archive.titles import canonical

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Sequence

    from policydiff.archive.timeline import Entry

TABLES = (
    "CREATE TABLE newest (policy TEXT PRIMARY KEY, position INTEGER, revisions INTEGER, title TEXT) WITHOUT ROWID",
    "CREATE INDEX newest_by_title ON newest (title)",
    "CREATE TABLE repeals (name TEXT, position INTEGER)",
    "CREATE INDEX repeals_by_name ON repeals (name)",
)
# SQLite allows some hundred variables a statement; more policies are read by reading all.
FEW = 200
REPEALED = (
    "SELECT newest.position, repeals.position FROM newest JOIN repeals ON repeals.name = newest.title "
    "UNION SELECT newest.position, repeals.position FROM newest JOIN entries USING (position) "
    "JOIN repeals ON repeals.name = entries.number"
)


class Newest(NamedTuple):
    """The newest revision of a policy as its entry tells: dates are ISO, what is not known is empty."""

    policy: str
    title: str
    number: str
    issued: str
    published: str
    effective: str
    expires: str
    source: str
    source_digest: str
    text: str
    normalized_with: str
    commit: str
    revisions: int

    @property
    def day(self) -> str:
        """The date that places the revision among the others, `undated` when there is none."""
        return self.issued or self.effective or self.published or "undated"


def derive(database: sqlite3.Connection, since: int) -> None:
    """Bring the tables up to date with the entries behind a position."""
    new = numbered(database, "WHERE position > ?", [since])
    touched = {entry.policy for _, entry in new}
    held = _of_policies(database, touched)
    database.executemany("DELETE FROM newest WHERE policy = ?", [(policy,) for policy in touched])
    database.executemany("INSERT OR REPLACE INTO newest VALUES (?, ?, ?, ?)", _newest_rows(held))
    counted = set(counting(entry for _, entry in held))
    gone = [(place,) for place, entry in held if entry not in counted]
    database.executemany("DELETE FROM repeals WHERE position = ?", gone)
    new = [(place, entry) for place, entry in new if entry in counted]
    named = [(called, place) for place, entry in new for name in entry.repeals for called in {name, canonical(name)}]
    database.executemany("INSERT INTO repeals VALUES (?, ?)", [row for row in named if row[0]])


def newest(database: sqlite3.Connection) -> list[Newest]:
    """Return the newest revision of each policy, sorted by name."""
    names = ", ".join(f'entries."{name}"' for name in Newest._fields[:-1])
    query = f"SELECT {names}, revisions FROM newest JOIN entries USING (position) ORDER BY newest.policy"  # noqa: S608 - all names are our own
    return [Newest._make(row) for row in database.execute(query)]


def newest_among(entries: Iterable[Entry]) -> list[Newest]:
    """Return the same from all entries."""
    return [
        Newest._make([*(cell(getattr(line[-1].entry, name)) for name in Newest._fields[:-1]), len(line)])
        for line in versions(entries).values()
    ]


def repealed(database: sqlite3.Connection) -> dict[str, Repeal]:
    """Return the first repeal of each policy whose newest revision another document repeals."""
    pairs = database.execute(REPEALED).fetchall()
    positions = sorted({place for pair in pairs for place in pair})
    entries = dict(_at(database, positions))
    others: dict[int, list[Entry]] = defaultdict(list)
    for own, other in pairs:
        others[own].append(entries[other])
    return first_repeals((entries[own], found) for own, found in others.items())


def repealed_among(entries: Sequence[Entry]) -> dict[str, Repeal]:
    """Return the same from all entries."""
    repealing = [entry for entry in counting(entries) if entry.repeals]
    return first_repeals((line[-1].entry, repealing) for line in versions(entries).values())


def first_repeals(found: Iterable[tuple[Entry, Sequence[Entry]]]) -> dict[str, Repeal]:
    """Return the first repeal of each entry by its policy, for those that are repealed."""
    told = {entry.policy: repeals(entry, others) for entry, others in found}
    return {policy: known[0] for policy, known in sorted(told.items()) if known}


def repealing(database: sqlite3.Connection, names: Sequence[str]) -> list[Entry]:
    """Return the entries that say they repeal something of one of these names, in the order of recording."""
    places: set[int] = set()
    for start in range(0, len(names), FEW):
        some = names[start : start + FEW]
        query = f"SELECT position FROM repeals WHERE name IN ({', '.join('?' * len(some))})"  # noqa: S608 - question marks
        places.update(place for (place,) in database.execute(query, some))
    return [entry for _, entry in _at(database, sorted(places))]


def crowd(database: sqlite3.Connection, region: str) -> int:
    """Return how many policies a region has."""
    # "0" is what follows "/" in order.
    query = "SELECT count(*) FROM newest WHERE policy > ? AND policy < ?"
    (count,) = database.execute(query, [f"{region}/", f"{region}0"]).fetchone()
    return int(count)


def _of_policies(database: sqlite3.Connection, policies: Collection[str]) -> list[tuple[int, Entry]]:
    """Return all entries of some policies with their positions."""
    if len(policies) > FEW:
        return [(place, entry) for place, entry in numbered(database) if entry.policy in policies]
    return numbered(database, f"WHERE policy IN ({', '.join('?' * len(policies))})", sorted(policies))


def _at(database: sqlite3.Connection, places: Sequence[int]) -> list[tuple[int, Entry]]:
    found: list[tuple[int, Entry]] = []
    for start in range(0, len(places), FEW):
        some = places[start : start + FEW]
        found += numbered(database, f"WHERE position IN ({', '.join('?' * len(some))})", some)
    return found


def _newest_rows(entries: Sequence[tuple[int, Entry]]) -> list[tuple[str, int, int, str]]:
    grouped: dict[str, list[Entry]] = defaultdict(list)
    places: dict[int, int] = {}
    for place, entry in entries:
        grouped[entry.policy].append(entry)
        places[id(entry)] = place
    lines = {policy: timeline(found) for policy, found in grouped.items()}
    return [
        (policy, places[id(line[-1].entry)], len(line), canonical(line[-1].entry.title))
        for policy, line in lines.items()
        if line
    ]
