"""Numbers that a policy aims at: targets, frequencies, thresholds and money, and how they changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import ClauseKind, Fact
from policydiff.severity import grades
from policydiff.text.dates import deadlines
from policydiff.text.quantities import quantities
from policydiff.text.regex import lazy
from policydiff_targets.claim import Claim, Frame
from policydiff_targets.extract import claims, may_aim
from policydiff_targets.messages import one_target, remark_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from policydiff.model import Annotation, Clause, Document, FactChange, Grade

_OF_LAWS = frozenset({ClauseKind.ARTICLE, ClauseKind.PARAGRAPH, ClauseKind.ITEM, ClauseKind.SUBITEM})
# Chapters that look back; what they count was reached, not aimed at.
_LOOKS_BACK = lazy(r"回顾|工作总结|完成情况|成就|取得的成[绩效]|工作成效|进展情况|基本情况|存在的?问题")
# What may be said, how grave it is by default (the usual grade first), and what it tells.
_GRADES = {
    "lowered": ("high medium", "数值降低（非目标值为中）", "a number was lowered (medium where it is no target)"),
    "deadline_dropped": ("high medium", "取消期限", "the date of a target was dropped (medium where it was inherited)"),
    "dropped": (
        "high medium info",
        "取消目标、限值、频次或金额",
        "a target was dropped (medium for other numbers, a note with their clause)",
    ),
    "direction_reversed": ("high", "限值方向反转：不少于 → 不超过", "a floor became a ceiling"),
    "bound_changed": ("medium", "是否包含本数有变：超过 → 不少于", "whether a limit includes its own number"),
    "postponed": ("medium", "期限推迟", "the date of a number was postponed"),
    "raised": ("medium", "数值提高", "a number was raised"),
    "value_changed": ("medium", "数值改动，无法比较大小", "a number changed that cannot be compared"),
    "softened": ("medium", "约束减弱：不低于 → 左右，新增“力争”", "less binding: another comparator, a hedge"),
    "hardened": ("medium", "约束增强", "more binding"),
    "advanced": ("medium", "期限提前", "the date of a number was brought forward"),
    "new": (
        "medium low info",
        "新增目标、限值、频次或金额",
        "a new target (low for other numbers, a note with their clause)",
    ),
    "deadline_set": ("low", "设定期限", "a number got a date"),
    "baseline_changed": ("low", "基期改动", "what a number is compared with changed"),
}


@hookimpl
def register_grades() -> Sequence[Grade]:
    """Return the rules of the remarks on numbers."""
    return grades("targets", _GRADES)


@hookimpl
def extract_facts(clause: Clause, document: Document) -> Sequence[Fact]:
    """Return the numbers that a clause aims at."""
    text = document.own(clause)
    numbers = list(quantities(text))
    if not may_aim(text, numbers):
        return []
    found = claims(text, numbers, _frame(clause, document))
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
    issued = document.metadata.issued or document.metadata.published
    above = list(_above(clause, document))
    deadline = _set_deadline(document.own(above[0]), issued) if above else ""
    past = any(_LOOKS_BACK.search(each.heading[:_TITLE]) for each in (clause, *above))
    return Frame(issued, deadline, past)


def _set_deadline(text: str, issued: date | None) -> str:
    """Return the date that a lead-in sets for the clauses below it: 到2025年，实现下列目标： → 2025."""
    if not text.rstrip().endswith(("：", ":")):
        return ""
    last = max(text.rfind("。"), text.rfind("\n")) + 1
    return next((day.iso for day in deadlines(text[last:], issued=issued) if day.mode in {"by", "during"}), "")


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
