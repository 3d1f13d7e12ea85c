"""The command `digest`: what changed in the archive, for a reader in a hurry and for CI."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.digest_output import FORMATS, Output, feed_about, formats
from policydiff.cli.options import archive_option, loaded, plugin_options, write
from policydiff.cli.progress import progress
from policydiff.cli.say import say
from policydiff.cli.settings import config_option, severities, tell_turned_down
from policydiff.errors import UnreadableSource
from policydiff.model import RenderOptions, Severity
from policydiff.pipeline import Settings, compare
from policydiff.tracking.inputs import revision_reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from policydiff.archive import Archive
    from policydiff.archive.added import Added
    from policydiff.archive.unrecorded import Unrecorded
    from policydiff.digest import Digest, Told
    from policydiff.plugins import Plugins


@click.command("digest")
@click.argument("points", nargs=-1, metavar="[FROM [TO]]")
@click.option("--since", metavar="DATE|COMMIT|TAG", default="", help="The same as FROM.")
@click.option("--until", metavar="DATE|COMMIT|TAG", default="", help="The same as TO.")
@click.option(
    "--policy",
    metavar="REGION[/NAME]",
    default="",
    help="Only this policy, or with a region alone (REGION) its policies.",
)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the digest."
)
@click.option(
    "--fail-on",
    type=click.Choice([severity.label for severity in Severity]),
    help="Exit with 1 on a finding at least this severe.",
)
@click.option("--baseline", metavar="FILE", help="An earlier digest as JSON: what it has does not fail again.")
@click.option("-f", "--format", "format_name", type=click.Choice(list(FORMATS)), help="Output format.")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="Write here (repeatable: one comparison, many formats).",
)
@click.option("--previous", metavar="FILE", help="The Atom feed so far: its entries stay in the new one.")
@click.option("--feed-url", default="", metavar="URL", help="Where the Atom feed will lie.")
@click.option("--page-url", default="", metavar="URL", help="The page that the Atom feed belongs to.")
@config_option
@archive_option
@plugin_options
def digest_command(points: tuple[str, ...], **options: Any) -> int:
    """Tell what changed in the archive between FROM and TO.

    Days mean the revisions of these days and between; commits and tags mean what was recorded between them.
    Without either: what came since the last tag or, where nothing was tagged, the revisions of the newest day.
    """
    from policydiff import digest
    from policydiff.archive import Archive

    places = formats(options["outputs"], options["format_name"])
    known = _baseline(options["baseline"])
    archive = Archive.open(Path(options["archive_path"]))
    plugins = loaded(options["without"], options["only"])
    scope = Scope.of(archive, *_points(points, options), options["policy"])
    severity = severities(plugins, options["config"], repository=archive.repository, base=scope.base)
    turned_down = tell_turned_down(plugins, severity)
    digests = list(_digests(scope.found, archive, plugins, Settings(severity=severity)))
    told = digest.tell(digests, RenderOptions(lang=options["lang"]), known=known)
    notices = [*digest.notices(told, scope.unrecorded, options["lang"]), *([turned_down] if turned_down else [])]
    about = feed_about(
        archive.repository,
        policy=options["policy"],
        address=options["feed_url"],
        page=options["page_url"],
        previous=options["previous"],
    )
    output = Output(told, options["lang"], notices, scope.unrecorded, about, plugins)
    for file, format_name in places:
        write(output.rendered(format_name), file)
    return _exit_code(told, scope.unrecorded, options["fail_on"])


@dataclass(frozen=True, slots=True)
class Scope:
    """What a digest is about: the texts, what no recording tells of, and the commit that it begins behind (empty: none)."""

    found: tuple[Added, ...]
    unrecorded: tuple[Unrecorded, ...]
    base: str

    @classmethod
    def of(cls, archive: Archive, since: str, until: str, policy: str) -> Scope:
        """Return what two points mean. Raises UsageError, UnknownName."""
        from policydiff.archive.added import span
        from policydiff.archive.unrecorded import unrecorded
        from policydiff.tracking.digest_range import changed, means_days

        found = changed(archive, since=since, until=until, policy=policy)
        if means_days(archive, since, until) or not archive.repository.head:
            return cls(found, (), "")
        first, last = span(archive.repository, since, until or "HEAD")
        return cls(found, unrecorded(archive.repository, first, last), first)


def _points(points: tuple[str, ...], options: dict[str, Any]) -> tuple[str, str]:
    if len(points) > 2:  # noqa: PLR2004 from and to
        raise click.UsageError("a digest is between two points: policydiff digest FROM TO")
    first, last = (*points, "", "")[:2]
    if (first and options["since"]) or (last and options["until"]):
        raise click.UsageError("FROM is the same as --since, TO as --until; give one of the two")
    return first or options["since"], last or options["until"]


def _baseline(path: str | None) -> frozenset[str]:
    """Return the keys of the findings that an earlier digest has. Raises UnreadableSource."""
    if path is None:
        return frozenset()
    try:
        policies = json.loads(Path(path).read_text(encoding="utf-8"))["policies"]
        return frozenset(finding["key"] for policy in policies for finding in policy.get("findings", []))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableSource(
            f"'{path}' is no digest; make one with: policydiff digest --format json -o {path}"
        ) from error


def _digests(found: Sequence[Added], archive: Archive, plugins: Plugins, settings: Settings) -> Iterator[Digest]:
    from policydiff.digest import Digest

    with progress("comparing", len(found)) as advance:
        for one in found:
            advance(1)
            if one.old is None:
                yield Digest(one.new, kind=one.kind.value)
                continue
            before, after = (revision_reading(it, archive.read(it), plugins) for it in (one.old, one.new))
            yield Digest(one.new, one.old, compare(before, after, plugins, settings), one.kind.value)


def _exit_code(told: Sequence[Told], changed: Sequence[Unrecorded], limit: str | None) -> int:
    reports = [one.digest.report for one in told if one.digest.report]
    failures = dict.fromkeys(failure for report in reports for failure in report.failures)
    for failure in failures:
        say(f"policydiff: {failure}", err=True)
    for one in changed:
        say(f"policydiff: {one('en')}; policydiff check tells more", err=True)
    if failures or changed:
        return 2
    worst = max(
        (Severity[finding.severity.upper()] for one in told for finding in one.findings if not finding.known),
        default=None,
    )
    return 1 if limit is not None and worst is not None and worst >= Severity[limit.upper()] else 0
