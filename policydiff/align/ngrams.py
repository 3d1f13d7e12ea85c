"""Extract character n-grams of folded texts as small integer ids, one vocabulary for both documents."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, compress, count, pairwise
from operator import add
from typing import TYPE_CHECKING

from policydiff.text.char_bigrams import bigrams
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

# Stand between two phrases, two sentences and two texts, so that no n-gram reaches from one into the next.
GAP, STOP, APART = "\n", "\x1e", "\x1d"

# Few texts of so many n-grams have one twice.
SHORT = 40

_LATIN = lazy(r"[a-z0-9]+")
_SINGLE = lazy(rf"{GAP}[^{GAP}](?={GAP})")


def ngrams(folded: str) -> list[str]:
    """Return the character pairs inside phrases; a Latin word or a number counts whole, a single character as itself."""
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
class Bag:
    """The n-grams of a text, `distinct` of them different; a repeated one has a further id each time."""

    ngrams: set[int]
    distinct: int


class Vocabulary:
    """Gives each n-gram of the texts of one comparison an id, from 1.

    甲乙甲乙丙 → 甲乙 1, 乙甲 2, 乙丙 3; the second 甲乙 of a text is an n-gram of its own, -1, so that what two texts have
    in common is what their sets have in common
    """

    def __init__(self) -> None:
        """Begin with no n-gram."""
        self.id_of: defaultdict[Hashable, int] = defaultdict(count(1).__next__)
        self.next_occurrence: defaultdict[int, int] = defaultdict(count(-1, -1).__next__)

    def __len__(self) -> int:
        """Return how many ids were given out."""
        return len(self.id_of) + len(self.next_occurrence)

    def ids(self, found: Iterable[Hashable]) -> list[int]:
        """Return the ids of n-grams."""
        return [*map(self.id_of.__getitem__, found)]

    def ids_of_texts(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the ids of the n-grams of each text: those of `ngrams`, in any order, made for all texts in one pass.

        甲乙。丙丁   of the pairs 甲乙 乙。 。丙 丙丁 those count that stand inside a phrase
        1  0 0 1
        """
        bare, whole = _whole_words(APART.join(texts))
        inside = b"\0".join(map(_inside, map(len, bare.split(GAP))))
        every = self.ids(compress(bigrams(bare), inside))
        starts = [*accumulate((len(text) + 1 for text in texts), initial=0)]
        ends = accumulate((inside.count(1, start, end) for start, end in pairwise(starts)), initial=0)
        found = [every[start:end] for start, end in pairwise(ends)]
        for place, ngram in whole:
            found[bisect_right(starts, place) - 1].append(self.id_of[ngram])
        return found

    def bag(self, found: Sequence[int]) -> Bag:
        """Return the bag of a text with these ids."""
        once = set(found) if len(found) < SHORT else set()
        if once and len(once) == len(found):
            return Bag(once, len(once))
        once.clear()
        enter = once.add
        repeated = [number for number in found if number in once or enter(number)]
        distinct = len(once)
        next_occurrence = self.next_occurrence
        last: dict[int, int] = {}
        for number in repeated:
            rank = last[number] = next_occurrence[last.get(number, number)]
            enter(rank)
        return Bag(once, distinct)


@lru_cache(maxsize=1024)  # phrases have few lengths
def _inside(length: int) -> bytes:
    """Mark each character of a phrase whose pair with the next one stands inside the phrase: all but the last."""
    return b"\1" * (length - 1) + b"\0" if length else b""


def _whole_words(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Return folded text with gaps for Latin words and numbers, and these and the single characters with their places."""
    words = [*_LATIN.finditer(text)]
    found = [(word.start(), word[0]) for word in words]
    if words:
        ends = [0, *(word.end() for word in words)]
        between = [text[end : word.start()] for end, word in zip(ends, words, strict=False)]
        gaps = [GAP * len(word[0]) for word in words]
        text = "".join([*chain.from_iterable(zip(between, gaps, strict=True)), text[ends[-1] :]])
    bare = text.replace(STOP, GAP).replace(APART, GAP)
    found += [(single.start(), single[0][1]) for single in _SINGLE.finditer(f"{GAP}{bare}{GAP}")]
    return bare, found
