"""Questions to the archive: `list`, `log`, `show`, `search`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from policydiff.cli.options import archive_option, format_options, write
from policydiff.cli.rows import WIDTH_OF_DATE, dates, day, dumps, entry_row, newest_row, repeal_row, repeal_text, row
from policydiff.cli.say import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from policydiff.archive import Archive, Entry, Version
    from policydiff.archive.derived import Newest
    from policydiff.archive.force import Answer
    from policydiff.archive.repeals import Repeal, Successor
    from policydiff.archive.search import Hit
    from policydiff.plugins import Plugins

# Characters of a line that a hit of a search shows.
SHOWN = 80


@click.command("list")
@format_options("text", "json")
@click.option("--region", metavar="REGION", help="Only policies of this region.")
@click.option("--title", metavar="WORDS", help="Only policies whose name or newest title has these words.")
@click.option("--since", metavar="DATE", help="Only policies with a revision from this day on.")
@click.option("--revised", is_flag=True, help="Only policies with more than one revision.")
@archive_option
def list_command(format_name: str | None, output: str | None, archive_path: str, **filters: Any) -> None:
    """List the policies of the archive with their newest revision."""
    from policydiff.tracking.revision_names import parsed_day

    since = parsed_day(filters["since"]).isoformat() if filters["since"] else ""
    archive = opened(archive_path)
    found = [newest for newest in archive.newest() if _is_wanted(newest, since, filters)]
    repealed = archive.repealed()
    if format_name == "json":
        rows = [newest_row(one) | {"repealed": repeal_row(repealed.get(one.policy))} for one in found]
        write(dumps({"policies": rows}), output)
        return
    told = [line for one in found for line in _listed(one, repealed.get(one.policy))]
    write("\n".join(told) if told else "no policies", output)


@click.command("log")
@click.argument("policy")
@format_options("text", "json")
@click.option("--no-counts", is_flag=True, help="Do not say how many clauses each revision changed.")
@click.option("--all", "everything", is_flag=True, help="Tell revisions that were taken back too.")
@archive_option
def log_command(policy: str, format_name: str | None, output: str | None, **options: Any) -> None:
    """Show the revisions of a policy, newest first: dates, numbers, what kind of text came in, what changed.

    The counts are rows of the comparison with the revision before.
    """
    archive = opened(options["archive_path"])
    retracted = archive.retractions(policy) if options["everything"] else ()
    line = () if retracted and policy not in archive.policies() else archive.timeline(policy)
    counts = [None] * len(line) if options["no_counts"] else _counts(archive, line)
    pairs = list(zip(line, counts, _fates(archive, line), strict=True))[::-1]
    if format_name == "json":
        rows = [_log_row(version, count) | fate.row for version, count, fate in pairs]
        told = {"policy": line[-1].entry.policy if line else policy, "revisions": rows}
        write(dumps(told | ({"retracted": [_retracted_row(one) for one in retracted]} if retracted else {})), output)
        return
    lines = [told for version, count, fate in pairs for told in _log_lines(version, count, fate)]
    write("\n".join([*lines, *(_retracted_line(one) for one in retracted)]), output)


@click.command("show")
@click.argument("name")
@format_options("text", "json", text_endings=(".md", ".txt"), unless="wants_source")
@click.option("--as-of", metavar="DATE", help="The revision that was in force on this day.")
@click.option("--source", "wants_source", is_flag=True, help="Write the bytes as they were received.")
@archive_option
def show_command(name: str, format_name: str | None, output: str | None, archive_path: str, **options: Any) -> None:
    """Print a revision: its policy Markdown, or the bytes that it was made from.

    region/policy@2019-05-01 is the revision of that day, else the one that was in force then; stderr says why.
    """
    from policydiff.tracking.revision_names import as_of, meant, parsed_day

    archive = opened(archive_path)
    wanted = options["as_of"]
    found = as_of(archive, name, parsed_day(wanted)) if wanted else meant(archive, name)
    fate = _fate(archive, found.entry)
    if format_name != "json" and (found.force or fate.text):
        say(_reason(found.name, found.force) if found.force else f"{found.name}: {fate.text}", err=True)
    if options["wants_source"]:
        write(archive.source(archive.revisions_of([found.entry])[0]), output)
        return
    (markdown,) = archive.texts([found.entry])
    if format_name != "json":
        from policydiff.text.markdown_escapes import escaped

        write(escaped(markdown), output)
        return
    (revision,) = archive.revisions_of([found.entry])
    told = row(revision) | {"path": found.entry.text, "in_force": _force(found.force)} | fate.row
    write(dumps(told | {"repeals": list(found.entry.repeals), "markdown": markdown}), output)


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@format_options("text", "json")
@click.option("--all", "superseded", is_flag=True, help="Search superseded revisions too.")
@click.option("--limit", default=20, show_default=True, metavar="N", help="How many revisions to show.")
@archive_option
def search_command(words: tuple[str, ...], format_name: str | None, output: str | None, **options: Any) -> int:
    """Find the revisions that hold all WORDS, best first. Exits with 1 when there are none."""
    archive = opened(options["archive_path"])
    text = " ".join(words)
    hits = archive.search(text, limit=options["limit"], superseded=options["superseded"])
    if format_name == "json":
        write(dumps({"query": text, "hits": [_hit_row(hit) for hit in hits]}), output)
    else:
        write("\n".join(_hit_text(hit) for hit in hits) if hits else f"nothing holds '{text}'", output)
    return 0 if hits else 1


def opened(path: str) -> Archive:
    """Return the archive at a path."""
    from policydiff.archive import Archive

    return Archive.open(Path(path))


def _is_wanted(newest: Newest, since: str, filters: dict[str, Any]) -> bool:
    region, title = filters["region"], filters["title"]
    return (
        (region is None or newest.policy.split("/")[0] == region)
        and (title is None or title.casefold() in f"{newest.policy} {newest.title}".casefold())
        and (not since or since <= newest.day != "undated")
        and not (filters["revised"] and newest.revisions == 1)
    )


def _listed(newest: Newest, repeal: Repeal | None) -> Iterator[str]:
    until = f"  (until {newest.expires})" if newest.expires else ""
    first = newest_row(newest)["first_effective"]
    until += f"  (first version in force {first})" if first else ""
    yield f"{newest.day:<{WIDTH_OF_DATE}}  {newest.revisions:>3}  {newest.policy}  {newest.title}{until}".rstrip()
    if repeal:
        yield f"{'':<{WIDTH_OF_DATE + 7}}{repeal_text(repeal)}"


def _counts(archive: Archive, line: Sequence[Version]) -> list[dict[str, int] | None]:
    """Return what each revision changed against the one before; None for the first."""
    from policydiff.tracking.step_cache import steps

    return [None, *(step.counts for step in steps(archive, line, _plugins))]


def _plugins() -> Plugins:
    from policydiff.plugins import load

    return load()


class _Fate(NamedTuple):
    """What took a revision's place."""

    successor: Successor | None
    repeal: Repeal | None

    @property
    def row(self) -> dict[str, Any]:
        next_one = self.successor
        superseded = {"since": next_one.since.isoformat(), "by": next_one.by} if next_one else None
        return {"superseded": superseded, "repealed": repeal_row(self.repeal)}

    @property
    def text(self) -> str:
        """Tell what ended it; the next revision, unless it was repealed before that."""
        if self.repeal and not (self.successor and self.successor.since <= self.repeal.since):
            return repeal_text(self.repeal)
        return f"superseded from {self.successor.since} on by {self.successor.by}" if self.successor else ""


