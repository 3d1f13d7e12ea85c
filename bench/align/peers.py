"""What other tools make of the same cases.

A peer shows which characters it kept or moved, and says nothing of articles. So for all of them alike: the tool is read
as pairing an old and a new article when the characters that it kept between the two are at least half of the one or
of the other (`reading.py`); xmldiff says itself which elements it matched. `adapters.py` runs the tools.

    pip install '.[bench]'
    python bench/align/peers.py [SUITE ...]
    POLICYDIFF_CORPUS=… POLICYDIFF_GOLD=… …      real revisions with hand-made edges as well
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import adapters
from generated import SUITES, case
from measure import Score, mean, score
from real import revisions
from run import links, of_moved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generated import Case
    from measure import Link

SEEDS = range(2)


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its name, the package that must be installed (empty for none), and the adapter."""

    name: str
    package: str
    find: Callable[[str, str], set[Link]]


TOOLS = (
    Tool("policydiff", "", links),
    Tool("git", "", adapters.git),
    Tool("redlines", "redlines", adapters.redlines),
    Tool("prosediff", "prosediff", adapters.prosediff),
    Tool("xmldiff", "xmldiff", adapters.xmldiff),
    Tool("docx-trackdiff", "docx-trackdiff", adapters.docx_trackdiff),
    Tool("python-redlines", "python-redlines-docxodus", adapters.python_redlines),
)


@dataclass(frozen=True, slots=True)
class Row:
    """What a tool made of a suite: all links, those of moved articles, and the seconds for a case."""

    whole: Score
    moving: Score
    seconds: float


def main() -> None:
    """Print the table: F1 of all links by suite, and recall of moved articles where there are any."""
    tools = [tool for tool in TOOLS if installed(tool)]
    suites = {suite: [case(suite, seed) for seed in SEEDS] for suite in sys.argv[1:] or SUITES}
    if os.environ.get("POLICYDIFF_GOLD") and os.environ.get("POLICYDIFF_CORPUS"):
        suites["real revisions"] = list(revisions(*(Path(os.environ[f"POLICYDIFF_{of}"]) for of in ("GOLD", "CORPUS"))))
    print("| suite | " + " | ".join(named(tool) for tool in tools) + " |")
    print("|---|" + "---|" * len(tools))
    spent: dict[str, list[float]] = {tool.name: [] for tool in tools}
    for suite, cases in suites.items():
        rows = [measured(tool, cases) for tool in tools]
        print(f"| {suite}: F1 | " + " | ".join(f"{row.whole.f1:.3f}" for row in rows) + " |")
        if any(one.moved for one in cases):
            cells = (f"{row.moving.recall:.3f} ({row.moving.precision:.3f})" for row in rows)
            print(f"| {suite}: moved articles, recall (precision) | " + " | ".join(cells) + " |")
        for tool, row in zip(tools, rows, strict=True):
            spent[tool.name].append(row.seconds)
    ours = median(spent["policydiff"])
    print("| time for a case, policydiff = 1 | " + " | ".join(f"{median(s) / ours:.1f}" for s in spent.values()) + " |")


def installed(tool: Tool) -> bool:
    """Tell whether a tool can run here; say so when it cannot."""
    try:
        return not tool.package or bool(version(tool.package))
    except PackageNotFoundError:
        print(f"{tool.name}: left out, {tool.package} is not installed (pip install '.[bench]')")
        return False


def named(tool: Tool) -> str:
    """Return a tool's name with its version."""
    return f"{tool.name} {version(tool.package)}" if tool.package else tool.name


def measured(tool: Tool, cases: Sequence[Case]) -> Row:
    """Return what a tool makes of the cases of a suite."""
    start = perf_counter()
    found = [tool.find(one.old, one.new) for one in cases]
    seconds = (perf_counter() - start) / len(cases)
    whole = mean([score(links - one.unsure, one.links) for links, one in zip(found, cases, strict=True)])
    return Row(whole, mean([of_moved(links, one) for links, one in zip(found, cases, strict=True)]), seconds)


if __name__ == "__main__":
    main()
