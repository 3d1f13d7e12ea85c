"""Full text: words in the index find candidates, the texts themselves decide.

    医疗机构 备案  ─cut→  医疗 ∧ 机构 ∧ 医疗机构 ∧ 备案  ─FTS5→  candidates  ─read→  texts that hold both terms

A term that may be part of a word only (疗机) is in no index of words: then all texts are read.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from policydiff.archive.index import Index, known
from policydiff.archive.timeline import versions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.archive.git import Repository
    from policydiff.archive.timeline import Entry, Version

# Texts read in one go: enough for a screen of hits, little to read in vain.
BATCH = 40
# A single character may be part of any word.
SHORTEST_WORD = 2
TABLES = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (text, content='', tokenize=\"unicode61 remove_diacritics 0\")",
    "CREATE TABLE IF NOT EXISTS searchable (position INTEGER PRIMARY KEY, policy TEXT, git_commit TEXT, object TEXT)",
)


class Place(NamedTuple):
    """A text that may be a hit: its policy, the commit that wrote it, and the Git object that holds it."""

    policy: str
    commit: str
    object: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A revision that holds all terms: how often, and the first line that holds one (it begins with its label)."""

    policy: str
    revision: str
    commit: str
    title: str
    current: bool
    count: int
    line: str


@dataclass(frozen=True, slots=True)
class Search:
    """Full text over one archive."""

    repository: Repository

    def find(self, text: str, *, limit: int = 20, superseded: bool = False) -> tuple[Hit, ...]:
        """Return the revisions that hold every term of `text` (terms are parted by spaces), best first.

        Current revisions only, unless `superseded` ones are wanted as well.
        """
        terms = text.casefold().split()
        head = self.repository.head
        if not terms or not head:
            return ()
        try:
            with Index(self.repository, head).opened() as database:
                self._catch_up(database)
                places = _candidates(database, terms)
        except sqlite3.Error:
            places = [Place(entry.policy, entry.commit, self._object(entry)) for entry in known(self.repository)]
        return tuple(self._hits(places, terms, limit=limit, superseded=superseded))

    def prepare(self) -> None:
        """Bring the words of the index up to date, so that the next search need not."""
        head = self.repository.head
        if head:
            with Index(self.repository, head).opened() as database:
                self._catch_up(database)

    def _catch_up(self, database: sqlite3.Connection) -> None:
        for statement in TABLES:
            database.execute(statement)
        done = "(SELECT coalesce(max(position), 0) FROM searchable)"
        rows = database.execute(f'SELECT position, policy, "commit", text FROM entries WHERE position > {done}')  # noqa: S608
        new = [(position, policy, commit, path) for position, policy, commit, path in rows]
        if not new:
            return
        database.execute("BEGIN IMMEDIATE")
        for start in range(0, len(new), BATCH):
            self._insert(database, new[start : start + BATCH])
        database.execute("COMMIT")

    def _insert(self, database: sqlite3.Connection, rows: Sequence[tuple[int, str, str, str]]) -> None:
        objects = [f"{commit}:{self.repository.prefix}{path}" for _, _, commit, path in rows]
        found = self.repository.objects(objects)
        for (position, policy, commit, _), (name, content) in zip(rows, found, strict=True):
            database.execute("INSERT OR REPLACE INTO searchable VALUES (?, ?, ?, ?)", [position, policy, commit, name])
            words = " ".join(_words(content.decode(errors="replace")))
            database.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", [position, words])

    def _hits(self, places: Sequence[Place], terms: Sequence[str], *, limit: int, superseded: bool) -> list[Hit]:
        hits: list[Hit] = []
        for start in range(0, len(places), BATCH):
            chunk = places[start : start + BATCH]
            wanted = self._wanted({place.policy for place in chunk}, superseded=superseded)
            asked = [place for place in chunk if place.commit in wanted]
            for place, content in zip(asked, self.repository.blobs(place.object for place in asked), strict=True):
                hits += _hit(*wanted[place.commit], (content or b"").decode(errors="replace"), terms)
            if len(hits) >= limit:
                break
        return hits[:limit]

    def _wanted(self, policies: set[str], *, superseded: bool) -> dict[str, tuple[Version, Version]]:
        """Return the revisions to be searched by their commit, each with the newest of its policy."""
        lines = versions(known(self.repository, policies)).values()
        return {
            version.entry.commit: (version, line[-1])
            for line in lines
            for version in (line if superseded else line[-1:])
        }

    def _object(self, entry: Entry) -> str:
        return f"{entry.commit}:{self.repository.prefix}{entry.text}"


def _candidates(database: sqlite3.Connection, terms: Sequence[str]) -> list[Place]:
    """Return the texts that hold the words of all terms, best first, and the others too where words cannot decide."""
    words = {word for term in terms for word in _words(term) if any(map(str.isalnum, word))}
    ranked: list[Place] = []
    if words:
        query = (
            "SELECT policy, git_commit, object FROM words JOIN searchable ON position = words.rowid "
            "WHERE words MATCH ? ORDER BY rank, position"
        )
        matching = " AND ".join(f'"{word}"' for word in sorted(words))
        ranked = [Place(*row) for row in database.execute(query, [matching])]
    if words and all(map(_is_made_of_words, terms)):
        return ranked
    rest = database.execute("SELECT policy, git_commit, object FROM searchable ORDER BY position")
    return list(dict.fromkeys([*ranked, *(Place(*row) for row in rest)]))


def _hit(version: Version, newest: Version, text: str, terms: Sequence[str]) -> Iterator[Hit]:
    folded = text.casefold()
    counts = [folded.count(term) for term in terms]
    if not all(counts):
        return
    lines = [line for line in text.splitlines() if any(term in line.casefold() for term in terms)]
    entry = version.entry
    yield Hit(
        entry.policy, version.name, entry.commit, entry.title, version == newest, sum(counts), _telling(lines, text)
    )


def _telling(lines: Sequence[str], text: str) -> str:
    """Return the first line below the front matter, else the first: a term may span lines of neither."""
    front = set(text.partition("\n---\n")[0].splitlines())
    return next((line for line in lines if line not in front), next(iter(lines), ""))


def _words(text: str) -> list[str]:
    """Return the words of a text and the shorter words inside them."""
    import rjieba

    return [word.replace('"', "") for word in rjieba.cut_for_search(text.casefold()) if not word.isspace()]


def _is_made_of_words(term: str) -> bool:
    """Tell whether a text that holds the term must hold its words as words."""
    import rjieba

    return all(len(word) >= SHORTEST_WORD and rjieba.has_word(word) for word in rjieba.cut(term))
