"""Fold a clause's words to what alignment compares: sentences of bare phrases, and the bag of their grams."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
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
_LATIN = re.compile(r"[a-z0-9]+")

# 本条例 of one region is 本办法 of another, and 本法 may be renamed between versions.
_SELF_REFERENCE = re.compile(r"本(?:法|条例|办法|规定|细则|实施细则|解释|决定|规则|方案|意见|通知)")
_OWN_PLACE = re.compile(r"本(?:省|市|县|区|州|旗|自治区|自治州|自治县|行政区域)")
_PLACE_LEVEL = re.compile(r"(?:自治区|自治州|自治县|省|市|县|区|州|旗)(?=人民政府|级|政府)")

HEADING_KINDS = frozenset({ClauseKind.BOOK, ClauseKind.SUBBOOK, ClauseKind.CHAPTER, ClauseKind.SECTION})
"""Headings that carry no rule of their own: they align among themselves."""


def fold(text: str) -> str:
    """Return the text in one width and case."""
    return normalize("NFKC", text).lower()


def mask(text: str, relation: Relation) -> str:
    """Return folded text with what names the document itself (本条例), and for siblings the place, made equal."""
    text = _SELF_REFERENCE.sub("本法", text)
    if relation is Relation.VERSIONS:
        return text
    return _PLACE_LEVEL.sub("市", _OWN_PLACE.sub("本市", text))


def sentences(text: str) -> tuple[str, ...]:
    """Split folded text at full stops, semicolons and line ends; each sentence is its phrases joined by `GAP`."""
    bare = (_PHRASE_END.sub(GAP, part).strip(GAP) for part in _FULL_STOP.split(text))
    return tuple(filter(None, bare))


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


class Bag:
    """The grams of a text with how often each stands there; `more` holds those that stand there more than once.

    Most grams stand once, so that sets do nearly all the work.
    """

    __slots__ = ("grams", "more")

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Hold the grams that stand there at least once."""
        self.grams = set(counts)
        self.more = {gram: count for gram, count in counts.items() if count > 1}

    def copy(self) -> Bag:
        """Return a bag that can be taken from."""
        other = Bag({})
        other.grams, other.more = set(self.grams), dict(self.more)
        return other

    def weigh(self, weight: Mapping[str, int]) -> int:
        """Return what the bag weighs."""
        return sum(map(weight.__getitem__, self.grams)) + sum(
            weight[gram] * (count - 1) for gram, count in self.more.items()
        )

    def shared(self, other: Bag, weight: Mapping[str, int]) -> int:
        """Return what both bags have in common, weighed. Whole numbers: the order of a set changes no sum."""
        shared = sum(map(weight.__getitem__, self.grams & other.grams))
        if self.more and other.more:
            for gram in self.more.keys() & other.more.keys():
                shared += weight[gram] * (min(self.more[gram], other.more[gram]) - 1)
        return shared

    def common(self, other: Bag) -> Counter[str]:
        """Count what both bags have in common."""
        counts = Counter(dict.fromkeys(self.grams & other.grams, 1))
        for gram in self.more.keys() & other.more.keys():
            counts[gram] = min(self.more[gram], other.more[gram])
        return counts

    def take(self, counts: Mapping[str, int]) -> None:
        """Remove as many of each gram as `counts` says."""
        for gram, count in counts.items():
            left = self.more.pop(gram, 1) - count
            if left > 1:
                self.more[gram] = left
            elif left < 1:
                self.grams.discard(gram)


@dataclass(frozen=True)
class Side:
    """One document as the aligner sees it: its units, each with its sentences and its bag of grams."""

    document: Document
    units: tuple[Clause, ...]
    sentences: tuple[tuple[str, ...], ...]
    texts: tuple[str, ...]
    bags: tuple[Bag, ...]

    def heads(self, index: int) -> bool:
        """Tell whether a unit only heads others (编 章 节)."""
        return self.units[index].kind in HEADING_KINDS


def side(document: Document, relation: Relation) -> Side:
    """Return a document's units with their bags."""
    split = tuple(sentences(mask(fold(document.words_of(unit)), relation)) for unit in document.units)
    texts = tuple(map(GAP.join, split))
    return Side(document, document.units, split, texts, tuple(Bag(grams(text)) for text in texts))


def spread(bags: Iterable[Bag]) -> Counter[str]:
    """Count for each gram the clauses it stands in."""
    counts: Counter[str] = Counter()
    for bag in bags:
        counts.update(bag.grams)
    return counts
