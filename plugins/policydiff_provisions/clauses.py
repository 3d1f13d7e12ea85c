"""Whole clauses that came or went: what a new article does, what is lost with an old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import Annotation, ClauseKind, Relation, Severity, Span, Wording
from policydiff.text.elsewhere import Elsewhere
from policydiff.text.quoting import quoted
from policydiff.text.regex import lazy
from policydiff_provisions import words
from policydiff_provisions.reading import kind_of
from policydiff_provisions.rules import WEIGHTS, severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Clause, Comparison, Document
    from policydiff_provisions.words import Kind

_SENTENCE = lazy(r"[^。；;\n]+[。；;]?")
# Shorter clauses are headings or say nothing by themselves.
_SHORTEST = 8
_LONGEST = 90
_SHORT_HEADING = 20
_STRUCTURE = frozenset({ClauseKind.ARTICLE})


def whole_clauses(comparison: Comparison) -> Iterator[Annotation]:
    """Yield a remark on each clause that only one side has, unless its words stand elsewhere on the other."""
    whole = [change for change in comparison.changes if not (change.old and change.new)]
    if not whole:
        return
    old, new = Elsewhere(comparison.old.text), Elsewhere(comparison.new.text)
    for change in whole:
        document, units, other = (comparison.new, change.new, old) if change.new else (comparison.old, change.old, new)
        for unit in units:
            yield from _remark(document, document.by_id[unit], other, comparison.relation, came=bool(change.new))


def _remark(
    document: Document, unit: Clause, other: Elsewhere, relation: Relation, *, came: bool
) -> Iterator[Annotation]:
    text = document.words_of(unit)
    if len(text.strip()) < _SHORTEST or _heads(unit):
        return
    sentences = [found[0].strip() for found in _SENTENCE.finditer(text) if found[0].strip()]
    fresh = [sentence for sentence in sentences if not other.holds(sentence)]
    if not fresh or sum(map(len, fresh)) < len(text) * 0.3:
        return
    chosen, kind = _telling(fresh)
    rule = (
        ("clause_added" if came else "clause_dropped")
        if kind is None
        else f"{kind.name}_{'added' if came else 'dropped'}"
    )
    severity = Severity.LOW if kind is None or _professes(chosen) else severity_of(rule)
    if relation is Relation.SIBLINGS:
        severity = min(severity, Severity.LOW)
    weight = WEIGHTS["clause" if kind is None else kind.name] + 0.5 * (words.NUMBER.search(chosen) is not None)
    span = Span(unit.id, unit.body, document.unit_end(unit), text)
    wording = _wording(unit, quoted(chosen, _LONGEST), kind, relation, came=came)
    yield Annotation(
        f"provisions.{rule}", severity, wording, None if came else span, span if came else None, weight=weight
    )


def _professes(sentence: str) -> bool:
    """Tell what a government professes from what it orders."""
    kind = kind_of(sentence)
    return kind in {None, words.OBLIGATION, words.BODY, words.RIGHT} and words.PROGRAMME.search(sentence) is not None


def _heads(unit: Clause) -> bool:
    return unit.kind is not ClauseKind.ARTICLE and not unit.text.strip() and bool(unit.children)


def _telling(sentences: Sequence[str]) -> tuple[str, Kind | None]:
    """Return the sentence that says what a clause does, and what that is: the gravest, one with a number before others."""

    def rank(sentence: str) -> tuple[float, bool, int]:
        kind = kind_of(sentence)
        return (
            (WEIGHTS[kind.name] if kind else 0.0)
            + (words.NUMBER.search(sentence) is not None)
            - 4.0 * _professes(sentence),
            kind is not None,
            -sentences.index(sentence),
        )

    best = max(sentences, key=rank)
    return best, kind_of(best)


def _wording(unit: Clause, said: str, kind: Kind | None, relation: Relation, *, came: bool) -> Wording:
    zh, en = (kind.zh, kind.en) if kind else ("", "")
    if relation is Relation.SIBLINGS:
        side = ("仅乙有本条", "only B has this clause") if came else ("仅甲有本条", "only A has this clause")
    else:
        side = ("新增条文", "new clause") if came else ("删去条文", "clause dropped")
    lead = f"（{zh}）" if zh else ""
    heading = (
        f"{unit.heading}："
        if unit.heading and not said.startswith(unit.heading[:6]) and len(unit.heading) <= _SHORT_HEADING
        else ""
    )
    return Wording(f"{side[0]}{lead}：{heading}{said}", f"{side[1]}{f' ({en})' if en else ''}: {heading}{said}")
