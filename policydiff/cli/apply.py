"""The command `apply`: a decision to a law, or a published text against both."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from policydiff.cli.options import archive_option, format_options, loaded, plugin_options, repair_option, write
from policydiff.cli.say import say
from policydiff.errors import AmendmentError
from policydiff.pipeline import Settings
from policydiff.tracking.inputs import located

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from policydiff.amend import Consolidation, Finding
    from policydiff.model import Document
    from policydiff.model.amendment import Decision, LawAmendment


@click.command("apply")
@click.argument("law")
@click.argument("decision")
@click.option("--check", "published", metavar="NEW", help="Compare with this published text instead of writing one.")
@click.option("--partial", is_flag=True, help="Apply what fits, though other instructions do not.")
@format_options("text", "json", text_endings=(".md", ".markdown", ".txt"))
@repair_option
@archive_option
@plugin_options
def apply_command(law: str, decision: str, published: str | None, **options: Any) -> int:
    """Apply an amendment decision to a law and write the consolidated text.

    LAW and DECISION are files, URLs or archive names. Each instruction that cannot be read or does not fit is named,
    and then nothing is written, unless with --partial. With --check NEW, a table says where a published text and the
    decision disagree, and the exit code is 1 when they do.
    """
    from policydiff.amend import amendment_of, consolidate, read

    plugins = loaded(options["without"], options["only"])
    settings = Settings(repairing=not options["no_repair"])
    old, text, new = (
        located(place, plugins, settings, options["archive_path"]).document if place else None
        for place in (law, decision, published)
    )
    assert old is not None  # noqa: S101 - LAW and DECISION are required
    assert text is not None  # noqa: S101
    read_decision = read(text)
    amendment = amendment_of(read_decision, old)
    refuse(old, read_decision, amendment)
    done = consolidate(old, read_decision)
    if new is not None:
        return _checked(old, done, amendment, new, options)
    return _written(done, amendment, options)


def refuse(law: Document, decision: Decision, amendment: LawAmendment) -> None:
    """Raise AmendmentError where a decision as a whole does not fit a law."""
    from policydiff.amend import refusals

    for reason in refusals(law, decision, amendment):
        raise AmendmentError(f"{reason}; nothing is written")


def troubles(done: Consolidation, amendment: LawAmendment) -> list[str]:
    """Return a line for each instruction that could not be read or does not fit."""
    unread = [f"{_item(one.item)}“{_short(one.text)}” cannot be read: {one.kind}" for one in amendment.unread]
    unfit = [
        f"{_item(one.instruction.item)}“{_short(one.instruction.printed)}” does not fit: {one.reason}"
        for one in done.unfit
    ]
    return unread + unfit


def _written(done: Consolidation, amendment: LawAmendment, options: dict[str, Any]) -> int:
    told = troubles(done, amendment)
    for line in told:
        say(f"policydiff: {line}", err=True)
    if told and not options["partial"]:
        say("policydiff: nothing is written; --partial applies what fits", err=True)
        return 2
    if options["format_name"] == "json":
        write(json.dumps(as_json(done, amendment), ensure_ascii=False, indent=2), options["output"])
        return 0
    from policydiff.clauses import print_document

    write(print_document(done.document), options["output"])
    changes = "\n".join(_change_lines(done))
    say(changes, err=options["output"] in {None, "-"})
    return 0


def _change_lines(done: Consolidation) -> list[str]:
    """Return what each instruction did, one a line: its item, the clauses before and after, its words."""
    lines = []
    for one in done.applied:
        if one.old or one.new:
            places = f"{'、'.join(one.old[:SHOWN]) or '—'} → {'、'.join(one.new[:SHOWN]) or '—'}"
            lines.append(
                f"{_item(one.instruction.item)}{one.instruction.operation.value}  {places}  {_short(one.instruction.printed)}"
            )
    return lines


# So many clauses are named in a line.
SHOWN = 4
LONGEST = 48


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _item(item: str) -> str:
    return f"{item.rstrip('、.．')} " if item else ""


def as_json(done: Consolidation, amendment: LawAmendment) -> dict[str, Any]:
    """Return a consolidation as JSON: the text, the changes with the instruction behind each, and what was left out."""
    from policydiff.clauses import print_document

    return {
        "schema": "policydiff.consolidation/1",
        "text": print_document(done.document),
        "changes": [
            {
                "item": one.instruction.item,
                "operation": one.instruction.operation.value,
                "instruction": one.instruction.printed,
                "old": list(one.old),
                "new": list(one.new),
            }
            for one in done.applied
        ],
        "unfit": [
            {"item": one.instruction.item, "instruction": one.instruction.printed, "reason": one.reason}
            for one in done.unfit
        ],
        "unread": [{"item": one.item, "text": one.text, "reason": one.kind} for one in amendment.unread],
    }


def _checked(
    law: Document, done: Consolidation, amendment: LawAmendment, published: Document, options: dict[str, Any]
) -> int:
    from policydiff.amend import check

    found = check(law, done, amendment, published)
    if options["format_name"] == "json":
        write(
            json.dumps(
                {"schema": "policydiff.check/1", "findings": [one._asdict() for one in found]},
                ensure_ascii=False,
                indent=2,
            ),
            options["output"],
        )
    else:
        write(_table(found, done), options["output"])
    return 1 if found else 0


def _table(found: Sequence[Finding], done: Consolidation) -> str:
    """Return findings as a Markdown table."""
    carried = len([one for one in done.applied if one.old or one.new])
    if not found:
        return f"The published text is what the decision makes of the law ({carried} instructions)."
    rows = ["| finding | instruction | clause | what | by the decision | as published |", "|---|---|---|---|---|---|"]
    for one in found:
        cells = (
            one.kind,
            one.item.rstrip("、.．"),
            one.clause,
            one.message,
            _short(one.expected),
            _short(one.published),
        )
        rows.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    return "\n".join(rows)
