"""What the program says itself, made inert: names and paths come from anywhere, and a terminal obeys what it is sent."""

from __future__ import annotations

import click


def say(message: str, *, err: bool = False) -> None:
    """Print a message on stdout, or on stderr."""
    from policydiff.report.escaping import visible

    click.echo(visible(message), err=err)
