"""Find the plugins that are installed, without the cost of `importlib.metadata` (25 of a cold start's milliseconds).

The format is the packaging specification's: `entry_points.txt` beside `METADATA` in a `.dist-info` or
`.egg-info` folder, sections in brackets, `name = module`.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from policydiff.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

FOLDERS = (".dist-info", ".egg-info")


class Installed(NamedTuple):
    """A plugin that is installed: its name, its module, and the folder that describes its distribution."""

    name: str
    module: str
    described: str

    def load(self) -> ModuleType:
        """Import the module."""
        from importlib import import_module

        return import_module(self.module)

    def distribution(self) -> tuple[str, str]:
        """Return name and version of the distribution, empty where its folder does not tell."""
        from importlib.metadata import PathDistribution
        from pathlib import Path

        metadata = PathDistribution(Path(self.described)).metadata
        return str(metadata["Name"] or ""), str(metadata["Version"] or "")


def installed(group: str) -> dict[str, Installed]:
    """Return the entry points of a group by name; what comes first on the path wins, as for imports."""
    found: dict[str, Installed] = {}
    for folder in _described():
        for name, module in _section(folder, group):
            found.setdefault(name, Installed(name, module, folder))
    return found


def _described() -> Iterator[str]:
    for place in sys.path:
        try:
            names = sorted(os.listdir(place or os.curdir))  # noqa: PTH208 pathlib is not loaded yet, and costs 4 ms
        except OSError:
            continue
        yield from (os.path.join(place, name) for name in names if name.endswith(FOLDERS))  # noqa: PTH118 the same


def _section(folder: str, group: str) -> Iterator[tuple[str, str]]:
    """Yield name and module of each entry of a group."""
    try:
        with open(f"{folder}/entry_points.txt", encoding="utf-8") as file:  # noqa: PTH123 the same
            text = file.read()
    except (OSError, UnicodeDecodeError):
        return
    _, heading, rest = text.partition(f"[{group}]")
    if not heading:
        return
    for line in rest.partition("\n[")[0].splitlines():
        name, sign, module = line.partition("=")
        if sign and not name.lstrip().startswith(("#", ";")):
            yield name.strip(), module.split("[")[0].strip()
