"""The command `annotate`: a policy's text with, under each clause, what every revision did to it (编注版)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import click

from policydiff.cli.options import archive_option, format_options, lang_option, loaded, write
from policydiff.cli.progress import progress
from policydiff.cli.say import say
from policydiff.cli.settings import severities
from policydiff.model import RenderOptions
from policydiff.pipeline import Settings, compare
from policydiff.tracking.inputs import revision_reading

if TYPE_CHECKING:
    from typing import Any

    from policydiff.archive import Archive
    from policydiff.edition import Edition
    from policydiff.model import Report
    from policydiff.pipeline import Reading


@click.command("annotate")
@click.argument("name")
@format_options("markdown", "html", "docx")
@lang_option
@archive_option
def annotate_command(name: str, **options: Any) -> int:
    """Write a policy's text with notes: under each clause what every revision up to this one did to it.

    NAME is a policy, or one of its revisions. Clauses are followed through new numbers, moves, splits and merges.
    """
    from policydiff.cli.archive_queries import opened

    edition = _edition(name, opened(options["archive_path"]), options["lang"])
    write(_rendered(edition, options["format_name"]), options["output"])
    for failure in edition.failures:
        say(f"policydiff: {failure}", err=True)
    return 2 if edition.failures else 0


def _edition(name: str, archive: Archive, lang: str | None) -> Edition:
    from policydiff.edition import edited
    from policydiff.text.language import language_of

    readings = _readings(name, archive)
    plugins = loaded((), ())
    settings = Settings(severity=severities(plugins, None))
    reports: list[Report] = []
    with progress("comparing", len(readings) - 1) as advance:
        for old, new in pairwise(readings):
            reports.append(compare(old, new, plugins, settings))
            advance(1)
    language = lang or language_of(readings[-1].document.text)
    names = [reading.name for reading in readings]
    return edited(readings[0].document, names, reports, RenderOptions(lang=language))


def _readings(name: str, archive: Archive) -> list[Reading]:
    """Return the revisions of a policy up to the one that is named, oldest first."""
    from policydiff.tracking.revision_names import up_to

    plugins = loaded((), ())
    entries = [version.entry for version in up_to(archive, name)]
    return [revision_reading(it, archive.read(it), plugins) for it in archive.revisions_of(entries)]


def _rendered(edition: Edition, format_name: str) -> str | bytes:
    from policydiff.edition import markdown, page, word_file

    if format_name == "docx":
        return word_file(edition)
    return page(edition) if format_name == "html" else markdown(edition)
