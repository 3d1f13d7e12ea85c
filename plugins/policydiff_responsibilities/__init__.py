"""Who does what: lead, participating and responsible agencies of each clause, and how that changed.

A lead is never invented: where the text lists agencies without naming one, all are `responsible`, unless
the document itself says that the first listed one leads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Fact, FactEvent, Relation, Severity, Wording
from policydiff.report.fact_messages import came_or_went, remark, turned
from policydiff.severity import grades
from policydiff.text.language import is_english
from policydiff_responsibilities.agency_names import agency
from policydiff_responsibilities.inline import inline_duties
from policydiff_responsibilities.phrases import Duty, duties, first_leads, ordered
from policydiff_responsibilities.tables import table_duties

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Annotation, Clause, Document, FactChange, Grade

_KIND = "responsibility"
_ROLES = {
    "lead": ("牵头单位", "lead"),
    "participant": ("配合单位", "participant"),
    "responsible": ("责任单位", "responsible"),
}
# What may be said, how grave it is by default (the usual grade first), and what it tells.
_GRADES = {
    "lead_changed": ("high", "牵头单位改由另一单位担任", "another agency leads"),
    "level_changed": ("medium", "同类单位，级别不同", "the same office on another level of government"),
    "lead_added": (
        "high medium low info",
        "新增牵头单位",
        "a lead agency came (medium with its clause; low in passing, a note in passing with its clause)",
    ),
    "lead_dropped": (
        "high medium low info",
        "不再有该牵头单位",
        "a lead agency went (medium with its clause; low in passing, a note in passing with its clause)",
    ),
    "agency_changed": ("low", "句中同一职责改由另一单位承担", "another agency has the same task, in a sentence"),
    "role_changed": (
        "high low",
        "牵头、配合、责任之间的转换",
        "lead ↔ participant ↔ responsible (low where no lead is touched)",
    ),
    "responsible_added": (
        "medium low info",
        "新增责任单位",
        "a responsible agency came (low in passing, a note in passing with its clause)",
    ),
    "responsible_dropped": (
        "medium low info",
        "不再列为责任单位",
        "a responsible agency went (low in passing, a note in passing with its clause)",
    ),
    "participant_added": (
        "medium low info",
        "新增配合单位",
        "a participating agency came (low in passing, a note in passing with its clause)",
    ),
    "participant_dropped": (
        "medium low info",
        "不再列为配合单位",
        "a participating agency went (low in passing, a note in passing with its clause)",
    ),
    "renamed": ("info", "机构改革后更名，职责未变", "renamed in a government reform, same duty"),
    "written_differently": ("info", "同一单位写法不同", "the same agency in another spelling"),
}


@hookimpl
def register_grades() -> Sequence[Grade]:
    """Return the rules of the remarks on agencies."""
    return grades("responsibilities", _GRADES)


@hookimpl
def extract_facts(clause: Clause, document: Document) -> Sequence[Fact]:
    """Return the agencies that a clause makes lead, participate or answer."""
    text = document.own(clause)
    if is_english(text):
        from policydiff_responsibilities.english import english_duties

        return [fact for duty in english_duties(text) for fact in _facts(duty, text, clause)]
    stated = [_in_order(duty, clause, document) for duty in _stated(text, document)]
    inline = [duty for duty in inline_duties(text) if not any(_overlap(duty, other) for other in stated)]
    return [fact for duty in (*stated, *inline) for fact in _facts(duty, text, clause)]


@hookimpl
def same_fact(old: Fact, new: Fact) -> bool | None:
    """Take the one lead of a clause for the other: the lead was handed on. Other agencies are what they are."""
    if old.subject != new.subject:
        return _hands_on(old, new) or _takes_over(old, new) or (old["basis"] == new["basis"] and _rungs(old, new))
    if old["basis"] == new["basis"] == "inline":
        return _same_task(old.text, new.text)
    return True


@hookimpl
def common_name(fact: Fact) -> str | None:
    """Return an agency's office of today without its level: 市卫生和计划生育局 and 县卫健委 are 卫生健康."""
    return agency(str(fact["agency"])).successor if fact.kind == _KIND else None


# Below this share of common characters two sentences give an agency two tasks.
_ONE_TASK = 0.5


