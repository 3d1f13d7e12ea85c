"""Recording many documents: batches of one Git stream each, so that a killed run goes on where it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policydiff.archive.plan import Arrival, Recorded
    from policydiff.archive.store import Archive

# A batch is what a kill may cost and what is held in memory at once; past some hundred, larger ones gain nothing.
DOCUMENTS = 400
BYTES = 64 * 1024 * 1024


def recorded(archive: Archive, arrivals: Iterable[Arrival]) -> Iterator[Recorded]:
    """Record arrivals as they come and yield what became of each, in their order, a batch at a time.

    Record the same arrivals again to resume: what is there already makes no commit.
    """
    for batch in _batches(arrivals):
        yield from archive.record_all(batch)


def _batches(arrivals: Iterable[Arrival]) -> Iterator[list[Arrival]]:
    batch: list[Arrival] = []
    size = 0
    for arrival in arrivals:
        batch.append(arrival)
        size += len(arrival.source.data) + len(arrival.text.markdown)
        if len(batch) >= DOCUMENTS or size >= BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
