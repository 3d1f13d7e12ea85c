"""Many documents side by side as plain dicts: `policydiff.synopsis/1` (docs/json.md; the schema lies in `schema/`)."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from policydiff.report import clause_names
from policydiff.report.json_comparison import annotation, fact, metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model.synopsis import (
        Cell,
        FactCell,
        FactRow,
        Finding,
        Inheritance,
        Inherited,
        Member,
        Passage,
        Strictness,
        Synopsis,
        Topic,
        Value,
    )
    from policydiff.report.json_comparison import Json

SYNOPSIS = "policydiff.synopsis/1"


def synopsis(shown: Synopsis, *, lang: str = "zh") -> Json:
    """Return documents side by side; messages are in `lang` (`zh` or `en`). Documents, topics and rows go by number."""
    return {
        "schema": SYNOPSIS,
        "documents": [_document(member) for member in shown.members],
        "topics": [_topic(shown, topic, lang) for topic in shown.topics],
        "facts": [_row(row) for row in shown.facts],
        "pairs": list(_pairs(shown)),
        "likeness": [list(row) for row in shown.likeness],
        "order": list(shown.order),
        "alone": [_passage(shown, passage, lang) | {"document": passage.member} for passage in shown.alone],
        "inheritance": [_inheritance(found, lang) for found in shown.inheritance],
        "failures": list(shown.failures),
    }


def _document(member: Member) -> Json:
    return {
        "id": member.name,
        "label": member.label,
        **metadata(member.document.metadata),
        "clauses": clause_names.clause_count(member.document),
    }


def _topic(shown: Synopsis, topic: Topic, lang: str) -> Json:
    return {
        "name": topic.name,
        "likeness": topic.likeness,
        "documents": list(topic.members),
        "shared": list(topic.shared),
        "cells": [_cell(shown, cell, lang) for cell in topic.cells],
    }


def _cell(shown: Synopsis, cell: Cell, lang: str) -> Json:
    return {
        "coverage": cell.coverage.value,
        "share": cell.share,
        "strictness": _strictness(cell.strictness) if cell.passages else None,
        "own": list(cell.own),
        "findings": [_finding(finding, lang) for finding in cell.findings],
        "passages": [_passage(shown, passage, lang) for passage in cell.passages],
    }


def _strictness(found: Strictness) -> Json:
    return {
        "level": found.level,
        "prohibitions": found.prohibitions,
        "obligations": found.obligations,
        "permissions": found.permissions,
        "encouragements": found.encouragements,
        "hedges": found.hedges,
    }


def _finding(finding: Finding, lang: str) -> Json:
    return {
        "rule": finding.rule,
        "severity": finding.severity.label,
        "message": finding.message(lang),
        "fact": finding.fact,
    }


def _passage(shown: Synopsis, passage: Passage, lang: str) -> Json:
    document = shown.members[passage.member].document
    return {
        "clause": passage.clause,
        "name": clause_names.name(document, document.by_id[passage.clause], lang),
        "start": passage.start,
        "end": passage.end,
        "text": shown.words(passage),
    }


def _row(row: FactRow) -> Json:
    return {
        "kind": row.kind,
        "name": row.name,
        "names": list(row.names),
        "unit": row.unit,
        "per": row.per,
        "topic": row.topic,
        "documents": list(row.members),
        "cells": [_fact_cell(cell) for cell in row.cells],
    }


def _fact_cell(cell: FactCell) -> Json:
    return {"mark": cell.mark.value or None, "values": [_value(value) for value in cell.values]}


def _value(value: Value) -> Json:
    return {"shown": value.shown, "size": value.size, "fact": fact(value.fact)}


def _pairs(shown: Synopsis) -> Iterator[Json]:
    by_pair: dict[tuple[int, int], list[list[object]]] = {}
    for link in shown.links:
        edge = [link.one.clause, link.other.clause, round(link.score, 4)]
        by_pair.setdefault((link.one.member, link.other.member), []).append(edge)
    for one, other in combinations(range(len(shown.members)), 2):
        yield {"old": one, "new": other, "likeness": shown.likeness[one][other], "edges": by_pair.get((one, other), [])}


def _inheritance(found: Inheritance, lang: str) -> Json:
    return {
        "parent": found.parent,
        "child": found.child,
        "stale": found.stale(lang) if found.stale else None,
        "counts": found.counts,
        "items": [_inherited(item, lang) for item in found.items],
    }


def _inherited(item: Inherited, lang: str) -> Json:
    return {
        "fate": item.fate.value,
        "severity": item.severity.label,
        "parent": list(item.parent),
        "child": list(item.child),
        "likeness": round(item.likeness, 4),
        "how": [annotation(remark, lang) for remark in item.how],
    }
