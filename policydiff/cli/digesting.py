"""The command `digest`: what changed in the archive, for a reader in a hurry and for CI."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.locating import revision_reading
from policydiff.cli.options import archive_option, format_options, loaded, plugin_options, write
from policydiff.errors import UsageError
from policydiff.model import RenderOptions, Severity
from policydiff.pipeline import Settings, compare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from policydiff.archive import Archive
    from policydiff.model import Revision
    from policydiff.plugins import Plugins
    from policydiff.report.digest import Digest


@click.command("digest")
@click.option("--since", metavar="DATE", help="Revisions from this day on.  [default: the newest day in the archive]")
@click.option("--policy", metavar="REGION/NAME", help="Only this policy.")
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the digest."
)
@click.option(
    "--fail-on",
    type=click.Choice([severity.label for severity in Severity]),
    help="Exit with 1 on a finding at least this severe.",
)
@format_options("text", "markdown", "json")
@archive_option
@plugin_options
def digest_command(since: str | None, policy: str | None, **options: Any) -> int:
    """Tell what the newest revisions in the archive changed."""
    from policydiff.archive import Archive

    archive = Archive.open(Path(options["archive_path"]))
    plugins = loaded(options["without"], options["only"])
    lines = [archive.revisions(name) for name in ([policy] if policy else archive.policies())]
    digests = list(_digests(lines, _day(since), archive, plugins))
    write(_rendered(digests, options), options["output"])
    return _exit_code(digests, options["fail_on"])


def _day(since: str | None) -> date | None:
    if since is None:
        return None
    try:
        return datetime.strptime(since, "%Y-%m-%d").replace(tzinfo=None).date()  # noqa: DTZ007 a day, not a moment
    except ValueError as error:
        raise UsageError(f"'{since}' is no day; write --since 2024-01-31") from error


def _digests(
    lines: Sequence[Sequence[Revision]], since: date | None, archive: Archive, plugins: Plugins
) -> Iterator[Digest]:
    """Yield a digest for each revision from `since` on, or for those of the newest day there is."""
    days = [revision.ordering_date for line in lines for revision in line if revision.ordering_date]
    first = since or max(days, default=date.min)
    for line in lines:
        for position, revision in enumerate(line):
            if (revision.ordering_date or date.min) >= first:
                yield _digest(revision, line[position - 1] if position else None, archive, plugins)


def _digest(new: Revision, old: Revision | None, archive: Archive, plugins: Plugins) -> Digest:
    from policydiff.report.digest import Digest

    if old is None:
        return Digest(new)
    before, after = (revision_reading(revision, archive.read(revision), plugins) for revision in (old, new))
    return Digest(new, old, compare(before, after, plugins, Settings()))


def _rendered(digests: Sequence[Digest], options: dict[str, Any]) -> str:
    from policydiff.report import digest, jsonform

    render = RenderOptions(lang=options["lang"])
    if options["format_name"] == "json":
        return jsonform.dumps(digest.json(digests, render))
    return (digest.markdown if options["format_name"] == "markdown" else digest.text)(digests, render)


def _exit_code(digests: Sequence[Digest], limit: str | None) -> int:
    reports = [digest.report for digest in digests if digest.report]
    failures = dict.fromkeys(failure for report in reports for failure in report.failures)
    for failure in failures:
        click.echo(f"policydiff: {failure}", err=True)
    if failures:
        return 2
    worst = max((remark.severity for report in reports for remark in report.annotations), default=None)
    return 1 if limit is not None and worst is not None and worst >= Severity[limit.upper()] else 0
