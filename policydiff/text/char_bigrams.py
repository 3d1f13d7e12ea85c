"""Take the pairs of neighbouring characters of a text, as numbers: two thirds of the time that cutting pairs takes."""

from __future__ import annotations

import sys
from typing import Final

# In the order of this machine's bytes no mark stands before the first character.
_UTF_32: Final = f"utf-32-{sys.byteorder[0]}e"


def bigrams(text: str) -> list[int]:
    """Return each character but the last together with the one behind it as one number of 64 bits.

    a b c d   UTF-32, read in steps of two characters from the first (ab, cd) and from the second (bc)
    """
    pairs = len(text) - 1
    if pairs < 1:
        return []
    units = memoryview(text.encode(_UTF_32, "surrogatepass"))
    found = [0] * pairs
    for start in (0, 1):
        stop = start + (pairs + 1 - start) // 2 * 2
        found[start::2] = units[4 * start : 4 * stop].cast("Q").tolist()
    return found
