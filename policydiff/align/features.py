"""Extract the features of clauses: folded text, and its bag of n-grams."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from policydiff.align.ngrams import APART, GAP, STOP, Vocabulary
from policydiff.model import ClauseKind, Relation
from policydiff.text.regex import lazy
from policydiff.text.script import in_simplified

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from re import Match

    from policydiff.align.ngrams import Bag
    from policydiff.model import Clause, Document

_SENTENCE_ENDS = frozenset(f"。；;！!？?\n{STOP}")
_PHRASE_END = lazy(rf"([^\w%％‰℃{APART}]+)")
_SPACES = lazy(r"[ \u3000]+")
_LAST_ASCII: Final = "\x7f"

# 本条例 of one region is 本办法 of another, and 本法 may be renamed between versions.
_SELF_REFERENCE = lazy(r"本(?:法|条例|办法|规定|细则|实施细则|解释|决定|规则|方案|意见|通知)")
_OWN_PLACE = lazy(r"本(?:省|市|县|区|州|旗|自治区|自治州|自治县|行政区域)")
_PLACE_LEVEL = lazy(r"(?:自治区|自治州|自治县|省|市|县|区|州|旗)(?=人民政府|级|政府)")

HEADING_KINDS = frozenset({ClauseKind.BOOK, ClauseKind.SUBBOOK, ClauseKind.CHAPTER, ClauseKind.SECTION})
"""Headings that carry no rule of their own: they align among themselves."""


def fold(printed: Collection[str], relation: Relation) -> list[str]:
    """Return texts in one width and case, masked, their phrases parted by `GAP` and their sentences by `STOP`; all in one pass."""
    if not printed:
        return []
    text = APART.join([one.replace(APART, ",") for one in printed])
    if " " in text or "\u3000" in text:
        text = _SPACES.sub(_spaced, text)
    shared_phrases = _PHRASE_END.split(in_simplified(text))
    shared_phrases[1::2] = map(_end, shared_phrases[1::2])
    bare = mask(normalize("NFKC", "".join(shared_phrases)).lower(), relation)
    return [one.strip(GAP + STOP) for one in bare.split(APART)]


def _spaced(spaces: Match[str]) -> str:
    """Drop spaces between Chinese characters: they part no words."""
    text, start, end = spaces.string, spaces.start(), spaces.end()
    return "" if text[start - 1 : start] > _LAST_ASCII < text[end : end + 1] else spaces[0]


@lru_cache(maxsize=1024)  # a document has some dozens of marks and of marks in a row
def _end(marks: str) -> str:
    """Tell the end of a sentence from that of a phrase."""
    return GAP if _SENTENCE_ENDS.isdisjoint(marks) else STOP


def mask(text: str, relation: Relation) -> str:
    """Return folded text with what names the document itself (本条例), and for siblings the place, made equal."""
    if "本" in text:
        text = _SELF_REFERENCE.sub("本法", text)
    if relation is Relation.VERSIONS:
        return text
    return _PLACE_LEVEL.sub("市", _OWN_PLACE.sub("本市", text))


@dataclass(frozen=True, slots=True)
class Part:
    """A clause with words of its own inside a unit: a 款, a 项, or the whole unit; and the ids of its n-grams."""

    id: str
    text: str
    ngrams: Sequence[int]


@dataclass(frozen=True)
class Side:
    """One document as the aligner sees it: its units, each with its parts, its folded words and its bag of n-grams.

    Both documents of a comparison have one vocabulary. `carriers` are the unnumbered paragraphs above the title of a rule that an
    order or a notice carries.
    """

    units: tuple[Clause, ...]
    parts: tuple[tuple[Part, ...], ...]
    texts: tuple[str, ...]
    bags: tuple[Bag, ...]
    vocabulary: Vocabulary
    carriers: frozenset[int] = frozenset()

    def may_match(self, other: Side, index: int, place: int) -> bool:
        """Tell whether both units belong to the rule itself, or both to the order or notice that carries it."""
        return (index in self.carriers) is (place in other.carriers)

    def is_heading(self, index: int) -> bool:
        """Tell whether a unit only heads others (编 章 节)."""
        return index in self._headings

    def is_article(self, index: int) -> bool:
        """Tell whether a unit is an article."""
        return self.units[index].kind is ClauseKind.ARTICLE

    @cached_property
    def _headings(self) -> frozenset[int]:
        return frozenset(index for index, unit in enumerate(self.units) if unit.kind in HEADING_KINDS)


def sides(documents: Sequence[Document], relation: Relation) -> tuple[Side, ...]:
    """Return the units of documents with their parts and bags. What stands in several is folded and counted once."""
    worded = [[_worded(unit) for unit in document.units] for document in documents]
    said = [_words(document, inner) for document, inner in zip(documents, worded, strict=True)]
    printed = dict.fromkeys(chain.from_iterable(said))
    texts = fold(printed, relation)
    vocabulary = Vocabulary()
    found = dict(zip(printed, zip(texts, vocabulary.ids_of_texts(texts), strict=True), strict=True))
    bags: dict[str, Bag] = {}
    return tuple(
        _side(document, inner, map(found.__getitem__, words), (vocabulary, bags))
        for document, inner, words in zip(documents, worded, said, strict=True)
    )


def _worded(unit: Clause) -> Sequence[Clause]:
    """Return the clauses of a unit that have words of their own; the unit itself where none has."""
    if unit.kind is not ClauseKind.ARTICLE or not unit.children:
        return (unit,)
    return [clause for clause in unit.walk() if clause.end > clause.body] or (unit,)


def _words(document: Document, worded: Sequence[Sequence[Clause]]) -> list[str]:
    text = document.text
    return [text[clause.body : clause.end] for inner in worded for clause in inner]


def _side(
    document: Document,
    worded: Sequence[Sequence[Clause]],
    words: Iterator[tuple[str, list[int]]],
    known: tuple[Vocabulary, dict[str, Bag]],
) -> Side:
    """Return one document; `known` are the vocabulary and the bags of texts met before."""
    vocabulary, bags = known
    every = map(Part, [clause.id for inner in worded for clause in inner], *zip(*words, strict=True))
    parts = tuple([tuple(islice(every, len(inner))) for inner in worded])
    texts = tuple([STOP.join([part.text for part in inner if part.text]) for inner in parts])
    for text, inner in zip(texts, parts, strict=True):
        if text not in bags:
            bags[text] = vocabulary.bag([*chain.from_iterable([part.ngrams for part in inner])])
    carriers = _carriers(document)
    return Side(document.units, parts, texts, tuple(map(bags.__getitem__, texts)), vocabulary, carriers)


def _carriers(document: Document) -> frozenset[int]:
    stated = document.metadata
    places = [document.text.find(f"\n# {title}\n") for title in (stated.carried_title, stated.title) if title]
    above = next((place for place in places if place >= 0), -1)
    return frozenset(
        index for index, unit in enumerate(document.units) if unit.kind is ClauseKind.PLAIN and unit.end <= above
    )
