"""The command `watch`: looks at declared pages and records what is new."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.options import archive_option, format_options, loaded, plugin_options, write
from policydiff.cli.progress import progress
from policydiff.cli.record import opened_or_made
from policydiff.cli.rows import dumps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from policydiff.tracking.watch import Outcome, Seen, Source, Watch

# What is remembered between passes lies in the Git folder: it is of this machine, and never the truth.
STATE = "policydiff-watch.json"
# A loop sleeps no longer than this, so that a clock that jumps does not stop it.
LONGEST_SLEEP = 3600.0


@click.command("watch")
@click.option("--config", default="policydiff.toml", show_default=True, metavar="FILE", help="What to watch.")
@click.option("--once", is_flag=True, help="Make one pass over what is due, then leave: for cron and CI.")
@click.option("--now", "at_once", is_flag=True, help="Ask every source now, whether it is due or not.")
@click.option("--review", is_flag=True, help="List the pages in quarantine: unlike what was recorded before.")
@click.option("--accept", metavar="ID", help="Record a page in quarantine.")
@click.option("--refuse", metavar="ID", help="Throw a page in quarantine away; the same bytes are not held again.")
@format_options("text", "json")
@archive_option
@plugin_options
def watch_command(config: str, format_name: str | None, output: str | None, **options: Any) -> int:
    """Look at the web pages that policydiff.toml declares and record what is new in them.

    A page that vanished, lost most of its text or turned into an error page is reported and not recorded; one that has another title,
    no clauses or hardly a phrase of the text before goes to quarantine. Then one pass exits with 2. Without --once it goes on until it is interrupted.
    """
    from policydiff.tracking.watch import Getter, Watch, declared

    told = declared(Path(config))
    archive = opened_or_made(Path(options["archive_path"]))
    state = archive.repository.common_dir / STATE
    seen = {} if options["at_once"] else _remembered(state)
    watch = Watch(archive, loaded(options["without"], options["only"]), Getter(told.limits), seen, time.time)
    if options["review"] or options["accept"] or options["refuse"]:
        return _reviewed(watch, told.sources, options, format_name, output)
    if options["once"]:
        outcomes = passed(watch, told.sources, state)
        _tell(outcomes, format_name, output)
        return 2 if any(outcome.is_trouble for outcome in outcomes) else 0
    while True:
        _tell(passed(watch, told.sources, state), format_name, output)
        wait(watch, told.sources, time.sleep)


def _reviewed(
    watch: Watch, sources: Sequence[Source], options: dict[str, Any], format_name: str | None, output: str | None
) -> int:
    """List the pages in quarantine, or say what becomes of one."""
    from policydiff.tracking.watch import Source

    if options["accept"]:
        held = watch.quarantine.find(options["accept"])
        source = next((one for one in sources if one.url == held.url), Source(held.url, held.policy))
        _tell([watch.accept(held, source)], format_name, output)
        return 0
    if options["refuse"]:
        watch.quarantine.refuse(watch.quarantine.find(options["refuse"]))
    waiting = list(watch.quarantine.all())
    if format_name == "json":
        write(dumps({"quarantine": [asdict(held) for held in waiting]}), output)
        return 0
    lines = [f"{held.name}  {held.policy}  {held.url}\n    {held.title}: {held.reason}" for held in waiting]
    write("\n".join(lines) or "no page is in quarantine", output)
    return 0


def passed(watch: Watch, sources: Sequence[Source], state: Path) -> list[Outcome]:
    """Make one pass; what is to be remembered is kept after each source, so that an interruption costs nothing."""
    from policydiff.tracking.precompute import precompute

    outcomes = []
    for outcome in watch.look(sources):
        outcomes.append(outcome)
        _remember(state, watch.seen)
    precompute(watch.archive, {one.source.policy for one in outcomes if one.kind == "new"}, watch.plugins, progress)
    return outcomes


def wait(watch: Watch, sources: Sequence[Source], sleep: Callable[[float], None]) -> None:
    """Sleep until the next source is due, a second at least."""
    due = min(watch.due(source) for source in sources)
    sleep(min(max(due - watch.now(), 1.0), LONGEST_SLEEP))


def _tell(outcomes: Sequence[Outcome], format_name: str | None, output: str | None) -> None:
    from policydiff.tracking.watch.run import as_json

    if format_name == "json":
        write(dumps({"sources": [as_json(outcome) for outcome in outcomes]}), output)
        return
    lines = [_line(outcome) for outcome in outcomes if outcome.kind != "waiting"]
    if lines:
        write("\n".join(lines), output)


def _line(outcome: Outcome) -> str:
    told = ": ".join(part for part in (outcome.revision, outcome.detail) if part)
    return f"{outcome.kind:<10} {outcome.source.policy}  {outcome.source.url}  {told}".rstrip()


def _remembered(state: Path) -> dict[str, Seen]:
    """Return what earlier passes saw; nothing when that cannot be read, for then the pages are asked in full."""
    from policydiff.tracking.watch import Seen

    with suppress(OSError, ValueError, TypeError, AttributeError):
        return {url: Seen(**seen) for url, seen in json.loads(state.read_text(encoding="utf-8")).items()}
    return {}


def _remember(state: Path, seen: dict[str, Seen]) -> None:
    part = state.with_suffix(".part")
    with suppress(OSError):
        part.write_text(json.dumps({url: asdict(one) for url, one in seen.items()}), encoding="utf-8")
        part.replace(state)
