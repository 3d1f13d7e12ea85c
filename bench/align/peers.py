"""What other tools make of the same cases. Each adapter states how its output is read.

A peer shows which characters it kept, and says nothing of articles. So for all of them alike: the tool
is read as pairing an old and a new article when the characters that it kept between the two are at least
half of the one or of the other.

    python bench/align/peers.py [SUITE ...]
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from generated import SUITES, case
from measure import mean, score
from run import links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generated import Case
    from measure import Link

Run = tuple[str, str]
"""`=`, `-` or `+`, and the text that stayed, went or came."""

SEEDS = range(2)
HALF = 0.5
_LABEL = re.compile(r"(?:^|(?<=\s))第[零一二三四五六七八九十百千]+条(?= )")
_SPAN = re.compile(r"<span style='color:(red|green)[^']*'>(.*?)</span>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: the module that it needs (empty for git), and the adapter; no adapter: why not."""

    name: str
    module: str
    runs: Callable[[str, str], list[Run]] | None
    reason: str = ""


def git(old: str, new: str) -> list[Run]:
    """Read `git diff --word-diff=porcelain --word-diff-regex=.`: lines marked ` `, `-`, `+`; `~` ends a line."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("old", "new")]
        for path, text in zip(paths, (old, new), strict=True):
            path.write_text(text, encoding="utf-8")
        command = [
            "git",
            "diff",
            "--no-index",
            "--word-diff=porcelain",
            "--word-diff-regex=.",
            "-U99999",
            *map(str, paths),
        ]
        output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    _, _, body = output.partition("@@\n")
    marks = {" ": "=", "-": "-", "+": "+"}
    return [(marks.get(line[:1], "="), "\n" if line[:1] == "~" else line[1:]) for line in body.split("\n")]


def redlines(old: str, new: str) -> list[Run]:
    """Read the Markdown of `redlines`: red spans went, green spans came, the rest stayed."""
    from redlines import Redlines

    output = Redlines(old, new).output_markdown
    runs, at = [], 0
    for span in _SPAN.finditer(output):
        runs += [("=", output[at : span.start()]), ("-" if span[1] == "red" else "+", span[2])]
        at = span.end()
    return [*runs, ("=", output[at:])]


PEERS = (
    Peer("git", "", git),
    Peer("redlines", "redlines", redlines),
    Peer("prosediff", "prosediff", None, "no adapter yet"),
    Peer("xmldiff", "xmldiff", None, "no adapter yet: it wants XML and reports tree edits"),
    Peer("docx-trackdiff", "docx_trackdiff", None, "no adapter yet: it wants two DOCX files"),
    Peer("python-redlines", "python_redlines", None, "no adapter yet: it wants two DOCX files and a .NET program"),
)


def pairs(runs: list[Run]) -> set[Link]:
    """Return the articles that a tool paired, read from what it kept."""
    old = "".join(text for mark, text in runs if mark in "=-")
    new = "".join(text for mark, text in runs if mark in "=+")
    left, right = Articles(old), Articles(new)
    kept: Counter[Link] = Counter()
    i = j = 0
    for mark, text in runs:
        if mark == "=":
            kept.update((left.at(i + k), right.at(j + k)) for k, char in enumerate(text) if not char.isspace())
        i += len(text) if mark in "=-" else 0
        j += len(text) if mark in "=+" else 0
    return {
        (one, other)
        for (one, other), count in kept.items()
        if one and other and count >= HALF * min(left.size[one], right.size[other])
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


def usable(peer: Peer) -> str:
    """Return why a peer cannot run here, empty when it can."""
    if peer.module and find_spec(peer.module) is None:
        return "not installed"
    return peer.reason


def contestants() -> Iterator[tuple[str, Callable[[Case], set[Link]]]]:
    """Yield policydiff and each peer that can run; say which are left out."""
    yield "policydiff", lambda one: links(one.old, one.new)
    for peer in PEERS:
        reason, runs = usable(peer), peer.runs
        if reason or runs is None:
            print(f"{peer.name}: left out, {reason}")
            continue
        yield peer.name, lambda one, runs=runs: pairs(runs(one.old, one.new))  # type: ignore[misc]


def main() -> None:
    """Print one line for each suite and tool."""
    tools = list(contestants())
    for suite in sys.argv[1:] or SUITES:
        cases = [case(suite, seed) for seed in SEEDS]
        for name, find in tools:
            start = perf_counter()
            result = mean([score(find(one), one.links) for one in cases])
            spent = (perf_counter() - start) / len(cases)
            print(f"{suite:18}{name:16}{result.precision:.3f} {result.recall:.3f} F1 {result.f1:.3f}  {spent:.2f} s")


if __name__ == "__main__":
    main()
