"""Seriation: order topics and documents so that similar ones are neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Document
    from policydiff.model.synopsis import Topic


def seriated(topics: Sequence[Topic], documents: Sequence[Document]) -> tuple[Topic, ...]:
    """Return topics in the order in which the documents, on the average, come to them.

    What stands in one chapter of one plan stands together in most plans of its kind, so that the mean place in the
    documents keeps chapters together.
    """
    lengths = [max(1, len(document.text)) for document in documents]
    return tuple(sorted(topics, key=lambda topic: (_place(topic, lengths), topic.name)))


def _place(topic: Topic, lengths: Sequence[int]) -> float:
    places = [cell.passages[0].start / lengths[cell.member] for cell in topic.cells if cell.passages]
    return round(sum(places) / len(places), 6)


def chain(alike: Sequence[Sequence[float]]) -> tuple[int, ...]:
    """Return an order of documents in which each stands beside the one most like it: the ends grow, best first."""
    count = len(alike)
    if count < 3:  # noqa: PLR2004 two stand beside each other anyhow
        return tuple(range(count))
    start = max(
        ((one, other) for one in range(count) for other in range(one)),
        key=lambda pair: (alike[pair[0]][pair[1]], -pair[0], -pair[1]),
    )
    line = sorted(start)
    left = set(range(count)) - set(line)
    while left:
        _, end, chosen = max((alike[line[end]][each], end, -each) for end in (0, -1) for each in left)
        line = [-chosen, *line] if end == 0 else [*line, -chosen]
        left.discard(-chosen)
    return tuple(line)