def _fates(archive: Archive, line: Sequence[Version]) -> list[_Fate]:
    from policydiff.archive.repeals import repeals, successor

    others = archive.repealing(line)
    return [_Fate(successor(version, line), next(iter(repeals(version.entry, others)), None)) for version in line]


def _fate(archive: Archive, entry: Entry) -> _Fate:
    line = archive.timeline(entry.policy)
    position = next(at for at, version in enumerate(line) if entry in version.entries)
    return _fates(archive, line)[position]


def _log_lines(version: Version, counts: dict[str, int] | None, fate: _Fate) -> list[str]:
    entry = version.entry
    indent = f"{'':<{WIDTH_OF_DATE}}  "
    known = dates(entry)
    changed = ", ".join(f"{count} {name}" for name, count in (counts or {}).items() if count)
    later = ", ".join(text.kind.value for text in version.entries[1:])
    return [
        f"{day(entry.ordering_date)}  {entry.number}  {entry.title}".rstrip(),
        *([f"{indent}{known}"] if known else []),
        *([f"{indent}{fate.text}"] if fate.text else []),
        *([f"{indent}repeals {', '.join(entry.repeals)}"] if entry.repeals else []),
        *([f"{indent}{changed}"] if changed else []),
        *([f"{indent}text mended by {later}"] if later else []),
        f"{indent}{version.name}  {entry.commit[:12]}  from {entry.source}",
    ]


def _retracted_line(entry: Entry) -> str:
    return f"{day(entry.ordering_date)}  retracted  {entry.title}: {entry.reason} ({entry.commit[:12]})"


def _retracted_row(entry: Entry) -> dict[str, Any]:
    return {"id": f"{entry.policy}@{entry.ordering_date or 'undated'}", "reason": entry.reason, "commit": entry.commit}


def _log_row(version: Version, counts: dict[str, int] | None) -> dict[str, Any]:
    texts = [{"kind": entry.kind.value, "commit": entry.commit, "source": entry.source} for entry in version.entries]
    return entry_row(version.entry) | {"texts": texts, "counts": counts, "repeals": list(version.entry.repeals)}


def _reason(name: str, found: Answer) -> str:
    doubt = "" if found.certain else "; not every revision states when it takes effect"
    return f"{name}: {found.reason.en}{doubt}"


def _force(found: Answer | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"reason": found.reason.en, "reason_zh": found.reason.zh, "certain": found.certain}


def _hit_text(hit: Hit) -> str:
    line = hit.line if len(hit.line) <= SHOWN else hit.line[:SHOWN] + "…"
    old = "" if hit.current else "  (superseded)"
    return f"{hit.revision}  {hit.count} ×  {hit.title}{old}\n    {line}"


def _hit_row(hit: Hit) -> dict[str, Any]:
    return {
        "policy": hit.policy,
        "revision": hit.revision,
        "commit": hit.commit,
        "title": hit.title,
        "current": hit.current,
        "count": hit.count,
        "line": hit.line,
    }
