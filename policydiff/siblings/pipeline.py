"""The line of passes that lays documents side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.model.synopsis import Link, Member, Strictness, Synopsis
from policydiff.siblings.candidates import candidate_pairs
from policydiff.siblings.cluster_refinement import refined_clusters
from policydiff.siblings.clusters import average_linkage
from policydiff.siblings.coverage import Background, topic
from policydiff.siblings.fact_rows import rows
from policydiff.siblings.idf import idf_weights
from policydiff.siblings.links import link
from policydiff.siblings.member_labels import labels
from policydiff.siblings.outliers import with_findings
from policydiff.siblings.passages import in_context, passages, side
from policydiff.siblings.seriation import chain, seriated
from policydiff.siblings.similarity import similarity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policydiff.model import Document, Fact, PolicyText
    from policydiff.model.synopsis import Passage, Topic
    from policydiff.siblings.candidates import Place
    from policydiff.siblings.links import WeighedPassage


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What plugins know: how strictly words bind, and the common name of what a fact is about (None: not known)."""

    strictness: Callable[[str], Strictness | None] = lambda _text: None
    common_name: Callable[[Fact], str | None] = lambda _fact: None

    def weigh(self, text: str) -> Strictness:
        """Return how strictly words bind; nothing known: not at all."""
        return self.strictness(text) or Strictness()


def build_synopsis(
    named: Sequence[tuple[str, Document, PolicyText]],
    facts: Sequence[Sequence[Fact]],
    knowledge: Knowledge,
    *,
    jobs: int | None = 1,
) -> Synopsis:
    """Return documents (name, clauses, ledger) and their facts side by side; `jobs` processes link them."""
    documents = [document for _, document, _ in named]
    found = [passages(member, document) for member, document in enumerate(documents)]
    sides = [side(document, cut) for document, cut in zip(documents, found, strict=True)]
    seen = [in_context(*each) for each in zip(documents, found, sides, strict=True)]
    links = link(seen, candidate_pairs(seen), jobs=jobs)
    rare = idf_weights(sides)
    ground = Background(documents, sides, rare, knowledge.weigh)
    topics = seriated(_topics(links, found, ground), documents)
    table = rows(facts, topics, documents, knowledge.common_name)
    alike = similarity(topics, found, sides, rare)
    return Synopsis(
        members=_members(named),
        topics=with_findings(topics, table),
        facts=table,
        links=_links(links, found),
        likeness=alike,
        order=chain(alike),
        alone=_alone(topics, found),
    )


def _topics(links: WeighedPassage, found: Sequence[Sequence[Passage]], ground: Background) -> list[Topic]:
    """Return a topic for each group that reaches over two documents."""
    together = [
        group for group in refined_clusters(average_linkage(links), links) if len({member for member, _ in group}) > 1
    ]
    topics: list[Topic] = []
    taken: set[str] = set()
    # The largest choose their names first.
    for group in sorted(together, key=lambda group: (-len(group), group)):
        passages_of = [(found[member][k], k) for member, k in group]
        topics.append(topic(passages_of, ground, taken))
        taken.add(topics[-1].name)
    return topics


def _members(named: Sequence[tuple[str, Document, PolicyText]]) -> tuple[Member, ...]:
    short = labels([document for _, document, _ in named], [name for name, _, _ in named])
    return tuple(
        Member(name, label, document, text) for (name, document, text), label in zip(named, short, strict=True)
    )


def _links(links: WeighedPassage, found: Sequence[Sequence[Passage]]) -> tuple[Link, ...]:
    def passage(place: Place) -> Passage:
        return found[place[0]][place[1]]

    return tuple(Link(passage(one), passage(other), worth) for (one, other), worth in sorted(links.items()))


def _alone(topics: Sequence[Topic], found: Sequence[Sequence[Passage]]) -> tuple[Passage, ...]:
    told = {passage for topic in topics for passage in topic.passages}
    return tuple(passage for cut in found for passage in cut if passage not in told)
