"""The grammar of English amendment instructions, behind the same types as the Chinese one.

In section 3(2), for “30 days” substitute “14 days”.      SUBSTITUTE   section 3, subsection (2)
After section 5 insert— “5A. …”                          INSERT       after section 5
Section 7 is repealed.                                   DELETE       section 7

A section is Level.ARTICLE, what is bracketed below it Level.ITEM and then Level.SUBITEM. `in subsection (2)` alone is below the
section spoken of last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from policydiff.amend.grammar.decision import decision_lines, joined
from policydiff.amend.grammar.quotations import Masker
from policydiff.amend.law_text import label_number
from policydiff.model.amendment import (
    Address,
    Decision,
    Instruction,
    LawAmendment,
    Level,
    Operation,
    Place,
    Step,
    Unread,
)
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from re import Match

    from policydiff.amend.grammar.quotations import Masked
    from policydiff.model import Document

_UNIT: Final = (
    r"(?:sub-?sections?|sections?|articles?|regulations?|rules?|clauses?|sub-?paragraphs?|paragraphs?|items?)"
)
_NUMBER: Final = r"(?:\d+[A-Z]*(?:\(\w+\))*|(?:\(\w+\))+)"
_ONE: Final = (
    rf"{_UNIT} {_NUMBER}(?:(?:,| of| in) {_UNIT} {_NUMBER})*(?:(?:, | and |, and | or ){_NUMBER}(?=[ ,.;]|$))*"
)
_A: Final = rf"(?:the |that )?(?P<{{0}}>{_ONE})(?: (?:of|to) (?:the|that|this) (?:principal |said )?(?:Act|Regulations?|Code|Rules|Order))?"
_Q: Final = r"(?:the )?(?:(?:words?|figures?|expressions?|letters?|brackets?|phrase|word and figure)(?:,? and (?:words?|figures?|brackets?))? ?)*“(?P<{0}>\d+)”"
_EVERY: Final = r"(?P<every>,? (?:in (?:each|both|every) places?(?: (?:it|they) occurs?| where (?:it|they) occurs?)?|wherever (?:it|they) occurs?|in each place))?"
_BE: Final = r"(?:there (?:is|are|shall be) |is to be |shall be |(?:is|are) (?:hereby )?)?"
_NAMELY: Final = r"(?:,? the following(?: (?:new )?[\w-]+)*?| as follows)?(?: (?:shall|is|are)(?: to)?(?: be)? (?:substituted|inserted|added))?(?:,? namely)?\s*[:,.—–-]*\s*"


def _compiled(pattern: str) -> re.Pattern[str]:
    return lazy(pattern, re.IGNORECASE)


def _a(name: str) -> str:
    return _A.replace("{0}", name)


def _q(name: str) -> str:
    return _Q.replace("{0}", name)


Make = "Callable[[_Line, Match[str]], Instruction | None]"


@dataclass(slots=True)
class _Line:
    """A line that is being read: its subject, and the address spoken of last."""

    masked: Masked
    texts: Callable[[str], str]
    around: Address | None
    subject: tuple[Address, ...] = ()
    found: list[Instruction] = field(default_factory=list)
    unknown: list[tuple[int, int]] = field(default_factory=list)

    def addresses(self, printed: str | None) -> tuple[Address, ...]:
        """Return what an address names, completed by the one spoken of last."""
        if not printed:
            return self.subject or ((self.around,) if self.around else ())
        found = tuple(_completed(one, self.around) for one in parse_addresses(printed))
        if found:
            self.around = found[-1]
        return found


def parse_addresses(printed: str) -> list[Address]:
    """Return the addresses of a list: sections 3 and 5(1), paragraph (a) of section 2."""
    parts = [(match["unit"].lower(), match["number"]) for match in _PART.finditer(printed)]
    inner = any(word in printed for word in (" of ", " in "))
    steps = [step for unit, number in (reversed(parts) if inner else parts) for step in _steps(unit, number)]
    found = [Address(tuple(_levelled(steps)), printed)]
    for match in _MORE.finditer(printed):
        more = _steps(parts[-1][0] if parts else "section", match[1])
        kept = () if match[1][0].isdigit() else found[0].steps[: len(found[0].steps) - len(more)]
        found.append(Address(tuple(_levelled([*kept, *more])), printed))
    return found


_PART = _compiled(rf"(?P<unit>{_UNIT}) (?P<number>{_NUMBER})")
_MORE = _compiled(rf"(?:, | and |, and | or )({_NUMBER})(?=[ ,.;]|$)")
_OUTER: Final = ("section", "article", "regulation", "rule")
_BRACKET = lazy(r"\d+[A-Z]*|\(\w+\)")


def _steps(unit: str, number: str) -> list[Step]:
    outer = unit.startswith(_OUTER) and number[0].isdigit()
    found = []
    for at, piece in enumerate(_BRACKET.findall(number)):
        value = label_number(f"Section {piece}." if outer and at == 0 else f"{piece} ") or label_number(
            f"Section {piece.strip('()')}."
        )
        found.append(Step(Level.ARTICLE if outer and at == 0 else Level.ITEM, value))
    return found


def _levelled(steps: list[Step] | tuple[Step, ...]) -> Iterator[Step]:
    """Yield steps with 项 for the first bracket below a section and 目 for the rest."""
    inside = False
    for step in steps:
        if step.level is Level.ARTICLE:
            yield step
        else:
            yield Step(Level.SUBITEM if inside else Level.ITEM, step.number)
            inside = True


def _completed(address: Address, around: Address | None) -> Address:
    """Return an address below the section, or below its subsection, that the text spoke of last."""
    if around is None or address.steps[0].level is Level.ARTICLE:
        return address
    lettered = lazy(r"\(([a-z]+)\)").search(address.printed) is not None and "subsection" not in address.printed.lower()
    depth = 2 if lettered and len(around.steps) > 1 else 1
    return Address(tuple(_levelled([*around.steps[:depth], *address.steps])), address.printed)


def _substitute(line: _Line, match: Match[str]) -> Instruction:
    targets = line.addresses(match.groupdict().get("where"))
    every = bool(match.groupdict().get("every"))
    return Instruction(
        Operation.SUBSTITUTE, targets, words=(line.texts(match["old"]),), text=(line.texts(match["new"]),), every=every
    )


def _words(line: _Line, match: Match[str]) -> Instruction:
    place = Place.BEFORE if match["side"].lower() == "before" else Place.AFTER
    targets = line.addresses(match.groupdict().get("where"))
    old, new = line.texts(match["old"]), line.texts(match["new"])
    # A word is set off by a space that no quotation holds.
    spaced = (
        f" {new}" if place is Place.AFTER and new[:1] not in ",.;: " else f"{new} " if place is Place.BEFORE else new
    )
    return Instruction(Operation.INSERT_WORDS, targets, words=(old,), text=(spaced,), place=place)


def _delete_words(line: _Line, match: Match[str]) -> Instruction:
    return Instruction(
        Operation.DELETE_WORDS,
        line.addresses(match.groupdict().get("where")),
        words=(line.texts(match["old"]),),
        every=bool(match.groupdict().get("every")),
    )


def _replace(line: _Line, match: Match[str]) -> Instruction:
    return Instruction(Operation.REPLACE, line.addresses(match["where"]), text=(line.texts(match["new"]),))


def _insert(line: _Line, match: Match[str]) -> Instruction:
    place = Place.BEFORE if match["side"].lower() == "before" else Place.AFTER
    targets = line.addresses(match["where"])
    return Instruction(
        Operation.INSERT,
        targets,
        becomes=(Address((Step(targets[0].steps[-1].level),)),),
        text=(line.texts(match["new"]),),
        place=place,
        count=1,
    )


def _append(line: _Line, match: Match[str]) -> Instruction:
    targets = line.addresses(match.groupdict().get("where"))
    level = Level.SUBITEM if targets and len(targets[0].steps) > 1 else Level.ITEM
    return Instruction(
        Operation.INSERT, targets, becomes=(Address((Step(level),)),), text=(line.texts(match["new"]),), count=1
    )


def _delete(line: _Line, match: Match[str]) -> Instruction:
    return Instruction(Operation.DELETE, line.addresses(match["where"]))


def _renumber(line: _Line, match: Match[str]) -> Instruction:
    targets = line.addresses(match["where"])
    becomes = tuple(_completed(one, targets[0]) for one in parse_addresses(match["becomes"]))
    return Instruction(Operation.RENUMBER, targets, becomes=becomes)


_GONE: Final = r"(?:omit|repeal|delet|revok|strik|remov)(?:ted|ed|en|e|ing)?(?: out)?"
# The order matters: words before units, a substitution before an omission.
_TABLE: Final = (
    (_compiled(rf"(?:by )?(?:for|striking(?: out)?|replac(?:e|ing)|substitut(?:e|ing)) {_q('old')}{_EVERY},? (?:and )?(?:{_BE}substitut(?:ed|e|ing)|(?:and )?insert(?:ing)?(?: in lieu thereof)?|with|by|for) {_q('new')}"), _substitute),
    (_compiled(rf"for {_q('old')}{_EVERY},? {_q('new')} (?:shall be|is|are) substituted"), _substitute),
    (_compiled(rf"(?P<side>after|before) {_q('old')},? {_BE}(?:insert(?:ed)?|add(?:ed)?) {_q('new')}"), _words),
    (_compiled(rf"(?P<side>after|before) {_q('old')},? {_q('new')} (?:shall be|is|are) inserted"), _words),
    (_compiled(rf"(?:by )?insert(?:ing)? {_q('new')} (?:immediately )?(?P<side>after|before) {_q('old')}"), _words),
    (_compiled(rf"(?:by )?{_GONE} {_q('old')}{_EVERY}"), _delete_words),
    (_compiled(rf"{_q('old')}{_EVERY} (?:is|are|shall be) (?:hereby )?{_GONE}"), _delete_words),
    (_compiled(rf"(?:for|replace) {_a('where')},? (?:{_BE}substituted?|with){_NAMELY}“(?P<new>\d+)”"), _replace),
    (_compiled(rf"for {_a('where')}{_NAMELY}“(?P<new>\d+)”"), _replace),
    (_compiled(rf"{_a('where')} (?:is|are|shall be) (?:hereby )?(?:replaced by|substituted by|amended to read|amended so as to read){_NAMELY}“(?P<new>\d+)”"), _replace),
    (_compiled(rf"(?P<side>after|before) {_a('where')},? ?(?:{_BE}(?:insert(?:ed)?|add(?:ed)?))?{_NAMELY}“(?P<new>\d+)”"), _insert),
    (_compiled(rf"(?:by )?(?:at the end(?: of {_a('where')})?,? {_BE}(?:add(?:ed|ing)?|insert(?:ed|ing)?)|adding at the end){_NAMELY}“(?P<new>\d+)”"), _append),
    (_compiled(rf"(?:by )?redesignating {_a('where')} as {_a('becomes')}"), _renumber),
    (_compiled(rf"{_a('where')} (?:is|are|shall be) (?:renumbered|redesignated) as {_a('becomes')}"), _renumber),
    (_compiled(rf"(?:by )?{_GONE} {_a('where')}"), _delete),
    (_compiled(rf"{_a('where')} (?:is|are|shall be) (?:hereby )?{_GONE}"), _delete),
)  # fmt: skip
_SUBJECT = _compiled(
    rf"(?:in )?{_a('where')}(?: (?:is|are|shall be) (?:hereby )?(?:further )?amended)?(?: as follows)?[,:.—–\s-]*"
)
_COMMENCES = _compiled(
    r".*\b(?:comes?|coming|shall come) into (?:force|operation|effect)|.*\btakes? effect|.*\bshort title|.*may be cited as|be it enacted|.*is amended as follows|.*are amended as follows|.*principal act.* means"
)
_LABEL = lazy(r"(?:Section \d+[A-Z]?\.\s+(?=[A-Z(])|\d{1,3}[A-Z]?\.\s+|\(\w{1,4}\)\s+)+")
_JOINT = _compiled(r"(?:[\s,;.:—–-]|and\b|also\b|then\b)+")
_LAW = lazy(
    r"[Tt]he ((?:[A-Z][\w'’-]*|of|and|the|for|on|\([A-Z][\w ]*\))(?: (?:[A-Z][\w'’-]*|of|and|the|for|on|\([A-Z][\w ]*\)))* (?:Act|Code|Regulations|Order|Rules),? \d{4})"
)


def _read_line(line: _Line) -> None:
    text = line.masked.text
    label = _LABEL.match(text)
    at = label.end() if label else 0
    while at < len(text):
        joint = _JOINT.match(text, at)
        at = joint.end() if joint else at
        if at >= len(text):
            return
        hit = next(((pattern.match(text, at), make) for pattern, make in _TABLE if pattern.match(text, at)), None)
        subject = _SUBJECT.match(text, at)
        if hit is not None and hit[0] is not None:
            line.found.append(replace(hit[1](line, hit[0]), start=at, end=hit[0].end()))
            at = hit[0].end()
        elif subject:
            line.subject = line.addresses(subject["where"])
            at = subject.end()
        else:
            stop = next((place for place in range(at, len(text)) if text[place] in ".;"), len(text))
            line.unknown.append((at, stop))
            at = stop + 1


def read_decision(document: Document) -> Decision:
    """Return what an English amending act says; it amends one law."""
    masker = Masker()
    masker.mask(list(decision_lines(document.text)))
    around: Address | None = None
    found: list[Instruction] = []
    unread: list[Unread] = []
    for masked in joined(masker.lines):
        label = _LABEL.match(masked.text)
        line = _Line(masked, lambda number: masker.quotations[int(number)].text, around)
        _read_line(line)
        around = line.around
        item = label[0].strip() if label else ""
        found += [_placed(one, item, masked, document.text) for one in line.found]
        for span in line.unknown:
            rest = _left_over(masked, span, document.text, opening=not found)
            if isinstance(rest, Instruction):
                found.append(replace(rest, item=item))
            elif rest is not None:
                unread.append(replace(rest, item=item))
    unread += [
        Unread("", one.text[:40], "a quotation that is not closed", one.start, one.start + 1)
        for one in masker.quotations
        if one.damaged
    ]
    laws = [match[1] for match in _LAW.finditer(document.text) if "Amendment" not in match[1]]
    law = laws[0] if laws else ""
    return Decision(
        document.metadata.title,
        (LawAmendment(law, tuple(found), tuple(unread)),),
        document.metadata.issued,
        document.metadata.effective,
    )


def _placed(one: Instruction, item: str, masked: Masked, text: str) -> Instruction:
    start, end = masked.places[one.start], masked.places[one.end - 1] + 1
    return replace(one, item=item, start=start, end=end, printed=text[start:end])


def _left_over(masked: Masked, span: tuple[int, int], text: str, *, opening: bool) -> Instruction | Unread | None:
    """Tell what is no instruction (enacting words, commencement) from what could not be read; None for neither."""
    start, end = masked.places[span[0]], masked.places[span[1] - 1] + 1
    words = masked.text[span[0] : span[1]]
    if _COMMENCES.match(words) or opening:
        operation = Operation.COMMENCE if "force" in words else Operation.FORMAL
        return Instruction(operation, start=start, end=end, printed=text[start:end])
    if "“" in words or _AMENDS.search(words):
        return Unread("", text[start:end], "no instruction", start, end)
    return None


_AMENDS = _compiled(r"amend|substitut|insert|omit|repeal|strik|replac|delet|redesignat|renumber")
