"""How likely a reading of damaged text is: character bigrams of official prose, of the page itself, and words."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from policydiff.normalize.repair.bigrams import bigrams
from policydiff.normalize.repair.gbk import FULL_WIDTH, INDENT, PUNCTUATION, of_simplified_alone, simplified

LINE_START = "\n"

# What the table, the character alone and the page itself weigh: a page repeats its own terms.
TABLE, ALONE, PAGE = 0.65, 0.1, 0.25
# Natural logarithms. A Latin letter, a `?` or a foreign character left between Chinese ones.
LEFT_OVER = -12.0
# A character that only Simplified text uses, on a page in Traditional script.
WRONG_SCRIPT = -6.0
# Each word that a reading falls into: nonsense falls into more, shorter ones.
WORD = -1.5


@dataclass(frozen=True)
class Likelihood:
    """The likelihood of text on one page. `pairs` are the page's own, by first character."""

    pairs: dict[str, Counter[str]]
    _known: dict[tuple[str, str], float] = field(default_factory=dict, repr=False)

    @classmethod
    def on_page(cls, text: str) -> Likelihood:
        """Return the likelihood on a page of this text."""
        plain = [simplified().get(character, character) for character in text]
        pairs: dict[str, Counter[str]] = {}
        for first, second in pairwise(plain):
            pairs.setdefault(first, Counter())[second] += 1
        return cls(pairs)

    def after(self, first: str, second: str) -> float:
        """Return the natural logarithm of the probability that `second` follows `first`."""
        key = (first, second)
        score = self._known.get(key)
        if score is None:
            score = self._known[key] = self._after(first, second)
        return score

    def _after(self, first: str, second: str) -> float:
        if second == INDENT:
            return math.log(0.5) if first == LINE_START else LEFT_OVER
        one, other = simplified().get(first, first), simplified().get(second, second)
        table = bigrams()
        page = self.pairs.get(one)
        own = page[other] / page.total() if page else 0.0
        chance = TABLE * math.exp(table.after(one, other)) + ALONE * table.singles.get(other, table.unseen) + PAGE * own
        return math.log(chance) + (WRONG_SCRIPT if second in of_simplified_alone() else 0.0)

    def fit(self, before: str, text: str) -> float:
        """Return how likely a text is after a character, whatever is no Chinese punished."""
        score = 0.0
        for character in text:
            plain = (
                "一" <= character <= "鿿"
                or character in FULL_WIDTH
                or character in PUNCTUATION
                or character.isdecimal()
            )
            score += self.after(before, character) if plain else LEFT_OVER
            before = character
        return score

    def words(self, text: str) -> float:
        """Return the weight of the words that a text falls into."""
        from rjieba import cut

        return WORD * len(cut("".join(simplified().get(character, character) for character in text)))
