"""A progress bar on stderr, when somebody is there to see it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Fewer steps than this are done before a bar could be read.
WORTH_A_BAR = 3


@contextmanager
def progress(task: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show how far a task is; yields a function that takes the number of steps done since the last call."""
    if total < WORTH_A_BAR or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        handle = bar.add_task(task, total=total)
        yield lambda steps: bar.advance(handle, steps)
