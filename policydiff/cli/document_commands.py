"""Commands about one document: `outline`, `normalize`, `facts`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from policydiff.cli.batch import normalize_all
from policydiff.cli.ledger import ledger_text, shortened, strict_options, tell_trouble, verdict
from policydiff.cli.options import (
    archive_option,
    format_options,
    loaded,
    plugin_options,
    repair_option,
    write,
)
from policydiff.cli.say import say
from policydiff.pipeline import Settings
from policydiff.tracking.inputs import located

if TYPE_CHECKING:
    from typing import Any

    from policydiff.model import Clause, Fact
    from policydiff.pipeline import Reading

INDENT = "  "
SHOWN = 36


@click.command("outline")
@click.argument("file")
@format_options("text", "json")
@click.option("--report", is_flag=True, help="Also list what was removed, repaired, doubted and lost.")
@strict_options
@repair_option
@archive_option
@plugin_options
def outline_command(file: str, **options: Any) -> int:
    """Show the clause tree and the metadata of a document."""
    from policydiff.report import json_comparison

    reading = located(
        file,
        loaded(options["without"], options["only"]),
        Settings(repairing=not options["no_repair"]),
        options["archive_path"],
    )
    if options["format_name"] == "json":
        write(_json(json_comparison.outline(reading.document, reading.text)), options["output"])
        return verdict(reading, options)
    ledger = "\n\n" + ledger_text(reading.text) if options["report"] else ""
    write(outline_text(reading) + ledger, options["output"])
    tell_trouble(reading)
    return verdict(reading, options)


@click.command("normalize")
@click.argument("files", nargs=-1, required=True, metavar="FILE ...")
@click.option("-o", "--output", metavar="FILE|DIR", help="Write here instead of to stdout; a folder for several FILEs.")
@click.option("--report", is_flag=True, help="List on stderr what was removed, repaired, doubted and lost.")
@strict_options
@repair_option
@archive_option
@plugin_options
def normalize_command(files: tuple[str, ...], **options: Any) -> int:
    """Print a document as policy Markdown, or write several into a folder.

    Of several, one that cannot be read does not stop the others; it is named at the end, and the exit code is 2.
    """
    from policydiff.report.file_format import check_ending
    from policydiff.text import front_matter
    from policydiff.text.markdown_escapes import escaped

    plugins = loaded(options["without"], options["only"])
    settings = Settings(repairing=not options["no_repair"])

    def read(file: str) -> Reading:
        return located(file, plugins, settings, options["archive_path"])

    if len(files) > 1:
        return normalize_all(files, read, options)
    check_ending(options["output"], (".md", ".txt"))
    reading = read(files[0])
    write(escaped(front_matter.dump(reading.text.metadata) + reading.text.markdown), options["output"])
    if options["report"]:
        say(ledger_text(reading.text), err=True)
    else:
        tell_trouble(reading)
    return verdict(reading, options)


@click.command("facts")
@click.argument("file")
@format_options("text", "json")
@repair_option
@archive_option
@plugin_options
def facts_command(file: str, **options: Any) -> int:
    """List what the plugins find in a document: duties, targets, deadlines."""
    from policydiff.pipeline import extract_facts
    from policydiff.report import json_comparison

    plugins = loaded(options["without"], options["only"])
    settings = Settings(repairing=not options["no_repair"])
    reading = located(file, plugins, settings, options["archive_path"])
    with settings.budget.within(file):
        facts, failures = extract_facts(reading.document, plugins)
    write(
        _json(json_comparison.facts(facts)) if options["format_name"] == "json" else facts_text(facts),
        options["output"],
    )
    for failure in failures:
        say(f"policydiff: {failure}", err=True)
    return 2 if failures else 0


def outline_text(reading: Reading) -> str:
    """Return metadata and clause tree for the eye."""
    from policydiff.report import json_comparison

    meta = json_comparison.outline(reading.document, reading.text)["meta"]
    head = [f"{name}: {_joined(value)}" for name, value in meta.items() if value]
    return "\n".join([*head, "", *(_line(clause) for clause in reading.document.walk())])


def _joined(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_joined(item) for item in value)
    if isinstance(value, dict):
        return " ".join(str(item) for item in value.values() if item)
    return str(value)


def _line(clause: Clause) -> str:
    words = " ".join(clause.heading.split()) or shortened(" ".join(clause.text.split()), SHOWN)
    return f"{INDENT * (clause.level - 1)}{clause.id}  {words}".rstrip()


def facts_text(facts: tuple[Fact, ...]) -> str:
    """Return facts one a line: clause, kind, subject, attributes."""
    lines = [f"{fact.clause}  {fact.kind}  {fact.subject}  {_attributes(fact)}".rstrip() for fact in facts]
    return "\n".join(lines) if lines else "no facts found"


def _attributes(fact: Fact) -> str:
    return ", ".join(f"{name}={value}" for name, value in fact.attributes if value not in {None, "", fact.subject})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
