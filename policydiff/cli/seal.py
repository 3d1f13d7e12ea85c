"""The command `seal`: signs what the archive holds, so that others can tell whether anything was changed since."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from policydiff.cli.archive_queries import opened
from policydiff.cli.options import archive_option
from policydiff.cli.say import say


@click.command("seal")
@click.option(
    "--key", required=True, metavar="FILE", help="The SSH key to sign with (ssh-keygen -t ed25519 makes one)."
)
@archive_option
def seal_command(key: str, archive_path: str) -> None:
    """Sign every recording so far: dates, digests of sources and texts, commits.

    The seal is committed below seals/; `check --sealed FILE` verifies it against the public keys in FILE.
    """
    archive = opened(archive_path)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    path, count = archive.seal(Path(key), now)
    say(f"sealed  {count} recordings  {path}")
