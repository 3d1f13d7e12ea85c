"""The one view of a report that every renderer draws from, so that no two formats disagree.

Report ─draw→ View: two sides, counts, findings by weight, rows, ledgers
              └ blocks(): rows that are shown, folds of rows that are not, signs where a clause has left
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from policydiff.model import LedgerKind, Op, Relation
from policydiff.report import messages, spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policydiff.model import Change, PolicyText
    from policydiff.report.spans import Piece


# What these kinds mean for a row can be read off its numbers and its words.
_PLAIN = frozenset({"inserted", "removed", "amended", "renumbered", "cosmetic"})


@dataclass(frozen=True, slots=True)
class Place:
    """A clause as a reader meets it: its id, label as printed, name (第五条), title (第三章 保障).

    `path` are the headings it stands under, the outermost first; `above` the ids of the same, nearest first.
    """

    id: str
    label: str
    heading: str
    name: str
    title: str
    path: tuple[str, ...]
    above: tuple[str, ...]
    level: int

    @property
    def section(self) -> str:
        """The nearest heading above, empty at the top."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a finding points to, and the clause they stand in; `start` counts characters of the document."""

    clause: str
    name: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark, in the report's language. `row` is None when it is about the whole; `where` names its clause."""

    rule: str
    severity: str
    message: str
    row: int | None
    old: Quote | None
    new: Quote | None
    where: str

    @property
    def plugin(self) -> str:
        """The plugin that says so: the first part of the rule's name."""
        return self.rule.partition(".")[0]


