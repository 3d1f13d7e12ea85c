"""The command that compares two versions, `diff`, and what `compare` has in common with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from policydiff import public
from policydiff.cli.options import (
    archive_option,
    format_options,
    lang_option,
    loaded,
    plugin_options,
    repair_option,
    show,
    terminal_width,
    wants_color,
)
from policydiff.cli.say import say
from policydiff.cli.settings import config_option, severities, tell_turned_down
from policydiff.model import Relation, RenderOptions, Severity
from policydiff.pipeline import Settings
from policydiff.results import renderer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from policydiff.model import Report
    from policydiff.plugins import Plugins


def view_options(command: Callable[..., object]) -> Callable[..., object]:
    """Add the options that say how a comparison is shown and read."""
    for option in (
        click.option("--all", "everything", is_flag=True, help="Show unchanged clauses too."),
        click.option(
            "--convention",
            type=click.Choice(["prc", "japan", "taiwan"]),
            default="prc",
            show_default=True,
            help="How comparison tables are drawn up.",
        ),
        click.option("--author", default="policydiff", show_default=True, help="The author of tracked changes."),
        click.option(
            "--date",
            type=click.DateTime(),
            help="The date of tracked changes.  [default: that of the newer document]",
        ),
        click.option("--explain", is_flag=True, help="Say why clauses were aligned."),
        click.option("--cosmetic", is_flag=True, help="List differences of form only (width, quotes, 账/帐)."),
        click.option("--exit-code", is_flag=True, help="Exit with 1 when something changed."),
        click.option(
            "--fail-on",
            type=click.Choice([severity.label for severity in Severity]),
            help="Exit with 1 on a finding at least this severe.",
        ),
    ):
        command = option(command)
    return plugin_options(config_option(archive_option(repair_option(lang_option(format_options()(command))))))


@click.command("diff")
@click.argument("old")
@click.argument("new")
@view_options
def diff_command(old: str, new: str, **options: Any) -> int:
    """Show what changed between two versions of a document.

    OLD and NEW are files, URLs, `-` for stdin, or archive names such as lanxi/homecare@2017 or lanxi/homecare@latest~1.
    """
    plugins, settings = prepared(options, Relation.VERSIONS)
    renderer = renderer_of(plugins, options["format_name"], options["output"])
    found = public.diff(old, new, plugins=plugins, settings=settings, archive=options["archive_path"])
    show(renderer.render(found.report, render_options(found.lang, options)), options["output"])
    return exit_code([found.report], options)


def prepared(options: dict[str, Any], relation: Relation) -> tuple[Plugins, Settings]:
    """Return the plugins that the options leave, and how the line is to run."""
    plugins = loaded(options["without"], options["only"])
    severity = severities(plugins, options["config"])
    tell_turned_down(plugins, severity)
    return plugins, Settings(not options["no_repair"], relation, severity)


def render_options(lang: str, options: dict[str, Any]) -> RenderOptions:
    """Return how a report is to look; `lang` serves where the user named no language."""
    return RenderOptions(
        lang=options["lang"] or lang,
        width=terminal_width(),
        everything=options["everything"],
        color=wants_color() and not options["output"],
        explain=options["explain"],
        cosmetic=options["cosmetic"],
        convention=options["convention"],
        author=options["author"],
        date=options["date"],
        tell=lambda message: say(f"policydiff: {message}", err=True),
    )


def exit_code(reports: Sequence[Report], options: dict[str, Any]) -> int:
    """Return 2 where a plugin failed, 1 where something differs or weighs as the user said, else 0."""
    failures = dict.fromkeys(failure for report in reports for failure in report.failures)
    for failure in failures:
        say(f"policydiff: {failure}", err=True)
    if failures:
        return 2
    changed = options["exit_code"] and any(report.differs for report in reports)
    return 1 if changed or any(_too_severe(report, options["fail_on"]) for report in reports) else 0


def _too_severe(report: Report, limit: str | None) -> bool:
    return limit is not None and any(remark.severity >= Severity[limit.upper()] for remark in report.annotations)
