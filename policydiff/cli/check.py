"""The command `check`: verifies that everything in the archive is still what was recorded."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.archive_queries import opened
from policydiff.cli.options import archive_option, format_options, write
from policydiff.cli.progress import progress
from policydiff.cli.rows import dumps

if TYPE_CHECKING:
    from typing import Any

    from policydiff.archive import Archive
    from policydiff.archive.check import Finding


@click.command("check")
@format_options("text", "json")
@click.option("--staged", is_flag=True, help="Check what is staged for the next commit, as a pre-commit hook does.")
@click.option(
    "--sealed",
    metavar="FILE",
    help="Verify the seals too, against the public keys in FILE (ssh-keygen's allowed signers).",
)
@click.option("--repair-index", is_flag=True, help="Build the index anew first; it is derived from the commits.")
@archive_option
def check_command(format_name: str | None, output: str | None, **options: Any) -> int:
    """Verify the archive: objects, digests, trailers, front matter, dates, files, sources, index.

    Exits with 1 when something recorded cannot be read or trusted any more; lesser findings are told only.
    """
    from policydiff.archive import check

    archive = opened(options["archive_path"])
    if options["repair_index"]:
        check.repair_index(archive.repository)
    findings = list(check.check_staged(archive.repository)) if options["staged"] else _findings(archive)
    findings += _unsealed(archive, options["sealed"])
    if format_name == "json":
        write(dumps({"findings": [asdict(finding) for finding in findings]}), output)
    else:
        write("\n".join(_line(finding) for finding in findings) or "the archive is in order", output)
    return 1 if any(finding.grave for finding in findings) else 0


def _findings(archive: Archive) -> list[Finding]:
    from policydiff.archive.check import check

    done = 0
    with progress("checking", max(len(archive.timelines()), 1)) as advance:

        def read(count: int, _total: int) -> None:
            nonlocal done
            advance(count - done)
            done = count

        return list(check(archive.repository, progress=read))


def _unsealed(archive: Archive, signers: str | None) -> list[Finding]:
    """Return what does not hold of the archive's seals."""
    from policydiff.archive.check import Finding
    from policydiff.archive.seal import broken

    if signers is None:
        return []
    mend = "take the archive from whoever keeps a sound copy; what was sealed stands in the seal"
    return [Finding("seal.broken", found.seal, found.what, mend) for found in broken(archive.repository, Path(signers))]


def _line(finding: Finding) -> str:
    weight = "grave" if finding.grave else "note"
    return f"{weight}  {finding.rule}  {finding.where}: {finding.what}\n    mend: {finding.mend}"
