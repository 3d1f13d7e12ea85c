"""Where clauses come from: `blame` for all of a policy, `history` for one through all revisions."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import click

from policydiff.cli.asking import opened
from policydiff.cli.options import archive_option, format_options, write
from policydiff.cli.rows import dumps
from policydiff.tracking import lineage
from policydiff.tracking.steps import body, outlines, steps
from policydiff.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from policydiff.archive import Archive, Version
    from policydiff.plugins import Plugins
    from policydiff.tracking.lineage import Station
    from policydiff.tracking.steps import Step

# Characters of a clause that a line of `blame` shows.
SHOWN = 40


@click.command("blame")
@click.argument("name")
@format_options("text", "json")
@archive_option
def blame_command(name: str, format_name: str | None, output: str | None, archive_path: str) -> None:
    """Say for each clause which revision brought it in and which one last amended it.

    Clauses are followed through new numbers, moves, splits and merges. NAME is a policy, or one of its revisions.
    """
    past = _past(opened(archive_path), name)
    words = past.words(len(past.line) - 1)
    found = lineage.blame(list(words), past.steps)
    if format_name == "json":
        rows = [
            {"clause": it.clause, "introduced": past.name(it.introduced), "amended": past.name(it.amended)}
            | {"text": words[it.clause]}
            for it in found
        ]
        write(dumps({"revision": past.line[-1].name, "clauses": rows}), output)
        return
    width = max(len(it.clause) for it in found) if found else 0
    lines = [
        f"{past.date(it.introduced)}  {_last(past, it)}  {it.clause:<{width}}  {_short(words[it.clause])}".rstrip()
        for it in found
    ]
    write("\n".join(["brought in  amended     clause", *lines]), output)


@click.command("history")
@click.argument("name")
@click.argument("clause")
@format_options("text", "json")
@archive_option
def history_command(name: str, clause: str, format_name: str | None, output: str | None, archive_path: str) -> None:
    """Follow one clause of a policy through all revisions, whatever number it bears there.

    CLAUSE is its number (第十二条, 三/(一), 第12条) in the revision that NAME names, else in the newest that has one.
    """
    past = _past(opened(archive_path), name)
    whole = _Past(past.archive, past.archive.timeline(name))
    last = len(past.line) - 1
    named = list(past.words(last))
    known = [named] if "@" in name else lineage.units(past.steps, named)
    unit, position = lineage.found(clause, known, past.line[-1].entry.policy)
    past, position = whole, last if "@" in name else position
    stations = lineage.history(unit, position, past.steps)
    if format_name == "json":
        rows = [_station_row(past, station) for station in stations]
        write(dumps({"policy": past.line[-1].entry.policy, "clause": unit, "revisions": rows}), output)
        return
    write("\n".join(line for station in reversed(stations) for line in _station_lines(past, station)), output)


@dataclass(frozen=True)
class _Past:
    """A policy's revisions up to the one that was asked about, oldest first, and what happened between them."""

    archive: Archive
    line: Sequence[Version]

    @cached_property
    def plugins(self) -> Plugins:
        from policydiff.plugins import load

        return load()

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return steps(self.archive, self.line, lambda: self.plugins)

    def words(self, position: int) -> dict[str, str]:
        """Return the words of each unit of a revision, in document order."""
        version = self.line[position]
        text = body(self.archive, version)
        (outline,) = outlines(self.archive, [version], lambda: self.plugins)
        return {unit: text[start:end] for unit, start, end in outline}

    def name(self, position: int) -> str:
        return self.line[position].name

    def date(self, position: int) -> str:
        return f"{self.line[position].entry.ordering_date or 'undated'!s:<10}"


def _past(archive: Archive, name: str) -> _Past:
    from policydiff.cli.naming import meant

    line = archive.timeline(name)
    if "@" in name:
        commit = meant(archive, name).entry.commit
        last = next(at for at, version in enumerate(line) if commit in {entry.commit for entry in version.entries})
        line = line[: last + 1]
    return _Past(archive, line)


def _last(past: _Past, found: lineage.Blame) -> str:
    return past.date(found.amended) if found.amended != found.introduced else f"{'':<10}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else words[:SHOWN] + "…"


def _station_lines(past: _Past, station: Station) -> list[str]:
    head = f"{past.name(station.revision)}  {', '.join(station.clauses) or 'gone'}  {', '.join(station.kinds)}".rstrip()
    telling = station.revision == 0 or station.amended or "inserted" in station.kinds
    return [head, *(f"    {line}" for line in _texts(past, station) if telling)]


def _texts(past: _Past, station: Station) -> list[str]:
    if not station.clauses:
        return []
    words = past.words(station.revision)
    texts = (words[clause] for clause in station.clauses if clause in words)
    return [line for text in texts for line in text.splitlines() if line]


def _station_row(past: _Past, station: Station) -> dict[str, Any]:
    return {
        "revision": past.name(station.revision),
        "clauses": list(station.clauses),
        "kinds": list(station.kinds),
        "amended": station.amended,
        "text": "\n".join(_texts(past, station)),
    }
