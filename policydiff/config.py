"""A user's own settings: `policydiff.toml` of the working folder, or `[tool.policydiff]` of its `pyproject.toml`."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from policydiff.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

CONFIGURATION = "policydiff.toml"
_PROJECT = "pyproject.toml"
# Each way to write the table `tool.policydiff` has one of these: [tool.policydiff], tool.policydiff.x = …, [tool], tool = {…}.
# A pyproject.toml without them need not be parsed, which takes some milliseconds.
_OURS = re.compile(r"""tool["']?\s*(?:\.\s*["']?policydiff|[\]=])|\\[uUx]""")


class Section(NamedTuple):
    """What a file says under one name, and the file; `value` is None where no file says anything."""

    value: Any = None
    file: str = CONFIGURATION


def section(name: str, folder: Path | None = None) -> Section:
    """Return what the settings say under `name`; `policydiff.toml` wins over `pyproject.toml`.

    Raises UsageError when a file cannot be read.
    """
    for file, read in ((CONFIGURATION, _table), (_PROJECT, _ours)):
        path = os.path.join(folder or "", file)
        if os.path.isfile(path) and name in (table := read(path)):
            return Section(table[name], path)
    return Section()


def _ours(path: str) -> dict[str, Any]:
    """Return the table `tool.policydiff` of a file that is mostly others'."""
    if not _OURS.search(_text(path)):
        return {}
    ours: dict[str, Any] = _table(path).get("tool", {}).get("policydiff", {})
    return ours


def _table(path: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} cannot be read: {error}") from error


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
