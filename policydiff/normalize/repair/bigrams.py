"""How likely one Chinese character follows another in official prose: a table of counts (bench/bigrams/build.py)."""

from __future__ import annotations

import math
import os
import struct
import zlib
from array import array
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate

SCALE = 16
# Held back for pairs never counted, spread over all characters by their frequency (absolute discounting).
DISCOUNT = 0.75
# What a character and a pair that the table lacks are taken for.
UNSEEN_CHARACTER, UNSEEN_PAIR = 5.0, 0.5


class Pairs:
    """The table as it is stored: counts of pairs, each character's followers unpacked when it is first asked for."""

    def __init__(self, body: bytes) -> None:
        """Take the table as bench/bigrams/build.py packs it, uncompressed."""
        length, count = struct.unpack_from("<II", body)
        at = 8 + length
        self.characters = body[8:at].decode("utf-8")
        sizes = array("H", body[at : at + 2 * count])
        pairs = sum(sizes)
        self._ends = list(accumulate(sizes))
        self._steps = array("H", body[at + 2 * count : at + 2 * count + 2 * pairs])
        self._levels = body[at + 2 * count + 2 * pairs :]
        self._places = {character: place for place, character in enumerate(self.characters)}
        self._counts = [math.exp(level / SCALE) for level in range(256)]
        self._rows: dict[str, dict[str, float]] = {}
        self._totals: dict[str, float] = {}

    def row(self, first: str) -> dict[str, float]:
        """Return how often each character follows this one."""
        row = self._rows.get(first)
        if row is None:
            row = self._rows[first] = self._unpacked(first)
        return row

    def _unpacked(self, first: str) -> dict[str, float]:
        place = self._places.get(first)
        if place is None:
            return {}
        start, end = self._ends[place - 1] if place else 0, self._ends[place]
        seconds = (self.characters[at] for at in accumulate(self._steps[start:end]))
        return {second: self._counts[level] for second, level in zip(seconds, self._levels[start:end], strict=True)}

    def total(self, character: str) -> float:
        """Return how often a character is followed by any other."""
        total = self._totals.get(character)
        if total is None:
            total = self._totals[character] = sum(self.row(character).values())
        return total

    @cached_property
    def all(self) -> float:
        """How many pairs were counted."""
        return sum(self._levels.count(level) * self._counts[level] for level in set(self._levels))

    def count(self, first: str, second: str) -> float:
        """Return how often the pair was counted."""
        return self.row(first).get(second, 0.0)

    def tie(self, first: str, second: str) -> float:
        """Return how much oftener than by chance the pair stands together: the logarithm of the ratio."""
        chance = (self.total(first) + UNSEEN_CHARACTER) * (self.total(second) + UNSEEN_CHARACTER)
        return math.log((self.count(first, second) + UNSEEN_PAIR) * self.all / chance)


@dataclass(frozen=True, slots=True)
class Bigrams:
    """Logarithms of the probability of a character after another."""

    pairs: Pairs
    singles: dict[str, float]
    unseen: float

    def after(self, first: str, second: str) -> float:
        """Return the natural logarithm of the probability that `second` follows `first`."""
        alone = self.singles.get(second, self.unseen)
        row = self.pairs.row(first)
        if not row:
            return math.log(alone)
        seen = max(row.get(second, 0.0) - DISCOUNT, 0.0)
        return math.log((seen + DISCOUNT * len(row) * alone) / self.pairs.total(first))


@cache
def pairs() -> Pairs:
    """Return the counts that come with the program."""
    with open(os.path.join(os.path.dirname(__file__), "bigrams.bin"), "rb") as file:
        return Pairs(zlib.decompress(file.read()))


@cache
def bigrams() -> Bigrams:
    """Return the probabilities that the counts give."""
    table = pairs()
    numbers = dict.fromkeys(table.characters, 0.0)
    for first in table.characters:
        for second, number in table.row(first).items():
            numbers[second] += number
    total = sum(numbers.values())
    shares = {character: (number + 0.5) / total for character, number in numbers.items()}
    return Bigrams(table, shares, 0.5 / total)
