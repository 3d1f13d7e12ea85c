"""The hooks: all that policydiff asks of a plugin, and all that a plugin may count on.

Arguments go by name. Verb hooks are asked about each document and may decline with None; `register_*`
hooks offer something that a user or the core picks by name. docs/hooks.md shows each with an example.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Sequence

    import click

    from policydiff.model import (
        Annotation,
        Clause,
        Comparison,
        Conversion,
        Document,
        Fact,
        FactChange,
        Grade,
        Renderer,
        Revision,
        Rule,
        Source,
    )
    from policydiff.model.synopsis import Strictness

hookspec = pluggy.HookspecMarker("policydiff")
hookimpl = pluggy.HookimplMarker("policydiff")


@hookspec(firstresult=True)
def fetch(location: str) -> Source | None:
    """Return the bytes at a path or URL, None when the location is not yours."""


@hookspec(firstresult=True)
def convert(source: Source) -> Conversion | None:
    """Return a source as Markdown with its losses, None when the media type is not yours."""


@hookspec
def register_rules() -> Sequence[Rule]:  # type: ignore[empty-body]
    """Return normalization rules; they run after the built-in ones."""


@hookspec
def register_terms() -> Sequence[str]:  # type: ignore[empty-body]
    """Return words that segmentation keeps whole (an agency, a scheme's name)."""


@hookspec(firstresult=True)
def parse(markdown: str) -> Document | None:
    """Return the clause tree of a drafting style that the core does not know, None otherwise."""


@hookspec
def extract_facts(clause: Clause, document: Document) -> Sequence[Fact]:  # type: ignore[empty-body]
    """Return the claims that a clause's own words make (`document.own(clause)`)."""


@hookspec
def same_fact(old: Fact, new: Fact) -> bool | None:
    """Tell whether two facts are one thing under two names, None when only their subjects should decide.

    Asked about your own facts; a plugin that finds none (a vocabulary) is asked about everybody's, before their plugin.
    """


@hookspec
def common_name(fact: Fact) -> str | None:
    """Return the one name under which many documents may list what a fact is about, None when you know none.

    市卫生健康委 and 县卫生和计划生育局 are both 卫生健康, GDP and 地区生产总值 one indicator. Asked about everybody's facts.
    """


@hookspec(firstresult=True)
def strictness(text: str) -> Strictness | None:
    """Return how strictly a passage binds: its words of obligation, permission, encouragement, counted."""


@hookspec
def describe(change: FactChange) -> Annotation | None:
    """Return the remark on a change of one of your own facts, None when it deserves none."""


@hookspec
def annotate(comparison: Comparison) -> Sequence[Annotation]:  # type: ignore[empty-body]
    """Return remarks that need the whole comparison."""


@hookspec
def register_grades() -> Sequence[Grade]:  # type: ignore[empty-body]
    """Return the rules of your remarks, each with its severities, for the docs and for `[severity]` of policydiff.toml."""


@hookspec
def register_renderers() -> Sequence[Renderer]:  # type: ignore[empty-body]
    """Return output formats, picked with `--format NAME`."""


@hookspec
def register_commands(cli: click.Group) -> None:
    """Add commands to the command line."""


@hookspec
def recorded(revision: Revision) -> None:
    """Learn that a revision has entered the archive."""
