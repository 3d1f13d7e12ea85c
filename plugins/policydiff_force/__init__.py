"""From when, how long and for whom a policy holds: 施行, 有效期, 试行, 同时废止, 适用范围."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Annotation, Fact, FactEvent, Relation, Severity, Wording
from policydiff.report.fact_messages import came_or_went, remark, turned
from policydiff.severity import grades
from policydiff.text.regex import lazy, mentions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Clause, Comparison, Document, FactChange, Grade

_THIS = r"本(?:法|条例|办法|规定|规则|细则|决定|通知|意见|方案|解释|规范|规程|标准|预案|制度)"
_EFFECTIVE = lazy(r"自(?P<value>[^，。；\n]{2,20}?)起(?:正式)?(?:施行|实施|生效|执行)")
_VALIDITY = lazy(
    r"有效期(?:限)?(?:为|至|到)?(?P<value>(?=[^，。；\n]{0,8}[\d一二两三四五六七八九十长])[^，。；、\n]{1,16}?)(?=[，。；\n]|$)"
)
_REPEAL = lazy(r"(?P<value>[^。；\n]*《[^。；\n]*?)(?:一并|同时|即行)?(?:废止|停止执行|不再执行|失效)")
_SCOPE = lazy(
    rf"{_THIS}(?:所称[^，。]{{1,10}}，)?适用于(?P<value>[^。；\n]+)|(?P<other>[^。；\n]{{4,80}}?)(?<!参照)[，,]?(?:均|都)?适用{_THIS}(?![^，。；]{{0,16}}规定|第|关于)"
)
_TITLE = lazy(r"《([^《》]+)》")
_TRIAL = lazy(r"试行|暂行")
_ENGLISH_DATE = r"(?:the )?(?:\d{1,2}(?:st|nd|rd|th)? (?:day of )?[A-Z][a-z]+,? \d{4}|[A-Z][a-z]+ \d{1,2},? \d{4}|(?:date|day|expiry)[^.;\n]{3,60})"
_ENGLISH_THIS = r"(?:[Tt]his|[Tt]hese|[Tt]he) (?:[A-Z]?\w+ )?(?:[Aa]ct|[Oo]rder|[Rr]egulations?|[Rr]ules?|[Cc]ode|[Pp]olicy|[Bb]y-?law|[Oo]rdinance|[Pp]lan|[Pp]rovisions?|[Ss]cheme|[Gg]uidelines?|[Mm]easures?|[Cc]ircular|[Nn]otice|[Dd]irective)"
_ENGLISH_EFFECTIVE = lazy(
    rf"{_ENGLISH_THIS}[^.;\n]{{0,30}}?(?:takes? effect|comes? into (?:force|effect|operation)|enters? into force|commences?|(?:is|are|becomes?|shall be) effective|has effect|applies)"
    rf"(?: from| on| as from| as of| with effect from| at)*(?: and from)? (?P<value>{_ENGLISH_DATE})"
)
_ENGLISH_VALIDITY = lazy(
    rf"{_ENGLISH_THIS}[^.;\n]{{0,30}}?(?:expires?|ceases? to have effect|lapses?|(?:is|are|remains?) (?:valid|in force))(?: on| for| until| at| from| after)* (?P<value>{_ENGLISH_DATE}|\w+(?:-\w+)? (?:years?|months?))"
)
_ENGLISH_REPEAL = lazy(
    r"(?P<value>[Tt]he [^.;\n]{4,80}?(?:\d{4})?) (?:is|are)(?: hereby)? (?:repealed|revoked|rescinded|superseded)"
)
_ENGLISH_SCOPE = lazy(rf"{_ENGLISH_THIS} (?:shall )?appl(?:y|ies) to (?P<value>[^.;\n]+)(?P<other>)")
_OWN_WORDS = lazy(rf"{_THIS}|施行|印发")
_PATTERNS = (
    ("effective", ("起",), _EFFECTIVE),
    ("validity", ("有效期",), _VALIDITY),
    ("repeal", ("废止", "停止执行", "不再执行", "失效"), _REPEAL),
    ("scope", ("适用于", "适用本"), _SCOPE),
    ("effective", ("effect", "force", "commence", "operation", "applies"), _ENGLISH_EFFECTIVE),
    ("validity", ("expire", "ceases", "cease", "lapse", "valid", "in force"), _ENGLISH_VALIDITY),
    ("repeal", ("repealed", "revoked", "rescinded", "superseded"), _ENGLISH_REPEAL),
    ("scope", ("applies to", "apply to"), _ENGLISH_SCOPE),
)
# When a text begins and ceases to bind is what is asked first.
_WEIGHT, _LESSER = 9.5, 5.0
_SUBJECTS = {
    "effective": ("施行日期", "effective date", Severity.MEDIUM),
    "validity": ("有效期", "period of validity", Severity.MEDIUM),
    "repeal": ("废止的文件", "repealed document", Severity.MEDIUM),
    "scope": ("适用范围", "scope of application", Severity.MEDIUM),
}
# What may be said, how grave it is by default (the usual grade first), and what it tells.
_GRADES = {
    "effective_changed": ("medium", "施行日期改动", "the effective date changed"),
    "effective_added": ("medium", "新增施行日期", "an effective date came"),
    "effective_dropped": ("medium", "删去施行日期", "the effective date went"),
    "validity_changed": ("medium", "有效期改动", "the period of validity changed"),
    "validity_added": ("medium", "新增有效期", "a period of validity came"),
    "validity_dropped": ("medium", "删去有效期", "the period of validity went"),
    "repeal_changed": ("medium", "废止的文件改动", "the repeal of a document changed"),
    "repeal_added": ("medium", "新增废止的文件", "another document is repealed"),
    "repeal_dropped": ("medium", "不再列废止的文件", "a document is no longer named as repealed"),
    "scope_changed": ("medium", "适用范围改动", "the scope of application changed"),
    "scope_added": ("medium", "新增适用范围", "a scope of application came"),
    "scope_dropped": ("medium", "删去适用范围", "the scope of application went"),
    "trial_ended": ("medium", "由试行、暂行转为正式施行", "no longer on trial"),
    "trial_began": ("medium", "改为试行、暂行", "now on trial"),
}


@hookimpl
def register_grades() -> Sequence[Grade]:
    """Return the rules of the remarks on a document's force."""
    return grades("force", _GRADES)


