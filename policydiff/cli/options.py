"""Options that several commands share, and what they stand for."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, TypeVar, cast

import click

from policydiff.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from typing import Any

    from policydiff.plugins import Plugins
    from policydiff.report.file_format import Endings

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


# The endings of the formats that commands write by themselves.
_ENDINGS = {
    "json": (".json",),
    "markdown": (".md",),
    "html": (".html",),
    "docx": (".docx",),
    "atom": (".atom", ".xml"),
}


def format_options(
    *formats: str, text_endings: tuple[str, ...] = (".txt",), unless: str = ""
) -> Callable[[Command], Command]:
    """Add `--format` (these, and whatever renderers plugins bring when none is given) and `-o`.

    Of these formats the command gets the one that was named, or that the file's name asks for, else the first.
    `text_endings` are those of its files of text; `unless` names a switch with which any file will do.
    """
    kind = click.Choice(list(formats)) if formats else None

    def add(command: Command) -> Command:
        endings = {name: _ENDINGS.get(name, text_endings) for name in formats}
        inner = _with_format(command, endings, unless) if formats else command
        inner = click.option("-o", "--output", metavar="FILE", help="Write here instead of to stdout.")(inner)
        return click.option(
            "-f", "--format", "format_name", type=kind, metavar=None if formats else "NAME", help=_format_help(formats)
        )(inner)

    return add


def _with_format(command: Command, endings: Endings, unless: str) -> Command:
    """Return a command that is called with the format that it is to write."""

    @wraps(command)
    def called(*arguments: Any, **options: Any) -> object:
        from policydiff.report.file_format import format_of

        if not options.get(unless):
            first = next(iter(endings))
            options["format_name"] = format_of(options["output"], options["format_name"], endings, first)
        return command(*arguments, **options)

    return cast("Command", called)


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


def write(content: str | bytes, output: str | None) -> None:
    """Write to a file (whole or not at all) or to stdout; what a terminal would obey is shown there instead.

    Raises UsageError when the file or stdout cannot be written.
    """
    if isinstance(content, str) and output is None and sys.stdout.isatty():
        from policydiff.report.escaping import visible

        content = visible(content)
    _write(content, output)


def _write(content: str | bytes, output: str | None) -> None:
    data = _line(content).encode("utf-8") if isinstance(content, str) else content
    if output is None or output == "-":
        _to_stdout(data)
        return
    from pathlib import Path

    path = Path(output)
    if not path.name or output.endswith(os.sep) or path.is_dir():
        raise UsageError(f"'{output}' is a folder; name a file in it with -o")
    _spare_inputs(path)
    try:
        _to_file(data, path)
    except OSError as error:
        raise UsageError(f"cannot write '{output}': {error.strerror}; choose another place with -o") from error


def _spare_inputs(path: Path) -> None:
    """Raise UsageError where the file to write is one that the command was given to read."""
    from pathlib import Path

    context = click.get_current_context(silent=True)
    if context is None or not path.is_file():
        return
    there = path.stat()
    held = (context.params.get(each.name or "") for each in context.command.params if _names_inputs(each))
    for given in _given(held):
        with suppress(OSError, ValueError):
            read = os.fstat(0) if given == "-" else Path(given).expanduser().stat()
            if os.path.samestat(there, read):
                raise UsageError(f"'{path}' is what was read ({given}); choose another place with -o")


# Options that name files to read.
_INPUT_OPTIONS = frozenset(("parent", "baseline", "config"))


def _names_inputs(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Argument) or parameter.name in _INPUT_OPTIONS


def _given(values: Iterable[object]) -> Iterator[str]:
    """Yield the words of a command line that may name files."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from _given(value)


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
    if sys.stdout is None:
        raise UsageError("stdout is closed; choose a file with -o")
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
    """Write what a renderer made inert (its colours are to be obeyed), a text longer than the terminal through the user's pager ($PAGER, else less; `PAGER=cat` for none)."""
    text = content if isinstance(content, str) and output is None and _is_terminal() else ""
    if not text or text.count("\n") < _terminal_lines():
        _write(content, output)
        return
    # As git has it: colours pass, and what fits on one screen stays on it.
    os.environ.setdefault("LESS", "FRX")
    click.echo_via_pager(_line(text), color=wants_color())


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _terminal_lines() -> int:
    import shutil

    return shutil.get_terminal_size().lines


def wants_color() -> bool:
    """Tell whether stdout is a terminal that wants colour (https://no-color.org)."""
    return _is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Return the width to lay text out to: the terminal's, or 100 cells in a pipe."""
    if not _is_terminal() and not os.environ.get("COLUMNS"):
        return PIPE_WIDTH
    import shutil

    return max(NARROWEST, shutil.get_terminal_size((PIPE_WIDTH, 24)).columns)
