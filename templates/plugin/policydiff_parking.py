"""How many parking spaces a policy asks for, and how that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Fact, FactEvent, Severity, Wording
from policydiff.report.fact_messages import came_or_went, remark, turned
from policydiff.severity import grade
from policydiff.text.numbering import numeral
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.model import Annotation, Clause, Document, FactChange, Grade

_SPACES = lazy(r"(?P<number>\d+|[一二三四五六七八九十百]+)个(?P<what>[^，。；、]{0,8}?)车位")
_WHAT = Wording("车位", "parking spaces")


@hookimpl
def extract_facts(clause: Clause, document: Document) -> list[Fact]:
    """Return the parking spaces that a clause's own words ask for."""
    words = document.own(clause)
    return [
        Fact(
            clause=clause.id,
            kind="parking_space",
            subject=f"{found['what']}车位",
            text=found[0],
            start=clause.body + found.start(),
            end=clause.body + found.end(),
            attributes=(("value", numeral(found["number"])),),
        )
        for found in _SPACES.finditer(words)
    ]


@hookimpl
def describe(change: FactChange) -> Annotation | None:
    """Return the remark on parking spaces that came, went, or became more or fewer."""
    if change.event is FactEvent.MOVED:
        return None
    if change.event is FactEvent.CHANGED and change.old and change.new:
        return _counted(change, change.old, change.new)
    words = came_or_went(change, _WHAT, change.fact.text, lost="取消")
    rule = "parking.added" if change.event is FactEvent.ADDED else "parking.dropped"
    return remark(change, rule, Severity.MEDIUM, zh=words.zh, en=words.en)


@hookimpl
def register_grades() -> list[Grade]:
    """Return the rules above, for the docs and for `[severity]` of policydiff.toml."""
    return [
        grade("parking.fewer", "high", zh="车位减少", en="fewer parking spaces"),
        grade("parking.more", "low", zh="车位增加", en="more parking spaces"),
        grade("parking.added", "medium", zh="新增车位", en="a rule on parking spaces came"),
        grade("parking.dropped", "medium", zh="取消车位", en="a rule on parking spaces went"),
    ]


def _counted(change: FactChange, old: Fact, new: Fact) -> Annotation:
    words = turned(change, _WHAT, old.text, new.text)
    if _number(new) < _number(old):
        return remark(change, "parking.fewer", Severity.HIGH, zh=words.zh, en=words.en)
    return remark(change, "parking.more", Severity.LOW, zh=words.zh, en=words.en)


def _number(fact: Fact) -> int:
    value = fact["value"]
    return value if isinstance(value, int) else 0
