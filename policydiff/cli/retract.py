"""The command `retract`: takes a recording back, without taking it out of history."""

from __future__ import annotations

import click

from policydiff.cli.archive_queries import opened
from policydiff.cli.options import archive_option
from policydiff.cli.say import say


@click.command("retract")
@click.argument("name")
@click.option("--reason", required=True, metavar="TEXT", help="Why it counts no more; it stands in history for good.")
@archive_option
def retract_command(name: str, reason: str, archive_path: str) -> None:
    """Take back a revision that was recorded by mistake, such as lanxi/homecare@2024.

    History keeps it and says why it counts no more; `log`, `show`, `blame` and `digest` go on as if it were not there, and the
    text before stands again. `log --all` tells it.
    """
    entry = opened(archive_path).retract(name, reason)
    say(f"retracted  {entry.policy}@{entry.ordering_date or 'undated'}  {entry.commit[:12]}  {reason}")
