"""A policy's past: its revisions, what happened between them, and what each of them did to every clause there is now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from policydiff.tracking import lineage
from policydiff.tracking.step_cache import body, outlines, steps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policydiff.archive import Archive, Version
    from policydiff.plugins import Plugins
    from policydiff.tracking.lineage import Blame, Station
    from policydiff.tracking.step_cache import Step


class Followed(NamedTuple):
    """A clause of the newest revision: its words, where it came in and was last amended, and what it was before.

    `stations` has one entry a revision, oldest first, from the one that brought the clause in to the newest.
    """

    clause: str
    text: str
    blame: Blame
    stations: tuple[Station, ...]


class Gone(NamedTuple):
    """A clause that a revision (index) removed: its number and words in the revision before."""

    removed: int
    clause: str
    text: str


# Without slots: what was read once is kept.
@dataclass(frozen=True)
class Past:
    """The revisions of a policy up to one of them, oldest first; `load` brings plugins in where a step must be worked out."""

    archive: Archive
    line: Sequence[Version]
    load: Callable[[], Plugins]

    @cached_property
    def plugins(self) -> Plugins:
        """The plugins, loaded once."""
        return self.load()

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What happened from each revision to the next."""
        return steps(self.archive, self.line, lambda: self.plugins)

    @cached_property
    def _read(self) -> dict[int, dict[str, str]]:
        return {}

    def words(self, position: int) -> dict[str, str]:
        """Return the words of each unit of a revision, in document order."""
        if position not in self._read:
            version = self.line[position]
            text = body(self.archive, version)
            (outline,) = outlines(self.archive, [version], lambda: self.plugins)
            self._read[position] = {unit: text[start:end] for unit, start, end in outline}
        return self._read[position]

    def name(self, position: int) -> str:
        """Return the archive name of a revision."""
        return self.line[position].name

    def text(self, station: Station) -> str:
        """Return the words that a clause had in one revision."""
        words = self.words(station.revision)
        return "\n".join(words[clause] for clause in station.clauses if clause in words)

    def followed(self) -> tuple[Followed, ...]:
        """Return every clause of the newest revision with all that the revisions did to it, in document order."""
        last = len(self.line) - 1
        words = self.words(last)
        blames = lineage.blame(list(words), self.steps)
        return tuple(
            Followed(it.clause, words[it.clause], it, lineage.history(it.clause, last, self.steps)) for it in blames
        )

    def gone(self) -> tuple[Gone, ...]:
        """Return the clauses that were removed on the way, by the revision that removed them."""
        return tuple(
            Gone(position, clause, self.words(position - 1).get(clause, ""))
            for position, step in enumerate(self.steps, 1)
            for link in step.links
            if not link.new
            for clause in link.old
        )
