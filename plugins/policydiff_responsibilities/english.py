"""Read who does what in English: labels, and sentences whose subject is an office.

(Lead agency: Department of Harbours; supporting agencies: Treasury, City of Brackwater)
The Department of Lakes shall lead the survey, in cooperation with the Parks Board.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy
from policydiff_responsibilities.phrases import Duty, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROLES = {
    "lead": "lead|leads|leading|led by|head|coordinating|coordinator|principal|primary",
    "participant": "support|supporting|supported by|participating|participants?|partners?|partnering|cooperating|co-operating|contributing|contributors?|assisting|consulted|with",
    "responsible": "responsible|responsibility|implementing|implementation|accountable|owner|executing|competent|in charge|action by|enforcement",
}
_ROLE_OF = {word: role for role, words in _ROLES.items() for word in words.split("|")}
_WORD = "|".join(f"(?P<{role}>{words})" for role, words in _ROLES.items())
_BODY_WORD = r"(?:agency|agencies|departments?|bod(?:y|ies)|part(?:y|ies)|organi[sz]ations?|offices?|ministr(?:y|ies)|units?|authorit(?:y|ies)|partners?|entit(?:y|ies)|institutions?|parties|officers?|persons?)"
_LABEL = lazy(rf"(?:(?<=[(\[;.,\n|])|^)\s*(?:{_WORD})(?:[ -]{_BODY_WORD})?\s*:\s*", re.IGNORECASE)
_ANY_LABEL = lazy(r"(?:[;.,(\n]|^)\s*[A-Z]?[A-Za-z -]{2,30}:\s", 0)
_END = lazy(r"[)\]\n|]|\.(?=\s|$)|[;,]\s*[A-Za-z][A-Za-z -]{2,30}:")

# The nouns that name offices. A name is a run of capitalized words that holds one of them.
_OFFICE = (
    r"(?:Department|Ministry|Office|Board|Authority|Agency|Commission|Council|Committee|Secretary|Secretariat|Minister|Director|Directorate|Commissioner|Bureau|Treasury|Treasurer|Service|Services|Administration"
    r"|Administrator|Registrar|Registry|Governor|Inspectorate|Inspector|Police|Court|Attorney|Ombudsman|Regulator|Corporation|Institute|University|College|Bank|Guard|Division|Unit|Mayor|City|County|Town|Borough|District"
    r"|Parish|Taskforce|Force|Panel|Tribunal|Superintendent|Comptroller|Controller|Auditor|Trust|Association|Federation|Society|Chamber|Centre|Center|Museum|Library|Hospital|Executive|Officer|Chancellor|Marshal|Surveyor|Harbourmaster|Clerk|Chair|President|Union|Fund|Company|Coastguard|Customs|Parliament|Cabinet|Government|Ministries|Authorities|Agencies)s?"
)
_CAPITAL = r"(?:[A-Z][\w'’&.-]*)"
_LINK = r"(?:of|for|and|the|on|in|to|&)"
# A name has few words and a list few names: longer runs of capitals are no names, and matching stays linear.
_NAME = rf"(?:{_CAPITAL}(?: (?:{_LINK} ){{0,2}}{_CAPITAL}){{0,7}}+)"
_SUBJECT = rf"(?:The |the |Each |Every )?(?P<names>{_NAME}(?:(?:, (?:and )?| and | or )(?:the |each )?{_NAME}){{0,7}})"
_HEAD = r"(?:(?<=[.;:,)\n])\s*|^\s*|(?<=[.;:,)\n] )|(?<=\band ))(?:Subject to [^,]{3,60}, |In [^,]{3,60}, |For [^,]{3,60}, )?"
_DOES = lazy(
    rf"{_HEAD}{_SUBJECT}(?:, (?P<mid>[^.;,]{{3,80}}),)? (?:(?P<resp>(?:is|are|shall be|will be|must be|remains?|is to be) (?:jointly |primarily |solely )?(?:responsible|accountable|in charge)|has (?:primary )?responsibility|(?:oversees?|administers?|enforces?|monitors?|supervises?|manages?|regulates?|implements?|maintains?)\b)"
    r"|(?P<lead>(?:(?:shall|must|will|is to|are to|should) (?:jointly )?)?(?:leads?|head|coordinates?|takes? the lead|be the lead)\b(?! to\b))"
    r"|(?P<must>(?:shall|must|will|is to|are to|should)(?=[ ,])(?! not\b| be (?:entitled|deemed|liable|construed)| mean\b| apply\b| include\b| have effect| consist)))"
)
_BY = lazy(
    rf"\b(?P<verb>led|headed|coordinated|carried out|implemented|administered|enforced|maintained|managed|overseen|supervised) (?:jointly )?by (?:the )?(?P<names>{_NAME}(?:(?:, (?:and )?(?:the )?| and (?:the )?){_NAME}){{0,7}})"
)
_WITH = lazy(
    rf"\b(?:in (?:close )?(?:co-?operation|consultation|co-?ordination|collaboration|partnership|conjunction|concert) with|jointly with|together with|with the (?:support|assistance|help|participation) of|supported by|assisted by|after consulting|consult(?:ing)? (?:with )?)\s*(?:the )?"
    rf"(?P<names>{_NAME}(?:(?:, (?:and )?(?:the )?| and (?:the )?){_NAME}){{0,7}})"
)
_SENTENCE_END = lazy(r"[.;](?=\s|$)|\n|$")
_OFFICE_IN = lazy(rf"\b{_OFFICE}\b")
_NOT_OFFICE = lazy(
    r"^(?:This|That|These|Any|No|All|Such|If|Where|When|It|There|Part|Section|Act|Order|Schedule|Rule|Nothing)\b|\b(?:Act|Order|Regulations?|Rules|Plan|Code|Agreement)$"
)
_SPLIT = lazy(r";\s*|,\s*(?:and\s+)?(?=(?:the )?[A-Z])")


def english_duties(text: str) -> Iterator[Duty]:
    """Yield the duties of a clause in English: those behind labels, then those that its sentences state."""
    labelled = list(_labelled(text))
    yield from labelled
    taken = [(duty.start, duty.end) for duty in labelled]
    for duty in (*_sentences(text), *_passive(text)):
        if not any(duty.start < end and start < duty.end for start, end in taken):
            taken.append((duty.start, duty.end))
            yield duty


def _labelled(text: str) -> Iterator[Duty]:
    """Read runs of `Lead agency: A; supporting agencies: B, C`."""
    run: list[tuple[int, int, Part]] = []
    for label in _LABEL.finditer(text) if ":" in text else ():
        stop = _END.search(text, label.end())
        end = stop.start() if stop else len(text)
        names = tuple(name for name in _names(text[label.end() : end]) if name[:1].isupper())
        if not names:
            continue
        if run and len(text[run[-1][1] : label.start()].strip(" ;.,")) > 0:
            yield _run(text, run)
            run = []
        run.append((label.start(), end, Part(str(label.lastgroup), names)))
    if run:
        yield _run(text, run)


def _run(text: str, run: list[tuple[int, int, Part]]) -> Duty:
    start, end = run[0][0], run[-1][1]
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return Duty(start, end, tuple(part for _, _, part in run), "stated")


def _names(words: str) -> tuple[str, ...]:
    """Take a list apart; an `and` parts two names only where both are names of offices."""
    found: list[str] = []
    for item in _SPLIT.split(words):
        left, joint, right = item.partition(" and ")
        if joint and right.startswith(("each ", "every ", "any ", "all ")):
            found.append(left)
            continue
        both = joint and _OFFICE_IN.search(left) and _OFFICE_IN.search(right)
        found += [left, right] if both else [item]
    return tuple(
        dict.fromkeys(
            filter(
                None,
                (name.strip(" .,;").removeprefix("and ").removeprefix("the ").removeprefix("The ") for name in found),
            )
        )
    )


def _sentences(text: str) -> Iterator[Duty]:
    for match in _DOES.finditer(text):
        names = tuple(name for name in _names(match["names"]) if _is_office(name))
        if not names:
            continue
        end = _SENTENCE_END.search(text, match.end())
        stop = end.start() if end else len(text)
        parts = [Part("lead" if match["lead"] else "responsible", names)]
        # The others may stand between subject and verb: the Board, in consultation with the Trust, shall …
        others = _others(text, match.end("names"), stop, names)
        if others:
            parts.append(Part("participant", others))
        yield Duty(match.start("names"), stop, tuple(parts), "inline")


def _others(text: str, start: int, end: int, leads: tuple[str, ...]) -> tuple[str, ...]:
    found = _WITH.search(text, start, end)
    names = _names(found["names"]) if found else ()
    known = any(map(_is_office, names))
    return tuple(
        name for name in names if name not in leads and (_is_office(name) or (known and not _NOT_OFFICE.search(name)))
    )


def _passive(text: str) -> Iterator[Duty]:
    """Read the survey is led by the Department of Lakes."""
    for match in _BY.finditer(text):
        names = tuple(name for name in _names(match["names"]) if _is_office(name))
        if names:
            role = "lead" if match["verb"] in {"led", "headed", "coordinated"} else "responsible"
            parts = [Part(role, names)]
            end = _SENTENCE_END.search(text, match.end())
            stop = end.start() if end else len(text)
            others = _others(text, match.end(), stop, names)
            if others:
                parts.append(Part("participant", others))
            yield Duty(match.start(), stop, tuple(parts), "inline")


def _is_office(name: str) -> bool:
    """Tell the name of an office by the noun that it holds."""
    return _OFFICE_IN.search(name) is not None and _NOT_OFFICE.search(name) is None
