"""Find numbers with units in English prose: at least 40%, $2.5 million, thirty (30) days, twice a year, 15 to 20 inspectors.

A number counts where a unit, a currency or the noun that it counts stands with it; section 14(2), No. 37 and 2011 count nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.quantities.english_numbers import FRACTION, NUMBER, english_number, fraction
from policydiff.text.quantities.quantity import Amount, Quantity
from policydiff.text.quantities.units import times
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "bn": 10**9,
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
}
_SCALE = r"(?:thousand|million|billion|trillion|bn|mn)\b"
_SYMBOL = r"(?:(?:US|HK|NT|CA|A|C|S)?\$|[€£¥₹]|Rs\.?|\b(?:USD|EUR|GBP|RMB|CNY|HKD|JPY|AUD|CAD|SGD|CHF|INR|NZD))"
_NAME_OF_MONEY = r"(?:(?:US |Canadian |Australian )?dollars?|euros?|pounds?(?: sterling)?|yuan|rupees?|yen|francs?|cents?|pence|USD|EUR|GBP|RMB|CNY|CHF|INR)\b"
_PERCENT = r"(?:%|percentage points?\b|basis points?\b|per ?cent\b|pct\b)"
_PERIOD_WORD = r"(?:day|week|fortnight|month|quarter|year|hour|minute|second)"
_DURATION = rf"(?:(?:business|working|calendar|consecutive|clear|full|school|academic|fiscal)[ -])?{_PERIOD_WORD}s?\b"
_MEASURE = (
    r"(?:km/h|mph|(?:gross |metric |net )?tons?|(?:metric )?tonnes?|(?:square |cubic |kilo|centi|milli)?(?:metres?|meters?)|(?:square )?(?:miles?|feet|foot|yards?|inches|kilometres?|kilometers?|km)"
    r"|nautical miles|hectares?|acres?|kilograms?|grams?|milligrams?|micrograms?|litres?|liters?|millilitres?|gallons?|decibels?|degrees(?: Celsius| Fahrenheit)?|kilowatts?|megawatts?|gigawatts?|kilowatt-hours?"
    r"|km/h|mph|kWh|MWh|GWh|kW|MW|GW|kV|dB|kg|mg|µg|μg|km|cm|mm|ha|ft|lbs?|mL|ml|ppm|m²|m2|m³|m3|m|g|t|L)(?![A-Za-z])"
)
_TIMES = r"times\b(?! (?:the|as|more|higher|its|their|that|annual))"
_MULTIPLE = r"times\b"
_THING = r"(?:(?!(?:of|and|or|to|in|by|per|the|a|an|shall|is|are|was|were|will|must|may|for|from|on|at|with|than|as|that|which|each|every|if|unless|who|not|so)\b)[A-Za-z][A-Za-z'’-]*)"
_NO_NOUN = frozenset(
    [
        "is",
        "was",
        "has",
        "its",
        "this",
        "as",
        "less",
        "unless",
        "across",
        "does",
        "thus",
        "always",
        "besides",
        "towards",
        "perhaps",
        "others",
        "plus",
        "versus",
        "hours's",
        "series's",
        "yes",
        "levels",
        "per",
    ]
)
_IRREGULAR = frozenset(
    [
        "people",
        "children",
        "persons",
        "men",
        "women",
        "staff",
        "personnel",
        "feet",
        "mice",
        "fish",
        "sheep",
        "species",
        "cattle",
    ]
)
_PER = (
    r"(?:\s*(?:/|\bper\b|\ba\b|\ban\b|\beach\b|\bevery\b|\bin (?:any|each|every)(?: one)?\b)\s*"
    r"(?P<per>(?:(?:\d[\d,]*|two|three|four|five|six|ten|twelve|hundred|thousand)\s+)?(?:calendar |financial |fiscal |school )?(?:days?|weeks?|months?|quarters?|years?|hours?|minutes?|persons?|people|residents?|inhabitants?|households?|students?|pupils?|hectares?|acres?|square metres?"
    r"|cubic metres?|tonnes?|tons?|km|kilometres?|litres?|units?|visits?|patients?|employees?|vehicles?|beds?|violations?|offences?|m²|m³|m3|m2|L|kWh|head)\b))?"
)
_UNIT = rf"(?P<percent>{_PERCENT})|(?P<times>{_TIMES})|(?P<multiple>{_MULTIPLE})|(?P<money>{_NAME_OF_MONEY})|(?P<duration>{_DURATION})|(?P<measure>{_MEASURE})"
_TO = r"\s*(?:-|–|—|\bto\b|\band\b|\bor\b)\s*"
_QUANTITY = lazy(
    rf"(?P<symbol>{_SYMBOL})?\s?(?P<number>{NUMBER})(?:\s?\((?:{_SYMBOL})?\s?{NUMBER}\))?(?P<scale>\s?{_SCALE}|(?<=\d)[km](?=\b)(?<!\s))?"
    rf"(?:(?:(?P<percent1>{_PERCENT})|\s(?:{_NAME_OF_MONEY}|{_DURATION}|{_MEASURE}))?(?P<to_word>{_TO})(?:{_SYMBOL})?\s?(?P<to>{NUMBER})(?P<scale2>\s?{_SCALE})?)?"
    rf"(?:\s+or (?:more|fewer|less)(?=\s))?(?:[\s-]?(?:{_UNIT}))?",
    2,
)
_ONCE = lazy(r"\b(?P<word>once|twice|thrice)\b(?! more|,? the)", 2)
_COUNTS = {"once": 1, "twice": 2, "thrice": 3}
_BEGINNING = lazy(
    r"(?:(?:US|HK|NT|CA|A|C|S)?\$|[€£¥₹]|\bRs\.?\s?\d|\b(?:USD|EUR|GBP|RMB|CNY|HKD|JPY|AUD|CAD|SGD|CHF|INR|NZD)\s?\d|(?<![\w.,/(§#:\-–])\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|once|twice|thrice|a (?:hundred|thousand|million|dozen|third|quarter|half|majority))\b)",
    2,
)
_BETWEEN = lazy(r"\bbetween\s*$", 2)
# Consecutive hours are hours; business days are no days.
_PLAIN_ADJECTIVE = lazy(r"^(?:consecutive|clear|full) ", 2)
# The number of charging points shall reach 1,800: what is counted stands before.
_NUMBER_OF = lazy(
    r"\b(?:number|total|count) of (?:[a-z-]+ ){0,3}?(?P<noun>[a-z-]+s)\b[^.;]{0,40}\b(?:to|reach(?:es)?|exceed|be|is|than|least|most)\s*$",
    2,
)
_AGED = lazy(r"\b(?:aged|ages?|age of)(?: at least| over| under| between| above)?\s*$", 2)
# A number behind these is a label, and so is one in a list of them.
_LABELLED = lazy(
    r"(?:\b(?:sections?|sec\.|ss?\.|articles?|art\.|clauses?|cl\.|paragraphs?|paras?\.?|subsections?|subclauses?|chapters?|parts?|schedules?|annex(?:es)?|appendix|appendices|tables?|figures?|forms?|nos?\.|number|acts?|rules?"
    r"|regulations?|titles?|items?|steps?|levels?|class|category|categories|phases?|stages?|versions?|v\.|pages?|pp?\.|rooms?|lines?|iso|en|iec|rfc|routes?|zones?|grades?|tiers?|groups?|lots?|units?|exhibits?|volumes?|vol\.|band"
    r"|order|directive|resolution|bill|standard|code|principles?|goals?|points?|questions?|note|box|st\.|street|suite|floor)|§§?)\s*(?:[\dA-Z.()]+(?:,| and| or| to)\s*)*$",
    2,
)
# Per 1,000 residents: what a number is counted by.
_COUNTED_BY = lazy(r"\b(?:per|for (?:each|every)|in every|out of(?: every)?)\s+$", 2)
_MONTH_NEAR = lazy(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?$",
    2,
)
_MONTH_BEHIND = lazy(
    r"(?:st|nd|rd|th)?(?: of)?\s*(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    2,
)
_NAMED = lazy(r"-(?:year|month|week|day)s?[- ](?:plan|programme|program|strategy|old plan)\b", 2)
_BRACKETED = lazy(rf"\s*\((?:{_SYMBOL})?\s?(?:{NUMBER})\s*(?:{_SCALE})?\s*(?:{_PERCENT}|{_DURATION})?\)", 2)
_NOUN = lazy(rf"\s(?P<noun>{_THING})(?![\w'’])", 2)
# Words that tell what a number is end right before it.
_NEAR = 40
_CENTURY = range(1900, 2101)


def english_quantities(text: str) -> Iterator[Quantity]:
    """Yield every number that has a unit, in reading order; a count has for its unit the plural noun that it counts."""
    end = 0
    for beginning in _BEGINNING.finditer(text):
        start = beginning.start()
        if start < end:
            continue
        found = _read(text, start)
        if found:
            end = found.end
            yield found


def _read(text: str, start: int) -> Quantity | None:
    once = _ONCE.match(text, start)
    if once:
        return _per(text, Quantity(_COUNTS[once["word"].lower()], "times", start, once.end(), counted=True))
    share = FRACTION.match(text, start)
    if share:
        more = share["majority"] is not None
        return Quantity(fraction(share), "%", start, share.end(), counted=False, more=more)
    match = _QUANTITY.match(text, start)
    if match and match["to"] and not _is_range(match):
        match = _QUANTITY.match(text, start, match.start("to_word"))
    if not match or _is_label(text, match):
        return None
    value = _amount(match)
    found = None if value is None else _with_unit(match, value)
    if found is None:
        return None
    bracketed = _BRACKETED.match(text, found.end)
    return _per(text, found._replace(end=bracketed.end()) if bracketed else found)


def _is_range(match: re.Match[str]) -> bool:
    """Tell between 15 and 20 from two numbers, and 2 to 3 from a year that something follows."""
    number = match["number"]
    if len(number) == len("2020") and number.isdigit() and int(number) in _CENTURY:
        return False
    if match["to_word"].strip().lower() != "and":
        return True
    return _BETWEEN.search(match.string, max(match.start() - _NEAR, 0), match.start()) is not None


def _is_label(text: str, match: re.Match[str]) -> bool:
    """Tell section 14, No. 37, 31 March and a year from numbers that count."""
    ahead = text[max(match.start() - _NEAR, 0) : match.start()]
    if _COUNTED_BY.search(ahead):
        return True
    if match["symbol"] or match["percent"]:
        return False
    labelled = (
        _LABELLED.search(ahead) or _MONTH_NEAR.search(ahead.rstrip()) or _MONTH_BEHIND.match(text, match.end("number"))
    )
    return labelled is not None or _NAMED.match(text, match.end("number")) is not None


def _with_unit(match: re.Match[str], value: Amount) -> Quantity | None:
    start, end, counted = match.start(), match.end(), not match["number"][:1].isdigit()
    symbol = (match["symbol"] or "").strip()
    if symbol or match["money"]:
        return Quantity(value, symbol.rstrip(".") or match["money"], start, end, counted)
    if match["percent"] or match["percent1"]:
        return Quantity(value, _plain_percent(match["percent"] or "%"), start, end, counted)
    if match["times"] or match["multiple"]:
        return Quantity(value, "times" if match["times"] else "倍", start, end, counted)
    if match["duration"] or match["measure"]:
        unit = _PLAIN_ADJECTIVE.sub("", (match["duration"] or match["measure"]).replace("-", " "))
        return Quantity(value, unit, start, end, counted)
    return _things(match, value, counted=counted)


def _plain_percent(unit: str) -> str:
    lower = unit.lower()
    return (
        "percentage points" if lower.startswith("percentage") else "basis points" if lower.startswith("basis") else "%"
    )


def _things(match: re.Match[str], value: Amount, *, counted: bool) -> Quantity | None:
    """Read the plural noun that a number counts: 15 fast electric buses → buses."""
    end = match.end()
    if isinstance(value, int) and value in _CENTURY and len(match["number"]) == len("2020"):
        return None
    if _AGED.search(match.string, max(match.start() - _NEAR, 0), match.start()):
        return Quantity(value, "years", match.start(), end, counted)
    noun = _plural(match.string, end)
    if noun is None:
        counted_before = _NUMBER_OF.search(match.string, max(match.start() - 2 * _NEAR, 0), match.start())
        return Quantity(value, counted_before["noun"].lower(), match.start(), end, counted) if counted_before else None
    found = Quantity(value, noun[0].lower(), match.start(), end, counted)
    per = _PER_PATTERN.match(match.string, noun[1])
    return found._replace(per=per["per"]) if per and per["per"] else found


def _plural(text: str, end: int) -> tuple[str, int] | None:
    """Return the first plural among the next words, and where it ends."""
    position = end
    for _ in range(4):
        match = _NOUN.match(text, position)
        if not match:
            return None
        lower = match["noun"].lower()
        plural = lower.endswith("s") and not lower.endswith(("ss", "us", "'s", "’s")) and lower not in _NO_NOUN
        if plural or lower in _IRREGULAR:
            return match["noun"], match.end()
        position = match.end()
    return None


def _amount(match: re.Match[str]) -> Amount | None:
    low = english_number(match["number"])
    if low is None:
        return None
    last = _SCALES.get((match["scale2"] or "").strip().lower(), 1)
    first = _SCALES.get((match["scale"] or "").strip().lower(), 1)
    if match["to"] is None:
        return times(low, first)
    high = english_number(match["to"])
    if high is None:
        return None
    # 2 to 3 million: the scale of the upper end is that of both.
    return times(low, first if match["scale"] else last), times(high, last)


_PER_PATTERN = lazy(_PER, 2)


def _per(text: str, found: Quantity) -> Quantity:
    match = _PER_PATTERN.match(text, found.end)
    if not match or not match["per"]:
        return found
    return found._replace(per=match["per"], end=found.end if found.unit != "times" else match.end())


_UP_TO = lazy(
    r",? ?(?:and|but|or|nor)? ?(?:(?:not|no|nor)? ?(?:more|greater|higher|longer) than|not exceeding|up to(?: a maximum of)?|at most)\s*$",
    2,
)
_FROM = lazy(r"(?:(?:not|no) (?:less|fewer|lower) than|at least|a minimum of|from)\s*$", 2)


def joined_english(found: list[Quantity], text: str) -> list[Quantity]:
    """Join not less than $500 and not more than $5,000 into one range."""
    result: list[Quantity] = []
    for quantity in found:
        last = result[-1] if result else None
        if last and _continues(last, quantity, text):
            opening = _FROM.search(text, max(last.start - _NEAR, 0), last.start)
            start = opening.start() if opening else last.start
            result[-1] = quantity._replace(value=(last.size, quantity.size), start=start)
        else:
            result.append(quantity)
    return result


def _continues(last: Quantity, quantity: Quantity, text: str) -> bool:
    single = not isinstance(last.value, tuple) and not isinstance(quantity.value, tuple)
    between = text[last.end : quantity.start]
    return (
        single
        and last.unit == quantity.unit
        and _UP_TO.fullmatch(between) is not None
        and _FROM.search(text, max(last.start - _NEAR, 0), last.start) is not None
    )
