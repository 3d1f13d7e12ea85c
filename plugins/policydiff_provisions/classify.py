"""Say what a rewrite does to the rule it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.model import ClauseKind, Severity
from policydiff.text.quoting import quoted
from policydiff.text.rewrites import clause_at
from policydiff_provisions import words
from policydiff_provisions.reading import content, does, kind_of
from policydiff_provisions.rules import severity_of

if TYPE_CHECKING:
    from policydiff.text.rewrites import Passage, Rewrite
    from policydiff_provisions.words import Kind

# A passage of so many characters says what is done, a shorter one how.
_SUBSTANTIAL, _WORDS = 8, 4
# Two wordings with so many characters in common say nearly the same.
_ALIKE = 60
_SHORTEST_TERM = 2
_LONGEST_NAME = 14
# Words replaced by as many others are a sentence written anew.
_LONG = 25
_LEAD = 40
# What a short passage may do by itself; the others need a whole statement.
_SHORT_KINDS = (words.EXCEPTION, words.TRANSITION, words.SANCTION, words.LIABILITY, words.PROHIBITION)

# Of these a sentence written anew is told by name.
_GRAVE = (words.SANCTION, words.LIABILITY, words.PROHIBITION)


class Said(NamedTuple):
    """What a rewrite does: a rule, its severity, the words that a list stands under, and how much further it ranks."""

    rule: str
    severity: Severity
    lead: str = ""
    reach: float = 0.0


def read(rewrite: Rewrite, gone: str, come: str) -> Said:
    """Say what a rewrite does; `gone` and `come` are its words, empty where they stand elsewhere."""
    if _joined_otherwise(gone, come):
        return _of("conjunction_changed")
    side = rewrite.new if come else rewrite.old
    what = "changed" if gone and come else "added" if come else "dropped"
    said = _replaced(rewrite, gone, come) if gone and come else _single(come or gone, what)
    said = _under_lead(said, side, what)
    return said._replace(reach=said.reach + _readable(gone, come))


def _readable(gone: str, come: str) -> float:
    """Rank what can be read by itself before a sentence that was written anew; a stated number is news."""
    reach = 0.7 if words.NUMBER.search(come or gone) else 0.0
    if min(len(gone), len(come)) > _LONG:
        return reach - 3.0
    # A stop in the middle: the end of one statement and the beginning of another.
    return (
        reach - 1.0
        if words.INNER_STOP.search(come or gone) and not (come or gone).endswith(("。", "；", "."))
        else reach
    )


def _joined_otherwise(gone: str, come: str) -> bool:
    sides = [(words.ALTERNATIVE.match(each), words.CUMULATIVE.match(each)) for each in (gone, come)]
    return bool((sides[0][0] and sides[1][1]) or (sides[0][1] and sides[1][0]))


def _of(rule: str, severity: Severity | None = None) -> Said:
    return Said(rule, severity_of(rule) if severity is None else severity)


def _under_lead(said: Said, side: Passage, what: str) -> Said:
    """Say what an element does that came into a list: under 不得有下列行为 it is forbidden, among offences punished."""
    if not said.rule.startswith(("scope", "statement", "approval", "obligation", "permission")):
        return said
    lead = _lead(side)
    kind = kind_of(lead) if lead else None
    if kind is words.PROHIBITION and _is_statement(side.text) and what != "changed":
        return Said(f"prohibition_{what}", Severity.MEDIUM, quoted(lead, _LEAD))
    case = words.CASE.match(side.after) is not None and does(words.SANCTION, side.after)
    punished = kind is words.SANCTION or (case and not does(words.SANCTION, side.text))
    if punished and said.rule.startswith(("scope", "statement")):
        return Said(f"sanction_reach_{what}", said.severity, quoted(lead, _LEAD), -2.0 * (not _is_statement(side.text)))
    return said._replace(lead=quoted(lead, _LEAD)) if lead else said


def _lead(side: Passage) -> str:
    """Return the words that introduce the list which a passage is an item of."""
    document = side.document
    place = side.start + len(side.text) - len(side.text.lstrip("；;。，、 \n（("))
    clause = document.by_id[clause_at(document, side.unit, min(place, side.end))]
    if clause.parent is None or clause.kind is ClauseKind.ARTICLE:
        return ""
    above = document.own(document.by_id[clause.parent]).rstrip()
    if not above.endswith(("：", ":")):
        return ""
    return above[max(above.rfind(stop, 0, len(above) - 1) for stop in "。\n") + 1 :].strip("：: ")


def _replaced(rewrite: Rewrite, gone: str, come: str) -> Said:
    plain = (
        "approval_loosened" if _looser(gone, come)
        else "approval_tightened" if _looser(come, gone)
        else "duty_bearer_changed" if _is_bearer(rewrite, gone, come)
        else ""
    )  # fmt: skip
    return _of(plain) if plain else _between(gone, come)


def _between(gone: str, come: str) -> Said:
    """Say what the one passage did and the other does."""
    before, after = kind_of(gone), kind_of(come)
    if min(len(gone), len(come)) > _LONG and before is not after and not {before, after} & set(_GRAVE):
        return _of("statement_changed")
    if after and before is not after and _is_statement(come):
        return _of(f"{_graver(before, after).name}_changed" if before else f"{after.name}_added")
    if before and after:
        return _of(f"{_graver(before, after).name}_changed", _weight(gone, come, f"{before.name}_changed"))
    if before and before not in _SHORT_KINDS and _is_statement(gone):
        return _of(f"{before.name}_dropped")
    found = before or after
    if found and found in _SHORT_KINDS:
        return _of(f"{found.name}_changed")
    return _of("scope_changed", _weight(gone, come, "scope_changed"))


def _graver(one: Kind, other: Kind) -> Kind:
    return min(one, other, key=words.KINDS.index)


def _looser(before: str, after: str) -> bool:
    """Tell an approval that became a notice."""
    return bool(words.STRICT.search(before) and words.LOOSE.search(after) and not words.STRICT.search(after))


def _single(text: str, what: str) -> Said:
    if words.JOINED_BY.search(text):
        return _of(f"duty_bearer_{what}")
    found = kind_of(text)
    statement = _is_statement(text)
    if found and (statement or found in _SHORT_KINDS):
        if _is_programme(text, found):
            return _of(f"{found.name}_{what}", Severity.LOW)
        # A word of sanction that came into a list of cases punishes nobody by itself.
        return (
            _of(f"{found.name}_{what}")
            if statement
            else _of(f"{found.name}_{what}", Severity.MEDIUM)._replace(reach=-2.5)
        )
    if statement:
        return _of(f"statement_{what}", Severity.LOW if _is_programme(text, None) else None)
    return _of(f"scope_{what}", _weight(text, "", f"scope_{what}"))


def _is_programme(text: str, kind: Kind | None) -> bool:
    """Tell what a government professes (坚持……, 国家推动……) from what it orders."""
    return kind in {None, words.OBLIGATION, words.BODY} and words.PROGRAMME.search(text) is not None


def _is_statement(text: str) -> bool:
    plain = content(text)
    return len(text.split()) >= _WORDS if plain.isascii() else len(plain) >= _SUBSTANTIAL


def _weight(gone: str, come: str, rule: str) -> Severity:
    """Weigh words that were replaced: another term for nearly the same is low, so is a single character."""
    before, after = content(gone), content(come)
    if max(len(before), len(after)) < _SHORTEST_TERM:
        return Severity.LOW
    from rapidfuzz.fuzz import ratio

    if before and after and ratio(before, after) >= _ALIKE:
        return Severity.LOW
    return severity_of(rule)


def _is_bearer(rewrite: Rewrite, gone: str, come: str) -> bool:
    """Tell one who acts from a thing: another body or person at the head of a part, or behind 由."""
    before = rewrite.new.before
    if (
        before.endswith("由")
        and max(len(gone), len(come)) <= _LONGEST_NAME
        and not words.INNER_STOP.search(gone + come)
    ):
        return True
    if not (words.BEARER.match(gone) and words.BEARER.match(come)):
        return False
    return words.BEFORE_BEARER.search(before) is not None or gone.startswith("由")
