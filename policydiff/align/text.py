"""Fold a clause's words to what alignment compares: bare phrases, and the bag of their grams."""

from __future__ import annotations

from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING
from unicodedata import normalize

from policydiff.align.bags import Bag
from policydiff.model import ClauseKind, Relation
from policydiff.patterns import lazy
from policydiff.values import dataclass

if TYPE_CHECKING:
    from policydiff.model import Clause, Document

# Stand between two phrases and two sentences, so that no gram reaches from one into the next.
GAP, STOP = "\n", "\x1e"

_SENTENCE_ENDS = frozenset(f"。；;！!？?\n{STOP}")
_PHRASE_END = lazy(r"([^\w%％‰℃]+)")
_SPACED = lazy(r"(?<=[^\x00-\x7f])[ \u3000]+(?=[^\x00-\x7f])")
_LATIN = lazy(r"[a-z0-9]+")

# 本条例 of one region is 本办法 of another, and 本法 may be renamed between versions.
_SELF_REFERENCE = lazy(r"本(?:法|条例|办法|规定|细则|实施细则|解释|决定|规则|方案|意见|通知)")
_OWN_PLACE = lazy(r"本(?:省|市|县|区|州|旗|自治区|自治州|自治县|行政区域)")
_PLACE_LEVEL = lazy(r"(?:自治区|自治州|自治县|省|市|县|区|州|旗)(?=人民政府|级|政府)")

HEADING_KINDS = frozenset({ClauseKind.BOOK, ClauseKind.SUBBOOK, ClauseKind.CHAPTER, ClauseKind.SECTION})
"""Headings that carry no rule of their own: they align among themselves."""


def fold(text: str) -> str:
    """Return the text in one width and case, its phrases parted by `GAP` and its sentences by `STOP`."""
    if " " in text or "\u3000" in text:
        text = _SPACED.sub("", text)
    phrases = _PHRASE_END.split(text)
    phrases[1::2] = map(_end, phrases[1::2])
    return normalize("NFKC", "".join(phrases).strip(GAP + STOP)).lower()


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


def grams(folded: str) -> list[str]:
    """Return the character pairs inside phrases; a Latin word or a number counts whole, a lone character as itself."""
    found: list[str] = []
    if _LATIN.search(folded):
        found += _LATIN.findall(folded)
        folded = _LATIN.sub(GAP, folded)
    for phrase in folded.replace(STOP, GAP).split(GAP):
        found += map(add, phrase, phrase[1:])
        if len(phrase) == 1:
            found.append(phrase)
    return found


@dataclass(frozen=True, slots=True)
class Part:
    """A clause with words of its own inside a unit: a 款, a 项, or the whole unit."""

    id: str
    text: str
    grams: list[str]


@dataclass(frozen=True)
class Side:
    """One document as the aligner sees it: its units, each with its parts, its folded words and its bag of grams."""

    units: tuple[Clause, ...]
    parts: tuple[tuple[Part, ...], ...]
    texts: tuple[str, ...]
    bags: tuple[Bag, ...]

    def heads(self, index: int) -> bool:
        """Tell whether a unit only heads others (编 章 节)."""
        return self.units[index].kind in HEADING_KINDS


def side(document: Document, relation: Relation) -> Side:
    """Return a document's units with their parts and bags."""
    parts = tuple(tuple(_parts(document, unit, relation)) for unit in document.units)
    texts = tuple(STOP.join(part.text for part in inner if part.text) for inner in parts)
    bags = tuple(Bag([gram for part in inner for gram in part.grams]) for inner in parts)
    return Side(document.units, parts, texts, bags)


def _parts(document: Document, unit: Clause, relation: Relation) -> list[Part]:
    inner = unit.walk() if unit.kind is ClauseKind.ARTICLE else (unit,)
    spoken = [clause for clause in inner if clause.end > clause.body] or [unit]
    texts = [mask(fold(document.own(clause)), relation) for clause in spoken]
    return [Part(clause.id, text, grams(text)) for clause, text in zip(spoken, texts, strict=True)]
