"""Works out ahead what questions will want of texts that were just recorded, so that none starts with that."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from policydiff.tracking.step_cache import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from contextlib import AbstractContextManager

    from policydiff.archive import Archive
    from policydiff.plugins import Plugins


def precompute(
    archive: Archive,
    policies: Collection[str],
    plugins: Plugins,
    progress: Callable[[str, int], AbstractContextManager[Callable[[int], None]]],
) -> None:
    """Index the words of new texts, keep the clauses of these policies and what their revisions changed."""
    from policydiff.archive.search import Search

    if not policies:
        return
    with suppress(sqlite3.Error):
        Search(archive.repository).prepare()
    lines = list(archive.timelines(policies).values())
    with progress("comparing", len(lines)) as advance:
        prepare(archive, lines, lambda: plugins, advance)
