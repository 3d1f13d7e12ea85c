"""Comparators around a number in English: no less than, up to, exceeding ahead of it; or more, or less behind it.

A negation turns an order round: more than is >, no more than is <=, not less than is >=.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.text.quantities.quantity import Quantity

_NOT = r"(?:\bno|\bnot|\bnor|\bnever)"
_LESS = r"(?:less|fewer|lower|smaller|shorter|earlier|sooner|younger|lighter|cheaper|narrower|slower|nearer|closer)"
# Every other comparative goes up: taller than, heavier than.
_MORE = rf"(?:more|(?!other|rather|further|{_LESS[3:-1]})\w+er)"
_AHEAD_WORDS = {
    ">=": rf"{_NOT} (?:be )?{_LESS} than|\bat (?:the very )?least|\b(?:a |the )?minimum(?: \w+){{0,2}}? of|\bminimum|{_NOT} (?:be |fall )?(?:below|under)|≥|>=|\bas (?:few|little) as|\ba floor of",
    "<=": rf"{_NOT} (?:be )?{_MORE} than|\bat (?:the )?most|\bup to(?: and including)?(?: a maximum of)?|\b(?:a |the )?maximum(?: \w+){{0,2}}? of|\bmaximum|(?:{_NOT}|cannot|n't)(?: to)? exceed(?:ing)?"
    rf"|\bwithin(?: a (?:period|radius|distance) of)?(?: the (?:first|next|following))?|{_NOT} (?:be |go )?(?:over|above|beyond)|≤|<=|\blimited to|\bcapped at|\ba (?:cap|ceiling|limit) of|\bas (?:many|much) as|\bfor up to",
    ">": rf"\b{_MORE} than|\b(?:over|above|beyond)|\bexceed(?:s|ing)?|\bin excess of|\bupwards? of|>",
    "<": rf"\b{_LESS} than|\b(?:under|below)|<",
    "≈": r"\b(?:about|approximately|around|roughly|some|nearly|almost|circa)|~|≈",
    "reach": r"\breach(?:es|ing)?(?: a \w+ of)?|\b(?:stands?|remains?) at",
}
_ORDER = tuple(_AHEAD_WORDS)
_AHEAD = lazy(
    "(?:"
    + "|".join(f"(?P<c{k}>{words})" for k, words in enumerate(_AHEAD_WORDS.values()))
    + r")\s*(?:a |an |the |a total of )?$",
    2,
)
_RISE = r"(?:rais|increas|ris|grow|expand|extend|lift|boost|doubl|improv|enlarg|climb)\w*"
_FALL = r"(?:reduc|lower|cut|fall|decreas|declin|shorten|drop|shrink|diminish|limit)\w*"
_BY = lazy(
    rf"\b(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))\b[^.;,]{{0,40}}?\bby(?: (?:at least|about|some|up to))?\s*$|\b(?:an? )?(?:(?P<rise2>increase|rise|growth)|(?P<fall2>reduction|decrease|cut|fall)) of\s*$",
    2,
)
_TO = lazy(rf"\b(?:{_RISE}|{_FALL}|bring\w*|set\w*)\b[^.;]{{0,60}}?\bto\s*$", 2)
_BETWEEN = lazy(r"\bbetween\s*$|\bfrom\s*$", 2)
_BEHIND = lazy(
    r",?\s*(?:(?P<ge>(?:or|and) (?:more|above|over|greater|higher|older|longer|upwards?)|at (?:the |a )?(?:least|minimum)|(?:as a )?minimum\b)|(?P<le>(?:or|and) (?:less|fewer|below|under|younger|lower|shorter)|at (?:the )?(?:most|maximum)|(?:as a )?maximum\b))",
    2,
)
_REACH = 90
_INSIDE = lazy(r"\bor (?P<word>more|fewer|less)\b", 2)


class EnglishCompared(NamedTuple):
    """A comparator, and where its words and the number begin and end."""

    comparator: str
    start: int
    end: int


def compare_english(quantity: Quantity, text: str) -> EnglishCompared:
    """Read the comparator of a number from the words around it in its sentence; `=` where none stands."""
    before = text[max(quantity.start - _REACH, 0) : quantity.start]
    if isinstance(quantity.value, tuple):
        opened = _BETWEEN.search(before)
        start = quantity.start - (len(before) - opened.start() if opened else 0)
        return EnglishCompared("range", start, quantity.end)
    inside = _INSIDE.search(text, quantity.start, quantity.end)
    if inside:  # 10 or more days
        comparator = ">=" if inside["word"].lower() == "more" else "<="
        return EnglishCompared(comparator, quantity.start, quantity.end)
    behind = _BEHIND.match(text, quantity.end) or _BEHIND_NOUN.match(text, quantity.end)
    if behind:
        return EnglishCompared(">=" if behind["ge"] else "<=", quantity.start, behind.end())
    ahead = _AHEAD.search(before)
    if ahead:
        comparator = next(_ORDER[int(name[1:])] for name, word in ahead.groupdict().items() if word)
        return EnglishCompared(comparator, quantity.start - len(before) + ahead.start(), quantity.end)
    by = _BY.search(before)
    if by:
        return EnglishCompared(
            "increase_by" if by["rise"] or by["rise2"] else "decrease_by", quantity.start, quantity.end
        )
    reach = _TO.search(before)
    return EnglishCompared("reach" if reach else "=", quantity.start, quantity.end)


# 20 employees or more: the noun stands between the number and its comparator.
_BEHIND_NOUN = lazy(r"(?: [A-Za-z-]+){1,2}" + _BEHIND.pattern, 2)
