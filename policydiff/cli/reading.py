"""Commands about one document: `outline`, `normalize`, `facts`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from policydiff.cli.locating import located
from policydiff.cli.options import (
    archive_option,
    format_options,
    loaded,
    plugin_options,
    repair_option,
    write,
)
from policydiff.pipeline import Settings

if TYPE_CHECKING:
    from typing import Any

    from policydiff.model import Clause, Fact, PolicyText
    from policydiff.pipeline import Reading

INDENT = "  "
SHOWN = 36


@click.command("outline")
@click.argument("file")
@format_options("text", "json")
@click.option("--report", is_flag=True, help="Also list what was removed, repaired, doubted and lost.")
@repair_option
@archive_option
@plugin_options
def outline_command(file: str, **options: Any) -> None:
    """Show the clause tree and the metadata of a document."""
    from policydiff.report import jsonform

    reading = located(
        file,
        loaded(options["without"], options["only"]),
        Settings(repairing=not options["no_repair"]),
        options["archive_path"],
    )
    if options["format_name"] == "json":
        write(_json(jsonform.outline(reading.document, reading.text)), options["output"])
        return
    ledger = "\n\n" + ledger_text(reading.text) if options["report"] else ""
    write(outline_text(reading) + ledger, options["output"])
    _tell_losses(reading)


@click.command("normalize")
@click.argument("file")
@click.option("-o", "--output", metavar="FILE", help="Write here instead of to stdout.")
@click.option("--report", is_flag=True, help="List on stderr what was removed, repaired, doubted and lost.")
@repair_option
@archive_option
@plugin_options
def normalize_command(file: str, **options: Any) -> None:
    """Print a document as policy Markdown."""
    from policydiff import frontmatter

    reading = located(
        file,
        loaded(options["without"], options["only"]),
        Settings(repairing=not options["no_repair"]),
        options["archive_path"],
    )
    write(frontmatter.dump(reading.text.metadata) + reading.text.markdown, options["output"])
    if options["report"]:
        click.echo(ledger_text(reading.text), err=True)
    else:
        _tell_losses(reading)


@click.command("facts")
@click.argument("file")
@format_options("text", "json")
@repair_option
@archive_option
@plugin_options
def facts_command(file: str, **options: Any) -> int:
    """List what the plugins find in a document: duties, targets, deadlines."""
    from policydiff.pipeline import extract_facts
    from policydiff.report import jsonform

    plugins = loaded(options["without"], options["only"])
    reading = located(file, plugins, Settings(repairing=not options["no_repair"]), options["archive_path"])
    facts, failures = extract_facts(reading.document, plugins)
    write(_json(jsonform.facts(facts)) if options["format_name"] == "json" else facts_text(facts), options["output"])
    for failure in failures:
        click.echo(f"policydiff: {failure}", err=True)
    return 2 if failures else 0


def outline_text(reading: Reading) -> str:
    """Return metadata and clause tree for the eye."""
    from policydiff.report import jsonform

    meta = jsonform.outline(reading.document, reading.text)["meta"]
    head = [f"{name}: {_joined(value)}" for name, value in meta.items() if value]
    return "\n".join([*head, "", *(_line(clause) for clause in reading.document.walk())])


def _joined(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_joined(item) for item in value)
    if isinstance(value, dict):
        return " ".join(str(item) for item in value.values() if item)
    return str(value)


def _line(clause: Clause) -> str:
    words = " ".join(clause.heading.split()) or _shortened(" ".join(clause.text.split()))
    return f"{INDENT * (clause.level - 1)}{clause.id}  {words}".rstrip()


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def facts_text(facts: tuple[Fact, ...]) -> str:
    """Return facts one a line: clause, kind, subject, attributes."""
    lines = [f"{fact.clause}  {fact.kind}  {fact.subject}  {_attributes(fact)}".rstrip() for fact in facts]
    return "\n".join(lines) if lines else "no facts found"


def _attributes(fact: Fact) -> str:
    return ", ".join(f"{name}={value}" for name, value in fact.attributes if value not in {None, "", fact.subject})


def ledger_text(text: PolicyText) -> str:
    """Return what normalization did, numbers first."""
    counts = (
        f"removed {len(text.removed)}, repaired {len(text.repairs)}, doubtful {len(text.suspicions)}, "
        f"lost {sum(loss.count for loss in text.losses)}"
    )
    lines = [
        *(f"removed ({removal.reason}): {_shortened(removal.text)}" for removal in text.removed),
        *(
            f"repaired ({repair.rule}, {repair.confidence:.2f}): {repair.before} → {repair.after} [{repair.evidence}]"
            for repair in text.repairs
        ),
        *(f"doubtful ({doubt.rule}): {_shortened(doubt.text)} [{doubt.reason}]" for doubt in text.suspicions),
        *(f"lost: {loss.count} {loss.kind} {loss.detail}".rstrip() for loss in text.losses),
    ]
    return "\n".join([counts, *lines])


def _tell_losses(reading: Reading) -> None:
    doubts, losses = len(reading.text.suspicions), sum(loss.count for loss in reading.text.losses)
    if doubts or losses:
        click.echo(
            f"policydiff: {reading.name}: {doubts} doubtful places, {losses} losses; --report lists them", err=True
        )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
