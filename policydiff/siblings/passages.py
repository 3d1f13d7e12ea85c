"""Cut documents into passages: stretches that treat one matter.

A clause is one passage. A long one packs several matters (a work report puts a whole sector into one paragraph): it is
cut at the ends of its sentences, so that each part may go to the topic that it treats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.align.features import HEADING_KINDS, fold
from policydiff.align.ngrams import ngrams
from policydiff.model import ClauseKind, Relation
from policydiff.model.synopsis import Passage
from policydiff.siblings.ngrams import Bag, Side, bag
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Clause, Document

# Plans and laws keep one matter to a clause up to about this length; cutting shorter ones cost links of the gold
# (docs/siblings.md has the figures).
LONG = 600

# A part has some sentences: shorter ones say too little of their matter.
PART = 200

# An unnumbered line this short is a date, a name or a greeting and treats nothing.
LINE = 40

_SENTENCE_END = lazy(r"[。；\n]+")


def passages(member: int, document: Document) -> tuple[Passage, ...]:
    """Return a document's passages in reading order; headings that only order it are none."""
    return tuple(
        Passage(member, unit.id, start, end)
        for unit in document.units
        if _treats(document, unit)
        for start, end in _parts(document.text, unit.body, document.unit_end(unit))
    )


def side(document: Document, found: Sequence[Passage]) -> Side:
    """Return passages as the aligner compares them: the bags of their grams, places and self-references made equal."""
    texts = fold([document.text[passage.start : passage.end] for passage in found], Relation.SIBLINGS)
    units = tuple(document.by_id[passage.clause] for passage in found)
    return Side(units, tuple(texts), tuple(bag(ngrams(text)) for text in texts))


def in_context(document: Document, found: Sequence[Passage], own: Side) -> Side:
    """Return a side with what each passage stands under in its bag: the headings of its clause and of the one above.

    Between siblings a heading names the matter when the words do not (`policydiff.align.heading_context`).
    """
    headed = [clause for clause in document.walk() if clause.heading]
    headings = fold([clause.heading for clause in headed], Relation.SIBLINGS)
    said = {clause.id: ngrams(heading) for clause, heading in zip(headed, headings, strict=True)}

    def seen(passage: Passage, words: Bag) -> Bag:
        clause = document.by_id[passage.clause]
        return bag([*words.said, *said.get(clause.id, ()), *said.get(clause.parent or "", ())])

    return own._replace(bags=tuple(seen(passage, words) for passage, words in zip(found, own.bags, strict=True)))


def _treats(document: Document, unit: Clause) -> bool:
    if unit.kind in HEADING_KINDS:
        return False
    words = document.words_of(unit)
    if unit.kind is ClauseKind.PLAIN and len(words) < LINE:
        return False
    # An article stands whole: its words may all be in its paragraphs.
    return unit.kind is ClauseKind.ARTICLE or bool(unit.text.strip()) or not unit.children


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a clause begin and end; the last one takes up a short rest."""
    cuts = [start]
    if end - start > LONG:
        for stop in _SENTENCE_END.finditer(text, start, end):
            if stop.end() - cuts[-1] >= PART and end - stop.end() >= PART:
                cuts.append(stop.end())
    yield from zip(cuts, [*cuts[1:], end], strict=True)
