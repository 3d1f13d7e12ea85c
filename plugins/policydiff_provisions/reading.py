"""What a stretch of words does, and what of it nobody else tells."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from policydiff.text.quantities import quantities
from policydiff_provisions import words

if TYPE_CHECKING:
    from policydiff_provisions.words import Kind


# What stands around a number and is told with it.
_COMPARATORS = frozenset(
    [
        "以上",
        "下列",
        "以下",
        "以内",
        "超过",
        "不超过",
        "不低于",
        "不少于",
        "低于",
        "高于",
        "不高于",
        "不得低于",
        "不得高于",
        "不得少于",
        "不得超过",
        "禁低于",
        "禁高于",
        "禁少于",
        "禁超过",
        "至少",
        "至多",
        "最多",
        "最少",
        "达到",
        "每",
        "atleast",
        "atmost",
        "nomorethan",
        "nolessthan",
        "morethan",
        "lessthan",
        "upto",
        "within",
    ]
)


@lru_cache(maxsize=4096)
def kind_of(text: str) -> Kind | None:
    """Return the gravest thing that a passage does, None when it only says how or what."""
    return next((kind for kind in words.KINDS if does(kind, text)), None)


def does(kind: Kind, text: str) -> bool:
    """Tell whether a passage does something of a kind; a sanction that it only names it does not impose."""
    if kind is not words.SANCTION:
        return kind.pattern.search(text) is not None
    return any(
        not words.NAMED_BEFORE.search(text, 0, found.start()) and not words.NAMED_BEHIND.search(text[found.end() :])
        for found in kind.pattern.finditer(text)
    )


@lru_cache(maxsize=4096)
def content(text: str) -> str:
    """Reduce words to what carries a rule: without stops, particles and words that drafters exchange freely."""
    plain = text
    for pattern, word in words.SYNONYMS:
        plain = pattern.sub(word, plain)
    return words.FUNCTION.sub("", plain).casefold()


@lru_cache(maxsize=4096)
def unread(text: str) -> str:
    """Return what is left of words when all that other plugins tell is taken out: numbers, titles, references."""
    plain = words.READ_ELSEWHERE.sub("", words.LABELLED.sub("", text))
    for quantity in reversed(list(quantities(plain))):
        plain = plain[: quantity.start] + plain[quantity.end :]
    if content(plain) in {"", *_COMPARATORS}:
        return ""
    return "" if not words.FUNCTION.sub("", words.MODAL.sub("", plain)) else plain
