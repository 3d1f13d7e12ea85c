"""Fold a clause's words to what alignment compares: sentences of bare phrases, and the bag of their grams."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from operator import add
from typing import TYPE_CHECKING
from unicodedata import normalize

from policydiff.model import ClauseKind, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policydiff.model import Clause, Document

GAP = "\n"
"""Stands between two phrases, so that no gram reaches from one into the next."""

_FULL_STOP = re.compile(r"[。；;！!？?\n]+")
_PHRASE_END = re.compile(r"[^\w%‰℃]+")
_SELF_REFERENCE = re.compile(r"本(?:法|条例|办法|规定|细则|实施细则|解释|决定|规则|方案|意见|通知)")
_OWN_PLACE = re.compile(r"本(?:省|市|县|区|州|旗|自治区|自治州|自治县|行政区域)")
_PLACE_LEVEL = re.compile(r"(?:自治区|自治州|自治县|省|市|县|区|州|旗)(?=人民政府|级|政府)")
_LATIN = re.compile(r"[a-z0-9]+")

HEADING_KINDS = frozenset({ClauseKind.BOOK, ClauseKind.SUBBOOK, ClauseKind.CHAPTER, ClauseKind.SECTION})
"""Headings that carry no rule of their own: they align among themselves."""


def fold(text: str) -> str:
    """Return the text in one width and case, without spaces inside lines."""
    return normalize("NFKC", text).lower()


def mask(text: str, relation: Relation) -> str:
    """Return folded text with what names the document itself (本条例, and for siblings the place) made equal."""
    text = _SELF_REFERENCE.sub("本法", text)
    if relation is Relation.VERSIONS:
        return text
    return _PLACE_LEVEL.sub("市", _OWN_PLACE.sub("本市", text))


def sentences(text: str) -> list[str]:
    """Split folded text at full stops, semicolons and line ends; each sentence is its phrases joined by `GAP`."""
    bare = (GAP.join(filter(None, _PHRASE_END.split(part))) for part in _FULL_STOP.split(text))
    return [sentence for sentence in bare if sentence]


def grams(phrases: str) -> Counter[str]:
    """Count the character pairs inside phrases; a Latin word or a number counts whole, a lone character as itself."""
    latin = _LATIN.findall(phrases)
    if latin:
        phrases = _LATIN.sub(GAP, phrases)
    counts: Counter[str] = Counter(map(add, phrases, phrases[1:]))
    for gram in [gram for gram in counts if GAP in gram]:
        del counts[gram]
    counts.update(latin)
    counts.update(phrase for phrase in phrases.split(GAP) if len(phrase) == 1)
    return counts


@dataclass(frozen=True)
class Side:
    """One document as the aligner sees it: its units, each with its folded words and its bag of grams."""

    document: Document
    units: tuple[Clause, ...]
    texts: tuple[str, ...]
    bags: tuple[Counter[str], ...]

    @cached_property
    def place(self) -> dict[str, int]:
        """Where each unit (id) stands."""
        return {unit.id: index for index, unit in enumerate(self.units)}

    def heads(self, index: int) -> bool:
        """Tell whether a unit only heads others (编 章 节)."""
        return self.units[index].kind in HEADING_KINDS


def side(document: Document, relation: Relation) -> Side:
    """Return a document's units with their bags."""
    texts = tuple(GAP.join(sentences(mask(fold(document.words_of(unit)), relation))) for unit in document.units)
    return Side(document, document.units, texts, tuple(map(grams, texts)))


def mass(bag: Mapping[str, int], weight: Mapping[str, float]) -> float:
    """Return how much a bag weighs, in grams that stand in one clause only."""
    return sum(weight[gram] * count for gram, count in bag.items())


def occurrences(bags: Iterable[Mapping[str, int]]) -> Counter[str]:
    """Count for each gram the clauses it stands in."""
    counts: Counter[str] = Counter()
    for bag in bags:
        counts.update(bag.keys())
    return counts
