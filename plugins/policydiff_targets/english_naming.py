"""Name what a number in an English sentence is about: a deposit of not more than $5,000, 40% of buses, 15 inspectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.quantities import measure_of
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.text.quantities import Quantity

_OF = lazy(
    r"\s*of (?:the |all |its |their |a |an )?(?P<noun>[^,.;:()]+?)(?=\s+(?:will|shall|must|may|should|are|is|be|to|by|in|have|has|who|which|that|for|on|at|from|per)\b|[,.;:()]|$)",
    2,
)
_NOUN = lazy(r"\s*(?P<noun>(?:[A-Za-z][\w'’-]*\s+){0,3}?(?:[A-Za-z][\w'’-]*s|people|children|persons|staff))\b", 2)
# What stands between a name and its number.
_FUNCTION = lazy(
    r"(?:\b(?:of|to|at|is|are|be|for|a|an|the|by|not|no|than|with|from|in|and|or|least|within|between|worth|only|than|equal|set|exactly|every|each|up)|[:,(-])\s*$",
    2,
)
_BREAK = lazy(
    r"\b(?:shall|must|will|may|should|can|cannot|is|are|was|be|been|pay|pays|paid|have|has|that|which|who|if|unless|where|to|by|before|after|not|require[sd]?|impose[sd]?|receive[sd]?|granted|contain[s]?|keep|kept|provide[sd]?|ensure[sd]?|reach(?:es)?)\b|[,;:()]",
    2,
)
_CHANGE = lazy(
    r"^(?:(?:rais|increas|ris|grow|expand|extend|reduc|lower|cut|fall|decreas|declin|shorten|drop|limit|bring|build|plant|train|creat|install|improv|achiev|maintain|set|provid|open|add|construct)\w*|further|also|only|apply|applies|exceed\w*|liable)\b\s*",
    2,
)
# The comma of 10,000 parts nothing, and a participle alone names nothing.
_IN_NUMBER = lazy(r"(?<=\d),(?=\d{3})")
_PARTICIPLE = lazy(
    r"(?:[a-z]+ed|given|made|done|held|liable|valid|payable|due|open|available|effective|commits an offence)"
)
# Deliver 75 percent of services: one word at the beginning of a sentence is a verb.
_VERB_ALONE = lazy(r"[A-Z][a-z]+(?<!s)")
_TRAILING = lazy(r"\s+(?:rises?|increases?|falls?|accrues?|applies|apply|grows?|stands?|ranges?)$", 2)
_ARTICLE = lazy(r"^(?:the|a|an|its|their|any|each|every|all|such|this|of|in|on|for|and|or)\s+", 2)
_LONGEST = 60


def english_indicator(kind: str, quantity: Quantity | None, before: str, after: str) -> str:
    """Return the noun phrase that a number is about, empty where none is near."""
    measure = measure_of(quantity.unit) if quantity else ""
    before = _IN_NUMBER.sub("", before)
    ahead = [] if _VERB_ALONE.fullmatch(before.strip()) else _pieces(before)
    if measure == "ratio" and not ahead and (whole := _OF.match(after)):
        return _plain(whole["noun"])
    if quantity and not measure and (counted := _NOUN.match(after)):
        return _plain(counted["noun"])
    if kind == "frequency":
        return _plain(_trimmed(before))
    return ahead[-1] if ahead else ""


def _pieces(before: str) -> list[str]:
    """Return the noun phrases before a number, the nearest last."""
    found = (_plain(_bare(each)) for each in _BREAK.split(_trimmed(before)))
    return [piece for piece in found if piece and not _PARTICIPLE.fullmatch(piece)]


def _trimmed(words: str) -> str:
    while (shorter := _FUNCTION.sub("", words.rstrip())) != words:
        words = shorter
    return words


def _bare(words: str) -> str:
    """Take verbs of change and articles from the beginning: raise the recycling rate → recycling rate."""
    words = words.strip()
    while (shorter := _ARTICLE.sub("", _CHANGE.sub("", words))) != words:
        words = shorter
    return _TRAILING.sub("", words)


def _plain(words: str) -> str:
    """Return a name of whole words, without article and within a readable length."""
    words = _ARTICLE.sub("", words.strip(" .,;:()\n"))
    while len(words) > _LONGEST and " " in words:
        words = words.partition(" ")[2]
    return words
