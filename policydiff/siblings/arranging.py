"""Order topics and documents so that neighbours belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Document
    from policydiff.synopsis import Passage, Topic


def in_order(topics: Sequence[Topic], documents: Sequence[Document]) -> tuple[Topic, ...]:
    """Return topics in the order in which the documents, on the average, come to them.

    What stands in one chapter of one plan stands together in most plans of its kind, so that the mean place in the
    documents keeps chapters together.
    """
    lengths = [max(1, len(document.text)) for document in documents]
    return tuple(sorted(topics, key=lambda topic: (_place(topic, lengths), topic.name)))


def _place(topic: Topic, lengths: Sequence[int]) -> float:
    places = [cell.passages[0].start / lengths[cell.member] for cell in topic.cells if cell.passages]
    return round(sum(places) / len(places), 6)


def likeness(topics: Sequence[Topic], sizes: Sequence[int]) -> tuple[tuple[float, ...], ...]:
    """Return for each two documents the part of both texts that treats matters of the other, 0–1; `sizes` in characters."""
    count = len(sizes)
    held: list[list[set[Passage]]] = [[set() for _ in range(count)] for _ in range(count)]
    for topic in topics:
        for cell in topic.cells:
            for other in topic.members if cell.passages else ():
                held[cell.member][other].update(cell.passages)
    return tuple(
        tuple(
            1.0
            if one == other
            else round((_size(held[one][other]) + _size(held[other][one])) / (sizes[one] + sizes[other] or 1), 4)
            for other in range(count)
        )
        for one in range(count)
    )


def _size(passages: set[Passage]) -> int:
    return sum(passage.end - passage.start for passage in passages)


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