def _same_task(old: str, new: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return ratio(old, new) >= _ONE_TASK * 100


@hookimpl
def describe(change: FactChange) -> Annotation | None:
    """Return the remark on an agency that came, went, or changed its role or name."""
    if change.event is FactEvent.CHANGED:
        return _described_change(change)
    if change.event is FactEvent.MOVED:
        return None
    role, name = str(change.fact["role"]), str(change.fact["agency"])
    severity = Severity.MEDIUM if change.whole else _WEIGHTS[role]
    if change.fact["basis"] == "inline":
        severity = Severity.INFO if change.whole else Severity.LOW
    zh, en = _ROLES[role]
    words = came_or_went(change, Wording(zh, f"{en} agency"), name, lost="不再列为")
    happened = "added" if change.event is FactEvent.ADDED else "dropped"
    return remark(change, f"responsibilities.{role}_{happened}", severity, zh=words.zh, en=words.en, weight=6.0)


# A clause without its lead, or with another one, is another division of labour; a helper more or less is not.
_WEIGHTS = {"lead": Severity.HIGH, "responsible": Severity.MEDIUM, "participant": Severity.MEDIUM}


def _described_change(change: FactChange) -> Annotation | None:
    old, new = change.old, change.new
    assert old is not None  # noqa: S101 - a changed fact has both sides
    assert new is not None  # noqa: S101
    before, after = str(old["agency"]), str(new["agency"])
    if _rungs(old, new) and change.relation is Relation.SIBLINGS:
        return _role_changed(change, old, new) if "role" in change.differing else None
    if _hands_on(old, new) and not change.alias:
        words = turned(change, Wording("牵头单位", "lead"), before, after)
        return remark(change, "responsibilities.lead_changed", Severity.HIGH, zh=words.zh, en=words.en, weight=6.0)
    if "role" in change.differing:
        return _role_changed(change, old, new)
    if _takes_over(old, new) and not change.alias:
        zh, en = _ROLES[str(new["role"])]
        words = turned(change, Wording(zh, en), before, after)
        return remark(change, "responsibilities.agency_changed", Severity.LOW, zh=words.zh, en=words.en, weight=6.0)
    if _rungs(old, new):
        words = turned(change, Wording(*_ROLES[str(new["role"])]), before, after)
        return remark(change, "responsibilities.level_changed", Severity.MEDIUM, zh=words.zh, en=words.en, weight=6.0)
    return _renamed(change, before, after) if "agency" in change.differing else None


def _rungs(old: Fact, new: Fact) -> bool:
    """Tell one office on two levels of government: 市民政局 and 县民政局."""
    before, after = agency(str(old["agency"])), agency(str(new["agency"]))
    return bool(before.level and after.level) and before.level != after.level and before.successor == after.successor


def _role_changed(change: FactChange, old: Fact, new: Fact) -> Annotation:
    was, now = _ROLES[str(old["role"])], _ROLES[str(new["role"])]
    severity = Severity.HIGH if "lead" in {old["role"], new["role"]} and new["basis"] == "stated" else Severity.LOW
    name = "、".join(dict.fromkeys(str(side["agency"]) for side in (old, new) if side is new or _rungs(old, new)))
    words = turned(change, Wording(name, name), was[0], now[0])
    en = turned(change, Wording(name, name), was[1], now[1]).en
    return remark(change, "responsibilities.role_changed", severity, zh=words.zh, en=en, weight=6.0)


def _renamed(change: FactChange, before: str, after: str) -> Annotation:
    old, new = agency(before), agency(after)
    if old.office == new.office or change.alias:
        return remark(
            change,
            "responsibilities.written_differently",
            Severity.INFO,
            zh=f"同一单位写法不同：{before} → {after}",
            en=f"same agency, written differently: {before} → {after}",
        )
    return remark(
        change,
        "responsibilities.renamed",
        Severity.INFO,
        zh=f"机构改革后更名，职责未变：{before} → {after}",
        en=f"renamed in a government reform, same duty: {before} → {after}",
    )


def _hands_on(old: Fact, new: Fact) -> bool:
    return (
        old["role"] == new["role"] == "lead" and old["basis"] == new["basis"] == "stated" and old.subject != new.subject
    )


# From this share of common characters on two sentences give one task, whoever has it.
_VERY_TASK = 0.7


def _takes_over(old: Fact, new: Fact) -> bool:
    """Tell another agency with the same task, in a sentence: 由畜牧部门负责 and 由农业部门负责."""
    if old.subject == new.subject or not old["basis"] == new["basis"] == "inline" or old["role"] != new["role"]:
        return False
    from rapidfuzz.fuzz import ratio

    tasks = (fact.text.replace(str(fact["agency"]), "") for fact in (old, new))
    return ratio(*tasks) >= _VERY_TASK * 100


def _stated(text: str, document: Document) -> Iterator[Duty]:
    place = document.metadata.region[:2]
    if "(" in text or "（" in text or "单位" in text or "部门" in text:
        yield from duties(text, place=place)
    if "|" in text:
        yield from table_duties(text, place=place)


def _in_order(duty: Duty, clause: Clause, document: Document) -> Duty:
    """Apply the document's own rule on order, where it has one."""
    rule = first_leads(document.text)
    return ordered(duty) if rule and rule.start <= clause.body + duty.start < rule.end else duty


def _overlap(one: Duty, other: Duty) -> bool:
    return one.start < other.end and other.start < one.end


def _facts(duty: Duty, text: str, clause: Clause) -> Iterator[Fact]:
    for part in duty.parts:
        for name in dict.fromkeys(part.names):
            yield Fact(
                clause=clause.id,
                kind=_KIND,
                subject=agency(name).key,
                text=text[duty.start : duty.end],
                start=clause.body + duty.start,
                end=clause.body + duty.end,
                attributes=(("agency", name), ("role", part.role), ("basis", duty.basis)),
                bound=duty.basis == "stated",
            )
