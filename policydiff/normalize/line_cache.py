"""What many rules ask of the same lines, found once: the lines as one text, and the few that end without 。 or ；.

Nearly all lines of a law end so, and what most rules look for (titles, dates, page lines) never does. Each answer is kept for
the lines that were asked about last; `forget` lets go of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from functools import _lru_cache_wrapper
    from typing import Any

A = TypeVar("A")
T = TypeVar("T")

# What a sentence or an item ends in.
ENDS = frozenset("。；")

_ASKED: list[_lru_cache_wrapper[Any]] = []


def asked_again(answer: Callable[[A], T]) -> Callable[[A], T]:
    """Let a function remember what it answered last, until the document is done."""
    remembering = lru_cache(maxsize=1)(answer)
    _ASKED.append(remembering)
    return remembering


def forget() -> None:
    """Let go of the lines that were asked about last: a document may be large."""
    for remembering in _ASKED:
        remembering.cache_clear()


@asked_again
def text_of(lines: tuple[str, ...]) -> str:
    """Return lines as one text."""
    return "\n".join(lines)


@asked_again
def open_places(lines: tuple[str, ...]) -> tuple[int, ...]:
    """Return the places of the lines that hold something and do not end in 。 or ；."""
    return tuple(at for at, line in enumerate(lines) if line[-1:] not in ENDS)
