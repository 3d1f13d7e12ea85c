"""Commands about several documents: `diff` two versions, `compare` siblings."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.locating import located
from policydiff.cli.options import (
    archive_option,
    format_options,
    lang_option,
    loaded,
    plugin_options,
    repair_option,
    terminal_width,
    wants_color,
    weighed,
    write,
)
from policydiff.cli.progress import progress
from policydiff.errors import UsageError
from policydiff.model import ChangeKind, Relation, RenderOptions, Severity
from policydiff.pipeline import Settings, compare

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from policydiff.model import Renderer, Report
    from policydiff.plugins import Plugins

# Above this share of Chinese characters a document counts as Chinese, and so does its report.
CHINESE_SHARE = 0.2
SAMPLE = 2000


def _view_options(command: Callable[..., object]) -> Callable[..., object]:
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
@_view_options
def diff_command(old: str, new: str, **options: Any) -> int:
    """Show what changed between two versions of a document.

    OLD and NEW are files, URLs, `-` for stdin, or archive names such as lanxi/homecare@2017 or lanxi/homecare@latest~1.
    """
    plugins, settings = _prepared(options, Relation.VERSIONS)
    renderer = _renderer(plugins, options)
    readings = [located(place, plugins, settings, options["archive_path"]) for place in (old, new)]
    report = compare(readings[0], readings[1], plugins, settings)
    write(renderer.render(report, _render_options(report, options)), options["output"])
    return _exit_code([report], options)


@click.command("compare")
@click.argument("documents", nargs=-1, required=True, metavar="A B [C ...]")
@_view_options
def compare_command(documents: tuple[str, ...], **options: Any) -> int:
    """Lay sibling documents side by side: the same matter in other regions, every pair of them."""
    if len(documents) < 2:  # noqa: PLR2004 two make a pair
        raise UsageError("compare needs at least two documents: policydiff compare A B [C ...]")
    plugins, settings = _prepared(options, Relation.SIBLINGS)
    renderer = _renderer(plugins, options)
    readings = [located(place, plugins, settings, options["archive_path"]) for place in documents]
    reports = []
    pairs = list(combinations(readings, 2))
    with progress("comparing", len(pairs)) as advance:
        for old, new in pairs:
            reports.append(compare(old, new, plugins, settings))
            advance(1)
    rendered = [renderer.render(report, _render_options(report, options)) for report in reports]
    write(rendered[0] if len(rendered) == 1 else _joined(rendered, renderer), options["output"])
    return _exit_code(reports, options)


def _prepared(options: dict[str, Any], relation: Relation) -> tuple[Plugins, Settings]:
    plugins = loaded(options["without"], options["only"])
    return plugins, Settings(repairing=not options["no_repair"], relation=relation, severity=weighed(plugins))


def _renderer(plugins: Plugins, options: dict[str, Any]) -> Renderer:
    """Return the renderer that was asked for, by name or by the suffix of the output file."""
    renderers = plugins.renderers()
    name = options["format_name"] or _by_suffix(renderers, options["output"])
    if name not in renderers:
        raise UsageError(f"no format is named '{name}'; installed: {', '.join(sorted(renderers))}")
    return renderers[name]


def _by_suffix(renderers: dict[str, Renderer], output: str | None) -> str:
    """Return the format whose suffix the file's name ends with; `.redline.docx` says more than `.docx`."""
    named = Path(output).name if output else ""
    fitting = [renderer for renderer in renderers.values() if renderer.suffix and named.endswith(renderer.suffix)]
    return max(fitting, key=lambda renderer: (len(renderer.suffix), renderer.name)).name if fitting else "terminal"


def _render_options(report: Report, options: dict[str, Any]) -> RenderOptions:
    return RenderOptions(
        lang=options["lang"] or language(report),
        width=terminal_width(),
        everything=options["everything"],
        color=wants_color() and not options["output"],
        explain=options["explain"],
        cosmetic=options["cosmetic"],
        convention=options["convention"],
        author=options["author"],
        date=options["date"],
    )


def language(report: Report) -> str:
    """Return `zh` when the newer document is written in Chinese, else `en`."""
    sample = report.comparison.new.text[:SAMPLE] or report.comparison.old.text[:SAMPLE]
    han = sum("\u4e00" <= character <= "\u9fff" for character in sample)
    return "zh" if han > CHINESE_SHARE * len(sample) else "en"


def _joined(rendered: list[str | bytes], renderer: Renderer) -> str:
    """Join the reports of several pairs; JSON becomes one object with a list."""
    texts = [part for part in rendered if isinstance(part, str)]
    if renderer.name == "json":
        return '{"schema": "policydiff.comparisons/1", "comparisons": [\n' + ",\n".join(texts) + "\n]}"
    if renderer.name not in {"terminal", "columns", "markdown"}:
        raise UsageError(
            f"'{renderer.name}' shows one pair at a time: name two documents, or use terminal, markdown or json"
        )
    return "\n\n".join(texts)


def _exit_code(reports: list[Report], options: dict[str, Any]) -> int:
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
