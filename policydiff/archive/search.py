"""Full text: the index finds candidates, the texts themselves decide.

    医疗机构 备案  ─cut──→ 医疗 ∧ 机构 ∧ 医疗机构 ∧ 备案   words: the best candidates, ranked
                 ─pairs→ 医疗 ∧ 疗机 ∧ 机构 ∧ 备案       pairs of characters: all candidates
                 ─read─→ the texts that hold both terms

Words alone would miss what is cut otherwise in its sentence (民医院 in 县人民医院); pairs alone rank nothing.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from policydiff.archive.index import Index, known
from policydiff.archive.timeline import versions
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policydiff.archive.git import Repository
    from policydiff.archive.timeline import Entry, Version

# Texts read in one go: enough for a screen of hits, little to read in vain.
BATCH = 40
# Characters of the longest word that is sought in the index; the dictionary has hardly any longer ones.
LONGEST_WORD = 12
# Letters and digits of any script; what stands between them is in no index.
RUN = lazy(r"[^\W_]+")
TABLES = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (text, content='', tokenize=\"unicode61 remove_diacritics 0\")",
    # Its tokenizer keeps all that is not ASCII, and where in a text a pair stands need not be known.
    "CREATE VIRTUAL TABLE IF NOT EXISTS pairs USING fts5 (text, content='', columnsize=0, detail='none', tokenize=ascii)",
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
        if not terms or not head or limit < 1:
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

    def near(self, words: Iterable[str], *, limit: int) -> list[str]:
        """Return the policies whose texts hold the most telling of some words, best first. Raises sqlite3.Error."""
        matching = " OR ".join(f'"{word}"' for word in words)
        head = self.repository.head
        if not matching or not head:
            return []
        query = (
            "SELECT policy FROM words JOIN searchable ON position = words.rowid WHERE words MATCH ? "
            "ORDER BY rank, position LIMIT ?"
        )
        with Index(self.repository, head).opened() as database:
            self._catch_up(database)
            rows = database.execute(query, [matching, limit]).fetchall()
        return list(dict.fromkeys(policy for (policy,) in rows))

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
            text = content.decode(errors="replace").casefold()
            database.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", [position, " ".join(_words(text))])
            database.execute("INSERT INTO pairs (rowid, text) VALUES (?, ?)", [position, " ".join(_pairs(text))])

    def _hits(self, places: Sequence[Place], terms: Sequence[str], *, limit: int, superseded: bool) -> list[Hit]:
        hits: list[Hit] = []
        # Few candidates do not hold the words after all.
        size = min(limit + limit // 10 + 1, BATCH)
        for start in range(0, len(places), size):
            chunk = places[start : start + size]
            wanted = self._wanted({place.policy for place in chunk}, superseded=superseded)
            asked = [place for place in chunk if (place.policy, place.commit) in wanted]
            for place, content in zip(asked, self.repository.blobs(place.object for place in asked), strict=True):
                hits += _hit(*wanted[place.policy, place.commit], (content or b"").decode(errors="replace"), terms)
            if len(hits) >= limit:
                break
        return hits[:limit]

    def _wanted(self, policies: set[str], *, superseded: bool) -> dict[tuple[str, str], tuple[Version, Version]]:
        """Return the revisions to be searched by their policy and commit, each with the newest of its policy."""
        lines = versions(known(self.repository, policies)).values()
        return {
            (version.entry.policy, version.entry.commit): (version, line[-1])
            for line in lines
            for version in (line if superseded else line[-1:])
        }

    def _object(self, entry: Entry) -> str:
        return f"{entry.commit}:{self.repository.prefix}{entry.text}"


def _candidates(database: sqlite3.Connection, terms: Sequence[str]) -> list[Place]:
    """Return every text that may hold all terms, best first."""
    database.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab (main, words, row)")
    words = {word for term in terms for run in RUN.findall(term) for word in _known_words(database, run)}
    pairs = {pair for term in terms for pair in _asked_pairs(term)}
    best = _matching(database, "words", words, "rank, position")
    return list(dict.fromkeys([*best, *_matching(database, "pairs", pairs, "position")]))


def _known_words(database: sqlite3.Connection, run: str) -> Iterator[str]:
    """Yield the words of a term: from each place the longest one that the index has.

    Cutting it as the texts were cut would load the dictionary, which takes longer than the search.
    """
    place = 0
    while place < len(run):
        pieces = [run[place:end] for end in range(min(len(run), place + LONGEST_WORD), place, -1)]
        asked = ", ".join("?" * len(pieces))
        rows = database.execute(f"SELECT term FROM temp.vocabulary WHERE term IN ({asked})", pieces)  # noqa: S608 - question marks
        longest = max((word for (word,) in rows), key=len, default="")
        if longest:
            yield longest
        place += len(longest) or 1


def _matching(database: sqlite3.Connection, table: str, tokens: set[str], order: str) -> list[Place]:
    """Return the texts that have all tokens in one of the two indexes; all texts when there are none."""
    found = f"JOIN {table} ON position = {table}.rowid WHERE {table} MATCH ?" if tokens else ""
    query = f"SELECT policy, git_commit, object FROM searchable {found} ORDER BY {order if tokens else 'position'}"  # noqa: S608
    matching = [" AND ".join(f'"{token}"' for token in sorted(tokens))] if tokens else []
    return [Place(*row) for row in database.execute(query, matching)]


def _hit(version: Version, newest: Version, text: str, terms: Sequence[str]) -> Iterator[Hit]:
    folded = text.casefold()
    counts = [folded.count(term) for term in terms]
    if not all(counts):
        return
    entry = version.entry
    yield Hit(
        entry.policy, version.name, entry.commit, entry.title, version == newest, sum(counts), _telling(terms, text)
    )


def _telling(terms: Sequence[str], text: str) -> str:
    """Return the first line with a term below the front matter, else the first: a term may span lines of neither."""
    front, _, below = text.partition("\n---\n")
    lines = (line for part in (below, front) for line in part.splitlines())
    return next((line for line in lines if any(term in line.casefold() for term in terms)), "")


def _words(text: str) -> list[str]:
    """Return the words of a text and the shorter words inside them, and what stands between."""
    import rjieba

    words: list[str] = rjieba.cut_for_search(text)
    return words


def _pairs(text: str) -> set[str]:
    """Return the characters of a text and their pairs."""
    found: set[str] = set()
    for run in RUN.findall(text):
        found.update(run)
        found.update(map(add, run, run[1:]))
    return found


def _asked_pairs(term: str) -> Iterator[str]:
    """Yield what a text must have that holds the term."""
    for run in RUN.findall(term):
        yield from map(add, run, run[1:]) if len(run) > 1 else run
