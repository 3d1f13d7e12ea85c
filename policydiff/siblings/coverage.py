"""Coverage of a topic by each document: full, part or none, how strictly, and what only it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.model.synopsis import Cell, Coverage, Topic
from policydiff.siblings.idf import topic_terms
from policydiff.siblings.phrases import own, shared
from policydiff.siblings.topic_names import name

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence

    from policydiff.model import Document
    from policydiff.model.synopsis import Passage, Strictness
    from policydiff.siblings.idf import TopicTerms
    from policydiff.siblings.ngrams import Side

    Weigh = Callable[[str], Strictness]

# A document that holds half of what the fullest one holds treats the matter; one with less, or with a fifth of the words of
# the longest, touches on it.
FULL, THIN = 0.5, 0.2


class Background(NamedTuple):
    """What all topics are seen on: the documents, the bags of their passages, how rare each gram is, how strict words are."""

    documents: Sequence[Document]
    sides: Sequence[Side]
    rare: Mapping[str, float]
    strictness: Weigh


def topic(
    passages: Sequence[tuple[Passage, int]],
    ground: Background,
    taken: Container[str] = frozenset(),
) -> Topic:
    """Return a group of passages (each with its number in its document) as a topic over all documents.

    `taken` are the names that other topics have.
    """
    by_member: dict[int, list[tuple[Passage, int]]] = {}
    for passage, number in passages:
        by_member.setdefault(passage.member, []).append((passage, number))
    about = topic_terms(
        {member: [ground.sides[member].bags[k] for _, k in found] for member, found in by_member.items()},
        ground.rare,
    )
    whole = {member: tuple(passage for passage, _ in found) for member, found in by_member.items()}
    texts = {member: _text(found, ground.documents[member]) for member, found in whole.items()}
    cells = tuple(
        _cell(member, whole[member], texts, about, ground.strictness)
        if member in whole
        else Cell(member, Coverage.NONE)
        for member in range(len(ground.documents))
    )
    return Topic(
        name([passage for passage, _ in passages], ground.documents, about, taken),
        cells,
        round(about.likeness(), 4),
        shared(texts, about),
    )


def _text(passages: Sequence[Passage], document: Document) -> str:
    return "\n".join(document.text[passage.start : passage.end] for passage in passages)


def _cell(
    member: int, passages: tuple[Passage, ...], texts: Mapping[int, str], about: TopicTerms, strictness: Weigh
) -> Cell:
    fullest = max(about.masses.values())
    share = about.masses[member] / fullest if fullest else 0.0
    longest = max(map(len, texts.values()))
    full = share >= FULL and len(texts[member]) >= THIN * longest
    coverage = Coverage.FULL if full else Coverage.PART
    return Cell(member, coverage, round(share, 4), passages, strictness(texts[member]), own(member, texts, about))
