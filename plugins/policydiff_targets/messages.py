"""What a change of a number means: raised or lowered, firmer or softer, sooner or later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from policydiff.model import FactEvent, Relation, Severity, Wording
from policydiff.report.fact_messages import came_or_went, remark
from policydiff.text.quantities import measure_of, number, plain, scale
from policydiff_targets.bounds import Moved, bounds_of, compare_bounds

if TYPE_CHECKING:
    from policydiff.model import Annotation, Fact, FactChange

_KINDS = {
    "target": ("目标", "target"),
    "frequency": ("频次", "frequency"),
    "threshold": ("限值", "threshold"),
    "money": ("金额", "amount"),
}
# Two names of indicators are one from this share of common characters on: 每千(常住)人口床位数 has 0.88,
# 县域内就诊率 and 规范签约服务覆盖率 0.27.
_ONE_INDICATOR = 0.7
# Below this share two names are two indicators, wherever they stand: 违法经营额 and 违法所得.
_OTHER_INDICATOR = 0.4
# Shorter names say too little to be matched by likeness.
_SHORTEST = 4


class _Finding(NamedTuple):
    """One thing that happened to a number, the gravest first in `_WEIGHTS`."""

    rule: str
    zh: str
    en: str


# Higher is not better by itself (a waiting time, a price); but what a government promised less of, or
# later, is what a reader must see first.
_WEIGHTS = {
    "direction_reversed": Severity.HIGH,
    "lowered": Severity.HIGH,
    "deadline_dropped": Severity.HIGH,
    "postponed": Severity.MEDIUM,
    "raised": Severity.MEDIUM,
    "value_changed": Severity.MEDIUM,
    "bound_changed": Severity.MEDIUM,
    "softened": Severity.MEDIUM,
    "hardened": Severity.MEDIUM,
    "advanced": Severity.MEDIUM,
    "deadline_set": Severity.LOW,
    "baseline_changed": Severity.LOW,
}
_OF_THE_NUMBER = frozenset({"lowered", "raised", "value_changed", "direction_reversed", "bound_changed"})
_SECONDARY = {Severity.HIGH: Severity.MEDIUM, Severity.MEDIUM: Severity.MEDIUM}
# How binding a comparator is: 不低于 binds, 达到 states, 左右 leaves room.
_FIRMNESS = {"≈": 0, "reach": 1, "=": 1}
_FIRM = 2
_SOFT_HEDGES = frozenset({"力争", "争取", "原则上", "基本", "逐步", "总体", "逐年", "鼓励", "有条件的", "探索", "左右"})


def one_target(old: Fact, new: Fact) -> bool | None:
    """Tell whether two claims are about one indicator, None where that cannot be said."""
    if measure_of(str(old["unit"] or "")) != measure_of(str(new["unit"] or "")):
        return False if old["value"] is not None and new["value"] is not None else None
    before, after = _plain(old.subject), _plain(new.subject)
    if before == after or min(len(before), len(after)) < _SHORTEST:
        return True if before == after else None
    from rapidfuzz.fuzz import ratio

    likeness = ratio(before, after) / 100
    return True if likeness >= _ONE_INDICATOR else False if likeness < _OTHER_INDICATOR else None


def remark_on(change: FactChange) -> Annotation | None:
    """Return the remark on a change of a number, None for what a reader need not know."""
    if change.event is FactEvent.CHANGED and change.old and change.new:
        return _changed(change, change.old, change.new)
    if change.event is FactEvent.MOVED:
        return None
    zh, en = _KINDS[change.fact.kind]
    words = _words(change.fact)
    severity = _weight(change)
    said = came_or_went(change, Wording(zh, en), f"“{words}”", lost="取消")
    rule = "targets.new" if change.event is FactEvent.ADDED else "targets.dropped"
    return remark(change, rule, severity, zh=said.zh, en=said.en, weight=6.0)


def _weight(change: FactChange) -> Severity:
    """Weigh a number that came or went."""
    if change.fact.kind != "target":
        return Severity.INFO if change.whole else Severity.LOW if change.event is FactEvent.ADDED else Severity.MEDIUM
    dropped = change.event is FactEvent.DROPPED and change.fact["value"] is not None
    return Severity.HIGH if dropped else Severity.MEDIUM


def _changed(change: FactChange, old: Fact, new: Fact) -> Annotation | None:
    findings = [
        finding
        for finding in (_direction(old, new), _value(old, new), _date(old, new), _force(old, new), _base(old, new))
        if finding
    ]
    if not findings:
        return None
    findings.sort(key=lambda finding: list(_WEIGHTS).index(finding.rule))
    gravest = findings[0].rule
    turned_round = gravest == "direction_reversed"
    sure = turned_round or (new.kind == "target" and not (gravest == "deadline_dropped" and old["deadline_inherited"]))
    severity = _WEIGHTS[gravest] if sure else _SECONDARY.get(_WEIGHTS[gravest], Severity.LOW)
    name = new.subject or new.text
    told = remark(
        change,
        f"targets.{gravest}",
        severity,
        zh=f"{name}：{'；'.join(_between(finding.zh, change) for finding in findings)}",
        en=f"{name}: {'; '.join(_between(finding.en, change) for finding in findings)}",
        weight=8.0,
    )
    # What happened to a number in its place `numbers` tells; here it is told where something is aimed at.
    return told if new.kind == "target" or gravest not in _OF_THE_NUMBER else replace(told, generality=2)


# Of siblings neither is the later one: what differs is what B has, seen from A.
_OF_SIBLINGS = {
    "数值提高": "乙的数值较高", "raised": "higher in B",
    "数值降低": "乙的数值较低", "lowered": "lower in B",
    "数值改动": "数值不同", "value changed": "values differ",
    "取消期限（原为": "仅甲有期限（", "deadline dropped (was ": "only A has a deadline (",
    "设定期限": "仅乙有期限", "deadline set": "only B has a deadline",
    "期限推迟": "乙的期限较晚", "postponed": "later in B",
    "期限提前": "乙的期限较早", "advanced": "earlier in B",
    "约束减弱": "乙的约束较弱", "softened": "less binding in B",
    "约束增强": "乙的约束较强", "hardened": "more binding in B",
}  # fmt: skip


def _between(words: str, change: FactChange) -> str:
    """Return a finding as it is said of versions or of siblings."""
    if change.relation is Relation.VERSIONS:
        return words
    opening = next((opening for opening in _OF_SIBLINGS if words.startswith(opening)), "")
    return _OF_SIBLINGS.get(opening, "") + words[len(opening) :]


def _value(old: Fact, new: Fact) -> _Finding | None:
    if old["value"] == new["value"] and old["unit"] == new["unit"] and old["per"] == new["per"]:
        return None
    both = f"{old.text} → {new.text}"
    if old["per"] != new["per"] and old.kind == new.kind == "frequency":
        return _rate(old, new)
    before, after = bounds_of(old), bounds_of(new)
    if not before or not after or _counted_by(old) != _counted_by(new):
        return _Finding("value_changed", f"数值改动 {both}", f"value changed, {both}") if old.text != new.text else None
    moved = compare_bounds(before, after)
    if moved is Moved.APART:
        return _Finding("value_changed", f"数值改动 {both}", f"value changed, {both}")
    if moved is Moved.UP:
        return _Finding("raised", f"数值提高 {both}", f"raised, {both}")
    return _Finding("lowered", f"数值降低 {both}", f"lowered, {both}") if moved is Moved.DOWN else None


def _direction(old: Fact, new: Fact) -> _Finding | None:
    """Tell a floor that became a ceiling, and a limit that no longer includes its own number."""
    before, after = str(old["comparator"]), str(new["comparator"])
    both = f"{old.text} → {new.text}"
    if {before[:1], after[:1]} == {"<", ">"}:
        return _Finding("direction_reversed", f"限值方向反转 {both}", f"limit turned round, {both}")
    if before[:1] == after[:1] and before != after and before[:1] in {"<", ">"}:
        return _Finding("bound_changed", f"是否包含本数有变 {both}", f"the bound itself is in or out, {both}")
    return None


def _counted_by(fact: Fact) -> str:
    """Return what a number is counted by, in one spelling: m³ and 立方米."""
    return plain(_plain(str(fact["per"])))


def _rate(old: Fact, new: Fact) -> _Finding | None:
    """Tell whether what is done once a quarter was done more or less often before."""
    before, after = (_a_year(fact) for fact in (old, new))
    both = " → ".join(f"每{fact['per']}{fact.text.removeprefix('每' + str(fact['per']))}" for fact in (old, new))
    if not before or not after:
        return (
            _Finding("value_changed", f"数值改动 {both}", f"value changed, {both}")
            if old["per"] and new["per"]
            else None
        )
    if after > before:
        return _Finding("raised", f"数值提高 {both}", f"raised, {both}")
    return _Finding("lowered", f"数值降低 {both}", f"lowered, {both}") if after < before else None


_TIMES_A_YEAR = {
    "日": 365, "天": 365, "周": 52, "旬": 36, "半月": 24, "月": 12, "季": 4, "季度": 4, "半年": 2, "年": 1, "年度": 1,
}  # fmt: skip


def _a_year(fact: Fact) -> float:
    """Return how often a year something is done, 0 where the period is no known one: 每两年一次 → 0.5."""
    per, size = str(fact["per"] or ""), _size(fact)
    period = next((name for name in sorted(_TIMES_A_YEAR, key=len, reverse=True) if per.endswith(name)), None)
    if period is None or size is None:
        return 0.0
    every = number(per.removesuffix(period)) if per != period else 1
    return size * _TIMES_A_YEAR[period] / every if every else 0.0


def _date(old: Fact, new: Fact) -> _Finding | None:
    before, after = str(old["deadline"] or ""), str(new["deadline"] or "")
    if before == after:
        return None
    if not after:
        return _Finding("deadline_dropped", f"取消期限（原为{before}）", f"deadline dropped (was {before})")
    if not before:
        return _Finding("deadline_set", f"设定期限{after}", f"deadline set: {after}")
    if _last_day(after) > _last_day(before):
        return _Finding("postponed", f"期限推迟 {before} → {after}", f"postponed, {before} → {after}")
    if _last_day(after) < _last_day(before):
        return _Finding("advanced", f"期限提前 {before} → {after}", f"advanced, {before} → {after}")
    return None


def _force(old: Fact, new: Fact) -> _Finding | None:
    before, after = _firmness(old), _firmness(new)
    both = f"{_hedged(old)} → {_hedged(new)}"
    if after < before:
        return _Finding("softened", f"约束减弱 {both}", f"softened, {both}")
    return _Finding("hardened", f"约束增强 {both}", f"hardened, {both}") if after > before else None


def _base(old: Fact, new: Fact) -> _Finding | None:
    before, after = old["baseline"], new["baseline"]
    if before == after or not before or not after:
        return None
    return _Finding("baseline_changed", f"基期 {before} → {after}", f"baseline {before} → {after}")


def _firmness(fact: Fact) -> int:
    hedged = str(fact["hedge"] or "") in _SOFT_HEDGES
    return _FIRMNESS.get(str(fact["comparator"]), _FIRM) * 2 - hedged


def _hedged(fact: Fact) -> str:
    hedge = str(fact["hedge"] or "")
    return fact.text if not hedge or hedge in fact.text or hedge == "左右" else f"{hedge}{fact.text}"


def _size(fact: Fact) -> float | None:
    """Return the value in base units; a range counts by its upper end."""
    value = fact["value"]
    if isinstance(value, tuple):
        value = value[1]
    return value * scale(str(fact["unit"] or "")) if isinstance(value, int | float) else None


def _last_day(iso: str) -> str:
    """Return a date that compares: a bare year ends on its last day."""
    return iso if "-" in iso else f"{iso}-12-31"


def _plain(name: str) -> str:
    return name.replace("常住", "").replace("(", "（").replace(")", "）").strip("的 ")


def _words(fact: Fact) -> str:
    deadline = f"（{fact['deadline']}）" if fact["deadline"] else ""
    name = "" if fact.subject in fact.text else f"{fact.subject}："
    return f"{name}{fact.text}{deadline}"
