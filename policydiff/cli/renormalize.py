"""The command `renormalize`: the bytes that the archive keeps, read again with today's rules."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from policydiff.cli.amendment_record import AMENDED
from policydiff.cli.archive_queries import opened
from policydiff.cli.options import archive_option, format_options, loaded, plugin_options, write
from policydiff.cli.progress import progress
from policydiff.cli.rows import dumps
from policydiff.cli.say import say
from policydiff.errors import PolicydiffError
from policydiff.pipeline import Settings, normalized

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from policydiff.archive import Archive, Arrival, Recorded
    from policydiff.model import Revision
    from policydiff.plugins import Plugins


@click.command("renormalize")
@click.argument("policies", nargs=-1, metavar="[POLICY ...]")
@format_options("text", "json")
@archive_option
@plugin_options
def renormalize_command(policies: tuple[str, ...], format_name: str | None, output: str | None, **options: Any) -> int:
    """Make the texts of policies (of all, when none is named) anew from their sources, with the rules there are now.

    A text that comes out as it was makes no commit; one that differs is recorded as a re-normalization, which is no
    legal change. Metadata that was recorded stays; only what was empty is filled in.
    """
    from policydiff.tracking.precompute import precompute

    archive = opened(options["archive_path"])
    again = _Again(archive, loaded(options["without"], options["only"]), [])
    every = [revision for policy in policies or archive.policies() for revision in archive.revisions(policy)]
    # The source of a revision that a decision made is the decision: its text cannot be made anew from that.
    revisions = [revision for revision in every if AMENDED not in revision.normalized_with]
    with progress("normalizing", len(revisions)) as advance:
        changed = list(again.recorded(revisions, advance))
    precompute(archive, {one.revision.policy for one in changed}, again.plugins, progress)
    names = [one.revision.id for one in changed]
    if format_name == "json":
        write(dumps({"normalized": names, "unchanged": len(revisions) - len(names) - len(again.failures)}), output)
    else:
        write("\n".join([*names, f"{len(names)} of {len(revisions)} texts came out otherwise"]), output)
    for failure in again.failures:
        say(f"policydiff: {failure}", err=True)
    return 2 if again.failures else 0


@dataclass(frozen=True, slots=True)
class _Again:
    archive: Archive
    plugins: Plugins
    failures: list[str]

    def recorded(self, revisions: Sequence[Revision], advance: Callable[[int], None]) -> Iterator[Recorded]:
        """Record what came out otherwise; a source that cannot be read any more is named in `failures`."""
        from policydiff.archive import Outcome, bulk

        for one in bulk.recorded(self.archive, self._arrivals(revisions, advance)):
            if one.outcome is Outcome.NEW:
                yield one

    def _arrivals(self, revisions: Sequence[Revision], advance: Callable[[int], None]) -> Iterator[Arrival]:
        for revision in revisions:
            try:
                yield self._arrival(revision)
            except PolicydiffError as error:
                self.failures.append(f"{revision.id}: {error}")
            advance(1)

    def _arrival(self, revision: Revision) -> Arrival:
        from policydiff.archive import Arrival, Kind

        suffix = Path(urlsplit(revision.source).path).suffix
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"source{suffix}"
            path.write_bytes(self.archive.source(revision))
            source = replace(self.plugins.fetch(str(path)), location=revision.source)
        text = normalized(source, self.plugins, Settings())
        text = replace(text, metadata=revision.metadata.over(text.metadata))
        return Arrival(source, text, revision.policy, Kind.RENORMALIZATION)
