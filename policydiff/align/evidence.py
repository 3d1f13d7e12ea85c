"""Say in words why clauses were paired, so that a reader can doubt it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING

from policydiff.align.ngrams import STOP
from policydiff.align.shared_phrases import shared_phrases
from policydiff.align.tfidf import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from policydiff.align.features import Part, Side
    from policydiff.align.greedy_assignment import Match
    from policydiff.align.tfidf import IdfWeights, Sentence

# An article has some twenty sentences; a paragraph of megabytes must not be searched for each of its thousands.
SENTENCES_TRIED = 60

# From here on a reader takes the one sentence for the other.
SAME_SENTENCE = 0.6


@dataclass(frozen=True)
class EvidenceSource:
    """What evidence is taken from: both sides, the weights and every matched pair."""

    old: Side
    new: Side
    weights: IdfWeights
    pairs: AbstractSet[tuple[int, int]]

    @cached_property
    def _phrases(self) -> dict[tuple[int, int], str]:
        differing = [(i, j) for i, j in self.pairs if self.old.texts[i] != self.new.texts[j]]
        return shared_phrases(self.old, self.new, self.weights, differing)

    def similarity(self, olds: Sequence[int], news: Sequence[int]) -> float:
        """Return 0–1: the share of both sides' weight that stands on both."""
        if [self.old.texts[i] for i in olds] == [self.new.texts[j] for j in news]:
            return 1.0
        whole = sum(self.weights.old[i] for i in olds) + sum(self.weights.new[j] for j in news)
        return round(2 * self._shared(olds, news) / whole, 4) if whole else 0.0

    def _shared(self, olds: Sequence[int], news: Sequence[int]) -> int:
        """Return what both sides have in common, weighed, the units of each taken as one text."""
        if len(olds) == len(news) == 1:
            return self.weights.shared(olds[0], news[0])
        there, here, of = _counted(self.old, olds), _counted(self.new, news), self.weights.idf
        return sum([of[number] * min(there[number], here[number]) for number in there.keys() & here.keys()])

    def explain(self, group: Sequence[Match]) -> tuple[str, ...]:
        """Return the evidence for a bead: a few phrases for each of its pairs."""
        if len(group) == 1:
            return tuple(self._pair(group[0]))
        return tuple(
            f"{self.old.units[pair.old].id} → {self.new.units[pair.new].id}: {phrase}"
            for pair in group
            for phrase in (*self._sentence(pair.old, pair.new), *self._pair(pair))
        )

    def _pair(self, pair: Match) -> Iterator[str]:
        i, j = pair.old, pair.new
        if self.old.texts[i] == self.new.texts[j]:
            yield "word for word the same"
            return
        phrase = self._phrases[i, j]
        if phrase:
            yield f"shares {phrase!r}"
        shared = self.weights.shared(i, j)
        if shared:
            yield f"{_percent(shared, self.weights.old[i])} of the old wording, {_percent(shared, self.weights.new[j])} of the new"
        if self.old.is_heading(i):
            yield f"{_percent(pair.score, 1)} of the articles below went along"
        elif (i - 1, j - 1) in self.pairs and (i + 1, j + 1) in self.pairs:
            yield "same place between aligned neighbours"

    def _sentence(self, i: int, j: int) -> Iterator[str]:
        """Yield which sentence of the one clause stands in the other, where one does."""
        olds, news = self.old.texts[i].split(STOP), self.new.texts[j].split(STOP)
        place = {sentence: -y for y, sentence in reversed(list(enumerate(news)))}
        exact = [(len(sentence), -x, place[sentence]) for x, sentence in enumerate(olds) if sentence in place]
        best, x, y = (1.0, *max(exact)[1:]) if exact else self._most_similar(i, j)
        if best < SAME_SENTENCE:
            return
        which = (
            f"old sentence {1 - x} of {len(olds)}"
            if len(olds) > 1
            else f"the old words as new sentence {1 - y} of {len(news)}"
        )
        yield f"{which} found there{' word for word' if exact else ''} ({best:.2f})"

    def _most_similar(self, i: int, j: int) -> tuple[float, int, int]:
        """Return the similarity of the two most similar sentences, and their places (negative)."""
        total = self.weights.total
        left, right = self._tried(self.old.parts[i]), self._tried(self.new.parts[j])
        similarity = (
            (2 * total(old.ngrams & new.ngrams) / max(1, old.weight + new.weight), -x, -y)
            for x, old in enumerate(left)
            for y, new in enumerate(right)
        )
        return max(similarity, default=(0.0, 0, 0))

    def _tried(self, parts: Sequence[Part]) -> list[Sentence]:
        every = (sentence for part in parts if part.text for sentence in sentences(part, self.weights))
        return [*islice(every, SENTENCES_TRIED)]


def _counted(side: Side, units: Sequence[int]) -> Counter[int]:
    """Count the n-grams of some units."""
    return Counter(chain.from_iterable([part.ngrams for unit in units for part in side.parts[unit]]))


def _percent(part: float, whole: float) -> str:
    return f"{round(100 * part / whole)} %"
