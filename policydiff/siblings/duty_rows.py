"""Rows that hold no number: who is in charge of a topic, and by when a goal is to be reached."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policydiff.model.synopsis import FactCell, FactRow, Mark, Value
from policydiff.siblings.clusters import average_linkage
from policydiff.siblings.extremes import with_extremes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from policydiff.model import Fact
    from policydiff.model.synopsis import Topic
    from policydiff.siblings.topic_index import TopicIndex

    Stated = tuple[int, Fact]

_ROLES = ("lead", "responsible", "participant")

# From this share of common characters on two goals of one topic are one: what is to be done is put in other words by
# each drafter, so that less is asked than of an indicator's name.
ONE_GOAL = 0.5


def duties(
    stated: Sequence[Stated],
    places: TopicIndex,
    topics: Sequence[Topic],
    count: int,
    common_name: Callable[[Fact], str | None],
) -> Iterator[FactRow]:
    """Yield a row for each topic and role: who leads it, who answers for it, who takes part."""
    found: dict[tuple[int, str], list[Stated]] = defaultdict(list)
    for member, fact in stated:
        if fact.kind == "responsibility" and fact["basis"] == "stated":
            for topic in places.of(member, fact):
                found[topic, str(fact["role"])].append((member, fact))
    for topic, role in sorted(found, key=lambda key: (key[0], _ROLES.index(key[1]))):
        cells = [_agencies(member, found[topic, role], common_name) for member in range(count)]
        yield FactRow("responsibility", topics[topic].name, _same_or_not(cells), role, topic=topic)


def _agencies(member: int, stated: Sequence[Stated], common_name: Callable[[Fact], str | None]) -> FactCell:
    """Return a document's agencies under their common names, each once."""
    named = {common_name(fact) or fact.subject: fact for other, fact in reversed(stated) if other == member}
    ordered = sorted(named.items(), key=lambda item: (item[1].start, item[1].end, item[0]))
    return FactCell(member, tuple(Value(member, fact, name) for name, fact in ordered))


def _same_or_not(cells: Sequence[FactCell]) -> tuple[FactCell, ...]:
    """Mark the documents that name nobody; where all name the same, say so."""
    named = [{value.shown for value in cell.values} for cell in cells if cell.values]
    same = Mark.EQUAL if len(named) > 1 and all(each == named[0] for each in named) else Mark.NONE
    return tuple(FactCell(cell.member, cell.values, same if cell.values else Mark.MISSING) for cell in cells)


def dated(stated: Sequence[Stated], places: TopicIndex, count: int) -> Iterator[FactRow]:
    """Yield a row for each goal with a date, of one topic and in similar words."""
    by_topic: dict[int, list[Stated]] = defaultdict(list)
    for member, fact in stated:
        if fact.kind == "deadline":
            for topic in places.of(member, fact):
                by_topic[topic].append((member, fact))
    for topic, found in sorted(by_topic.items()):
        for goal in average_linkage(_alike(found), least=ONE_GOAL):
            yield _dated_row(topic, [found[k] for _, k in goal], count)


def _alike(stated: Sequence[Stated]) -> Mapping[tuple[tuple[int, int], tuple[int, int]], float]:
    from rapidfuzz.fuzz import ratio

    places = [((member, k), fact) for k, (member, fact) in enumerate(stated)]
    return {
        (one, other): likeness
        for k, (one, left) in enumerate(places)
        for other, right in places[k + 1 :]
        if one[0] != other[0] and (likeness := ratio(left.subject, right.subject) / 100) >= ONE_GOAL
    }


def _dated_row(topic: int, stated: Sequence[Stated], count: int) -> FactRow:
    """Return a row of dates; the latest counts as the highest."""
    cells = [
        FactCell(member, tuple(_date(member, fact) for other, fact in stated if other == member))
        for member in range(count)
    ]
    names = tuple(dict.fromkeys(fact.subject for _, fact in stated))
    return FactRow(
        "deadline", min(names, key=lambda name: (len(name), name)), with_extremes(cells), names=names, topic=topic
    )


def _date(member: int, fact: Fact) -> Value:
    day = str(fact["deadline"])
    # A bare year ends on its last day.
    return Value(member, fact, day, float((day if "-" in day else f"{day}-12-31").replace("-", "")))
