"""A user's own settings: `policydiff.toml` of the working folder, or `[tool.policydiff]` of its `pyproject.toml`.

In CI the files are those of the base revision (`Files` that read them there), never those of the branch under review.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from policydiff.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

CONFIGURATION = "policydiff.toml"
_PROJECT = "pyproject.toml"
# Each way to write the table `tool.policydiff` has one of these: [tool.policydiff], tool.policydiff.x = …, [tool], tool = {…}.
# A pyproject.toml without them need not be parsed, which takes some milliseconds.
_OURS = re.compile(r"""tool["']?\s*(?:\.\s*["']?policydiff|[\]=])|\\[uUx]""")


# What returns the text of a settings file by its name, None where there is none.
Files = Callable[[str], str | None]


class Section(NamedTuple):
    """What a file says under one name, and the file; `value` is None where no file says anything."""

    value: Any = None
    file: str = CONFIGURATION


def section(name: str, folder: Path | None = None, *, files: Files | None = None) -> Section:
    """Return what the settings say under `name`; `policydiff.toml` wins over `pyproject.toml`.

    `files` reads them elsewhere than in `folder`. Raises UsageError when a file cannot be read.
    """
    for file, tables in ((CONFIGURATION, _table), (_PROJECT, _ours)):
        path = file if files else os.path.join(folder or "", file)
        text = files(file) if files else _text(path) if os.path.isfile(path) else None
        if text is not None and name in (table := tables(text, path)):
            return Section(table[name], path)
    return Section()


def one_file(path: str) -> Files:
    """Return what reads the one file that the user named, in place of the working folder's. Raises UsageError when it cannot be read."""
    text = _text(path)
    kind = _PROJECT if os.path.basename(path) == _PROJECT else CONFIGURATION
    return {kind: text}.get


def _ours(text: str, path: str) -> dict[str, Any]:
    """Return the table `tool.policydiff` of a file that is mostly others'."""
    if not _OURS.search(text):
        return {}
    ours: dict[str, Any] = _table(text, path).get("tool", {}).get("policydiff", {})
    return ours


def _table(text: str, path: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} cannot be read: {error}") from error


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
