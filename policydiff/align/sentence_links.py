"""Link clauses by one sentence that no match explains: a sentence moved out of a long clause scores below the threshold.

old  七: a. b. c.       七 ── 12 for a and b
new  12: a' b'         c is most like c', c' is most like c, and nothing that 七 and 12 share explains it:
     45: c' x y z      七 ── 45 as well
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, TypeVar

from policydiff.align.greedy_assignment import Match
from policydiff.align.tfidf import UNIT_WEIGHT, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from policydiff.align.features import Part, Side
    from policydiff.align.residual import Residual
    from policydiff.align.tfidf import IdfWeights, Sentence
    from policydiff.align.threshold import Threshold

Pair = tuple[int, int]

Text = TypeVar("Text", "Part", "Sentence")

Partners = tuple["Mapping[int, list[int]]", "Mapping[int, list[int]]"]
"""For each old unit its new candidates, and for each new unit its old ones."""

# In multiples of the threshold's minimum: two sentences share a formula more easily than two whole clauses.
MIN_SCORE_FACTOR = 1.5

# One sentence is the other reworded from this share of both (geometric mean), or of the shorter one, on.
MIN_SIMILARITY, MIN_CONTAINMENT = 0.35, 0.8

# This part of what two sentences share must be left unexplained by other matches.
MIN_UNEXPLAINED = 0.4

# Fractions are rounded, so that a bound may fall this much short.
MARGIN = 1 - 1e-9

# Two rare n-grams make a word, one is chance; and one must stand in these two clauses only: sentences written after the
# same template (国家实行…制度) have none of that kind.
MIN_RARE_NGRAMS = 2
MAX_FREQUENCY = 2


def link_sentences(
    texts: SentenceLinker, pairs: Sequence[Pair], matches: Sequence[Match], threshold: Threshold
) -> list[Match]:
    """Return those unmatched `pairs` that share a sentence which no match explains."""
    kept = {(pair.old, pair.new) for pair in matches}
    partners = _partners(kept.union(pairs))
    least = MIN_SCORE_FACTOR * threshold.minimum * UNIT_WEIGHT
    scores = {pair: texts.best_score(pair, partners, least) for pair in pairs if pair not in kept}
    return [Match(*pair, score / UNIT_WEIGHT) for pair, score in scores.items() if score]


def _partners(pairs: AbstractSet[Pair]) -> Partners:
    news: dict[int, list[int]] = defaultdict(list)
    olds: dict[int, list[int]] = defaultdict(list)
    for i, j in pairs:
        news[i].append(j)
        olds[j].append(i)
    return news, olds


@dataclass(frozen=True, slots=True)
class Evidence:
    """The n-grams that two units share: the rare ones, and all that no match explains."""

    rare_shared: set[int]
    unexplained: set[int]


class SentenceLinker:
    """Scores pairs of units by their best pair of sentences, on what no match explains."""

    def __init__(self, old: Side, new: Side, weights: IdfWeights, residual: Residual) -> None:
        """Take both sides, their weights and the residual."""
        self._sides = old, new
        self._weights = weights
        self._residual = residual

    def best_score(self, pair: Pair, partners: Partners, least: float) -> float:
        """Return the score of the best sentence that went from the old unit into the new one; 0 if none did."""
        rare_shared = self._residual.rare_shared(*pair)
        if not self._is_distinctive(rare_shared):
            return 0.0
        i, j = pair
        left = Evidence(rare_shared, self._residual.unexplained(i, j))
        best = 0.0
        for old, new in self.similar_sentences(left, pair, least):
            score = self._score(old, new)
            if score < max(least, best) or not self._is_reworded(old, new, left.unexplained):
                continue
            others = [k for k in partners[0][i] if k != j], [k for k in partners[1][j] if k != i]
            if not self._has_better_match(old, 1, others[0], score) and not self._has_better_match(
                new, 0, others[1], score
            ):
                best = score
        return best

    def similar_sentences(self, left: Evidence, pair: Pair, least: float) -> Iterator[tuple[Sentence, Sentence]]:
        """Yield the sentences of both units that share enough unexplained weight. Few parts do, and only these are split."""
        old, new = self._sides[0].parts[pair[0]], self._sides[1].parts[pair[1]]
        for part, in_part in self._containing(old, left, least):
            for other, in_both in self._containing(new, in_part, least):
                for one, in_one in self._containing(sentences(part, self._weights), in_both, least):
                    for sentence, _ in self._containing(sentences(other, self._weights), in_one, least):
                        yield one, sentence

    def _containing(self, texts: Iterable[Text], left: Evidence, least: float) -> Iterator[tuple[Text, Evidence]]:
        """Yield the texts that contain enough of these n-grams, rare ones among them, with those that they contain."""
        for text in texts if self._weights.total(left.unexplained) >= MIN_UNEXPLAINED * least else ():
            rare_shared = left.rare_shared.intersection(text.ngrams)
            if self._is_distinctive(rare_shared):
                unexplained = left.unexplained.intersection(text.ngrams)
                if self._weights.total(unexplained) >= MIN_UNEXPLAINED * least:
                    yield text, Evidence(rare_shared, unexplained)

    def _is_distinctive(self, ngrams: AbstractSet[int]) -> bool:
        """Tell whether these rare n-grams make a word that no third clause has."""
        return len(ngrams) >= MIN_RARE_NGRAMS and any(
            self._weights.document_frequency[ngram] <= MAX_FREQUENCY for ngram in ngrams
        )

    def _is_reworded(self, old: Sentence, new: Sentence, left: AbstractSet[int]) -> bool:
        """Tell whether the new sentence is the old one reworded, and no match explains that."""
        common = old.ngrams & new.ngrams
        shared = self._weights.total(common)
        is_similar = shared >= MIN_SIMILARITY * sqrt(old.weight * new.weight) or shared >= MIN_CONTAINMENT * min(
            old.weight, new.weight
        )
        return is_similar and self._weights.total(common & left) >= MIN_UNEXPLAINED * shared

    def _has_better_match(self, sentence: Sentence, end: int, units: Iterable[int], score: float) -> bool:
        """Tell whether a sentence of other units scores as high."""
        near = [unit for unit in units if self.can_score(sentence, end, unit, score)]
        parts = (part for unit in near for part in self._sides[end].parts[unit])
        return any(self._score(sentence, other) >= score for part in parts for other in sentences(part, self._weights))

    def can_score(self, sentence: Sentence, end: int, unit: int, score: float) -> bool:
        """Tell whether a sentence of a unit can score so high, by an upper bound: few units are split for nothing.

        It shares no more than the whole unit does, and weighs no less than what it shares.
        """
        shared = self._weights.total(sentence.ngrams & self._sides[end].bags[unit].ngrams)
        return shared * sqrt(shared / sentence.weight) >= MARGIN * score

    def _score(self, one: Sentence, other: Sentence) -> float:
        """Return the weight that both share, times its share of both (geometric mean)."""
        shared = self._weights.total(one.ngrams & other.ngrams)
        return shared * shared / sqrt(one.weight * other.weight) if shared else 0.0
