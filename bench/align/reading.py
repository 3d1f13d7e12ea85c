"""Read from what a tool kept of a text which articles it paired."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from measure import Link

Run = tuple[str, str, str]
"""`=`, `-` or `+`; the text that stayed, went or came; the name of the move it belongs to, empty for none."""

HALF = 0.5
_LABEL = re.compile(r"(?:^|(?<=\s))第[零一二三四五六七八九十百千]+条(?= )")


def pairs(runs: Iterable[Run]) -> set[Link]:
    """Return the articles that a tool paired: what it kept or moved between the two is half of the one or of the other."""
    runs = list(runs)
    old = Articles("".join(text for mark, text, _ in runs if mark in "=-"))
    new = Articles("".join(text for mark, text, _ in runs if mark in "=+"))
    kept: Counter[Link] = Counter()
    went: defaultdict[str, list[str]] = defaultdict(list)
    came: defaultdict[str, list[str]] = defaultdict(list)
    i = j = 0
    for mark, text, move in runs:
        spoken = [k for k, char in enumerate(text) if not char.isspace()]
        if mark == "=":
            kept.update((old.at(i + k), new.at(j + k)) for k in spoken)
        elif move and mark == "-":
            went[move] += [old.at(i + k) for k in spoken]
        elif move:
            came[move] += [new.at(j + k) for k in spoken]
        i += len(text) if mark in "=-" else 0
        j += len(text) if mark in "=+" else 0
    for move, there in went.items():
        kept.update(zip(there, came[move], strict=False))
    return {
        (one, other)
        for (one, other), count in kept.items()
        if one and other and count >= HALF * min(old.size[one], new.size[other])
    }


class Articles:
    """Where the articles of a text stand."""

    def __init__(self, text: str) -> None:
        """Find the labels."""
        found = list(_LABEL.finditer(text))
        self._starts = [label.start() for label in found]
        self._names = [label[0] for label in found]
        ends = [*self._starts[1:], len(text)]
        bounds = zip(self._names, self._starts, ends, strict=True)
        self.size = {name: len("".join(text[start:end].split())) for name, start, end in bounds}

    def at(self, place: int) -> str:
        """Return the article that a character stands in, empty before the first one."""
        index = bisect_right(self._starts, place) - 1
        return self._names[index] if index >= 0 else ""