@hookimpl
def extract_facts(clause: Clause, document: Document) -> Sequence[Fact]:
    """Return what a clause says of the document's own force."""
    text = document.own(clause)
    return list(_found(text, clause))


@hookimpl
def same_fact(old: Fact, new: Fact) -> bool | None:
    """Tell one statement of force from another: only those of one subject can replace each other."""
    return old.subject == new.subject


@hookimpl
def describe(change: FactChange) -> Annotation | None:
    """Return the remark on a date of effect, a period, a repeal or a scope that changed."""
    if change.event is FactEvent.MOVED:
        return None
    zh, en, severity = _SUBJECTS[str(change.fact["about"])]
    rule, value = change.fact["about"], change.fact["value"]
    if change.event is FactEvent.CHANGED and change.old and change.new:
        words = turned(change, Wording(zh, en), str(change.old["value"]), str(value))
        return remark(
            change,
            f"force.{rule}_changed",
            severity,
            zh=words.zh,
            en=words.en,
            weight=_WEIGHT if change.fact["about"] in {"effective", "validity"} else _LESSER,
        )
    words = came_or_went(change, Wording(zh, en), str(value), lost="删去")
    happened = "added" if change.event is FactEvent.ADDED else "dropped"
    return remark(
        change,
        f"force.{rule}_{happened}",
        severity,
        zh=words.zh,
        en=words.en,
        weight=_WEIGHT if change.fact["about"] in {"effective", "validity"} else _LESSER,
    )


@hookimpl
def annotate(comparison: Comparison) -> Sequence[Annotation]:
    """Return a remark where a document stopped, or began, to be on trial (试行, 暂行)."""
    before, after = (_TRIAL.search(_title(document)) for document in (comparison.old, comparison.new))
    if bool(before) == bool(after) or not (_title(comparison.old) and _title(comparison.new)):
        return []
    if comparison.relation is Relation.SIBLINGS:
        return []  # which of two siblings is on trial stands in their titles
    if before:
        wording = Wording(f"由{before[0]}转为正式施行", f"no longer on trial ({before[0]})")
        return [Annotation("force.trial_ended", Severity.MEDIUM, wording)]
    word = after[0] if after else ""
    return [Annotation("force.trial_began", Severity.MEDIUM, Wording(f"改为{word}", f"now on trial ({word})"))]


def _title(document: Document) -> str:
    return document.metadata.carried_title or document.metadata.title


def _found(text: str, clause: Clause) -> Iterator[Fact]:
    for about, words, pattern in _PATTERNS:
        if mentions(text, words):
            for match in pattern.finditer(text):
                yield from _stated(about, match, clause)


def _stated(about: str, match: re.Match[str], clause: Clause) -> Iterator[Fact]:
    text = match.string
    if text[match.start() : match.end()].isascii():
        yield _fact(
            clause, match, about, match["value"].strip(), subject=match["value"].strip() if about == "repeal" else ""
        )
    elif about == "repeal":
        for title in _TITLE.findall(match["value"]):
            yield _fact(clause, match, about, title, subject=_plain(title))
    elif about == "scope":
        yield _fact(clause, match, about, (match["value"] or match["other"]).strip())
    elif _is_own(text, match.start()) and (about == "effective" or _OWN_WORDS.search(text)):
        yield _fact(clause, match, about, match["value"])


def _plain(title: str) -> str:
    """Return a title without its issuer: 某部关于……的规定 is cited as 关于……的规定 too."""
    return title[max(title.find("关于"), 0) :]


def _is_own(text: str, place: int) -> bool:
    """Tell the document's own date of effect from another's: the sentence says 本办法, or nothing stands before it.

    What is quoted says it of another rule.
    """
    if any(text.count(opens, 0, place) > text.count(closes, 0, place) for opens, closes in ("“”", "「」", "『』")):
        return False
    start = max(text.rfind(stop, 0, place) for stop in "。；\n") + 1
    before = text[start:place].strip()
    return not before or re.search(_THIS, before) is not None or before in {"，", "具体"}


def _fact(clause: Clause, match: re.Match[str], about: str, value: str, *, subject: str = "") -> Fact:
    return Fact(
        clause=clause.id,
        kind="force",
        subject=subject or about,
        text=match[0].strip(),
        start=clause.body + match.end() - len(match[0].lstrip()),
        end=clause.body + match.end(),
        attributes=(("about", about), ("value", _plain(value) if about == "repeal" else value)),
        sole=about in {"effective", "validity"},
    )
