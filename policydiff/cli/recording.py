"""The command `record`: documents into the archive."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.manifest import Entry, entries
from policydiff.cli.options import archive_option, loaded, plugin_options, repair_option
from policydiff.cli.progress import progress
from policydiff.errors import NotAnArchive, PolicydiffError, UsageError
from policydiff.pipeline import Settings, normalized

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from policydiff.archive import Archive, Arrival, Recorded
    from policydiff.plugins import Plugins

# Documents written to the archive in one go: a failure or an interruption loses at most so much work.
BATCH = 100


@click.command("record")
@click.argument("places", nargs=-1, required=True, metavar="FILE|URL|policies.toml ...")
@click.option("-p", "--policy", metavar="REGION/NAME", help="The policy that the documents are revisions of.")
@click.option("--dry-run", is_flag=True, help="Read everything, record nothing.")
@repair_option
@archive_option
@plugin_options
def record_command(places: tuple[str, ...], policy: str | None, **options: Any) -> int:
    """Put documents into the archive, each as a revision of a policy.

    An archive that does not exist yet is made. A document that cannot be read leaves the others
    recorded and is named at the end; a document that is already there makes no commit.
    """
    listed = [entry for place in places for entry in _listed(place, policy)]
    plugins = loaded(options["without"], options["only"])
    settings = Settings(repairing=not options["no_repair"])
    archive = None if options["dry_run"] else opened_or_made(Path(options["archive_path"]))
    failures: list[str] = []
    for batch in _batches(listed):
        arrivals = list(_arrivals(batch, plugins, settings, failures))
        _record(arrivals, archive, plugins)
    for failure in failures:
        click.echo(f"policydiff: {failure}", err=True)
    if failures:
        click.echo(f"policydiff: {len(failures)} of {len(listed)} documents could not be recorded", err=True)
    return 2 if failures else 0


def opened_or_made(path: Path) -> Archive:
    """Open the archive, or make one where there is nothing yet.

    Raises NotAnArchive for a folder that holds other things.
    """
    from policydiff.archive import Archive

    if not path.exists() or (path.is_dir() and not any(path.iterdir())):
        return Archive.init(path)
    if not path.is_dir():
        raise NotAnArchive(f"'{path}' is a file; an archive is a folder: name another with --archive")
    return Archive.open(path)


def _listed(place: str, policy: str | None) -> Iterator[Entry]:
    """Yield the documents that one argument stands for."""
    if place.endswith(".toml"):
        yield from entries(Path(place))
        return
    if policy is None:
        raise UsageError(
            f"which policy is '{place}' a revision of? Say --policy region/name, or list it in a policies.toml"
        )
    yield Entry(place, policy)


def _batches(listed: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    with progress("recording", len(listed)) as advance:
        for start in range(0, len(listed), BATCH):
            batch = listed[start : start + BATCH]
            yield batch
            advance(len(batch))


def _arrivals(batch: Sequence[Entry], plugins: Plugins, settings: Settings, failures: list[str]) -> Iterator[Arrival]:
    """Read documents; one that cannot be read is named in `failures`."""
    from policydiff.archive import Arrival

    for entry in batch:
        try:
            source = plugins.fetch(entry.location)
            text = normalized(source, plugins, settings)
        except PolicydiffError as error:
            failures.append(str(error))
            continue
        yield Arrival(source, replace(text, metadata=entry.overrides.over(text.metadata)), entry.policy)


def _record(arrivals: Sequence[Arrival], archive: Archive | None, plugins: Plugins) -> None:
    if archive is None:
        for arrival in arrivals:
            click.echo(f"would record {arrival.policy}: {arrival.text.metadata.title or arrival.source.location}")
        return
    for recorded in archive.record_all(arrivals):
        click.echo(_told(recorded))
        plugins.recorded(recorded.revision)


def _told(recorded: Recorded) -> str:
    revision = recorded.revision
    late = "" if recorded.current else " (older than the current one)"
    title = revision.metadata.title
    return f"{recorded.outcome.value:<13} {revision.id}  {title}{late}".rstrip()
