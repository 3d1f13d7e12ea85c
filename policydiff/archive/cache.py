"""Keeps what is dear to work out beside the index: answers under keys that name all they depend on.

Never the truth: what cannot be read is worked out again, what cannot be written is not kept.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.archive.index import Index

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from policydiff.archive.git import Repository

TABLE = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL)"
# SQLite allows some hundred variables a statement.
FEW = 200


@dataclass(frozen=True, slots=True)
class Cache:
    """Answers that were worked out from the texts of one archive."""

    repository: Repository

    def get(self, keys: Collection[str]) -> dict[str, str]:
        """Return the answers that are kept, by key."""
        wanted = sorted(keys)
        found: dict[str, str] = {}
        with suppress(sqlite3.Error), Index(self.repository, self.repository.head).opened() as database:
            database.execute(TABLE)
            for start in range(0, len(wanted), FEW):
                some = wanted[start : start + FEW]
                places = ", ".join("?" * len(some))
                found |= dict(database.execute(f"SELECT key, answer FROM answers WHERE key IN ({places})", some))  # noqa: S608 - question marks
        return found

    def put(self, answers: Mapping[str, str]) -> None:
        """Keep answers."""
        with suppress(sqlite3.Error), Index(self.repository, self.repository.head).opened() as database:
            database.execute(TABLE)
            database.execute("BEGIN IMMEDIATE")
            database.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", list(answers.items()))
            database.execute("COMMIT")
