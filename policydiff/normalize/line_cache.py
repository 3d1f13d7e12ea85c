"""What many rules ask of the same lines, found once: the lines as one text, and the few that end without 。 or ；.

Nearly all lines of a law end so, and what most rules look for (titles, dates, page lines) never does. Each answer is kept for
the lines that were asked about last, and let go by `normalize` when a document is done: it may be large.
"""

from __future__ import annotations

from functools import lru_cache

# What a sentence or an item ends in.
ENDS = frozenset("。；")


@lru_cache(maxsize=1)
def text_of(lines: tuple[str, ...]) -> str:
    """Return lines as one text."""
    return "\n".join(lines)


@lru_cache(maxsize=1)
def open_places(lines: tuple[str, ...]) -> tuple[int, ...]:
    """Return the places of the lines that hold something and do not end in 。 or ；."""
    return tuple(at for at, line in enumerate(lines) if line[-1:] not in ENDS)
