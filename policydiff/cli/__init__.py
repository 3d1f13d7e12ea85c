"""The command line: commands, and errors turned into text and exit codes.

Exit codes: 0 done (or the same), 1 differs (`--exit-code`, `--fail-on`), 2 trouble.
Text goes to stdout, everything else to stderr. Even click is imported where it is used: cold start counts.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, NoReturn

from policydiff.cli.exit import leave
from policydiff.errors import PolicydiffError

if TYPE_CHECKING:
    import click

TROUBLE = 2
INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    # A command's objects live as long as its process; looking for cycles at every turn costs a twentieth of its time,
    # and of click's import a tenth.
    gc.set_threshold(200_000, 20, 100)
    code = run(sys.argv[1:])
    if lexicon := sys.modules.get("policydiff.text.lexicon"):
        lexicon.keep()
    leave(code)


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; errors are told on stderr in one line."""
    import click

    from policydiff.cli.commands import cli
    from policydiff.cli.say import say

    try:
        result = cli.main(args=arguments, prog_name="policydiff", standalone_mode=False)
    except PolicydiffError as error:
        say(f"policydiff: {error}", err=True)
        return TROUBLE
    except click.ClickException as error:
        return _misused(error)
    except (click.Abort, KeyboardInterrupt):
        say("policydiff: interrupted; nothing half-written is left behind", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has had enough (`| head`); that is no trouble.
        sys.stderr.close()
        return 0
    except Exception:  # noqa: BLE001 a gate must not take a fault of ours for «differs», which is 1
        return _at_fault()
    return result if isinstance(result, int) else 0


def _misused(error: click.ClickException) -> int:
    """Tell how a command is used."""
    from io import StringIO

    from policydiff.cli.say import say

    told = StringIO()
    error.show(file=told)
    say(told.getvalue().rstrip(), err=True)
    return TROUBLE


def _at_fault() -> int:
    """Tell a fault of our own with its traceback."""
    import traceback

    from policydiff.cli.say import say

    traceback.print_exc()
    say("policydiff: this is a fault of policydiff; please report it with the lines above", err=True)
    return TROUBLE
