"""What plugins say of a changed fact: the annotation, and its usual wordings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import Annotation, Relation, Severity, Span, Wording

if TYPE_CHECKING:
    from policydiff.model import Fact, FactChange


def span(fact: Fact | None) -> Span | None:
    """Return the place of a fact, None for none."""
    return Span(fact.clause, fact.start, fact.end, fact.text) if fact else None


def remark(change: FactChange, rule: str, severity: Severity, *, zh: str, en: str, weight: float = 0.0) -> Annotation:  # noqa: PLR0913 plugins call it by keyword
    """Return an annotation on a change of a fact, pointing at both places.

    That one of two siblings lacks what the other has is no loss: it weighs medium at most. `weight` orders remarks of
    one severity.
    """
    if change.relation is Relation.SIBLINGS and not (change.old and change.new):
        severity = min(severity, Severity.MEDIUM)
    return Annotation(rule, severity, Wording(zh, en), span(change.old), span(change.new), weight)


def came_or_went(change: FactChange, what: Wording, name: str, *, lost: str = "不再列") -> Wording:
    """Return the words for a fact that only one side states; `lost` is the Chinese verb for one that was dropped.

    Of siblings nothing came or went: 仅甲有……, 仅乙有…….
    """
    if change.relation is Relation.SIBLINGS:
        zh, en = ("仅乙有", "B") if change.new else ("仅甲有", "A")
        return Wording(f"{zh}{what.zh}：{name}", f"only {en} has {what.en}: {name}")
    zh, en = ("新增", "added") if change.new else (lost, "dropped")
    return Wording(f"{zh}{what.zh}：{name}", f"{what.en} {en}: {name}")


def turned(change: FactChange, what: Wording, before: str, after: str) -> Wording:
    """Return the words for something that differs: 由……改为……, of siblings 甲为……，乙为……."""
    if change.relation is Relation.SIBLINGS:
        return Wording(f"{what.zh}：甲为{before}，乙为{after}", f"{what.en}: {before} in A, {after} in B")
    return Wording(f"{what.zh}由{before}改为{after}", f"{what.en} changed from {before} to {after}")
