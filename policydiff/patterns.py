"""Patterns that are compiled when they are first used.

The program holds some hundreds of patterns, and a document needs a few dozen of them; compiling the rest
would take half of a cold start.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from re import Pattern


class _Lazy:
    """Stands for a pattern until one of its methods is asked for, then hands out the pattern's own."""

    def __init__(self, source: str, flags: int) -> None:
        self._written = source, flags
        self.pattern = source  # asked for when a pattern is built into another one: no reason to compile

    def __getattr__(self, name: str) -> Any:
        """Compile, and keep what was asked for, so that the next call goes straight to it."""
        found = getattr(re.compile(*self._written), name)
        self.__dict__[name] = found
        return found


def lazy(source: str, flags: int = 0) -> Pattern[str]:
    """Return what behaves as `re.compile(source, flags)` and compiles on first use.

    A broken pattern raises `re.error` only then; a test compiles them all.
    """
    pattern: Any = _Lazy(source, flags)
    compiled: Pattern[str] = pattern
    return compiled
