"""Whole clauses that came or went: what a new article does, what is lost with an old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import Annotation, ClauseKind, Relation, Severity, Span, Wording
from policydiff.text.quoting import quoted
from policydiff.text.regex import lazy
from policydiff_provisions import words
from policydiff_provisions.reading import kind_of
from policydiff_provisions.rules import WEIGHTS, severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Clause, Comparison, Document
    from policydiff.text.elsewhere import Both, Elsewhere
    from policydiff_provisions.words import Kind

_SENTENCE = lazy(r"[^。；;\n]+[。；;]?")
# Shorter clauses are headings or say nothing by themselves.
_SHORTEST = 8
_LONGEST, _SECOND = 90, 60
_SHORT_HEADING = 20
_STRUCTURE = frozenset({ClauseKind.ARTICLE})


def whole_clauses(comparison: Comparison, both: Both) -> Iterator[Annotation]:
    """Yield a remark on each clause that only one side has, unless its words stand elsewhere on the other."""
    whole = [change for change in comparison.changes if not (change.old and change.new)]
    if not whole:
        return
    old, new = both
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
    first, kind = fresh[0], kind_of(fresh[0])
    graver = _graver(fresh[1:], kind) or _numbered(fresh, kind)
    told = [quoted(first, _LONGEST)]
    if graver:
        kind = kind_of(graver)
        told.append(quoted(graver, _SECOND))
    rule = (
        ("clause_added" if came else "clause_dropped")
        if kind is None
        else f"{kind.name}_{'added' if came else 'dropped'}"
    )
    severity = Severity.LOW if kind is None or all(map(_professes, told)) else severity_of(rule)
    if relation is Relation.SIBLINGS:
        severity = min(severity, Severity.LOW)
    weight = WEIGHTS["clause" if kind is None else kind.name] + 0.5 * any(map(words.NUMBER.search, told))
    span = Span(unit.id, unit.body, document.unit_end(unit), text)
    wording = _wording(unit, "；".join(told), kind, relation, came=came)
    yield Annotation(
        f"provisions.{rule}", severity, wording, None if came else span, span if came else None, weight=weight
    )


def _professes(sentence: str) -> bool:
    """Tell what a government professes from what it orders."""
    kind = kind_of(sentence)
    return kind in {None, words.OBLIGATION, words.BODY, words.RIGHT} and words.PROGRAMME.search(sentence) is not None


def _heads(unit: Clause) -> bool:
    return unit.kind is not ClauseKind.ARTICLE and not unit.text.strip() and bool(unit.children)


def _graver(sentences: Sequence[str], first: Kind | None) -> str:
    """Return the sentence that does something graver than the first one of its clause, empty for none."""
    order = [*words.KINDS[:6], None]
    rank = order.index(first) if first in order else len(order)
    graver = [sentence for sentence in sentences if (found := kind_of(sentence)) in order[:rank] and found is not None]
    return min(graver, key=lambda sentence: order.index(kind_of(sentence)), default="")


def _numbered(sentences: Sequence[str], first: Kind | None) -> str:
    """Return the sentence that does the same as the first one and states a number, where that one states none."""
    if first is None or words.NUMBER.search(sentences[0]):
        return ""
    same = (each for each in sentences[1:] if words.NUMBER.search(each) and kind_of(each) is first)
    return next(same, "")


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
