"""The command line: commands, and errors turned into text and exit codes.

Exit codes: 0 done (or the same), 1 differs (`--exit-code`, `--fail-on`), 2 trouble.
Text goes to stdout, everything else to stderr. At the top only click is imported: cold start counts.
"""

from __future__ import annotations

import gc
import sys
from typing import NoReturn

import click

from policydiff import __version__
from policydiff.cli.leaving import leave
from policydiff.errors import PolicydiffError

TROUBLE = 2
INTERRUPTED = 130

# Where each command lives, so that a command's module is imported only when it runs.
COMMANDS = {
    "outline": "policydiff.cli.reading",
    "normalize": "policydiff.cli.reading",
    "facts": "policydiff.cli.reading",
    "diff": "policydiff.cli.comparing",
    "compare": "policydiff.cli.surveying",
    "record": "policydiff.cli.recording",
    "log": "policydiff.cli.asking",
    "show": "policydiff.cli.asking",
    "list": "policydiff.cli.asking",
    "search": "policydiff.cli.asking",
    "blame": "policydiff.cli.tracing",
    "history": "policydiff.cli.tracing",
    "annotate": "policydiff.cli.annotating",
    "digest": "policydiff.cli.digesting",
    "watch": "policydiff.cli.watching",
    "check": "policydiff.cli.checking",
    "renormalize": "policydiff.cli.renormalizing",
    "git-setup": "policydiff.cli.gitsetup",
    "textconv": "policydiff.cli.gitsetup",
    "plugins": "policydiff.cli.plugins",
}
# What these modules had to make and another run would make again, they keep for it.
KEEPING = ("policydiff.patterns", "policydiff.lexicon")


class Commands(click.Group):
    """Our commands by name; a plugin's commands are loaded only when ours do not answer."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every command's name: ours in the order of the work, then the plugins'."""
        self._load_plugins_commands()
        return [*COMMANDS, *sorted(set(super().list_commands(ctx)) - set(COMMANDS))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, None when there is none."""
        if cmd_name in COMMANDS:
            from importlib import import_module

            command: click.Command = getattr(import_module(COMMANDS[cmd_name]), f"{cmd_name.replace('-', '_')}_command")
            return command
        self._load_plugins_commands()
        return super().get_command(ctx, cmd_name)

    def _load_plugins_commands(self) -> None:
        from policydiff.plugins import load

        load().register_commands(self)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Compare policy documents clause by clause and keep every version.

    policydiff diff OLD NEW shows what changed between two versions; OLD and NEW are files, URLs or
    names in an archive (region/policy@2017, region/policy@latest~1).
    """


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    # A command's objects live as long as its process; looking for cycles at every turn costs a twentieth of its time.
    gc.set_threshold(200_000, 20, 100)
    code = run(sys.argv[1:])
    _keep()
    leave(code)


def _keep() -> None:
    """Let the next run profit from what this one had to make."""
    for name in KEEPING:
        if module := sys.modules.get(name):
            module.keep()


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; errors are told on stderr in one line."""
    try:
        result = cli.main(args=arguments, prog_name="policydiff", standalone_mode=False)
    except PolicydiffError as error:
        click.echo(f"policydiff: {error}", err=True)
        return TROUBLE
    except click.ClickException as error:
        error.show()
        return TROUBLE
    except (click.Abort, KeyboardInterrupt):
        click.echo("policydiff: interrupted; nothing half-written is left behind", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has had enough (`| head`); that is no trouble.
        sys.stderr.close()
        return 0
    return result if isinstance(result, int) else 0