@dataclass(frozen=True)
class Row:
    """One change, ready to be shown. `kinds` leaves `cosmetic` out unless it is asked for or alone; `note` is the 说明."""

    index: int
    change: Change
    kinds: tuple[str, ...]
    changed: bool
    heads: bool
    old: tuple[Place, ...]
    new: tuple[Place, ...]
    note: str
    findings: tuple[Finding, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The new clauses, the old ones where there are no new."""
        return self.new or self.old

    @property
    def level(self) -> int:
        """How deep the row stands, 1 at the top."""
        return self.places[0].level

    @cached_property
    def verbatim(self) -> bool:
        """Whether one clause became one clause and no word that counts came or went."""
        return len(self.old) == len(self.new) == 1 and all(
            edit.op is Op.EQUAL or edit.cosmetic for edit in self.change.edits
        )

    @property
    def telling(self) -> bool:
        """Whether the note says more than numbers and kinds do: where a clause went, what became of several."""
        return not _PLAIN.issuperset(self.kinds)

    @cached_property
    def numbering(self) -> str:
        """The names of both sides: 第五条 → 第六条; one name where they are the same."""
        old, new = (messages.listed([place.name for place in side], "zh") for side in (self.old, self.new))
        return f"{old} → {new}" if old and new and old != new else new or old

    @cached_property
    def old_pieces(self) -> tuple[Piece, ...]:
        """The old words, a piece a clause."""
        return spans.old_pieces(self.change)

    @cached_property
    def new_pieces(self) -> tuple[Piece, ...]:
        """The new words, a piece a clause."""
        return spans.new_pieces(self.change)

    @cached_property
    def inline_pieces(self) -> tuple[Piece, ...]:
        """Old and new words in one stream."""
        return spans.inline_pieces(self.change)


@dataclass(frozen=True, slots=True)
class Departure:
    """A sign at the old place of a moved clause that says which clauses and which row it went to."""

    old: Place
    new: tuple[Place, ...]
    row: Row

    @property
    def target(self) -> str:
        """The names of the clauses it went to."""
        return messages.listed([place.name for place in self.new], "zh")


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows in succession that did not change."""

    rows: tuple[Row, ...]

    def span(self) -> str:
        """Return the names of the first and the last row: 第五条–第九条."""
        first, last = self.rows[0].places[0].name, self.rows[-1].places[-1].name
        return first if first == last else f"{first}–{last}"


Block = Row | Departure | Fold


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two documents, as the head of a report names it."""

    name: str
    title: str
    caption: str
    facts: tuple[tuple[str, str], ...]
    text: PolicyText

    @property
    def ledger(self) -> tuple[tuple[str, int], ...]:
        """How much was lost, repaired, doubted and left out, under the report's words for these."""
        text = self.text
        losses = sum(loss.count for loss in text.losses)
        sizes = (("losses", losses), ("repairs", len(text.repairs)))
        return (*sizes, ("suspicions", len(text.suspicions)), ("removals", len(text.removed)))

    @property
    def kept(self) -> bool:
        """Whether there is anything in the ledger."""
        return any(size for _, size in self.ledger)


@dataclass(frozen=True, slots=True)
class Particular:
    """A difference outside the clauses: a field of the metadata, or an entry of the ledgers (left out, lost …)."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A line of the summary: one matter in words, its gravest severity, and the row where a reader finds it."""

    message: str
    severity: str
    row: int | None


@dataclass(frozen=True)
class View:
    """All that a report says, in one language. `counts` has the rows of each kind, the kinds that occur only."""

    lang: str
    relation: Relation
    heading: str
    old: Side
    new: Side
    unrelated: bool
    alike: float
    counts: tuple[tuple[str, int], ...]
    particulars: tuple[Particular, ...]
    outside: tuple[Particular, ...]
    findings: tuple[Finding, ...]
    rows: tuple[Row, ...]
    departures: Mapping[int, tuple[Departure, ...]]
    failures: tuple[str, ...]
    overview: tuple[str, ...] = ()
    summary: tuple[Matter, ...] = ()
    order: tuple[str, ...] = ()

    @property
    def identical(self) -> bool:
        """Whether nothing that counts differs."""
        return not self.particulars and not self.outside and not any(row.changed for row in self.rows)

    @property
    def alerts(self) -> tuple[str, ...]:
        """What a reader must know before anything else: unlike documents, text that the comparison does not hold."""
        missed = sum(held.field == LedgerKind.UNACCOUNTED.value for held in self.outside)
        found = [self.say("unaccounted", count=missed)] if missed else []
        return (*self.order, *([self.say("unrelated")] if self.unrelated else []), *found)

    @property
    def summary_lines(self) -> tuple[str, ...]:
        """The summary as plain lines: what became of chapters and articles, then one line a matter."""
        graded = (f"[{messages.severity(each.severity, self.lang)}] {each.message}" for each in self.summary)
        return (*self.overview, *graded)

    @property
    def sections(self) -> tuple[tuple[str, tuple[Particular, ...]], ...]:
        """The differences outside the clauses under their headings: the metadata, then the ledgers."""
        sibling = "_sibling" if self.relation is Relation.SIBLINGS else ""
        both = ((self.say(f"metadata{sibling}"), self.particulars), (self.say("outside"), self.outside))
        return tuple((heading, held) for heading, held in both if held)

    @property
    def remarks_outside(self) -> tuple[str, ...]:
        """The differences outside the clauses as one line each, for formats that have only notes."""
        return tuple(
            f"{held.label}{self.say('colon')}{held.old or self.say('none')} → {held.new or self.say('none')}"
            for _, section in self.sections
            for held in section
        )

    @cached_property
    def changed(self) -> tuple[Row, ...]:
        """The rows that changed."""
        return tuple(row for row in self.rows if row.changed)

    @cached_property
    def departed(self) -> frozenset[str]:
        """The old clauses that left a sign where they stood."""
        return frozenset(sign.old.id for signs in self.departures.values() for sign in signs)

    @cached_property
    def hidden_cosmetic(self) -> int:
        """How many rows differ in form only and are not counted as changed."""
        return sum(row.kinds == ("cosmetic",) and not row.changed for row in self.rows)

    @cached_property
    def context(self) -> frozenset[int]:
        """The unchanged rows that a changed one stands under: shown so that a reader knows where they are."""
        by_new = {place.id: row.index for row in self.rows for place in row.new}
        by_old = {place.id: row.index for row in self.rows for place in row.old}
        return frozenset(
            (by_new if row.new else by_old)[above]
            for row in self.changed
            for place in row.places
            for above in place.above
        ) - {row.index for row in self.changed}

    def blocks(self, *, everything: bool = False) -> Iterator[Block]:
        """Yield what is to be shown in reading order; rows that did not change are folded unless `everything`."""
        held: list[Row] = []
        for row in self.rows:
            before, here = self.departures.get(row.index - 1, ()), row.changed or row.index in self.context
            if held and (before or here or everything):
                yield Fold(tuple(held))
                held = []
            yield from before
            if here or everything:
                yield row
            else:
                held.append(row)
        if held:
            yield Fold(tuple(held))
        yield from self.departures.get(len(self.rows) - 1, ()) if self.rows else ()

    @property
    def title(self) -> str:
        """What the report is about: the newer document; for siblings the report itself."""
        return self.heading if self.relation is Relation.SIBLINGS else self.new.title

    def kind(self, name: str) -> str:
        """Return what a kind of change is called."""
        return messages.kind(name, self.lang, self.relation)

    def departed_to(self, departure: Departure) -> str:
        """Return where a clause went; of a sibling, where it stands."""
        phrase = "departed_sibling" if self.relation is Relation.SIBLINGS else "departed"
        return self.say(phrase, target=departure.target)

    def say(self, phrase: str, **values: object) -> str:
        """Return a phrase of the report in its language."""
        return messages.word(phrase, self.lang, **values)
