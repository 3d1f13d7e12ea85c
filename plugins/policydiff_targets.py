"""Numbers that a policy aims at: targets, frequencies, thresholds and money, and how they changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff_targets_reading import Claim, Frame, claims, set_deadline
from policydiff_targets_remarks import one_target, remark_on

from policydiff.hookspecs import hookimpl
from policydiff.model import ClauseKind, Fact
from policydiff.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Annotation, Clause, Document, FactChange

_OF_LAWS = frozenset({ClauseKind.ARTICLE, ClauseKind.PARAGRAPH, ClauseKind.ITEM, ClauseKind.SUBITEM})
# Chapters that look back; what they count was reached, not aimed at.
_LOOKS_BACK = lazy(r"回顾|工作总结|完成情况|成就|取得的成[绩效]|工作成效|进展情况|基本情况|存在的?问题")


@hookimpl
def extract_facts(clause: Clause, document: Document) -> Sequence[Fact]:
    """Return the numbers that a clause aims at."""
    text = document.own(clause)
    found = claims(text, _frame(clause, document))
    return [_fact(_as_rule(claim) if clause.kind in _OF_LAWS else claim, text, clause) for claim in found]


@hookimpl
def same_fact(old: Fact, new: Fact) -> bool | None:
    """Tell one indicator under two wordings: 每千人口床位数 and 每千常住人口床位数."""
    return one_target(old, new)


@hookimpl
def describe(change: FactChange) -> Annotation | None:
    """Return the remark on a number that was raised, lowered, softened, postponed, dropped or is new."""
    return remark_on(change)


def _as_rule(claim: Claim) -> Claim:
    """Call a number in an article of a law a limit, unless a date is set for it."""
    return claim._replace(kind="threshold") if claim.kind == "target" and not claim.deadline else claim


def _frame(clause: Clause, document: Document) -> Frame:
    issued = document.metadata.issued
    above = list(_above(clause, document))
    deadline = set_deadline(document.own(above[0]), issued) if above else ""
    past = any(_LOOKS_BACK.search(each.heading[:_TITLE]) for each in (clause, *above))
    return Frame(issued, deadline, past)


# Longer "headings" are run-in sentences, and a sentence that mentions a problem is no chapter of problems.
_TITLE = 20


def _above(clause: Clause, document: Document) -> Iterator[Clause]:
    while clause.parent is not None:
        clause = document.by_id[clause.parent]
        yield clause


def _fact(claim: Claim, text: str, clause: Clause) -> Fact:
    return Fact(
        clause=clause.id,
        kind=claim.kind,
        subject=claim.indicator,
        text=text[claim.start : claim.end],
        start=clause.body + claim.start,
        end=clause.body + claim.end,
        attributes=(
            ("indicator", claim.indicator),
            ("comparator", claim.comparator),
            ("value", claim.value),
            ("unit", claim.unit or None),
            ("per", claim.per or None),
            ("deadline", claim.deadline or None),
            ("deadline_inherited", claim.inherited),
            ("baseline", claim.baseline or None),
            ("hedge", claim.hedge or None),
        ),
    )
