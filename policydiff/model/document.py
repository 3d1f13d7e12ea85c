"""Revisions, documents and their clauses."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from policydiff.model.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of one policy (FRBR: an expression). `policy` is `region/name`; `commit` and `path` its place in the archive."""

    policy: str
    metadata: Metadata
    source: str
    source_digest: str
    normalized_with: tuple[str, ...] = ()
    commit: str = ""
    path: str = field(default="", compare=False)

    @property
    def id(self) -> str:
        """The archive name of this revision: `region/policy@2017-09-08`."""
        return f"{self.policy}@{self.ordering_date or 'undated'}"

    @property
    def ordering_date(self) -> date | None:
        """The date that places this revision among the others: issued, else effective, else published."""
        return self.metadata.issued or self.metadata.effective or self.metadata.published


class ClauseKind(Enum):
    """What governs a clause. The Chinese term is the drafting rules' own."""

    BOOK = "编"
    SUBBOOK = "分编"
    CHAPTER = "章"
    SECTION = "节"
    ARTICLE = "条"
    PARAGRAPH = "款"
    ITEM = "项"
    SUBITEM = "目"
    NUMBERED = "numbered"  # 一、 （一） 1. （1） ① of plans; English 1. / 1.1 / (a)
    HEADING = "heading"  # a heading that carries no number: u1, u2 …
    PLAIN = "plain"  # a paragraph that no number governs: p1, p2 …
    ATTACHMENT = "附件"


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered or headed unit, or a paragraph that no number governs.

    `id` is the path of printed labels; `label` is the label as printed; `heading` excludes its final 。;
    `text` is what follows, children excluded. In `Document.text` the clause's own words stand at
    `body:end` (heading, stop and text as printed) and its markup and label at `start:body`.

        ## 一、总体要求            start → "## 一、", body → "总体要求" ← end
        1.健全制度。各单位应当……   start → "1.",     body → "健全制度。各单位应当……" ← end
    """

    id: str
    label: str
    heading: str
    text: str
    level: int
    kind: ClauseKind
    start: int
    body: int
    end: int
    parent: str | None = None
    children: tuple[Clause, ...] = ()

    def walk(self) -> Iterator[Clause]:
        """Yield this clause and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def last_end(self) -> int:
        """Where the last clause below this one ends."""
        return self.children[-1].last_end if self.children else self.end


@dataclass(frozen=True)
class Document:
    """A parsed policy: metadata, the body as policy Markdown, and the clause tree over it."""

    metadata: Metadata
    text: str
    clauses: tuple[Clause, ...]
    warnings: tuple[str, ...] = ()

    def walk(self) -> Iterator[Clause]:
        """Yield every clause in document order."""
        return iter(self._every)

    @cached_property
    def _every(self) -> tuple[Clause, ...]:
        """Every clause in document order; each plugin walks over them all."""
        return tuple(inner for clause in self.clauses for inner in clause.walk())

    @cached_property
    def by_id(self) -> dict[str, Clause]:
        """Every clause under its id."""
        return {clause.id: clause for clause in self.walk()}

    def own(self, clause: Clause) -> str:
        """Return the clause's own words as printed: heading, stop and text, without label and children."""
        return self.text[clause.body : clause.end]

    @cached_property
    def units(self) -> tuple[Clause, ...]:
        """The rows of a comparison, in document order.

        An article stands whole (its 款 and 项 inside it); any other clause stands for its own words.
        """
        return tuple(self._units(self.clauses))

    def _units(self, clauses: tuple[Clause, ...]) -> Iterator[Clause]:
        for clause in clauses:
            yield clause
            if clause.kind is not ClauseKind.ARTICLE:
                yield from self._units(clause.children)

    def unit_end(self, unit: Clause) -> int:
        """Where a unit's words end."""
        return unit.last_end if unit.kind is ClauseKind.ARTICLE else unit.end

    def words_of(self, unit: Clause) -> str:
        """Return the words of a unit as printed, its label excluded; an article's 款 and 项 included."""
        return self.text[unit.body : self.unit_end(unit)]

    @cached_property
    def unit_of(self) -> dict[str, str]:
        """The unit (id) that each clause (id) stands in."""
        return {
            inner.id: unit.id
            for unit in self.units
            for inner in (unit.walk() if unit.kind is ClauseKind.ARTICLE else (unit,))
        }
