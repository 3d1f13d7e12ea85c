"""Which documents a policy cites: 《……》 and 文号 added, dropped or replaced, and the legal basis changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Fact, FactEvent, Severity, Wording
from policydiff.report.fact_messages import came_or_went, remark, turned
from policydiff.severity import grades
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Annotation, Clause, Document, FactChange, Grade

_NUMBER = r"[^\s，。；、（()）《》“”]{1,12}[〔\[［(（]\s*(?:19|20)\d\d\s*[〕\]］)）]\s*第?\d+号"
_TITLE = lazy(
    rf"《(?P<title>[^《》]{{2,80}})》(?:\s*[（(](?P<number>{_NUMBER})[）)])?(?P<place>第[一二三四五六七八九十百千零\d]+[章节条](?:之[一二三四五六七八九十])?(?:第[一二三四五六七八九十]+[款项])*)?"
)
_BARE = lazy(
    r"(?<![）)》\w])(?:[根依]据|按照?|依照|执行|落实|以)?(?P<number>[一-龥]{2,8}[〔\[［](?:19|20)\d\d[〕\]］]第?\d+号)"
    r"|(?<=[一-龥])(?:[根依]据|按照?|依照|执行|落实)(?P<behind>[一-龥]{2,8}[〔\[［](?:19|20)\d\d[〕\]］]第?\d+号)"
)
# An English act by its name and year: the Food Safety Act 2024, section 5 of the Companies Act, 2013, Regulation (EU) 2016/679.
_ACT = lazy(
    r"(?:(?P<place>(?:sub)?[Ss]ections? \d+\w*(?:\(\w+\))*) of )?(?:[Tt]he )?"
    r"(?P<title>(?:[A-Z][\w'’-]*,? (?:(?:of|and|for|to|in|on|the|\(\w[\w ]*\)) )*)+(?:Act|Regulations?|Order|Code|Rules|Ordinance|Directive|Bylaw|Decree|Statute),?(?: of)? (?:19|20)\d\d"
    r"|(?:Regulation|Directive|Decision) \((?:EU|EC|EEC)\) (?:No )?\d+/\d+)"
)
_YEAR = lazy(r"[A-Za-z][,)]? (?:(?:No )?\d{1,4}/\d|(?:of )?(?:19|20)\d\d)")
_LATIN = lazy(r"[A-Za-z]{3}")
# A sentence that says on what ground the document was made.
_FOUNDED = lazy(
    r"(?:根据|依据|按照|依照|遵照|为了?|结合).*(?:制[定订]|特?制定|修[订改]|印发|提出|结合|解释|规定).{0,30}(?:本(?!条(?!例)|[款项章节人级])|如下|实际|以下)",
    re.DOTALL,
)
# Forms and certificates carry title marks too.
_FORM = lazy(r"(?:[表证册单卡簿牌]|证书|证明书|申请书|通知书|承诺书|决定书|告知书)$")
_SENTENCE_STOPS = "。；\n"
# Two titles are versions of one document from this share of common characters on: 〈2013年版〉 and 〈2020年版〉.
_ONE_TITLE = 0.85
# What may be said, how grave it is by default (the usual grade first), and what it tells.
_GRADES = {
    "basis_replaced": ("medium", "制定依据改动", "the legal basis is another one"),
    "basis_added": ("medium", "新增制定依据", "a legal basis came"),
    "basis_dropped": ("medium", "不再列制定依据", "a legal basis went"),
    "citation_replaced": ("medium", "引用文件改为另一文件或另一版本", "another document or edition is cited"),
    "number_changed": ("medium", "引用文号改动", "the 文号 of a cited document changed"),
    "citation_added": ("low info", "新增引用文件", "a citation came (a note with its clause)"),
    "citation_dropped": ("low info", "不再引用文件", "a citation went (a note with its clause)"),
    "place_changed": ("low", "引用条款改动", "another article of the cited document"),
}


@hookimpl
def register_grades() -> Sequence[Grade]:
    """Return the rules of the remarks on citations."""
    return grades("citations", _GRADES)


@hookimpl
def extract_facts(clause: Clause, document: Document) -> Sequence[Fact]:
    """Return the documents that a clause cites, each once."""
    text = document.own(clause)
    if "《" not in text and "号" not in text and not _YEAR.search(text):
        return []
    found: dict[str, Fact] = {}
    for fact in _cited(text, clause):
        found.setdefault(fact.subject, fact)
    return list(found.values())


@hookimpl
def same_fact(old: Fact, new: Fact) -> bool | None:
    """Tell an edition of a document from another document; the one basis of a document for the one before it."""
    if old.subject == new.subject or (old["number"] and old["number"] == new["number"]):
        return True
    if old["basis"] != new["basis"]:
        return False
    from rapidfuzz.fuzz import ratio

    return True if ratio(old.subject, new.subject) >= _ONE_TITLE * 100 else None


@hookimpl
def describe(change: FactChange) -> Annotation | None:
    """Return the remark on a citation that came, went, or names another document, number or place."""
    if change.event is FactEvent.MOVED:
        return None
    if change.event is FactEvent.CHANGED and change.old and change.new:
        return _described_change(change, change.old, change.new)
    name, founded = _name(change.fact), bool(change.fact["basis"])
    severity = Severity.MEDIUM if founded else Severity.INFO if change.whole else Severity.LOW
    zh, en = ("制定依据", "legal basis") if founded else ("引用文件", "citation")
    rule = "basis" if founded else "citation"
    words = came_or_went(change, Wording(zh, en), name)
    happened = "added" if change.event is FactEvent.ADDED else "dropped"
    return remark(change, f"citations.{rule}_{happened}", severity, zh=words.zh, en=words.en, weight=2.0)


def _described_change(change: FactChange, old: Fact, new: Fact) -> Annotation | None:
    before, after = _name(old), _name(new)
    same_number = old["number"] and old["number"] == new["number"]
    if old.subject != new.subject and not same_number:
        zh, en = ("制定依据", "legal basis") if new["basis"] else ("引用文件", "citation")
        rule = "basis_replaced" if new["basis"] else "citation_replaced"
        words = turned(change, Wording(zh, en), before, after)
        return remark(change, f"citations.{rule}", Severity.MEDIUM, zh=words.zh, en=words.en, weight=2.0)
    if old["number"] and new["number"] and old["number"] != new["number"]:
        words = turned(change, Wording("引用文号", "number of the cited document"), before, after)
        return remark(change, "citations.number_changed", Severity.MEDIUM, zh=words.zh, en=words.en, weight=2.0)
    if old["place"] != new["place"]:
        words = turned(change, Wording("引用条款", "place in the cited document"), before, after)
        return remark(change, "citations.place_changed", Severity.LOW, zh=words.zh, en=words.en, weight=2.0)
    return None


def _cited(text: str, clause: Clause) -> Iterator[Fact]:
    """Yield documents cited by title, and those cited by their 文号 alone."""
    titled = [match for match in _TITLE.finditer(text) if not _FORM.search(match["title"])]
    for match in titled:
        yield _fact(clause, match.span(), text, (match["title"], match["number"] or "", match["place"] or ""))
    for match in _BARE.finditer(text):
        if not any(title.start() < match.end() and match.start() < title.end() for title in titled):
            group = "number" if match["number"] else "behind"
            yield _fact(clause, match.span(group), text, ("", match[group], ""))
    if _LATIN.search(text):
        for match in _ACT.finditer(text):
            yield _fact(clause, match.span("title"), text, (match["title"], "", match["place"] or ""))


def _fact(clause: Clause, place: tuple[int, int], text: str, words: tuple[str, str, str]) -> Fact:
    start, end = place
    title, number, article = words
    return Fact(
        clause=clause.id,
        kind="citation",
        subject=_plain(title) or number,
        text=text[start:end],
        start=clause.body + start,
        end=clause.body + end,
        attributes=(("title", title), ("number", number), ("place", article), ("basis", _is_basis(text, start))),
    )


def _is_basis(text: str, place: int) -> bool:
    start = max(text.rfind(stop, 0, place) for stop in _SENTENCE_STOPS) + 1
    end = min((index for stop in _SENTENCE_STOPS if (index := text.find(stop, place)) >= 0), default=len(text))
    ground = _FOUNDED.search(text, start, end)
    return ground is not None and ground.start() < place


def _plain(title: str) -> str:
    """Reduce a title to what names the document: quotes, spaces, issuer and the country's full name do not."""
    return re.sub(r"[〈〉<>“”\"\s（）()]|^[^关]{2,12}(?=关于)|中华人民共和国", "", title)


def _name(fact: Fact) -> str:
    number = f"（{fact['number']}）" if fact["title"] and fact["number"] else fact["number"] or ""
    stated = str(fact["title"] or "")
    title = (f"《{stated}》" if not stated.isascii() else stated) if stated else ""
    return f"{title}{number}{fact['place'] or ''}"
