"""Cut runs of Chinese characters by jieba's dictionary without loading it: its words lie ready in a cache file.

The dictionary has 349,000 words and a comparison looks at some thousand of them, but loading it takes 0.1 s (rjieba) or 0.9 s
(jieba). The file holds plain arrays and groups words by their first two characters; a group is found by two steps and decoded when a
text first shows these characters:

    first character → starts → second character in seconds → places → ends → what follows the two in rests

The cut is jieba's (HMM off): of all ways to cut a run, the one whose words are together the most frequent; the same sums in the
same order, so that even near ties fall alike.
"""

from __future__ import annotations

import json
import os
import sys
from array import array
from bisect import bisect_left
from functools import cache
from importlib.machinery import PathFinder
from itertools import accumulate, groupby, pairwise
from math import inf, isnan, log, nan
from typing import TYPE_CHECKING, Final

from policydiff.text import lexicon_cache
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    # Words that begin with two characters: the weight of the two alone, the lengths of the longer ones, and the
    # weight of each of these by what follows the two.
    Words = tuple[float | None, tuple[int, ...], dict[str, float]]
    # The same after the weight of the first character as a word of its own.
    Group = tuple[float, float | None, tuple[int, ...], dict[str, float]]

# Raise the number when `build` makes something else.
NAME: Final = "lexicon-3"
# The head of the file: the weight of an unknown word and the sizes of the columns in bytes, as JSON padded with blanks.
HEAD_BYTES: Final = 256
FIRST: Final = 0x4E00
# jieba takes these characters for Chinese; a run with any other one is not cut here.
_RUN: Final = lazy("[\u4e00-\u9fd5]+")
# What jieba reads together with Chinese characters.
_JOINING: Final = lazy(r"[^\u4e00-\u9fd5\s，。；：、？！（）《》“”‘’〔〕]")
_CHARACTERS: Final = 0x9FD5 - FIRST + 1
# The weight of a character that is no word by itself; it stands alone only where no longer word begins.
WORTHLESS: Final = -inf
NONE: Final[Words] = (None, (), {})
# Beyond so many characters in one process loading rjieba (0.1 s) is repaid by its speed.
MANY: Final = 60_000


class Lexicon:
    """The words of jieba's dictionary by the two characters that they begin with, each group read when first asked for."""

    def __init__(self, content: bytes | memoryview) -> None:
        """Read the head of a file that `build` made; its columns stay where they are."""
        content = memoryview(content)
        self._unknown, sizes = json.loads(bytes(content[:HEAD_BYTES]))
        ends = accumulate(sizes, initial=HEAD_BYTES)
        columns = [content[start:end] for start, end in pairwise(ends)]
        self._singles, self._pairs, self._weights = (column.cast("d") for column in columns[:3])
        self._starts, self._places, self._ends = (column.cast("I") for column in columns[3:6])
        self._seconds, self._rests = (column.cast("H") for column in columns[6:])
        self._group = cache(self._read)

    def cut(self, run: str) -> list[str]:
        """Return the words of a run of characters from U+4E00 to U+9FD5."""
        groups = [*map(self._group, _pairs(run + END))]
        best, steps = [0.0], []
        above = after = 0.0  # the best sums of what begins one and two characters on
        place = size = len(run)
        for single, pair, lengths, weights in reversed(groups):
            place -= 1
            step, score = 1, single + above
            if pair is not None and pair + after >= score:
                step, score = 2, pair + after
            for length in lengths:
                end = place + length
                if end > size:
                    break
                weight = weights.get(run[place + 2 : end])
                if weight is not None and weight + best[-length] >= score:
                    step, score = length, weight + best[-length]
            if score == WORTHLESS:
                score = self._unknown + above
            above, after = score, above
            best.append(score)
            steps.append(step)
        return _along(run, steps)

    def _read(self, pair: int) -> Group:
        """Return what begins with two characters."""
        first, second = pair % SIXTEEN_BITS - FIRST, pair // SIXTEEN_BITS - FIRST
        words = self._words(first, second)
        single = self._singles[first]
        return (self._unknown if words is NONE and single == WORTHLESS else single, *words)

    def _words(self, first: int, second: int) -> Words:
        high = self._starts[first + 1]
        at = bisect_left(self._seconds, second, self._starts[first], high)
        if at == high or self._seconds[at] != second:
            return NONE
        pair = self._pairs[at]
        words = [self._word(place) for place in range(self._places[at], self._places[at + 1])]
        return None if isnan(pair) else pair, tuple(sorted({len(rest) + 2 for rest, _ in words})), dict(words)

    def _word(self, place: int) -> tuple[str, float]:
        """Return what follows the first two characters of a word, and the word's weight."""
        rest = self._rests[self._ends[place] : self._ends[place + 1]]
        return bytes(rest).decode(UTF_16), self._weights[place]


# Stands behind a run: no word goes on there.
END: Final = " "
SIXTEEN_BITS: Final = 1 << 16


