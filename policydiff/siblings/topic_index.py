"""Tell in which topics a fact stands."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policydiff.model import Fact
    from policydiff.model.synopsis import Topic


class TopicIndex:
    """Where the topics stand in each document."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        """Sort the passages of all topics by place."""
        spans: dict[int, dict[tuple[int, int], list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, topic in enumerate(topics):
            for passage in topic.passages:
                spans[passage.member][passage.start, passage.end].append(number)
        self._spans = {member: sorted(found.items()) for member, found in spans.items()}

    def of(self, member: int, fact: Fact) -> tuple[int, ...]:
        """Return the topics whose passages hold a fact."""
        spans = self._spans.get(member, [])
        before = bisect_right(spans, fact.start, key=lambda span: span[0][0])
        (start, end), topics = spans[before - 1] if before else ((0, 0), [])
        return tuple(topics) if start <= fact.start < end else ()

    def common(self, stated: Iterable[tuple[int, Fact]], *, least: int = 2) -> int | None:
        """Return the topic in which most documents state something, None where fewer than `least` do."""
        counts = Counter(topic for _, topic in {(member, t) for member, fact in stated for t in self.of(member, fact)})
        best = min(counts, key=lambda topic: (-counts[topic], topic), default=None)
        return best if best is not None and counts[best] >= least else None
