"""What the words of a policy mean: a defined term changed, and the clauses that use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Annotation, Fact, Relation, Severity, Span, Wording
from policydiff.severity import grades
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from policydiff.model import Clause, Comparison, Document, Grade

_THIS = r"本(?:法|条例|办法|规定|规则|细则|解释|方案|意见|通知|规范|标准|制度)"
_MEANS = lazy(
    rf"(?:^|(?<=[。；;：:\n]))\s*(?:[（(][一二三四五六七八九十\d]+[)）])?(?:{_THIS})?(?:所称|规定|中)?(?:的)?[“\"]?(?P<term>[^，。；：“”\"、\n]{{2,20}}?)[”\"]?"
    r"(?:[（(][^）)]*[）)])?[，,]?(?:是指|系指|指的是|包括下列|，指(?![挥导定派示标引令控认使向]))(?P<meaning>[^。\n]+)"
)
_SHORT = lazy(
    r"(?P<meaning>[^，。；、：（(“”\n]{3,40})[（(](?:以下|下同)?(?:统称|简称|称)(?:为)?[“\"]?(?P<term>[^”\"）)，]{2,20})[”\"]?[）)]"
)
_PRONOUNS = lazy(r"^(?:前款|上述|以上|这|该|其|其中|所|有关|不|也|就|即|应当)|所称$")
# Names of one body, long and longer, have at least this share of characters in common.
_ONE_BODY = 0.4
_FORM = lazy(r"[\s，,、；;：:“”\"（）()]|第[一二三四五六七八九十百千零]+[条款项章]|^(?:对|由)")
# More clauses than this are counted, not listed.
_LISTED = 5
# What may be said, how grave it is by default (the usual grade first), and what it tells.
_GRADES = {
    "changed": ("medium low", "术语含义改动（简称改指为低）", "a term means something else (low for a short name)"),
    "dropped": ("low", "删去仍在使用的术语的定义", "a definition went, and its term is still used"),
}


@hookimpl
def register_grades() -> Sequence[Grade]:
    """Return the rules of the remarks on defined terms."""
    return grades("definitions", _GRADES)


@hookimpl
def extract_facts(clause: Clause, document: Document) -> Sequence[Fact]:
    """Return the terms that a clause defines, with what they mean."""
    return list(_defined(document.own(clause), clause))


@hookimpl
def annotate(comparison: Comparison) -> Sequence[Annotation]:
    """Return a remark on each term whose meaning changed, with the clauses that use it."""
    old, new = _terms(comparison.old), _terms(comparison.new)
    return [
        _changed(old[term], fact, comparison) for term, fact in new.items() if term in old and _differ(old[term], fact)
    ] + [
        _gone(fact, comparison.new)
        for term, fact in old.items()
        if comparison.relation is Relation.VERSIONS
        and term not in new
        and fact["form"] == "meaning"
        and _uses(term, comparison.new, fact)
    ]


def _terms(document: Document) -> dict[str, Fact]:
    """Return the definitions of a document by term; the first one of a term holds."""
    found: dict[str, Fact] = {}
    for clause in document.walk():
        for fact in _defined(document.own(clause), clause):
            found.setdefault(fact.subject, fact)
    return found


def _defined(text: str, clause: Clause) -> Iterator[Fact]:
    if "指" in text:
        yield from (_fact(match, clause, "meaning") for match in _MEANS.finditer(text) if _is_term(match["term"]))
    if "称" in text:
        yield from (_fact(match, clause, "short name") for match in _SHORT.finditer(text) if _is_term(match["term"]))


def _is_term(term: str) -> bool:
    return _PRONOUNS.search(term) is None


def _fact(match: re.Match[str], clause: Clause, form: str) -> Fact:
    lead = len(match[0]) - len(match[0].lstrip())
    return Fact(
        clause=clause.id,
        kind="definition",
        subject=_term(match),
        text=match[0].strip(),
        start=clause.body + match.start() + lead,
        end=clause.body + match.end(),
        attributes=(("term", _term(match)), ("meaning", match["meaning"].strip()), ("form", form)),
    )


def _differ(old: Fact, new: Fact) -> bool:
    """Tell another meaning from other words: what a short name stands for may be put in many ways."""
    before, after = _plain(old["meaning"]), _plain(new["meaning"])
    if sorted(before) == sorted(after):  # the same list in another order
        return False
    if new["form"] == old["form"] == "meaning":
        return True
    from rapidfuzz.fuzz import ratio

    return ratio(before, after) < _ONE_BODY * 100


def _term(match: re.Match[str]) -> str:
    """Return the term itself: 本法第六条所称本单位 defines 本单位."""
    return str(match["term"]).rpartition("所称")[2].strip() or str(match["term"]).strip()


def _plain(meaning: object) -> str:
    """Leave out what does not change a meaning: punctuation, and numbers of articles that were renumbered."""
    return _FORM.sub("", str(meaning))


def _uses(term: str, document: Document, defining: Fact) -> list[str]:
    """Return the rows whose words use a term, the one that defines it left out."""
    home = document.unit_of.get(defining.clause)
    return [unit.id for unit in _near(term, document) if unit.id != home and term in document.words_of(unit)]


def _near(term: str, document: Document) -> Iterator[Clause]:
    """Yield the rows up to whose successor a term stands: few are left to be asked for their own words."""
    ends = [unit.body for unit in document.units[1:]] + [len(document.text)]
    for unit, end in zip(document.units, ends, strict=False):
        if document.text.find(term, unit.body, end) >= 0:
            yield unit


def _changed(old: Fact, new: Fact, comparison: Comparison) -> Annotation:
    uses = _uses(new.subject, comparison.new, new)
    zh, en = _listed(uses)
    meanings = f"{old['meaning']} → {new['meaning']}"
    wording = (
        Wording(
            f"“{new.subject}”的含义改动：{meanings}{zh}", f"'{new.subject}' now means something else: {meanings}{en}"
        )
        if comparison.relation is Relation.VERSIONS
        else Wording(f"“{new.subject}”的含义不同：{meanings}", f"'{new.subject}' means two things: {meanings}")
    )
    severity = Severity.MEDIUM if new["form"] == "meaning" else Severity.LOW
    return Annotation("definitions.changed", severity, wording, _span(old), _span(new), weight=6.0)


def _gone(old: Fact, document: Document) -> Annotation:
    zh, en = _listed(_uses(old.subject, document, old))
    wording = Wording(f"删去“{old.subject}”的定义{zh}", f"definition of '{old.subject}' dropped{en}")
    return Annotation("definitions.dropped", Severity.LOW, wording, _span(old), None)


def _listed(uses: Sequence[str]) -> tuple[str, str]:
    if not uses:
        return "", ""
    shown = "、".join(uses[:_LISTED])
    more = "等" if len(uses) > _LISTED else ""
    return f"；涉及{shown}{more}共{len(uses)}处", f"; used in {len(uses)} clauses ({shown}{' …' if more else ''})"


def _span(fact: Fact) -> Span:
    return Span(fact.clause, fact.start, fact.end, fact.text)
