"""The command `record`: documents into the archive."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.options import archive_option, format_options, loaded, plugin_options, repair_option, write
from policydiff.cli.policy_choice import Choice, taken
from policydiff.cli.progress import progress
from policydiff.cli.record_inputs import listed
from policydiff.cli.rows import dumps, row
from policydiff.cli.say import say
from policydiff.errors import NotAnArchive, PolicydiffError, UsageError
from policydiff.pipeline import Settings, normalized

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from policydiff.archive import Archive, Arrival, Recorded
    from policydiff.cli.manifest import Entry
    from policydiff.model import PolicyText, Revision
    from policydiff.plugins import Plugins

KINDS = ("revision", "correction", "renormalization")


@click.command("record")
@click.argument("places", nargs=-1, required=True, metavar="FILE|FOLDER|GLOB|URL|policies.toml ...")
@click.option("-p", "--policy", metavar="REGION/NAME", help="The policy that the documents are revisions of.")
@click.option("--new", is_flag=True, help="Each document starts a policy, named by its region and title.")
@click.option("--region", metavar="REGION", help="The region of new policies.  [default: what the document states]")
@click.option("--kind", type=click.Choice(KINDS), default=KINDS[0], help="Why the text enters the archive.")
@click.option("--corrects", metavar="NAME", help="The revision that a correction is a better text of.")
@click.option("--dry-run", is_flag=True, help="Read everything, record nothing.")
@format_options("text", "json")
@repair_option
@archive_option
@plugin_options
def record_command(places: tuple[str, ...], **options: Any) -> int:
    """Put documents into the archive, each as a revision of a policy.

    Where no policy is named, the archive proposes the one that the document looks like the next revision of;
    at a terminal you are asked, elsewhere say --policy or --new. A decision that amends a law in the archive
    (修改决定, 修正案) makes the law's new revision from its current one, with the decision as its source. An archive that does not exist yet is made.
    A document that cannot be read leaves the others recorded and is named at the end; a document that is
    already there makes no commit, so that an interrupted command is taken up again by repeating it.
    """
    entries = listed(places, options["policy"] or "")
    recording = _recording(options)
    results = [_shown(result, recording, options) for result in recording.results(entries)]
    recording.finish()
    if options["format_name"] == "json":
        write(dumps({"recorded": results, "failures": recording.failures}), options["output"])
    for failure in recording.failures:
        say(f"policydiff: {failure}", err=True)
    if recording.failures:
        told = f"{len(recording.failures)} of {len(entries)} documents could not be recorded"
        say(f"policydiff: {told}", err=True)
    return 2 if recording.failures else 0


def opened_or_made(path: Path) -> Archive:
    """Open the archive, or make one where there is nothing yet.

    Raises NotAnArchive for a folder that holds other things.
    """
    from policydiff.archive import Archive

    if not path.exists() or (path.is_dir() and _is_begun(path)):
        return Archive.init(path)
    if not path.is_dir():
        raise NotAnArchive(f"'{path}' is a file; an archive is a folder: name another with --archive")
    return Archive.open(path)


def _is_begun(path: Path) -> bool:
    """Tell a folder with nothing in it, or with the beginnings of a repository alone, that a killed run left."""
    names = {found.name for found in path.iterdir()}
    return not names or (names == {".git"} and (path / ".git").is_dir() and not (path / ".git" / "HEAD").exists())


@dataclass(frozen=True, slots=True)
class Recording:
    """One run of the command: how documents are read, where they go, and which of them failed.

    `target` is None in a dry run; `corrects` names what a correction mends.
    """

    plugins: Plugins
    settings: Settings
    choice: Choice
    kind: str
    target: Archive | None = None
    corrects: Revision | None = None
    failures: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)

    def results(self, entries: Sequence[Entry]) -> Iterator[Arrival | Recorded]:
        """Read the documents and yield what became of each; in a dry run, what would have been recorded."""
        with progress("recording", len(entries)) as advance:
            arrivals = self._arrivals(entries, advance)
            yield from arrivals if self.target is None else self._recorded(arrivals, self.target)

    def finish(self) -> None:
        """Work out what questions will want of what was recorded."""
        from policydiff.tracking.precompute import precompute

        if self.target:
            precompute(self.target, self.touched, self.plugins, progress)

    def _recorded(self, arrivals: Iterator[Arrival], target: Archive) -> Iterator[Recorded]:
        from policydiff.archive import Outcome, bulk

        # Who is asked is shown proposals from all that was recorded before.
        one_by_one = (result for arrival in arrivals for result in target.record_all([arrival]))
        for recorded in one_by_one if self.choice.asking else bulk.recorded(target, arrivals):
            self.plugins.recorded(recorded.revision)
            if recorded.outcome is Outcome.NEW:
                self.touched.add(recorded.revision.policy)
            yield recorded

    def _arrivals(self, entries: Sequence[Entry], advance: Callable[[int], None]) -> Iterator[Arrival]:
        """Read documents; one that cannot be read is named in `failures`."""
        for entry in entries:
            try:
                yield self._arrival(entry)
            except PolicydiffError as error:
                self.failures.append(str(error))
            advance(1)

    def _arrival(self, entry: Entry) -> Arrival:
        from policydiff.archive import Arrival, Kind

        source = self.plugins.fetch(entry.location)
        text = normalized(source, self.plugins, self.settings)
        changed = self._amended(entry, text)
        text = replace(changed[0] if changed else text, metadata=entry.overrides.over((changed or (text,))[0].metadata))
        if changed:
            return Arrival(source, text, changed[1], Kind(self.kind), None)
        policy = self.corrects.policy if self.corrects else self.choice.policy(entry, source, text)
        return Arrival(source, text, policy, Kind(self.kind), self.corrects)

    def _amended(self, entry: Entry, text: PolicyText) -> tuple[PolicyText, str] | None:
        """Return what a 修改决定 makes of the policy that it amends, and that policy; None for any other document."""
        if self.kind != KINDS[0] or self.choice.new:
            return None
        from policydiff.cli.amendment_record import amended

        return amended(text, self.choice.archive, entry.policy, self.plugins)


def _recording(options: dict[str, Any]) -> Recording:
    """Return the run that the options ask for. Raises UsageError where they contradict one another."""
    _refuse_contradictions(options)
    path = Path(options["archive_path"])
    plugins = loaded(options["without"], options["only"])
    nothing_there = options["dry_run"] and not path.exists()
    archive = None if nothing_there else opened_or_made(path)
    return Recording(
        plugins,
        Settings(repairing=not options["no_repair"]),
        _choice(archive, options),
        kind=options["kind"],
        target=None if options["dry_run"] else archive,
        corrects=archive.resolve(options["corrects"]) if archive and options["corrects"] else None,
    )


def _choice(archive: Archive | None, options: dict[str, Any]) -> Choice:
    undecided = not (options["policy"] or options["new"] or options["corrects"])
    asking = undecided and sys.stdin.isatty()
    names = taken(archive) if options["new"] or asking else {}
    return Choice(archive, new=options["new"], asking=asking, region=options["region"] or "", taken=names)


def _refuse_contradictions(options: dict[str, Any]) -> None:
    if options["policy"] and options["new"]:
        raise UsageError("--policy names a policy and --new makes one; give one of the two")
    if bool(options["corrects"]) != (options["kind"] == "correction"):
        raise UsageError("a correction names what it corrects: --kind correction --corrects region/name@2021")


def _shown(result: Arrival | Recorded, recording: Recording, options: dict[str, Any]) -> dict[str, Any]:
    """Tell what became of a document, at once as text; return it as JSON."""
    from policydiff.archive import Recorded

    recorded = result if isinstance(result, Recorded) else None
    if options["format_name"] != "json":
        say(_told(recorded) if recorded else _would(result))  # type: ignore[arg-type]
    if recorded is None:
        return {"outcome": "would record", "policy": result.policy, "title": result.text.metadata.title}  # type: ignore[union-attr]
    if recorded.same_day and recorded.outcome.value == "new" and recording.kind == KINDS[0]:
        say(_hint(recorded), err=True)
    told = {"outcome": recorded.outcome.value, "current": recorded.current, "same_day": list(recorded.same_day)}
    return told | row(recorded.revision)


def _would(arrival: Arrival) -> str:
    return f"would record {arrival.policy}: {arrival.text.metadata.title or arrival.source.location}"


def _told(recorded: Recorded) -> str:
    revision = recorded.revision
    late = "" if recorded.current else " (older than the current one)"
    title = revision.metadata.title
    return f"{recorded.outcome.value:<13} {revision.id}  {title}{late}".rstrip()


def _hint(recorded: Recorded) -> str:
    other = recorded.same_day[0]
    return (
        f"policydiff: {recorded.revision.id} has the day of {other}; should it be a better text of the same revision, "
        "it is recorded with --kind correction --corrects"
    )
