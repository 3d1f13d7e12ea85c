"""The command `draft`: the decision that turns one version of a law into another, and its 对照表."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.options import archive_option, loaded, plugin_options, repair_option, write
from policydiff.errors import AmendmentError
from policydiff.model import RenderOptions
from policydiff.pipeline import Settings, compare
from policydiff.results import renderer_of
from policydiff.tracking.inputs import located

if TYPE_CHECKING:
    from typing import Any

    from policydiff.pipeline import Reading
    from policydiff.plugins import Plugins


@click.command("draft")
@click.argument("old")
@click.argument("new")
@click.option(
    "-o", "--output", metavar="FILE", help="Write the decision here: Markdown, or Word where FILE ends in .docx."
)
@click.option("--table", metavar="FILE", help="Write the comparison table (对照表) here: .docx, .xlsx, .html or .md.")
@repair_option
@archive_option
@plugin_options
def draft_command(old: str, new: str, output: str | None, table: str | None, **options: Any) -> int:
    """Draft the decision that amends OLD into NEW, in the customary wording and order.

    The draft is read again and applied to OLD; only one that gives NEW to the character is written. Where chapters come, go or
    change their places, the law is given anew as a whole (修订), and stderr says so.
    """
    from policydiff.amend import draft

    plugins = loaded(options["without"], options["only"])
    settings = Settings(repairing=not options["no_repair"])
    before, after = (located(place, plugins, settings, options["archive_path"]) for place in (old, new))
    drafted = draft(before.document, after.document)
    if not drafted.exact:
        raise AmendmentError(
            f"no decision leads from '{old}' to '{new}' to the character; nothing is written: compare them with policydiff diff"
        )
    if drafted.revised:
        click.echo(
            "policydiff: chapters or loose paragraphs changed: the law is given anew as a whole (修订)", err=True
        )
    if table:
        _write_table(before, after, plugins, settings, table)
    write(_decision(drafted.markdown, output), output)
    return 0


def _decision(markdown: str, output: str | None) -> str | bytes:
    """Return a decision as Markdown, as a Word document where the file's name says so."""
    if output is None or Path(output).suffix.lower() != ".docx":
        return markdown
    from policydiff.office import docx
    from policydiff.report.conventions import convention

    title, *lines = [line.lstrip("# ") for line in markdown.split("\n") if line.strip()]
    styled = [docx.paragraph(docx.run(title), "Title"), *(docx.paragraph(docx.run(line)) for line in lines)]
    sheet = docx.Sheet("".join(styled), "", docx.page_numbers("zh"), title)
    return docx.document(sheet, convention("prc"))


def _write_table(before: Reading, after: Reading, plugins: Plugins, settings: Settings, table: str) -> None:
    renderer = renderer_of(plugins, None, table)
    report = compare(before, after, plugins, settings)
    write(renderer.render(report, RenderOptions(lang="zh")), table)
