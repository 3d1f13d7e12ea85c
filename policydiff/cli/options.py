"""Options that several commands share, and what they stand for."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

import click

from policydiff.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from policydiff.plugins import Plugins
    from policydiff.severity import Overrides

Command = TypeVar("Command", bound="Callable[..., object]")

DEFAULT_ARCHIVE = "policy-archive"
NARROWEST = 40
PIPE_WIDTH = 100


def plugin_options(command: Command) -> Command:
    """Add `--without` and `--only`."""
    command = click.option(
        "--only", multiple=True, metavar="NAME", help="Of the plugins that comment, use just this one (repeatable)."
    )(command)
    return click.option("--without", multiple=True, metavar="NAME", help="Leave out a plugin (repeatable).")(command)


def archive_option(command: Command) -> Command:
    """Add `--archive`."""
    return click.option(
        "-a",
        "--archive",
        "archive_path",
        default=lambda: os.environ.get("POLICYDIFF_ARCHIVE", DEFAULT_ARCHIVE),
        metavar="DIR",
        help=f"The archive, a Git repository.  [default: $POLICYDIFF_ARCHIVE or '{DEFAULT_ARCHIVE}']",
    )(command)


def repair_option(command: Command) -> Command:
    """Add `--no-repair`."""
    return click.option("--no-repair", is_flag=True, help="Leave damaged text as it came.")(command)


def lang_option(command: Command) -> Command:
    """Add `--lang`."""
    return click.option(
        "--lang", type=click.Choice(["zh", "en"]), help="Language of the report.  [default: the documents' language]"
    )(command)


def format_options(*formats: str) -> Callable[[Command], Command]:
    """Add `--format` (these, and whatever renderers plugins bring when none is given) and `-o`."""
    kind = click.Choice(list(formats)) if formats else None

    def add(command: Command) -> Command:
        command = click.option("-o", "--output", metavar="FILE", help="Write here instead of to stdout.")(command)
        return click.option(
            "-f", "--format", "format_name", type=kind, metavar=None if formats else "NAME", help=_format_help(formats)
        )(command)

    return add


def _format_help(formats: tuple[str, ...]) -> str:
    return (
        "Output format."
        if formats
        else "Output format: terminal, json, markdown, html, or a plugin's.  [default: by the name of FILE, else terminal]"
    )


def loaded(without: tuple[str, ...], only: tuple[str, ...]) -> Plugins:
    """Return the plugins that the options leave."""
    from policydiff.plugins import load

    return load(without=without, only=only)


def weighed(plugins: Plugins) -> Overrides:
    """Return the user's severities from the configuration of the working folder."""
    from policydiff.config import section
    from policydiff.severity import Overrides, overrides

    if section("severity").value is None:
        return Overrides()
    from policydiff.plugins import installed

    return overrides(plugins.grades(), installed())


def write(content: str | bytes, output: str | None) -> None:
    """Write to a file (whole or not at all) or to stdout.

    Raises UsageError when the file or stdout cannot be written.
    """
    data = _line(content).encode("utf-8") if isinstance(content, str) else content
    if output is None or output == "-":
        _to_stdout(data)
        return
    from pathlib import Path

    path = Path(output)
    try:
        _to_file(data, path)
    except OSError as error:
        raise UsageError(f"cannot write '{output}': {error.strerror}; choose another place with -o") from error


def _to_file(data: bytes, path: Path) -> None:
    """Write a file whole or not at all; into what is no file (/dev/null, a pipe) it goes as it is."""
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(data)
        return
    partial = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(data)
        partial.replace(path)
    except OSError:
        with suppress(OSError):
            partial.unlink()
        raise


def _line(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _to_stdout(data: bytes) -> None:
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is left in the buffer cannot be written at exit either, and would be told once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise UsageError(
            f"cannot write the output: {error.strerror}; make room, or choose another place with -o"
        ) from error


def show(content: str | bytes, output: str | None) -> None:
    """Write like `write`, a text longer than the terminal through the user's pager ($PAGER, else less; `PAGER=cat` for none)."""
    text = content if isinstance(content, str) and output is None and sys.stdout.isatty() else ""
    if not text or text.count("\n") < _terminal_lines():
        write(content, output)
        return
    # As git has it: colours pass, and what fits on one screen stays on it.
    os.environ.setdefault("LESS", "FRX")
    click.echo_via_pager(_line(text), color=wants_color())


def _terminal_lines() -> int:
    import shutil

    return shutil.get_terminal_size().lines


def wants_color() -> bool:
    """Tell whether stdout is a terminal that wants colour (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Return the width to lay text out to: the terminal's, or 100 cells in a pipe."""
    if not sys.stdout.isatty() and not os.environ.get("COLUMNS"):
        return PIPE_WIDTH
    import shutil

    return max(NARROWEST, shutil.get_terminal_size((PIPE_WIDTH, 24)).columns)
