"""A user's own settings: `policydiff.toml` of the working folder, or `[tool.policydiff]` of its `pyproject.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from policydiff.errors import UsageError

CONFIGURATION = "policydiff.toml"
_PROJECT = "pyproject.toml"


class Section(NamedTuple):
    """What a file says under one name, and the file; `value` is None where no file says anything."""

    value: Any = None
    file: str = CONFIGURATION


def section(name: str, folder: Path | None = None) -> Section:
    """Return what the settings say under `name`; `policydiff.toml` wins over `pyproject.toml`.

    Raises UsageError when a file cannot be read.
    """
    folder = folder or Path()
    for path, within in ((folder / CONFIGURATION, ()), (folder / _PROJECT, ("tool", "policydiff"))):
        if path.is_file():
            table = _table(path)
            for key in within:
                table = table.get(key, {})
            if name in table:
                return Section(table[name], str(path))
    return Section()


def _table(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
