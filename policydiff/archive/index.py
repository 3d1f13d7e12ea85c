"""A derived table of what the commits tell, so that questions need not read the log.

Never the truth: it names the commit that it stands for, is brought forward or rebuilt when HEAD has moved
or the file is broken, and where it cannot be written the log answers instead.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from policydiff.archive import derived, table, trailers
from policydiff.archive.history import History
from policydiff.archive.timeline import counting, versions
from policydiff.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from policydiff.archive.derived import Newest
    from policydiff.archive.git import Logged, Repository
    from policydiff.archive.repeals import Repeal
    from policydiff.archive.timeline import Entry

Answer = TypeVar("Answer")
# Raised whenever the tables change; an index of another layout is rebuilt.
LAYOUT = "5"
# Seconds to wait for another process that is bringing the index forward.
PATIENCE = 10.0
# SQLite allows some hundred variables a statement; more policies are read by reading all.
FEW = 200
TABLES = (
    "CREATE TABLE about (head TEXT NOT NULL, layout TEXT NOT NULL)",
    "INSERT INTO about VALUES ('', '')",
    *table.TABLES,
    *derived.TABLES,
)
# What a rebuilt index would not cure: another process is at it, or the place cannot be written.
OUTSIDE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
    }
)
# A value that no entry can have is as broken as a damaged page.
BROKEN = (sqlite3.Error, ValueError)


def known(repository: Repository, policies: Collection[str] = (), *, head: str | None = None) -> list[Entry]:
    """Return the entries of some policies (of all when none is named), in the order of recording.

    From the index where there can be one, else from the log. `head` spares asking Git for it again.
    """
    head = repository.head if head is None else head
    return _answer(
        Index(repository, head),
        lambda database: _entries(database, policies),
        lambda: list(History(repository).entries(policies)),
    )


def policies(repository: Repository) -> tuple[str, ...]:
    """Return the names of all policies, sorted."""
    return tuple(found.policy for found in newest(repository))


def newest(repository: Repository) -> list[Newest]:
    """Return the newest revision of each policy, sorted by name."""
    return _answer(
        Index(repository, repository.head),
        derived.newest,
        lambda: derived.newest_among(History(repository).entries()),
    )


def repealed(repository: Repository) -> dict[str, Repeal]:
    """Return the first repeal of each policy whose newest revision another document repeals."""
    return _answer(
        Index(repository, repository.head),
        derived.repealed,
        lambda: derived.repealed_among(list(History(repository).entries())),
    )


def repealing(repository: Repository, names: Sequence[str]) -> list[Entry]:
    """Return the entries that may repeal what is called by one of these names, in the order of recording."""
    return _answer(
        Index(repository, repository.head),
        lambda database: derived.repealing(database, names),
        lambda: [entry for entry in counting(History(repository).entries()) if entry.repeals],
    )


def crowd(repository: Repository, region: str, head: str) -> int:
    """Return how many policies a region has."""
    return _answer(
        Index(repository, head),
        lambda database: derived.crowd(database, region),
        lambda: sum(policy.startswith(f"{region}/") for policy in versions(History(repository).entries())),
    )


def advance(repository: Repository, old: str, commits: Sequence[Logged]) -> None:
    """Bring the index forward by commits that were just made on top of `old`, if that is where it stands.

    Git's own answer to what is new walks through most of the history, as commits bear the dates of documents.
    """
    with suppress(sqlite3.Error):
        Index(repository, commits[-1].commit).extend(old, commits)


def _answer(index: Index, ask: Callable[[sqlite3.Connection], Answer], read: Callable[[], Answer]) -> Answer:
    """Return what the index answers; a broken one is built anew, and where there can be none the log is read."""
    for _ in range(2 if index.head else 0):
        try:
            with index.opened() as database:
                return ask(database)
        except BROKEN as error:
            if _is_outside(error):
                break
            index.path.unlink(missing_ok=True)
    return read()


def _entries(database: sqlite3.Connection, policies: Collection[str]) -> list[Entry]:
    few = sorted(policies) if len(policies) <= FEW else []
    where = f"WHERE policy IN ({', '.join('?' * len(few))})" if few else ""
    return [entry for entry in table.select(database, where, few) if not policies or entry.policy in policies]


def _is_outside(error: Exception) -> bool:
    return isinstance(error, sqlite3.Error) and (getattr(error, "sqlite_errorcode", 0) & 0xFF) in OUTSIDE


@dataclass(frozen=True, slots=True)
class Index:
    """The index of one archive at one HEAD."""

    repository: Repository
    head: str

    @property
    def path(self) -> Path:
        """Where the index lies: in the Git folder, one for each archive in the repository."""
        name = hashlib.sha256(self.repository.prefix.encode(errors="surrogateescape")).hexdigest()[:8]
        return self.repository.git_dir / f"policydiff-index-{name}.sqlite"

    def entries(self, policies: Collection[str] = ()) -> list[Entry]:
        """Return the entries of some policies (of all when none is named), in the order of recording."""
        with self.opened() as database:
            return _entries(database, policies)

    def extend(self, old: str, commits: Sequence[Logged]) -> None:
        """Add commits to an index that stands at `old`; any other is left for the next question."""
        with closing(sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)) as database:
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN IMMEDIATE")
            if _about(database) == (old, LAYOUT):
                _insert(database, commits)
                database.execute("UPDATE about SET head = ?", [self.head])
            database.execute("COMMIT")

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """Open the index at this HEAD, brought forward or rebuilt as needed. Raises sqlite3.Error where it cannot be."""
        try:
            database = self._current()
        except sqlite3.DatabaseError as error:
            if _is_outside(error):
                raise
            self.path.unlink(missing_ok=True)
            database = self._current()
        with closing(database):
            yield database

    def _current(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        try:
            # It can always be rebuilt, so nothing is gained by waiting for the disk.
            database.execute("PRAGMA synchronous = OFF")
            if _about(database) != (self.head, LAYOUT):
                self._bring_forward(database)
        except BaseException:
            database.close()
            raise
        return database

    def _bring_forward(self, database: sqlite3.Connection) -> None:
        """Add the commits since the indexed one, or start anew when they do not follow on it in one line."""
        database.execute("BEGIN IMMEDIATE")
        head, layout = _about(database)
        since = self._since(head) if layout == LAYOUT else None
        if since is None:
            _clear(database)
            since = list(self.repository.log()) if self.head else []
        _insert(database, since)
        database.execute("UPDATE about SET head = ?, layout = ?", [self.head, LAYOUT])
        database.execute("COMMIT")

    def _since(self, head: str) -> list[Logged] | None:
        if not (head and self.head):
            return None
        try:
            commits = list(self.repository.log(f"{head}..{self.head}"))
        except ArchiveError:
            return None
        line = [head, *(logged.commit for logged in commits)]
        in_one_line = all(logged.parents == (before,) for before, logged in zip(line, commits, strict=False))
        return commits if in_one_line and line[-1] == self.head else None


def _about(database: sqlite3.Connection) -> tuple[str, str]:
    """Return the indexed commit and the layout, empty when there is no index yet."""
    there = database.execute("SELECT 1 FROM sqlite_master WHERE name = 'about'").fetchone()
    row = database.execute("SELECT head, layout FROM about").fetchone() if there else None
    return (str(row[0]), str(row[1])) if row else ("", "")


def _clear(database: sqlite3.Connection) -> None:
    # A virtual table goes first and takes the tables beneath it along.
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY sql NOT LIKE 'CREATE VIRTUAL%'"
    for (name,) in database.execute(tables).fetchall():
        database.execute(f'DROP TABLE IF EXISTS "{name}"')
    for statement in TABLES:
        database.execute(statement)


def _insert(database: sqlite3.Connection, commits: Sequence[Logged]) -> None:
    (last,) = database.execute("SELECT coalesce(max(position), 0) FROM entries").fetchone()
    table.insert(database, [entry for logged in commits for entry in trailers.entries(logged.commit, logged.message)])
    derived.derive(database, last)
