"""The user's settings on the command line: whose file counts, and what it turns down.

--config FILE        that file
in CI                the files of the base revision: a branch under review must not switch its own gate off
else                 the files of the working folder
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from policydiff.cli.say import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from policydiff.archive.git import Repository
    from policydiff.config import Files
    from policydiff.plugins import Plugins
    from policydiff.severity import Overrides

Command = TypeVar("Command", bound="Callable[..., object]")

# The revision whose settings count in CI, where the command itself has none.
BASE = "POLICYDIFF_BASE"


def config_option(command: Command) -> Command:
    """Add `--config`."""
    text = "Settings to use instead of policydiff.toml of the working folder (in CI: of the base revision)."
    return click.option("--config", metavar="FILE", help=text)(command)


def severities(
    plugins: Plugins, config: str | None, *, repository: Repository | None = None, base: str = ""
) -> Overrides:
    """Return the user's severities. Raises UsageError for settings that mean nothing.

    In CI the settings are those of `base` (else $POLICYDIFF_BASE) in the repository of the working folder (else `repository`).
    """
    from policydiff.config import one_file, section
    from policydiff.severity import Overrides, overrides

    files = one_file(config) if config else _of_base(repository, base)
    if section("severity", files=files).value is None:
        return Overrides()
    from policydiff.plugins import installed

    return overrides(plugins.grades(), installed(), files=files)


def tell_turned_down(plugins: Plugins, found: Overrides) -> str:
    """Tell on stderr which rules the settings turn down, and return it."""
    told = found.turned_down(plugins.grades()) if found.grades else ""
    if told:
        say(f"policydiff: {told}", err=True)
    return told


def in_ci() -> bool:
    """Tell whether a CI system runs this: all of them set $CI."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def _of_base(repository: Repository | None, base: str) -> Files | None:
    base = base or os.environ.get(BASE, "")
    if not in_ci() or not base:
        return None
    from policydiff.archive.git import locate
    from policydiff.errors import NotAnArchive

    try:
        repository = locate(Path())
    except NotAnArchive:
        if repository is None:
            return None

    def read(file: str) -> str | None:
        (content,) = repository.blobs([f"{base}:{repository.prefix}{file}"])
        return None if content is None else content.decode(errors="replace")

    return read