def _pairs(run: str) -> list[int]:
    """Return the pairs of neighbouring characters, each as one number: in half the time that cutting pairs takes.

    In UTF-16 two such characters are one number of 32 bits; those that begin at even places are read apart from the others.
    """
    content = memoryview(run.encode(UTF_16))
    found = [0] * (len(run) - 1)
    found[::2] = content[: len(run) // 2 * 4].cast("I")
    found[1::2] = content[2 : (len(run) - 1) // 2 * 4 + 2].cast("I")
    return found


UTF_16: Final = f"utf-16-{sys.byteorder[0]}e"


def _along(run: str, steps: Sequence[int]) -> list[str]:
    found = []
    place, size = 0, len(run)
    while place < size:
        end = place + steps[-place - 1]
        found.append(run[place:end])
        place = end
    return found


class Cutter:
    """The fastest cut at hand: the kept lexicon's in a cold process, rjieba's where that is loaded or worth loading."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.lexicon: Lexicon | None = None
        self.lacking = False
        self.done = 0

    def cut(self, run: str) -> list[str]:
        """Return the words of a run of Chinese characters."""
        lexicon = self._fitting(run)
        if lexicon:
            return lexicon.cut(run)
        import rjieba

        found: list[str] = rjieba.cut(run, hmm=False)
        return found

    def spans(self, text: str, places: Sequence[int]) -> list[tuple[int, int]]:
        """Return the start and length of the words that stand at some places of a text, as jieba cuts it with HMM on.

        Statistics (HMM) join only characters that stand alone side by side; where none of the words asked for is among such,
        the dictionary decides.
        """
        found = self.spans_by_dictionary(text, places)
        if found:
            return found
        import rjieba

        return _spans(rjieba.cut(text), places, 0)

    def spans_by_dictionary(self, text: str, places: Sequence[int]) -> list[tuple[int, int]] | None:
        """Return the same where the dictionary decides, else None."""
        run = next(
            (run for run in _RUN.finditer(text) if all(run.start() <= place < run.end() for place in places)), None
        )
        lexicon = self._fitting(run[0]) if run and not _JOINING.search(text) else None
        if run is None or lexicon is None:
            return None
        words = lexicon.cut(run[0])
        alone = _alone(words, run.start())
        return None if alone & set(places) else _spans(words, places, run.start())

    def _fitting(self, run: str) -> Lexicon | None:
        self.done += len(run)
        if self.lacking or self.done > MANY or "rjieba" in sys.modules or not _RUN.fullmatch(run):
            return None
        if self.lexicon is None:
            content = lexicon_cache.read(_name())
            self.lexicon = Lexicon(content) if content else None
            self.lacking = content is None
        return self.lexicon


def _spans(words: Sequence[str], places: Sequence[int], at: int) -> list[tuple[int, int]]:
    """Return the start and length of the words at some places, the first word standing at `at`."""
    sizes: dict[int, tuple[int, int]] = {}
    for word in words:
        sizes |= dict.fromkeys(range(at, at + len(word)), (at, len(word)))
        at += len(word)
    return [sizes[place] for place in places]


def _alone(words: Sequence[str], at: int) -> set[int]:
    """Return the places of words of one character that stand side by side, the first word standing at `at`."""
    found: set[int] = set()
    before = False
    for word in words:
        if before and len(word) == 1:
            found |= {at - 1, at}
        before = len(word) == 1
        at += len(word)
    return found


# One for the process: words are the same whoever asks.
CUTTER: Final = Cutter()


def keep() -> None:
    """Make the lexicon for the next run, where this one lacked it."""
    if CUTTER.lacking:
        CUTTER.lacking = False
        lexicon_cache.write(_name(), build)


def build() -> bytes:
    """Return the words of jieba's dictionary as a kept file."""
    with open(_dictionary(), encoding="utf-8") as file:  # noqa: PTH123 a cold start has no pathlib
        listed = [line.split(" ") for line in file.read().split("\n") if line]
    total = log(sum(int(entry[1]) for entry in listed))
    words = sorted({entry[0]: log(int(entry[1])) - total for entry in listed if _RUN.fullmatch(entry[0])}.items())
    singles, pairs, weights = array("d", [WORTHLESS] * _CHARACTERS), array("d"), array("d")
    starts, places, ends, seconds, rests = array("I"), array("I"), array("I", [0]), array("H"), array("H")
    for start, group in groupby(words, key=lambda entry: entry[0][:2]):
        first = ord(start[0]) - FIRST
        if len(start) == 1:
            singles[first] = next(group)[1]
            continue
        starts.extend([len(seconds)] * (first + 1 - len(starts)))
        seconds.append(ord(start[1]) - FIRST)
        places.append(len(weights))
        longer = {word[2:]: weight for word, weight in group}
        pairs.append(longer.pop("", nan))
        for rest, weight in longer.items():
            rests.frombytes(rest.encode(UTF_16))
            ends.append(len(rests))
            weights.append(weight)
    starts.extend([len(seconds)] * (_CHARACTERS + 1 - len(starts)))
    places.append(len(weights))
    columns = [column.tobytes() for column in (singles, pairs, weights, starts, places, ends, seconds, rests)]
    head = json.dumps([-total, [*map(len, columns)]]).encode()
    return head.ljust(HEAD_BYTES) + b"".join(columns)


def _dictionary() -> str:
    """Return where jieba's dictionary lies; importing jieba for that would cost more than cutting."""
    found = PathFinder.find_spec("jieba")
    places = found.submodule_search_locations if found else None
    return os.path.join(next(iter(places or [""])), "dict.txt")  # noqa: PTH118 a cold start has no pathlib


def _name() -> str:
    """Name the kept file after the dictionary that it was made from."""
    try:
        status = os.stat(_dictionary())  # noqa: PTH116 the same
    except OSError:
        return NAME
    return f"{NAME}-{status.st_size}-{status.st_mtime_ns}"
