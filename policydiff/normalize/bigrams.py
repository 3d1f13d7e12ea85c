"""How likely one Chinese character follows another in official prose: a table of counts (bench/bigrams/build.py)."""

from __future__ import annotations

import math
import struct
import zlib
from array import array
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SCALE = 16
# Held back for pairs never counted, spread over all characters by their frequency (absolute discounting).
DISCOUNT = 0.75


@dataclass(frozen=True, slots=True)
class Bigrams:
    """Logarithms of the probability of a character after another."""

    rows: dict[str, dict[str, float]]
    totals: dict[str, float]
    singles: dict[str, float]
    unseen: float

    def after(self, first: str, second: str) -> float:
        """Return the natural logarithm of the probability that `second` follows `first`."""
        alone = self.singles.get(second, self.unseen)
        row = self.rows.get(first)
        if not row:
            return math.log(alone)
        seen = max(row.get(second, 0.0) - DISCOUNT, 0.0)
        return math.log((seen + DISCOUNT * len(row) * alone) / self.totals[first])


@cache
def bigrams() -> Bigrams:
    """Return the table that comes with the program."""
    body = zlib.decompress(Path(__file__).with_name("bigrams.bin").read_bytes())
    length, count = struct.unpack_from("<II", body)
    at = 8 + length
    characters = body[8:at].decode("utf-8")
    sizes = array("H", body[at : at + 2 * count])
    steps = array("H", body[at + 2 * count : at + 2 * count + 2 * sum(sizes)])
    levels = body[at + 2 * count + 2 * sum(sizes) :]
    return _table(characters, sizes, steps, levels)


def _table(characters: str, sizes: Iterable[int], steps: Sequence[int], levels: bytes) -> Bigrams:
    rows: dict[str, dict[str, float]] = {}
    singles: dict[str, float] = dict.fromkeys(characters, 0.0)
    counts = [math.exp(level / SCALE) for level in range(256)]
    place = 0
    for first, size in zip(characters, sizes, strict=True):
        seconds = (characters[at] for at in accumulate(steps[place : place + size]))
        rows[first] = {
            second: counts[level] for second, level in zip(seconds, levels[place : place + size], strict=True)
        }
        for second, number in rows[first].items():
            singles[second] += number
        place += size
    total = sum(singles.values())
    shares = {character: (number + 0.5) / total for character, number in singles.items()}
    return Bigrams(rows, {first: sum(row.values()) for first, row in rows.items() if row}, shares, 0.5 / total)
