"""The command that compares two versions, `diff`, and what `compare` has in common with it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from policydiff.cli.inputs import located
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
    weighed,
)
from policydiff.errors import UsageError
from policydiff.model import ChangeKind, Relation, RenderOptions, Severity
from policydiff.pipeline import Settings, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from policydiff.model import Renderer, Report
    from policydiff.pipeline import Reading
    from policydiff.plugins import Plugins

# Above this share of Chinese characters a document counts as Chinese, and so does its report.
CHINESE_SHARE = 0.2
SAMPLE = 2000


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
    return plugin_options(archive_option(repair_option(lang_option(format_options()(command)))))


@click.command("diff")
@click.argument("old")
@click.argument("new")
@view_options
def diff_command(old: str, new: str, **options: Any) -> int:
    """Show what changed between two versions of a document.

    OLD and NEW are files, URLs, `-` for stdin, or archive names such as lanxi/homecare@2017 or lanxi/homecare@latest~1.
    """
    plugins, settings = prepared(options, Relation.VERSIONS)
    renderer = chosen_renderer(plugins, options)
    readings = read_all((old, new), plugins, settings, options["archive_path"])
    report = compare(readings[0], readings[1], plugins, settings)
    show(renderer.render(report, render_options(language(report), options)), options["output"])
    return exit_code([report], options)


def read_all(places: Sequence[str], plugins: Plugins, settings: Settings, archive_path: str) -> list[Reading]:
    """Return the documents that stand at some places."""
    return [located(place, plugins, settings, archive_path) for place in places]


def prepared(options: dict[str, Any], relation: Relation) -> tuple[Plugins, Settings]:
    """Return the plugins that the options leave, and how the line is to run."""
    plugins = loaded(options["without"], options["only"])
    severity = weighed(plugins)
    return plugins, Settings(not options["no_repair"], relation, severity)


def chosen_renderer(plugins: Plugins, options: dict[str, Any]) -> Renderer:
    """Return the renderer that was asked for, by name or by the suffix of the output file."""
    renderers = plugins.renderers()
    name = options["format_name"] or _by_suffix(renderers, options["output"])
    if name not in renderers:
        raise UsageError(f"no format is named '{name}'; installed: {', '.join(sorted(renderers))}")
    return renderers[name]


def _by_suffix(renderers: dict[str, Renderer], output: str | None) -> str:
    """Return the format whose suffix the file's name ends with; `.redline.docx` says more than `.docx`."""
    named = os.path.basename(output or "")
    fitting = [renderer for renderer in renderers.values() if renderer.suffix and named.endswith(renderer.suffix)]
    return max(fitting, key=lambda renderer: (len(renderer.suffix), renderer.name)).name if fitting else "terminal"


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
        tell=lambda message: click.echo(f"policydiff: {message}", err=True),
    )


def language(report: Report) -> str:
    """Return `zh` when the newer document is written in Chinese, else `en`."""
    return language_of(report.comparison.new.text or report.comparison.old.text)


def language_of(text: str) -> str:
    """Return `zh` when a text is written in Chinese, else `en`."""
    sample = text[:SAMPLE]
    han = sum("\u4e00" <= character <= "\u9fff" for character in sample)
    return "zh" if han > CHINESE_SHARE * len(sample) else "en"


def exit_code(reports: Sequence[Report], options: dict[str, Any]) -> int:
    """Return 2 where a plugin failed, 1 where something differs or weighs as the user said, else 0."""
    failures = dict.fromkeys(failure for report in reports for failure in report.failures)
    for failure in failures:
        click.echo(f"policydiff: {failure}", err=True)
    if failures:
        return 2
    changed = options["exit_code"] and any(_differs(report) for report in reports)
    return 1 if changed or any(_too_severe(report, options["fail_on"]) for report in reports) else 0


def _differs(report: Report) -> bool:
    substantial = ~ChangeKind.COSMETIC
    return any(change.kinds & substantial for change in report.comparison.changes)


def _too_severe(report: Report, limit: str | None) -> bool:
    return limit is not None and any(remark.severity >= Severity[limit.upper()] for remark in report.annotations)
