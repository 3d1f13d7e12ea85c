"""Questions to the archive: `list`, `log`, `show`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.options import archive_option, format_options, write

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from policydiff.archive import Archive
    from policydiff.model import Revision

WIDTH_OF_DATE = 10


@click.command("list")
@format_options("text", "json")
@click.option("--region", metavar="REGION", help="Only policies of this region.")
@archive_option
def list_command(format_name: str | None, output: str | None, region: str | None, archive_path: str) -> None:
    """List the policies of the archive with their newest revision."""
    archive = _opened(archive_path)
    rows = [
        (revisions[-1], len(revisions))
        for name in archive.policies()
        if region is None or name.split("/")[0] == region
        for revisions in [archive.revisions(name)]
    ]
    if format_name == "json":
        write(_json({"policies": [_row(revision) | {"revisions": count} for revision, count in rows]}), output)
        return
    width = max((len(revision.policy) for revision, _ in rows), default=0)
    lines = [
        f"{revision.policy:<{width}}  {_day(revision.ordering_date)}  {count:>3}  {revision.metadata.title}"
        for revision, count in rows
    ]
    write("\n".join(lines) if lines else "no policies", output)


@click.command("log")
@click.argument("policy")
@format_options("text", "json")
@archive_option
def log_command(policy: str, format_name: str | None, output: str | None, archive_path: str) -> None:
    """Show the revisions of a policy, newest first, with their dates and numbers."""
    revisions = tuple(reversed(_opened(archive_path).revisions(policy)))
    if format_name == "json":
        write(_json({"policy": policy, "revisions": [_row(revision) for revision in revisions]}), output)
        return
    lines = [line for revision in revisions for line in _log_lines(revision)]
    write("\n".join(lines), output)


@click.command("show")
@click.argument("name")
@format_options("text", "json")
@click.option("--source", "wants_source", is_flag=True, help="Write the bytes as they were received.")
@archive_option
def show_command(name: str, format_name: str | None, output: str | None, archive_path: str, **options: Any) -> None:
    """Print a revision: its policy Markdown, or the bytes that it was made from."""
    archive = _opened(archive_path)
    revision = archive.resolve(name)
    if options["wants_source"]:
        write(archive.source(revision), output)
        return
    markdown = archive.read(revision)
    write(_json(_row(revision) | {"markdown": markdown}) if format_name == "json" else markdown, output)


def _opened(path: str) -> Archive:
    from policydiff.archive import Archive

    return Archive.open(Path(path))


def _log_lines(revision: Revision) -> list[str]:
    metadata = revision.metadata
    dates = ", ".join(
        f"{name} {day.isoformat()}"
        for name, day in (
            ("published", metadata.published),
            ("in force", metadata.effective),
            ("until", metadata.expires),
        )
        if day
    )
    return [
        f"{_day(revision.ordering_date)}  {metadata.number}  {metadata.title}".rstrip(),
        *([f"{'':<{WIDTH_OF_DATE}}  {dates}"] if dates else []),
        f"{'':<{WIDTH_OF_DATE}}  {revision.id}  {revision.commit[:12]}  from {revision.source}",
    ]


def _row(revision: Revision) -> dict[str, Any]:
    metadata = revision.metadata
    return {
        "id": revision.id,
        "policy": revision.policy,
        "title": metadata.title,
        "number": metadata.number,
        "issuer": metadata.issuer,
        "issued": _iso(metadata.issued),
        "published": _iso(metadata.published),
        "effective": _iso(metadata.effective),
        "expires": _iso(metadata.expires),
        "source": revision.source,
        "source_digest": revision.source_digest,
        "normalized_with": list(revision.normalized_with),
        "commit": revision.commit,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(day: date | None) -> str:
    return day.isoformat() if day else "undated   "


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
