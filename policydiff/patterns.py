"""Patterns that are compiled when they are first used, and only once for many runs.

The program holds some hundreds of patterns and a document needs a hundred of them; compiling these took a fifth of a cold
start. Their code is kept in the user's cache folder (`policydiff.kept`), beside which `re.compile` stays the truth: code is
kept only when it makes a pattern equal to the one that `re.compile` returned.
"""

from __future__ import annotations

import marshal
import re
from typing import TYPE_CHECKING, Any

from policydiff import kept

if TYPE_CHECKING:
    from collections.abc import Iterable
    from re import Pattern

NAME = "patterns"
# More than the program has; beyond it patterns gather that are no longer asked for (another user's terms, an older version).
MOST = 1500


class Lazy:
    """Stands for a pattern until one of its methods is asked for, then hands out the pattern's own."""

    def __init__(self, source: str, flags: int) -> None:
        """Note what is to be compiled."""
        self.written = source, int(flags)
        self.pattern = source  # asked for when a pattern is built into another one: no reason to compile

    def __getattr__(self, name: str) -> Any:
        """Compile, and keep what was asked for, so that the next call goes straight to it."""
        found = getattr(compiled(*self.written), name)
        self.__dict__[name] = found
        return found


class Store:
    """The code that earlier runs kept, read when the first pattern is needed, and the patterns that they lacked."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.code: dict[tuple[str, int], bytes] | None = None
        self.lacking: dict[tuple[str, int], Pattern[str]] = {}

    def find(self, key: tuple[str, int]) -> Pattern[str] | None:
        """Return a pattern from its kept code."""
        if self.code is None:
            self.code = _read()
        code = self.code.get(key)
        return _made(key[0], marshal.loads(code)) if code else None  # noqa: S302 our own file, checked


# One for the process, as `re` has its own: what is kept does not change what a pattern finds.
STORE = Store()


def lazy(source: str, flags: int = 0) -> Pattern[str]:
    """Return what behaves as `re.compile(source, flags)` and compiles on first use.

    A broken pattern raises `re.error` only then; a test compiles them all.
    """
    pattern: Any = Lazy(source, flags)
    written: Pattern[str] = pattern
    return written


def compiled(source: str, flags: int = 0) -> Pattern[str]:
    """Return `re.compile(source, flags)`, from kept code where there is some."""
    key = source, int(flags)
    pattern = STORE.find(key)
    if pattern is None:
        pattern = STORE.lacking[key] = re.compile(source, flags)
    return pattern


def keep() -> None:
    """Keep the code of the patterns that this run had to compile."""
    if not STORE.lacking:
        return
    added = {key: code for key, pattern in STORE.lacking.items() if (code := _code(key, pattern))}
    STORE.lacking.clear()
    known = _read()
    if added:
        kept.write(NAME, lambda: marshal.dumps(added if len(known) + len(added) > MOST else known | added))


def _read() -> dict[tuple[str, int], bytes]:
    content = kept.read(NAME)
    known: dict[tuple[str, int], bytes] = marshal.loads(content) if content else {}  # noqa: S302 our own file, checked
    return known


def _code(key: tuple[str, int], pattern: Pattern[str]) -> bytes | None:
    """Return what `re` compiles a pattern to, None where this Python's `re` cannot be asked."""
    source, flags = key
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined] # no public way to a pattern's code

        parsed = _parser.parse(source, flags)
        state = parsed.state
        code = [int(word) for word in _compiler._code(parsed, flags)]  # noqa: SLF001 the same
        parts = (flags | state.flags, code, state.groups - 1, dict(state.groupdict))
        again = _made(source, parts)
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
        return None
    same = again == pattern and again.groupindex == pattern.groupindex
    return marshal.dumps(parts) if same else None


def _made(source: str, parts: tuple[int, list[int], int, dict[str, int]]) -> Pattern[str]:
    """Return a pattern from its code, as the last line of `re`'s compiler does."""
    import _sre

    flags, code, groups, index = parts
    names: list[str | None] = [None] * (groups + 1)
    for name, group in index.items():
        names[group] = name
    pattern: Pattern[str] = _sre.compile(source, flags, code, groups, index, tuple(names))
    return pattern


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
