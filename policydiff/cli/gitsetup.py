"""Lets plain Git show documents as clauses: `git-setup` writes its configuration, `textconv` is what Git then calls."""

from __future__ import annotations

import shlex
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.options import write
from policydiff.cli.say import say
from policydiff.errors import ArchiveError, PolicydiffError

if TYPE_CHECKING:
    from policydiff.model import PolicyText

# Documents that Git cannot read, or not as their reader does.
CONVERTED = ("doc", "docx", "htm", "html", "mht", "mhtml", "odt", "ofd", "pdf", "rtf", "wps", "xls", "xlsx")
# What `git diff` writes after @@: the clause or heading that a change stands in.
CLAUSES = "^(#+ .*|第[〇零一二三四五六七八九十百千0-9]+[编章节条].*|[一二三四五六七八九十百]+、.*|[(（][一二三四五六七八九十百]+[)）].*)$"
MARK = "# policydiff"


@click.command("git-setup")
@click.option("--undo", is_flag=True, help="Take the configuration out again.")
@click.argument("folder", default=".", type=click.Path(file_okay=False, exists=True))
def git_setup_command(folder: str, *, undo: bool) -> None:
    """Make `git diff`, `git log -p` and `git show` of a repository show documents as their text, clause by clause.

    Works for DOCX, PDF, OFD, saved pages and the like, and for the texts and sources of an archive. It writes the
    repository's own configuration (.git/config, .git/info/attributes); nothing is committed.
    """
    from policydiff.archive.git import locate

    repository = locate(Path(folder))
    attributes = repository.common_dir / "info" / "attributes"
    kept = _without_ours(attributes.read_text(encoding="utf-8") if attributes.exists() else "")
    attributes.parent.mkdir(parents=True, exist_ok=True)
    attributes.write_text(kept + ("" if undo else _attributes()), encoding="utf-8")
    for name, value in _settings().items():
        # What is not set cannot be taken out, and then nothing needs to be.
        with suppress(ArchiveError):
            repository.read("config", "--unset-all", name)
        if not undo:
            repository.read("config", name, value)
    say("git shows documents as bytes again" if undo else "git diff and git log -p show documents as text now")


@click.command("textconv", hidden=True)
@click.argument("file")
def textconv_command(file: str) -> None:
    """Print a document as text for `git diff`; what cannot be read is said in one line, for Git needs an answer."""
    try:
        write(_text(file), None)
    except PolicydiffError as error:
        write(f"(policydiff: {error})", None)


def _text(file: str) -> str:
    from policydiff.pipeline import Settings, normalized
    from policydiff.plugins import load
    from policydiff.text import front_matter
    from policydiff.text.markdown_escapes import escaped

    plugins = load()
    text: PolicyText = normalized(plugins.fetch(file), plugins, Settings())
    return escaped(front_matter.dump(text.metadata) + text.markdown)


def _settings() -> dict[str, str]:
    # Git calls it in the work tree's top: -I keeps whatever lies there from being imported.
    program = f"{shlex.quote(sys.executable)} -I -m policydiff textconv"
    return {
        "diff.policydiff.textconv": program,
        "diff.policydiff.xfuncname": CLAUSES,
        "diff.policy.xfuncname": CLAUSES,
    }


def _attributes() -> str:
    documents = "".join(f"*.{suffix} diff=policydiff\n" for suffix in CONVERTED)
    texts = "sources/** diff=policydiff\npolicies/**/*.md diff=policy\nolder/**/*.md diff=policy\n"
    return f"{MARK}: begin\n{documents}{texts}{MARK}: end\n"


def _without_ours(attributes: str) -> str:
    before, begin, rest = attributes.partition(f"{MARK}: begin\n")
    return before + rest.partition(f"{MARK}: end\n")[2] if begin else before
