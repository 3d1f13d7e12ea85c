"""By when something is to be done: dated goals without a number, and how their dates moved.

到2025年底，服务体系基本建成: the date of a goal in words. Dates beside a number are the business of `targets`.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import zip_longest
from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Annotation, Fact, FactEvent, Relation, Severity, Span, Wording
from policydiff.pages.cell_headers import cells
from policydiff.report.fact_messages import came_or_went, remark, turned
from policydiff.severity import grades
from policydiff.text.dates import Deadline, deadlines
from policydiff.text.language import is_english
from policydiff.text.quantities import measure_of, quantities
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from policydiff.model import Clause, Comparison, Document, FactChange, Grade

_STOPS = lazy(r"[。！!\n]")
_PART = lazy(r"[^，,；;。：:\n]*")
_NAMED = lazy(r"《[^》]{0,200}》|〔[^〕]{0,40}〕")
# A day on which a document came about is no deadline.
_RANGE = lazy(r"\d{4}年?\s*[-－—–~～至]")
_CAME_ABOUT = lazy(
    r"(?:公布|发布|通过|印发|施行|实施|修[订正改]|制定|成立|批准|颁布|出台|版|文本|度|工作|以来|起|的?《"
    r"|[^，。；]{2,12}(?:公布|发布|印发|批准|通过))"
)
_EDGES = lazy(r"^(?:[，,、\s]|力争|争取|确保|基本|全面|初步|要|应当?|须|完成|实现)+|(?:\s|和|与|及|以及)+$")
_LABEL = lazy(r"(?:完成|办结|整改|时间)?(?:时限|期限|时间|节点)(?:要求)?[:：]?$")
# 2012年底以前审结的案件: the day sorts cases, nothing is to be done by it.
_CONDITION = lazy(
    r"的(?:意见|通知|方案|办法|规定|决定|报告|计划|规划|要点|目标|目标任务|人员|案件|企业|学生|单位|项目|机构)?$"
)
# 2025年主要目标任务如期完成: that a goal was reached is no goal.
_REACHED = lazy(r"(?:如期|顺利|圆满|超额|胜利)(?:完成|实现|收官)|取得[^，。]{0,8}(?:成效|成绩|成果|进展)")
# Two goals are one from this share of common characters on.
_ONE_GOAL = 0.7
# What is said of a goal in fewer characters names nothing.
_SHORTEST, _LONGEST = 4, 30
# What may be said, how grave it is by default (the usual grade first), and what it tells.
_GRADES = {
    "postponed": ("medium", "期限推迟", "a goal was postponed"),
    "advanced": ("medium", "期限提前", "a goal was brought forward"),
    "dropped": ("medium", "取消期限", "the date of a goal was dropped"),
    "set": ("low", "新设期限", "a goal got a date"),
    "damaged": ("low", "日期有缺字", "a date that lost a character, with its reading"),
}


@hookimpl
def register_grades() -> Sequence[Grade]:
    """Return the rules of the remarks on dates."""
    return grades("deadlines", _GRADES)


@hookimpl
def extract_facts(clause: Clause, document: Document) -> Sequence[Fact]:
    """Return the dated goals of a clause."""
    text = document.own(clause)
    if is_english(text):
        return [_fact(clause, text, day, goal) for day in deadlines(text) for goal in _english_goal(text, day)]
    issued = document.metadata.issued
    names = [match.span() for match in _NAMED.finditer(text)]
    days = [
        day for day in deadlines(text, issued=issued) if not _in_name(day, text, names) and not _is_over(day, issued)
    ]
    return [
        _fact(clause, text, day, goal)
        for day, following in zip_longest(days, days[1:])
        if day.mode == "by" or (day.mode == "during" and "-" not in day.iso)
        for goal in _goal(text, day, following)
    ]


@hookimpl
def same_fact(old: Fact, new: Fact) -> bool | None:
    """Tell one goal in two wordings."""
    from rapidfuzz.fuzz import ratio

    return True if ratio(old.subject, new.subject) >= _ONE_GOAL * 100 else None


@hookimpl
def describe(change: FactChange) -> Annotation | None:
    """Return the remark on a date that was set, moved or dropped."""
    old, new = change.old, change.new
    if change.event is FactEvent.CHANGED and old and new:
        return _moved(change, str(old["deadline"]), str(new["deadline"]))
    if change.event is FactEvent.MOVED:
        return None
    goal, date = change.fact.subject, change.fact["deadline"]
    words = came_or_went(change, Wording(f"期限{date}", f"deadline {date}"), goal, lost="取消")
    if change.event is FactEvent.ADDED:
        return remark(change, "deadlines.set", Severity.LOW, zh=words.zh, en=words.en, weight=6.5)
    return remark(change, "deadlines.dropped", Severity.MEDIUM, zh=words.zh, en=words.en, weight=6.5)


@hookimpl
def annotate(comparison: Comparison) -> Sequence[Annotation]:
    """Return a remark on each date of the new text that lost a character."""
    document = comparison.new
    return [
        _damaged(clause, day, document)
        for clause in document.walk()
        for day in deadlines(document.own(clause))
        if day.damaged
    ]


def _is_over(day: Deadline, issued: date | None) -> bool:
    """Tell a time that had passed when the document was issued: it looks back."""
    return issued is not None and _last_day(day.iso)[: len("2025-12-31")] < issued.isoformat()


def _in_name(day: Deadline, text: str, names: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(names, (day.start, len(text))) - 1
    named = at >= 0 and names[at][0] <= day.start < names[at][1]
    # 三年规划（2018—2022年） names its period.
    printed = text[day.start : day.end]
    label = printed.endswith("年度") or (text[day.end : day.end + 1] in {"）", ")"} and _RANGE.search(printed))
    # 2025年12月底前完成清单公布: what is to be published by a day did not come about on it.
    sets = printed.endswith("前") or day.mode == "by"
    return named or bool(label) or (not sets and _CAME_ABOUT.match(text, day.end) is not None)


# What leads to a date stands no farther before it (characters).
_LONGEST_LEAD = 400


def _goal(text: str, day: Deadline, following: Deadline | None) -> Iterator[str]:
    """Yield what is to be done by a day: the part behind it, unless a number stands there; in a table, its row."""
    if text[text.rfind("\n", 0, day.start) + 1 : day.end].lstrip().startswith("|"):
        yield from (cell.row for cell in cells(text) if cell.start < day.end <= cell.end and cell.row != cell.text)
        return
    end = following.start if following else len(text)
    stop = _STOPS.search(text, day.end, end)
    end = stop.start() if stop else end
    if "全覆盖" in text[day.end : end] or any(True for _ in quantities(text[day.end : end])):
        return
    parts = (_EDGES.sub("", match[0]) for match in _PART.finditer(text, day.end, end))
    goal = next((part for part in parts if len(part) >= _SHORTEST), "")
    before = text[max(0, day.start - _LONGEST_LEAD) : day.start].rstrip("：: ")
    if before.endswith(("将", "把", "以", "自")):  # 将2025年作为改革年: the year is what is spoken of
        return
    if not goal and _LABEL.search(before):
        goal = _EDGES.sub("", _STOPS.split(before)[-1])[-_LONGEST:]
    if day.mode == "during" and _REACHED.search(goal):
        return
    if goal and not _CONDITION.search(goal):
        yield goal[:_LONGEST]


_SENTENCE = lazy(r"[.;](?=\s|$)|\n")
_DONE_BY = lazy(r"\b(?:shall|must|will|should|to|is|are|be|closes?|ends?|expires?|due|payable)\b", 2)
_ENDS_IN_MODAL = lazy(r"\b(?:shall|must|will|should|is to|are to)\W*$", 2)
_FILLER = lazy(r"^(?:[,\s]|and|the|that|it)+|(?:[,\s(]|\b(?:and|at the latest|or|but|the|in any event))+$", 2)
_LONGEST_GOAL = 80


def _english_goal(text: str, day: Deadline) -> Iterator[str]:
    """Yield what is to be done by a day: its sentence without the date, unless a number there is the business of `targets`."""
    start = max((stop.end() for stop in _SENTENCE.finditer(text, 0, day.start)), default=0)
    stop = _SENTENCE.search(text, day.end)
    end = stop.start() if stop else len(text)
    if day.mode != "by" or not _DONE_BY.search(text, start, end):
        return
    if any(measure_of(found.unit) != "duration" for found in quantities(text[start:end])):
        return
    before, behind = _FILLER.sub("", text[start : day.start]), _FILLER.sub("", text[day.end : end])
    goal = behind if _ENDS_IN_MODAL.search(before) or len(before) < _SHORTEST * 2 else before
    while len(goal) > _LONGEST_GOAL and " " in goal:
        goal = goal.partition(" ")[2]
    if goal:
        yield goal


def _fact(clause: Clause, text: str, day: Deadline, goal: str) -> Fact:
    return Fact(
        clause=clause.id,
        kind="deadline",
        subject=goal,
        text=text[day.start : day.end],
        start=clause.body + day.start,
        end=clause.body + day.end,
        attributes=(("deadline", day.iso), ("goal", goal), ("damaged", day.damaged)),
    )


def _moved(change: FactChange, before: str, after: str) -> Annotation | None:
    if before == after:
        return None
    later = _last_day(after) > _last_day(before)
    goal = change.fact.subject
    if _last_day(after) == _last_day(before):
        return None
    zh, en, rule = ("推迟", "postponed", "postponed") if later else ("提前", "brought forward", "advanced")
    if change.relation is Relation.SIBLINGS:
        words = turned(change, Wording("期限", "deadline"), before, after)
        zh, en = words.zh, words.en
    else:
        zh, en = f"期限{zh} {before} → {after}", f"deadline {en}, {before} → {after}"
    return remark(change, f"deadlines.{rule}", Severity.MEDIUM, zh=f"{zh}：{goal}", en=f"{en}: {goal}", weight=6.5)


def _last_day(iso: str) -> str:
    return iso if "-" in iso else f"{iso}-12-31"


def _damaged(clause: Clause, day: Deadline, document: Document) -> Annotation:
    start, end = clause.body + day.start, clause.body + day.end
    printed = document.text[start:end]
    wording = Wording(f"日期有缺字：“{printed}”，按{day.iso}理解", f"damaged date '{printed}', read as {day.iso}")
    return Annotation("deadlines.damaged", Severity.LOW, wording, None, Span(clause.id, start, end, printed))
