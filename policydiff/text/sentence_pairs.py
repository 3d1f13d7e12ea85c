"""Find the sentences of a row that were changed and yet correspond: where a word was exchanged, not a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Change, Clause, Comparison, Document

# From this share of common characters on a reader takes one sentence for the other.
ALIKE = 0.5
# Where two sentences follow upon the same one, less will do to call the one a rewriting of the other.
_REWRITTEN = 0.33
# Percent; which of less alike sentences are more alike decides nothing, and knowing it takes most of the time.
_NOTHING = 30
# A sentence that stands almost whole inside a longer one was joined to others, or cut from them.
_CONTAINED = 0.85
# Shorter sentences are contained in anything.
_SHORTEST = 8
_SENTENCE = lazy(r"[^。；;！!\n]+[。；;！!]*")


class Sentence(NamedTuple):
    """A sentence, the clause it stands in, and its place in `Document.text`."""

    clause: str
    start: int
    text: str

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


class Group(NamedTuple):
    """Old and new sentences that say the same thing in changed words: one and one, or one and several.

    `loose` marks two that stand in one place and share some words, but were rewritten.
    """

    old: tuple[Sentence, ...]
    new: tuple[Sentence, ...]
    loose: bool = False


def sentences(document: Document, units: Sequence[str]) -> Iterator[Sentence]:
    """Yield the sentences of units, in reading order."""
    text, by_id = document.text, document.by_id
    for unit in units:
        clause = by_id[unit]
        for inner in clause.walk() if _is_whole(document, clause) else (clause,):
            for match in _SENTENCE.finditer(text, inner.body, inner.end):
                if match[0].strip():
                    yield Sentence(inner.id, match.start(), match[0])


def _is_whole(document: Document, clause: Clause) -> bool:
    """Tell a unit that stands with all that is below it: an article."""
    return bool(clause.children) and document.unit_of[clause.children[0].id] == clause.id


def changed(comparison: Comparison, change: Change) -> list[Group]:
    """Group the sentences of a row that differ and correspond; equal, new and dropped ones are left out.

    old  A  B  C        A ── A        equal: left out
    new  A  B' C1 C2    B ── B'       a group
                        C ─┬ C1 C2    a group: cut in two
    """
    old = list(sentences(comparison.old, change.old))
    new = list(sentences(comparison.new, change.new))
    old, new = _without_equal(old, new), _without_equal(new, old)
    if len(old) <= 1 and len(new) <= 1:
        return list(_one_and_one(old, new))
    links, scores = _links(old, new)
    groups: list[tuple[set[int], set[int]]] = []
    for i, j in links:
        touching = [group for group in groups if i in group[0] or j in group[1]]
        merged = ({i}.union(*(group[0] for group in touching)), {j}.union(*(group[1] for group in touching)))
        groups = [group for group in groups if group not in touching] + [merged]
    found = [(min(right), _group(old, new, left, right)) for left, right in groups]
    found += [(j, Group((old[i],), (new[j],), loose=True)) for i, j in _rewritten(links, scores)]
    return [group for _, group in sorted(found, key=lambda item: item[0])]


def _one_and_one(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[Group]:
    """Group the only old and the only new sentence, as most rows have them, where they correspond."""
    from rapidfuzz.fuzz import ratio

    for before, after in zip(old, new, strict=False):
        score = ratio(before.text, after.text, score_cutoff=_NOTHING) / 100
        if score >= _REWRITTEN:
            yield Group((before,), (after,), loose=score < ALIKE)


def _group(old: Sequence[Sentence], new: Sequence[Sentence], left: set[int], right: set[int]) -> Group:
    return Group(tuple(old[i] for i in sorted(left)), tuple(new[j] for j in sorted(right)))


def _rewritten(links: Sequence[tuple[int, int]], scores: dict[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
    """Pair what is left, best first, without crossing what is linked."""
    kept = list(links)
    left, right = {i for i, _ in links}, {j for _, j in links}
    for i, j in _best_first(scores, _REWRITTEN):
        if i not in left and j not in right and all((i < a) == (j < b) for a, b in kept):
            left.add(i)
            right.add(j)
            kept.append((i, j))
            yield i, j


def _best_first(scores: dict[tuple[int, int], float], least: float) -> list[tuple[int, int]]:
    """Return the pairs that score so much at least; of those that score alike the first stays first."""
    return sorted((pair for pair, score in scores.items() if score >= least), key=lambda pair: -scores[pair])


def _without_equal(sentences: Sequence[Sentence], others: Sequence[Sentence]) -> list[Sentence]:
    """Leave out what stands unchanged on the other side, as often as it stands there."""
    left = [other.text.strip() for other in others]
    kept = []
    for sentence in sentences:
        if sentence.text.strip() in left:
            left.remove(sentence.text.strip())
        else:
            kept.append(sentence)
    return kept


def _links(
    old: Sequence[Sentence], new: Sequence[Sentence]
) -> tuple[list[tuple[int, int]], dict[tuple[int, int], float]]:
    """Link each sentence to the one most like it, and to those that it holds or that hold it; return all likenesses too."""
    from rapidfuzz.fuzz import partial_ratio, ratio

    scores = {
        (i, j): ratio(a.text, b.text, score_cutoff=_NOTHING) / 100 for i, a in enumerate(old) for j, b in enumerate(new)
    }
    links = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for i, j in _best_first(scores, ALIKE):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            links.append((i, j))
    for i, j in scores:
        if (i in taken[0]) != (j in taken[1]) and min(len(old[i].text), len(new[j].text)) >= _SHORTEST:
            loose = old[i] if i not in taken[0] else new[j]
            holder = new[j] if loose is old[i] else old[i]
            if len(holder.text) > len(loose.text) and partial_ratio(loose.text, holder.text) / 100 >= _CONTAINED:
                links.append((i, j))
    return links, scores
