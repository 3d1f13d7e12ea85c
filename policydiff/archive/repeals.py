"""What took a revision's place: the next revision, or another document that repeals it (同时废止).

Of a repeal, what one document says has to meet what the other is called.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from policydiff.archive.titles import canonical, naming
from policydiff.model import RETROACTIVE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policydiff.archive.timeline import Entry, Version

# The dates that a revision may begin on, the best first: a later one stands in where the earlier ones are not known.
STARTS = ("effective", "published", "issued")
# A text that states a much older date was amended (修正) since and kept the closing sentence of its first version, as laws do.
KEPT = "kept"


class Repeal(NamedTuple):
    """A repeal: from which day on, by which revision, and the name or 文号 that it uses."""

    since: date
    by: str
    name: str


class Successor(NamedTuple):
    """The revision that took another one's place, and the day on which it did."""

    since: date
    by: str


def start(entry: Entry) -> tuple[str, date] | None:
    """Return which date an entry begins on, and that date; None when it has none.

    `kept` means that the effective date in its text is an earlier version's, so that its publication or issue stands in.
    """
    found = [(name, day) for name in STARTS if (day := getattr(entry, name))]
    if len(found) > 1 and entry.effective and found[1][1] - entry.effective > RETROACTIVE:
        return KEPT, found[1][1]
    return found[0] if found else None


def commencement(
    published: date | None, issued: date | None, effective: date | None
) -> tuple[date | None, date | None]:
    """Return the day a revision enters into force, and the day its first version did; each None where it is not known."""
    basis = published or issued
    if effective and basis and basis - effective > RETROACTIVE:
        return None, effective
    return effective, None


def names(entries: Iterable[Entry]) -> list[str]:
    """Return what entries may be called in a repeal: titles without their trimmings, and 文号."""
    found = {name for entry in entries for name in (canonical(entry.title), entry.number) if name}
    return sorted(found)


def successor(version: Version, line: Sequence[Version]) -> Successor | None:
    """Return what took a revision's place among the revisions of its policy, None while nothing has."""
    own = start(version.entry)
    later = [(known[1], other.name) for other in line if (known := start(other.entry)) and own and known[1] > own[1]]
    return Successor(*min(later)) if later else None


def repeals(entry: Entry, others: Iterable[Entry], *, until: date = date.max) -> list[Repeal]:
    """Return what of `others` had repealed an entry by a day, the first first."""
    return sorted(_repeals(entry, others, until))


def _repeals(entry: Entry, others: Iterable[Entry], until: date) -> Iterator[Repeal]:
    own = start(entry)
    for other in others:
        began = start(other)
        if other.policy == entry.policy or began is None or began[1] > until or (own and began[1] < own[1]):
            continue
        name = naming(entry, other.repeals, region=other.policy.split("/")[0])
        if name:
            yield Repeal(began[1], f"{other.policy}@{other.ordering_date}", name)
