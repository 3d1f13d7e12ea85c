"""Penalties and fees: fines, confiscation, licences revoked, what may (可以处) and what must (处, 并处) be imposed, what is free.

The sums themselves (五万元以上二十万元以下, 每人每年640元) are numbers and the business of `targets`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Fact, FactEvent, Severity, Wording
from policydiff.report.fact_messages import came_or_went, remark, turned
from policydiff.severity import grades
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Annotation, Clause, Document, FactChange, Grade

# Sanctions in the order of the Administrative Penalty Law, then what comes with them.
_SANCTIONS = {
    "warning": ("警告", r"(?:给予|(?<!被处以)(?<!预))警告"),
    "notice of criticism": ("通报批评", r"通报批评"),
    "fine": ("罚款", r"处[^，。；]{0,30}?(?:罚款(?!决定|收缴|凭)|罚金)"),
    "confiscation": ("没收", r"没收(?!的|裁定|决定|财产刑|程序)[^，。；、的]{0,12}(?!的)"),
    "suspension of a licence": ("暂扣许可证件", r"暂扣[^，。；]{0,14}?(?:证|照|许可)"),
    "revocation of a licence": ("吊销许可证件", r"吊销[^，。；]{0,14}?(?:证书?|照|许可|资格)"),
    "halt of business": ("责令停产停业", r"(?:责令)?(?:停产停业|停业整顿|停止营业|停产整顿)"),
    "order to correct": ("责令改正", r"责令[^，。；]{0,6}(?:改正|整改|拆除|恢复)"),
    "detention": ("行政拘留", r"(?:行政)?拘留(?!所)"),
    "ban": (
        "禁止从业",
        r"(?:终身)?(?:禁止从事|不得从事|不得担任|禁止从业|不得参与|取消)[^，。；]{0,12}?(?:活动|业务|职务|工作|资格|投标|采购)",
    ),
    "criminal liability": ("追究刑事责任", r"追究刑事责任"),
}
_FEES = {
    "free of charge": ("免费", r"免费|不(?:得)?收取?(?:任何)?费用|免收"),
    "reduced": ("减收", r"减半收取|减收|减征|减免(?=[^，。；]{0,8}[费税租])|(?<=[费税租金])[^，。；]{0,6}减免"),
}
_WHAT = {**_SANCTIONS, **_FEES}
_PATTERN = lazy("|".join(f"(?P<k{index}>{pattern})" for index, (_, pattern) in enumerate(_WHAT.values())))
_NAMES = list(_WHAT)
_MAY = lazy(r"可以?(?:根据|视)?[^，。；]{0,10}?(?:并|单)?处?[^，。；]{0,24}$|可以[^，。；]{0,30}$")
_STOPS = "。；\n"
_NAMED = lazy(
    r"(?:需要|应予|不予|不再|免予|免于|尚未|是否|被|受到|受过|作出|曾因|(?:不服|撤销)[^，。；]{0,8})(?:[^，。；]{0,6}、)?$"
)
_DECIDED = lazy(r"[^，。；]{0,16}(?:决定的|处罚的|的决定|的处罚|的?申请)|的(?:标准|情形|案件|人员|线索)")
# Penalties with less in common around them punish two things, whatever article they stand in.
_ONE_CASE = 0.5
# So many characters before a penalty tell whether it is only named.
_NEAR = 12
_SEVERE = frozenset({"revocation of a licence", "halt of business", "detention", "ban", "criminal liability"})
# Each penalty and each fee has one of these; most clauses have none.
_HINT = lazy(r"罚|没收|吊销|警告|责令|拘留|刑事责任|免|减|暂扣|停业|停产|批评|不得从事|禁止从")
# What may be said, how grave it is by default (the usual grade first), and what it tells.
_GRADES = {
    "may": ("medium", "由“应当”处罚改为“可以”处罚", "a penalty or fee rule became a matter of discretion"),
    "must": ("medium", "由“可以”处罚改为“应当”处罚", "a penalty or fee rule became mandatory"),
    "added": (
        "low medium info",
        "新增处罚或收费规定（严厉处罚为中）",
        "a penalty or fee rule came (medium if grave, a note with its clause)",
    ),
    "dropped": (
        "low medium info",
        "删去处罚或收费规定",
        "a penalty or fee rule went (medium if grave, a note with its clause)",
    ),
}


@hookimpl
def register_grades() -> Sequence[Grade]:
    """Return the rules of the remarks on penalties and fees."""
    return grades("money", _GRADES)


@hookimpl
def extract_facts(clause: Clause, document: Document) -> Sequence[Fact]:
    """Return the penalties and fee rules of a clause, each kind once a sentence."""
    text = document.own(clause)
    if not _HINT.search(text):
        return []
    return list(_found(text, clause))


@hookimpl
def same_fact(old: Fact, new: Fact) -> bool | None:
    """Tell one sanction from another: a fine is no warning."""
    return old.subject == new.subject


@hookimpl
def describe(change: FactChange) -> Annotation | None:
    """Return the remark on a penalty or fee rule that came, went, or became a matter of discretion."""
    if change.event is FactEvent.MOVED:
        return None
    name = str(change.fact.subject)
    zh = _WHAT[name][0]
    # A new article with its penalties is one piece of news, not several.
    severity = Severity.INFO if change.whole else Severity.MEDIUM if name in _SEVERE else Severity.LOW
    if change.event is not FactEvent.CHANGED:
        words = came_or_went(change, Wording(f"“{zh}”", name), change.fact.text, lost="删去")
        happened = "added" if change.event is FactEvent.ADDED else "dropped"
        return remark(change, f"money.{happened}", severity, zh=words.zh, en=words.en, weight=6.0)
    if change.likeness < _ONE_CASE:
        return None
    may = change.fact["mode"] == "may"
    modes = (Wording("“应当”", "mandatory"), Wording("“可以”", "at discretion"))
    before, after = modes if may else reversed(modes)
    words = turned(change, Wording(zh, name), before.zh, after.zh)
    en = turned(change, Wording(zh, name), before.en, after.en).en
    return remark(change, "money.may" if may else "money.must", Severity.MEDIUM, zh=words.zh, en=en, weight=6.0)


def _named_only(text: str, place: tuple[int, int]) -> bool:
    """Tell a penalty that is named from one that is imposed: 被吊销执照的企业, 作出吊销执照决定的部门."""
    return _NAMED.search(text[: place[0]][-_NEAR:]) is not None or _DECIDED.match(text, place[1]) is not None


def _found(text: str, clause: Clause) -> Iterator[Fact]:
    seen: set[tuple[int, str]] = set()
    for match in _PATTERN.finditer(text):
        name = _NAMES[int(str(match.lastgroup)[1:])]
        sentence = max(text.rfind(stop, 0, match.start()) for stop in _STOPS) + 1
        if (sentence, name) in seen or _named_only(text, match.span()):
            continue
        seen.add((sentence, name))
        part = max(sentence, text.rfind("，", 0, match.start()) + 1, text.rfind("、", 0, match.start()) + 1)
        may = name in _SANCTIONS and _MAY.search(text[part : match.start()]) is not None
        yield Fact(
            clause=clause.id,
            kind="penalty" if name in _SANCTIONS else "fee",
            subject=name,
            text=match[0],
            start=clause.body + match.start(),
            end=clause.body + match.end(),
            attributes=(("mode", "may" if may else "must"),),
        )
