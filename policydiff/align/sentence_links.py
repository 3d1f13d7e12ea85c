"""Follow the sentences that no pair explains: what was taken out of a long clause is too little of it to pass the bar.

old  七: a. b. c.       七 ── 12 for a and b
new  12: a' b'         c is most like c', c' is most like c, and nothing that 七 and 12 share explains it:
     45: c' x y z      七 ── 45 as well
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, TypeVar

from policydiff.align.greedy_assignment import Carried
from policydiff.align.tfidf import WHOLE, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from policydiff.align.features import Part, Side
    from policydiff.align.residual import Remainder
    from policydiff.align.tfidf import Sentence, Weights
    from policydiff.align.threshold import Bar

Pair = tuple[int, int]

Text = TypeVar("Text", "Part", "Sentence")

Partners = tuple["Mapping[int, list[int]]", "Mapping[int, list[int]]"]
"""For each old unit the new ones that it may have gone to, and for each new one the old."""

# In times of the bar: two sentences have a formula in common sooner than two whole clauses.
LEAST = 1.5

# What two sentences share of both (geometric mean), or of the shorter one, for the one to have become the other.
ALIKE, HELD = 0.35, 0.8

# So much of what they share no pair must explain: what a pair explains went with that pair.
UNEXPLAINED = 0.4

# Fractions are rounded, so that a bound may fall this much short.
MARGIN = 1 - 1e-9

# Grams that few clauses have: two in a row are a word, one is chance. One must stand in these two clauses only: what is
# written after the same template (国家实行…制度) has none of that kind.
OWN = 2
BOTH = 2


def strays(texts: Sentences, pairs: Sequence[Pair], carried: Sequence[Carried], bar: Bar) -> list[Carried]:
    """Return those of `pairs`, not carried, that a sentence makes which no carried pair explains."""
    kept = {(pair.old, pair.new) for pair in carried}
    partners = _partners(kept.union(pairs))
    least = LEAST * bar.strangers * WHOLE
    worths = {pair: texts.stray(pair, partners, least) for pair in pairs if pair not in kept}
    return [Carried(*pair, worth / WHOLE) for pair, worth in worths.items() if worth]


def _partners(pairs: AbstractSet[Pair]) -> Partners:
    news: dict[int, list[int]] = defaultdict(list)
    olds: dict[int, list[int]] = defaultdict(list)
    for i, j in pairs:
        news[i].append(j)
        olds[j].append(i)
    return news, olds


@dataclass(frozen=True, slots=True)
class Left:
    """What of two units is left to explain: grams that both share and few others have, and all that no pair explains."""

    own: set[int]
    unexplained: set[int]


class Sentences:
    """The sentences of both documents, and what of them no pair explains."""

    def __init__(self, old: Side, new: Side, weights: Weights, remainder: Remainder) -> None:
        """Know both sides, and what is explained."""
        self._sides = old, new
        self._weights = weights
        self._remainder = remainder

    def stray(self, pair: Pair, partners: Partners, least: float) -> float:
        """Return what the best sentence is worth that went from the old unit into the new one; 0 if none did."""
        own = self._remainder.own(*pair)
        if not self._is_own(own):
            return 0.0
        i, j = pair
        left = Left(own, self._remainder.unexplained(i, j))
        best = 0.0
        for old, new in self.sharing(left, pair, least):
            worth = self._worth(old, new)
            if worth < max(least, best) or not self._became(old, new, left.unexplained):
                continue
            others = [k for k in partners[0][i] if k != j], [k for k in partners[1][j] if k != i]
            if not self._outdone(old, 1, others[0], worth) and not self._outdone(new, 0, others[1], worth):
                best = worth
        return best

    def sharing(self, left: Left, pair: Pair, least: float) -> Iterator[tuple[Sentence, Sentence]]:
        """Yield the sentences of both units that share enough of what is left. Few parts do, and only these are cut."""
        old, new = self._sides[0].parts[pair[0]], self._sides[1].parts[pair[1]]
        for part, in_part in self._holding(old, left, least):
            for other, in_both in self._holding(new, in_part, least):
                for one, in_one in self._holding(sentences(part, self._weights), in_both, least):
                    for sentence, _ in self._holding(sentences(other, self._weights), in_one, least):
                        yield one, sentence

    def _holding(self, texts: Iterable[Text], left: Left, least: float) -> Iterator[tuple[Text, Left]]:
        """Yield the texts in which enough of it stands, something of the units' own among it, and what does."""
        for text in texts if self._weights.weigh(left.unexplained) >= UNEXPLAINED * least else ():
            own = left.own.intersection(text.grams)
            if self._is_own(own):
                unexplained = left.unexplained.intersection(text.grams)
                if self._weights.weigh(unexplained) >= UNEXPLAINED * least:
                    yield text, Left(own, unexplained)

    def _is_own(self, grams: AbstractSet[int]) -> bool:
        """Tell whether these grams, which few clauses have, make a word that no third one has."""
        return len(grams) >= OWN and any(self._weights.spread[gram] <= BOTH for gram in grams)

    def _became(self, old: Sentence, new: Sentence, left: AbstractSet[int]) -> bool:
        """Tell whether the new sentence is the old one with changes, and no pair explains that."""
        common = old.grams & new.grams
        shared = self._weights.weigh(common)
        is_alike = shared >= ALIKE * sqrt(old.weight * new.weight) or shared >= HELD * min(old.weight, new.weight)
        return is_alike and self._weights.weigh(common & left) >= UNEXPLAINED * shared

    def _outdone(self, sentence: Sentence, end: int, units: Iterable[int], worth: float) -> bool:
        """Tell whether a sentence of other units is as good a counterpart."""
        near = [unit for unit in units if self.may_outdo(sentence, end, unit, worth)]
        parts = (part for unit in near for part in self._sides[end].parts[unit])
        return any(self._worth(sentence, other) >= worth for part in parts for other in sentences(part, self._weights))

    def may_outdo(self, sentence: Sentence, end: int, unit: int, worth: float) -> bool:
        """Tell whether a sentence of a unit can be worth so much, which is soon known: few are cut for nothing.

        It shares no more than the whole unit does, and weighs no less than what it shares.
        """
        shared = self._weights.weigh(sentence.grams & self._sides[end].bags[unit].numbers)
        return shared * sqrt(shared / sentence.weight) >= MARGIN * worth

    def _worth(self, one: Sentence, other: Sentence) -> float:
        """Return the weight that both share, times its share of both (geometric mean)."""
        shared = self._weights.weigh(one.grams & other.grams)
        return shared * shared / sqrt(one.weight * other.weight) if shared else 0.0
