"""Name a topic in the texts' own words: by the heading that says most of what its passages have in common."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policydiff.align.ngrams import ngrams
from policydiff.siblings.phrases import phrases
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from policydiff.model import Document
    from policydiff.model.synopsis import Passage
    from policydiff.siblings.idf import TopicTerms

# A longer heading is a sentence; it is cut at its first comma.
LONGEST = 24
SHORTEST = 4

# A gram more costs a name so much: of two that say the same the shorter one serves.
PER_NAME = 6

# A heading is made to be a name, that above several passages nearly so, the words that open a passage less; a phrase
# inside it serves where there is no heading. A sentence with numbers in it tells one case and no matter.
HEADING, ABOVE, OPENING, INSIDE = 1.6, 1.2, 1.0, 0.7
SENTENCE = 0.4

# Where one passage in so many has a heading, no other words serve.
HEADED = 4

_STOP = lazy(r"[，。；：:,;\n]|\.\s")
_LABEL = lazy(
    r"^(?:[—\-·\s]|[（(]?[一二三四五六七八九十\d]+[）)、.．]|[一二三四五六七八九十]+是|第[一二三四五六七八九十百零\d]+条)+"
)
_MARKUP = lazy(r"[#*|]+")
_CITED = lazy(r"《[^》]*》")
_NUMBER = lazy(r"\d|，.*，")
# A name that only orders, or looks at everything, tells no matter.
_EMPTY = lazy(r"^(?:各位代表|附则|总则|其他|附件|一|二|三|四|五|六|七|八|九|十)$")


def name(
    passages: Sequence[Passage], documents: Sequence[Document], theme: TopicTerms, taken: Container[str] = frozenset()
) -> str:
    """Return a topic's name, without label and full stop; one that is not `taken` where there is a choice."""
    found = list(_candidates(passages, documents))
    headings = [(words, worth) for words, worth in found if worth >= ABOVE]
    headed = HEADED * sum(worth == HEADING for _, worth in found) >= len(passages)
    free = (headed and _names(headings, taken)) or _names(found, taken) or _names(found, frozenset())
    if not free:
        first = passages[0]
        return documents[first.member].text[first.start : first.end].strip()[:LONGEST]
    return max(sorted(free), key=lambda words: free[words] * _says(words, theme))


def _names(found: Sequence[tuple[str, float]], taken: Container[str]) -> dict[str, float]:
    """Return what may be a name, with its worth; a sentence with numbers is worth less."""
    best: dict[str, float] = {}
    for words, worth in found:
        if SHORTEST <= len(words) <= LONGEST and not _EMPTY.match(words) and words not in taken:
            best[words] = max(best.get(words, 0.0), worth * (SENTENCE if _NUMBER.search(words) else 1))
    return best


def _says(words: str, theme: TopicTerms) -> float:
    found = set(ngrams(words))
    return theme.weight(found) / (len(found) + PER_NAME)


def _candidates(passages: Sequence[Passage], documents: Sequence[Document]) -> Iterator[tuple[str, float]]:
    above = Counter((passage.member, documents[passage.member].by_id[passage.clause].parent) for passage in passages)
    for (member, parent), count in above.items():
        if parent and count > 1:
            yield _bare(documents[member].by_id[parent].heading), ABOVE
    for passage in passages:
        yield from _own(passage, documents[passage.member])


def _own(passage: Passage, document: Document) -> Iterator[tuple[str, float]]:
    """Yield the heading of a passage's clause, else what opens its lines and its phrases."""
    clause = document.by_id[passage.clause]
    if clause.heading and passage.start == clause.body:
        yield _bare(clause.heading), HEADING
        return
    text = _CITED.sub("", document.text[passage.start : passage.end])
    for line in text.split("\n"):
        yield _bare(line), OPENING
    if not clause.heading:
        for phrase in phrases(text):
            yield _bare(phrase), INSIDE


def _bare(line: str) -> str:
    """Return a line up to its first stop, or whole where it is short, without label and markup."""
    line = _LABEL.sub("", _MARKUP.sub("", line).strip()).rstrip("。；：:;")
    return line if len(line) <= LONGEST else _STOP.split(line, maxsplit=1)[0]
