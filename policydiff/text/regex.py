"""Patterns that are compiled when they are first used, and questions that are cheaper than a pattern.

The program holds some hundreds of patterns and a document needs a hundred of them; compiling all of them at import would take
a fifth of a second.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from re import Pattern


class Lazy:
    """Stands for a pattern until one of its methods is asked for, then hands out the pattern's own."""

    def __init__(self, source: str, flags: int) -> None:
        """Note what is to be compiled."""
        self.written = source, int(flags)
        self.pattern = source  # asked for when a pattern is built into another one: no reason to compile

    def __getattr__(self, name: str) -> Any:
        """Compile, and keep what was asked for, so that the next call goes straight to it."""
        found = getattr(re.compile(*self.written), name)
        self.__dict__[name] = found
        return found


def lazy(source: str, flags: int = 0) -> Pattern[str]:
    """Return what behaves as `re.compile(source, flags)` and compiles on first use.

    A broken pattern raises `re.error` only then; a test compiles them all.
    """
    pattern: Any = Lazy(source, flags)
    written: Pattern[str] = pattern
    return written


def standing(text: str, words: Iterable[str]) -> list[str]:
    """Return which of some words stand in a text.

    A character is looked for some ten times as fast as a word: most words are settled by one that the text lacks.
    """
    return [word for word in words if all(map(text.__contains__, word)) and word in text]


def mentions(text: str, words: Iterable[str]) -> bool:
    """Tell whether any of some words stands in a text: the cheap question before a pattern that needs one of them."""
    for word in words:  # noqa: SIM110 any() over a generator takes three times as long
        if word in text:
            return True
    return False
