"""The command that lays siblings side by side, `compare`: two as a comparison, more as a matrix of topics."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import click

from policydiff.cli.diff import (
    exit_code,
    prepared,
    render_options,
    view_options,
)
from policydiff.cli.options import show
from policydiff.cli.progress import progress
from policydiff.cli.say import say
from policydiff.errors import UsageError
from policydiff.model import Relation
from policydiff.pipeline import compare, survey
from policydiff.results import Difference, renderer_of
from policydiff.text.language import language_of
from policydiff.tracking.inputs import located

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from policydiff.model import Renderer
    from policydiff.pipeline import Reading, Settings
    from policydiff.plugins import Plugins

# Formats whose reports of several pairs may stand one behind the other.
_STREAMS = frozenset({"terminal", "columns", "markdown"})


@dataclass(frozen=True, slots=True)
class Run:
    """What one call works with."""

    plugins: Plugins
    settings: Settings
    renderer: Renderer
    options: dict[str, Any]

    def located(self, place: str) -> Reading:
        """Return the document at a place or under an archive name."""
        return located(place, self.plugins, self.settings, self.options["archive_path"])


def _survey_options(command: Callable[..., object]) -> Callable[..., object]:
    """Add the options of many documents."""
    for option in (
        click.option("--topic", metavar="NAME", help="From the archive: the policy of this name in every region."),
        click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="With --topic: what was in force on this day."),
        click.option(
            "--parent", metavar="DOC", help="The document that the others follow: say what became of it in each."
        ),
        click.option("--topics", is_flag=True, help="Show the matrix of topics for two documents too."),
        click.option(
            "--pairs", is_flag=True, help="Show every pair by itself, clause by clause, instead of the matrix."
        ),
        click.option(
            "--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that share the work."
        ),
    ):
        command = option(command)
    return command


@click.command("compare")
@click.argument("documents", nargs=-1, metavar="A B [C ...]")
@_survey_options
@view_options
def compare_command(documents: tuple[str, ...], **options: Any) -> int:
    """Lay sibling documents side by side: the same matter in other regions.

    Two are compared clause by clause; of more the topics, facts and likenesses are shown in one matrix. With --topic the
    archive gives the documents.
    """
    plugins, settings = prepared(options, Relation.SIBLINGS)
    run = Run(plugins, settings, renderer_of(plugins, options["format_name"], options["output"]), options)
    readings = _readings(run, documents)
    if len(readings) < 2:  # noqa: PLR2004 two make a pair
        raise UsageError("compare needs at least two documents: policydiff compare A B [C ...]")
    if _wants_matrix(run, len(readings)):
        return _matrix(run, readings)
    return _pairs(run, readings)


def _readings(run: Run, documents: tuple[str, ...]) -> list[Reading]:
    """Return the parent, if one is named, the documents that were named, and what the archive has on the topic."""
    topic, day = run.options["topic"], run.options["as_of"]
    if day and not topic:
        raise UsageError("--as-of asks what was in force on a topic: name it with --topic")
    parent = run.options["parent"]
    named = [run.located(place) for place in (*([parent] if parent else []), *documents)]
    if not topic:
        return named
    from policydiff.cli.topic import on_topic

    known = {reading.name for reading in named}
    on = on_topic(topic, day.date() if day else None, run.plugins, run.options["archive_path"])
    return [*named, *(reading for reading in on if reading.name not in known)]


def _wants_matrix(run: Run, count: int) -> bool:
    """Tell whether the matrix is to be shown; of more than two documents, or a topic, always, where the format can."""
    asked = run.options["topics"] or run.options["parent"]
    if asked and run.renderer.synopsis is None:
        raise UsageError(f"'{run.renderer.name}' shows one pair at a time: {_formats(run)}")
    many = count > 2 or run.options["topic"]  # noqa: PLR2004 a pair
    return bool(asked or (many and run.renderer.synopsis and not run.options["pairs"]))


def _matrix(run: Run, readings: list[Reading]) -> int:
    assert run.renderer.synopsis is not None  # noqa: S101 - `_wants_matrix` has seen to it
    parent = 0 if run.options["parent"] else None
    synopsis = survey(readings, run.plugins, run.settings, parent=parent, jobs=run.options["jobs"])
    for failure in synopsis.failures:
        say(f"policydiff: {failure}", err=True)
    options = render_options(language_of(readings[-1].document.text), run.options)
    show(run.renderer.synopsis(synopsis, options), run.options["output"])
    return 2 if synopsis.failures else exit_code([found.report for found in synopsis.inheritance], run.options)


def _pairs(run: Run, readings: list[Reading]) -> int:
    """Show every pair of documents by itself."""
    pairs = list(combinations(readings, 2))
    reports = []
    with progress("comparing", len(pairs)) as advance:
        for old, new in pairs:
            reports.append(compare(old, new, run.plugins, run.settings))
            advance(1)
    rendered = [
        run.renderer.render(report, render_options(Difference(report, run.plugins).lang, run.options))
        for report in reports
    ]
    show(rendered[0] if len(rendered) == 1 else _joined(rendered, run), run.options["output"])
    return exit_code(reports, run.options)


def _joined(rendered: list[str | bytes], run: Run) -> str:
    """Join the reports of several pairs; JSON becomes one object with a list."""
    texts = [part for part in rendered if isinstance(part, str)]
    if run.renderer.name == "json":
        return '{"schema": "policydiff.comparisons/1", "comparisons": [\n' + ",\n".join(texts) + "\n]}"
    if run.renderer.name not in _STREAMS:
        raise UsageError(f"'{run.renderer.name}' shows one pair at a time: {_formats(run)}")
    return "\n\n".join(texts)


def _formats(run: Run) -> str:
    able = sorted(name for name, found in run.plugins.renderers().items() if found.synopsis)
    return f"name two documents, or use {', '.join(able)}"
