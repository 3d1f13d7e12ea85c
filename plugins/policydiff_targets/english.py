"""Read what an English sentence aims at.

By 2030, at least 40% of buses will be electric.
└date─┘  └comp──┘└value┘└indicator┘
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.dates import Deadline, deadlines
from policydiff.text.quantities import Quantity, measure_of
from policydiff.text.quantities.english import joined_english
from policydiff.text.quantities.english_comparators import EnglishCompared, compare_english
from policydiff.text.regex import lazy
from policydiff_targets.claim import Claim
from policydiff_targets.english_naming import english_indicator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff_targets.claim import Frame

_SENTENCE = lazy(
    r"(?<!\bNo)(?<!\bNos)(?<!\bart)(?<!\bArt)(?<!\bSec)(?<!\bsec)(?<!\bpara)(?<!\be\.g)(?<!\bi\.e)(?<!\bSt)(?<!\bMr)(?<!\bDr)[.!?;](?=\s|$)|\n"
)
_MODAL = lazy(
    r"\b(?:shall|must|will|should|may|can|cannot|is to|are to|to be|needs?|requires?|required|due|ought|is entitled|are entitled|applies|apply)\b",
    2,
)
_TIME_GONE_BY = lazy(
    r"\b(?:in|during|since|over|between|throughout|at the end of|by the end of) (?:the (?:year|past|last|previous) )?(?:19|20)\d\d\b|\b(?:last|previous|past) (?:\w+ )?(?:years?|decade|months?|quarter)\b"
    r"|\b(?:to date|so far|already|currently|at present|as of|as at|to this day)\b",
    2,
)
_PAST_VERB = lazy(
    r"\b(?:was|were|had|has|have|stood|rose|fell|grew|built|spent|paid|held|made|gave|took|there (?:is|are)|\w{3,}ed)\b",
    2,
)
_JUST_DONE = lazy(
    r"\b(?!aged|need|exceed|limited|required|capped|combined|estimated|proposed|reduced to|prescribed|specified)\w{2,}ed (?:about |over |nearly |some |more than )?$",
    2,
)
_FUTURE = lazy(r"\b(?:will|shall|must|target|goal|aims?|plans?)\b", 2)
_IMPERATIVE = lazy(
    r"\s*(?!(?:The|A|An|All|Each|Every|No|Any|In|By|At|If|This|That|These|Those|It|There|Where|When|For|From|On|Of|Under|Unless|Such|Between|Nothing|Some|Our|We|They|He|She|You|Members|Persons)\b)[A-Z][a-z]+(?<!s)(?<!ed)\b"
)
_FINITE = lazy(r"\b(?:is|are|was|were|has|have|had|does|did|consists?|includes?|contains?|means?)\b", 2)
_SORTS = lazy(
    r"\b(?:with|of|having|holding|owning|representing|who|which|that|where|if|exceeding|aged|serving|employing|carrying|weighing|within)\s*(?:an? |the )?(?:[\w-]+ ){0,4}$",
    2,
)
_EVERY = lazy(r"\b(?:once )?(?:every|each)\s+$", 2)
_RECEDING = lazy(r"\b(?:next|past|last|coming|previous|preceding|first|following|ago)\s+$", 2)
_ADVERB = lazy(
    r"\b(?P<word>annually|yearly|quarterly|monthly|weekly|daily|fortnightly|semi-annually|biannually|half-yearly|every (?:year|month|week|quarter|day)|each (?:year|month|week|quarter))(?=\s*(?:[.,;)]|$|by\b|to\b|and\b|in\b|on\b|at\b|for\b|with\b))",
    2,
)
_PERIODS = {
    "annually": "year",
    "yearly": "year",
    "quarterly": "quarter",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "fortnightly": "two weeks",
}
_BASELINE = lazy(
    r"\b(?:rais|increas|ris|grow|expand|reduc|lower|cut|fall|decreas|bring|improv|drop|declin)\w*\b[^.;]*?\bfrom\s*$", 2
)
_HALF_YEARLY = "half year"


class _Sentence(NamedTuple):
    """A sentence at `start:end` of the clause, its words, its dates."""

    start: int
    end: int
    text: str
    dates: list[Deadline]


def english_claims(text: str, found: Sequence[Quantity], frame: Frame) -> Iterator[Claim]:
    """Yield the claims of a clause in English."""
    dates = [day for day in deadlines(text, issued=frame.issued) if day.mode in {"by", "during"}]
    spans = [(day.start, day.end) for day in deadlines(text)]
    numbers = joined_english(
        [each for each in found if not any(s < each.end and each.start < e for s, e in spans)], text
    )
    for start, end in _sentences(text):
        words = text[start:end]
        sentence = _Sentence(start, end, words, [day for day in dates if start <= day.start < end])
        inside = [quantity for quantity in numbers if start <= quantity.start < end]
        for quantity in inside:
            claim = _claim(quantity, sentence, inside, text, frame)
            if claim:
                yield claim
        if not inside:
            yield from _adverbs(sentence, text)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _SENTENCE.finditer(text):
        yield start, stop.start()
        start = stop.end()
    yield start, len(text)


def _claim(
    quantity: Quantity, sentence: _Sentence, inside: Sequence[Quantity], text: str, frame: Frame
) -> Claim | None:
    compared = compare_english(quantity, text)
    base = ""
    if isinstance(quantity.value, tuple) and _BASELINE.search(text[sentence.start : quantity.start]):
        base = f"{quantity.value[0]:g}{quantity.unit if quantity.unit == '%' else ''}"
        quantity = quantity._replace(value=quantity.value[1])
        compared = compared._replace(comparator="reach")
    if quantity.more and compared.comparator == "=":
        compared = compared._replace(comparator=">")
    kind = _kind(quantity, compared, sentence, text[sentence.start : compared.start])
    if not kind or _is_past(quantity, sentence, text, frame):
        return None
    if kind == "every":
        yearly = quantity._replace(value=1, unit="times", per=_period(quantity))
        return _named(_Reading("frequency", yearly, compared), sentence, text)
    deadline = _deadline(quantity, sentence, inside) if kind in {"target", "money"} else ""
    return _named(_Reading(kind, quantity, compared, deadline, base), sentence, text)


class _Reading(NamedTuple):
    """A number with all that was read of it but its name."""

    kind: str
    quantity: Quantity
    compared: EnglishCompared
    deadline: str = ""
    baseline: str = ""


def _named(reading: _Reading, sentence: _Sentence, text: str) -> Claim:
    kind, quantity, compared = reading[:3]
    name = english_indicator(kind, quantity, text[sentence.start : compared.start], text[quantity.end : sentence.end])
    return Claim(
        kind=kind,
        indicator=name,
        comparator=compared.comparator,
        value=quantity.value,
        unit=quantity.unit,
        per=quantity.per,
        deadline=reading.deadline,
        inherited=False,
        baseline=reading.baseline,
        hedge="",
        start=compared.start,
        end=compared.end,
    )


def _period(quantity: Quantity) -> str:
    value = quantity.value
    return (
        quantity.unit.rstrip("s")
        if value == 1
        else f"{value:g} {quantity.unit}"
        if not isinstance(value, tuple)
        else quantity.unit
    )


def _kind(quantity: Quantity, compared: EnglishCompared, sentence: _Sentence, before: str) -> str:
    """Tell what a number is; empty for one that nothing aims at."""
    measure = measure_of(quantity.unit)
    if measure == "money":
        return "money"
    if quantity.unit == "times":
        return "frequency" if quantity.per else ""
    if measure == "duration":
        return _duration(compared, before, sentence)
    if measure == "ratio":
        sorts = not sentence.dates and _SORTS.search(before) and compared.comparator[:1] in "><"
        return "threshold" if sorts else "target"
    return _counted(measure, compared, before, sentence)


def _counted(measure: str, compared: EnglishCompared, before: str, sentence: _Sentence) -> str:
    """Tell the kind of a number of things, or of a measure."""
    if sentence.dates:
        return "target"
    modal = _MODAL.search(sentence.text) is not None
    if compared.comparator != "=":
        return "target" if modal and not measure and not _SORTS.search(before) else "threshold"
    if modal:
        return "threshold" if measure else "target"
    imperative = _IMPERATIVE.match(sentence.text) is not None and not _FINITE.search(sentence.text)
    return "target" if imperative else "threshold" if _STATED.search(before) else ""


# The council consists of nine members: a number that a rule sets without a modal word.
_STATED = lazy(r"\b(?:consists? of|comprises?|composed of|is|are|made up of|divided into)\s*$", 2)


def _duration(compared: EnglishCompared, before: str, sentence: _Sentence) -> str:
    if _EVERY.search(before):
        return "every"
    if _RECEDING.search(before) and compared.comparator == "=":
        return ""
    return "threshold" if compared.comparator != "=" or _MODAL.search(sentence.text) or _TERM.search(before) else ""


_TERM = lazy(
    r"\b(?:term|period|duration|notice|age|validity|valid|suspension|imprisonment|for|of)\s*(?:of|is|for)?\s*$", 2
)


def _is_past(quantity: Quantity, sentence: _Sentence, text: str, frame: Frame) -> bool:
    """Tell what a sentence reports from what it aims at."""
    if frame.past:
        return True
    if _MODAL.search(sentence.text) or any(day.mode == "by" for day in sentence.dates):
        return False
    if _JUST_DONE.search(text[sentence.start : quantity.start]):
        return True
    return _TIME_GONE_BY.search(sentence.text) is not None and _PAST_VERB.search(sentence.text) is not None


def _deadline(quantity: Quantity, sentence: _Sentence, inside: Sequence[Quantity]) -> str:
    """Return the date of a number: the one behind it before the next number, else the last before it, else the next."""
    following = min((other.start for other in inside if other.start > quantity.start), default=sentence.end)
    own = next((day for day in sentence.dates if quantity.end <= day.start < following), None)
    before = [day for day in sentence.dates if day.start < quantity.start]
    after = [day for day in sentence.dates if day.start >= quantity.end]
    day = own or (before[-1] if before else after[0] if after else None)
    return day.iso if day else ""


def _adverbs(sentence: _Sentence, text: str) -> Iterator[Claim]:
    """Yield frequencies without a number: audits are carried out quarterly."""
    for match in _ADVERB.finditer(sentence.text):
        word = match["word"].lower()
        per = _PERIODS.get(word) or (word.split()[1] if " " in word else _HALF_YEARLY)
        start = sentence.start + match.start()
        compared = EnglishCompared("=", start, start + len(match[0]))
        once = Quantity(1, "times", start, compared.end, counted=True, per=per)
        yield _named(_Reading("frequency", once, compared), sentence, text)
