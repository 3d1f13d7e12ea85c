"""Helpers for plugin authors: run a plugin over a few lines of text and see what it finds and says.

    found = facts(my_plugin, "一、到2025年，床位达到300张。")
    said = remarks(my_plugin, old="第一条 单位应当备案。", new="第一条 单位可以备案。")

Texts are policy Markdown (docs/policy-markdown.md): one paragraph a line, blank lines between.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff import clauses, pipeline
from policydiff.align import align
from policydiff.diff import compare as compare_documents
from policydiff.model import Metadata, Relation
from policydiff.plugins import from_modules

if TYPE_CHECKING:
    from policydiff.model import Annotation, Comparison, Document, Fact


def document(text: str, metadata: Metadata | None = None) -> Document:
    """Return the clause tree of a text."""
    parsed = clauses.parse(text)
    return replace(parsed, metadata=metadata) if metadata else parsed


def facts(plugin: object, text: str, metadata: Metadata | None = None) -> tuple[Fact, ...]:
    """Return what a plugin finds in a text.

    Raises PluginError when the plugin fails.
    """
    found, failures = from_modules(plugin=plugin).extract_facts(document(text, metadata))
    if failures:
        raise failures[0]
    return found


def comparison(old: str, new: str, relation: Relation = Relation.VERSIONS) -> Comparison:
    """Lay two texts side by side."""
    old_document, new_document = document(old), document(new)
    beads = align(old_document, new_document, relation)
    return compare_documents(old_document, new_document, beads, relation=relation)


def remarks(plugin: object, *, old: str, new: str, relation: Relation = Relation.VERSIONS) -> tuple[Annotation, ...]:
    """Return what a plugin says of the step from one text to another.

    Raises PluginError when the plugin fails.
    """
    said, failures = pipeline.annotated(comparison(old, new, relation), from_modules(plugin=plugin))
    if failures:
        raise failures[0]
    return said
