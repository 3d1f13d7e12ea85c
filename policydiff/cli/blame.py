"""Where clauses come from: `blame` for all of a policy, `history` for one through all revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from policydiff.cli.archive_queries import opened
from policydiff.cli.options import archive_option, format_options, write
from policydiff.cli.rows import dumps
from policydiff.tracking import lineage
from policydiff.tracking.history import Past

if TYPE_CHECKING:
    from typing import Any

    from policydiff.archive import Archive
    from policydiff.plugins import Plugins
    from policydiff.tracking.history import Followed
    from policydiff.tracking.lineage import Station

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
    if format_name == "json":
        rows = [_followed_row(past, one) for one in past.followed()]
        gone = [{"clause": it.clause, "removed": past.name(it.removed), "text": it.text} for it in past.gone()]
        write(dumps({"revision": past.line[-1].name, "clauses": rows, "gone": gone}), output)
        return
    words = past.words(len(past.line) - 1)
    found = lineage.blame(list(words), past.steps)
    width = max(len(it.clause) for it in found) if found else 0
    lines = [
        f"{_date(past, it.introduced)}  {_last(past, it)}  {it.clause:<{width}}  {_short(words[it.clause])}".rstrip()
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
    whole = Past(past.archive, past.archive.timeline(name), _plugins)
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


def _past(archive: Archive, name: str) -> Past:
    from policydiff.tracking.revision_names import up_to

    return Past(archive, up_to(archive, name), _plugins)


def _plugins() -> Plugins:
    from policydiff.plugins import load

    return load()


def _date(past: Past, position: int) -> str:
    return f"{past.line[position].entry.ordering_date or 'undated'!s:<10}"


def _last(past: Past, found: lineage.Blame) -> str:
    return _date(past, found.amended) if found.amended != found.introduced else f"{'':<10}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else words[:SHOWN] + "…"


def _station_lines(past: Past, station: Station) -> list[str]:
    head = f"{past.name(station.revision)}  {', '.join(station.clauses) or 'gone'}  {', '.join(station.kinds)}".rstrip()
    telling = station.revision == 0 or station.amended or "inserted" in station.kinds
    return [head, *(f"    {line}" for line in _texts(past, station) if telling)]


def _texts(past: Past, station: Station) -> list[str]:
    return [line for line in past.text(station).splitlines() if line]


def _followed_row(past: Past, one: Followed) -> dict[str, Any]:
    return {
        "clause": one.clause,
        "introduced": past.name(one.blame.introduced),
        "amended": past.name(one.blame.amended),
        "text": one.text,
        "steps": [_station_row(past, station) for station in one.stations],
    }


def _station_row(past: Past, station: Station) -> dict[str, Any]:
    return {
        "revision": past.name(station.revision),
        "clauses": list(station.clauses),
        "kinds": list(station.kinds),
        "amended": station.amended,
        "text": "\n".join(_texts(past, station)),
    }
