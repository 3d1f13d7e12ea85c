"""Measure how the time of reading grows with the size of hostile documents, and of every pattern with that of hostile lines.

    python bench/growth.py                    documents, whole line
    python bench/growth.py patterns           each pattern of the program and its plugins, at 20,000, 40,000 and 80,000 characters

An exponent is log2 of the time of one size over that of half of it: 1 is linear, 2 quadratic.
"""

from __future__ import annotations

import gc
import importlib
import math
import pkgutil
import re
import sys
import time
from typing import TYPE_CHECKING, Any

import policydiff
from policydiff.budget import Budget
from policydiff.errors import PolicydiffError
from policydiff.model import Source
from policydiff.pipeline import Settings, extract_facts, understand
from policydiff.plugins import load
from policydiff.text.regex import Lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (20_000, 40_000, 80_000)
# Below this (seconds) a time says nothing of growth.
FAST = 0.25
# An exponent that noise alone does not reach.
STEEP = 1.5
TITLE = "望川县办法\n\n第一条 "
# What is repeated to the size that is asked for.
PIECES = {
    "one character": "甲",
    "opening brackets": "（",
    "closing brackets": "）",
    "square brackets": "[",
    "title marks": "《",
    "quotes": "“",
    "spaces": " ",
    "ideographic spaces": "\u3000",
    "digits": "1",
    "Chinese digits": "一",
    "years": "2024年",
    "dates": "2024年5月1日",
    "targets": "，到2025年达到80%",
    "duties": "（责任单位：县水务局",
    "agencies": "县水务局、",
    "articles": "第一条",
    "cited articles": "依照第三条第二款、",
    "money": "，处五百元罚款",
    "dashes": "-",
    "bars": "|",
    "stars": "*",
    "letters": "a",
    "words": "shall ",
    "modals": "应当可以不得",
    "stops": "。",
    "numbers and stops": "1.",
    "line ends": "\n",
    "lines": "一、\n",
    "links": "[甲](乙",
    "tags": "<b>",
    "backslashes": "\\",
}
PAGES = {"elements": "<div>", "tables": "<table><tr><td>", "bold": "<b>", "links": "<a href=x>", "lists": "<ul><li>"}


def grown(piece: str, size: int) -> str:
    """Return a piece repeated to a size."""
    return (piece * (size // len(piece) + 1))[:size]


def sources(size: int) -> Iterator[tuple[str, Source]]:
    """Yield hostile documents of a size, with what they are made of."""
    for name, piece in PIECES.items():
        yield name, Source((TITLE + grown(piece, size)).encode(), "text/markdown", f"{name}.md")
    for name, piece in PAGES.items():
        page = f"<meta charset=utf-8><title>望川县办法</title>{grown(piece, size)}第一条 节约用水。"
        yield f"<{name}>", Source(page.encode(), "text/html", f"{name}.html")


def documents() -> Iterator[tuple[str, list[float]]]:
    """Yield the times of reading each kind of document and finding its facts, by size."""
    plugins, settings = load(), Settings(budget=Budget())
    for of_one_kind in zip(*map(list, map(sources, SIZES)), strict=True):
        times = []
        for _, source in of_one_kind:
            start = time.perf_counter()
            try:
                with settings.budget.within(source.location):
                    extract_facts(understand("x", source, plugins, settings).document, plugins)
            except PolicydiffError as error:
                print(f"  {error}", file=sys.stderr)
            times.append(time.perf_counter() - start)
        yield of_one_kind[0][0], times


def every_pattern() -> dict[str, Any]:
    """Return every pattern of the program and its plugins that a module holds, by where it stands."""
    packages = [policydiff, *(importlib.import_module(name) for name in _plugins())]
    for package in packages:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    named = [name for name in sys.modules if name.split(".")[0].startswith("policydiff")]
    found = {
        f"{name}.{key}": value
        for name in named
        for key, value in vars(sys.modules[name]).items()
        if isinstance(value, Lazy | re.Pattern)
    }
    return {key: value for key, value in found.items() if isinstance(value.pattern, str)}


def _plugins() -> list[str]:
    from policydiff.plugins import installed

    return sorted(str(name) for name in {module.__name__ for module in _modules(installed())})


def _modules(names: Any) -> Iterator[Any]:
    for name in names:
        try:
            yield importlib.import_module(f"policydiff_{name}")
        except ImportError:
            continue


def timed(pattern: Any, text: str) -> float:
    """Return how long it takes to find a pattern everywhere in a text, in seconds."""
    start = time.perf_counter()
    for _ in pattern.finditer(text):
        pass
    return time.perf_counter() - start


def patterns(sizes: tuple[int, ...] = SIZES, limit: float = 5.0) -> Iterator[tuple[str, list[float]]]:
    """Yield the times of a pattern on its worst hostile line, where they are long enough to tell; `limit` ends one search."""
    unlike = {pattern.pattern: (name, pattern) for name, pattern in every_pattern().items()}
    for name, pattern in sorted(unlike.values(), key=lambda pair: pair[0]):
        for kind, piece in PIECES.items():
            times: list[float] = []
            for size in sizes:
                try:
                    with Budget(seconds=limit, memory_megabytes=0).within(name):
                        times.append(timed(pattern, grown(piece, size)))
                except PolicydiffError:
                    times.append(math.inf)
                if times[-1] < FAST / 4 or times[-1] == math.inf:
                    break
            if times[-1] >= FAST:
                yield f"{name} on {kind}", times


def exponent(times: list[float]) -> float:
    """Return log2 of the last time over the one before it; infinite where the last had no end."""
    if times[-1] == math.inf:
        return math.inf
    return math.log2(times[-1] / max(times[-2], 1e-6)) if len(times) > 1 else 0.0


def main() -> None:
    """Print the times and exponents as they are measured, then the steep ones."""
    gc.disable()
    steep = []
    for name, times in patterns() if sys.argv[1:] == ["patterns"] else documents():
        line = f"{exponent(times):5.2f}  {'  '.join(f'{taken:8.2f}' for taken in times)}  {name}"
        print(line, flush=True)
        if exponent(times) > STEEP and times[-1] > FAST:
            steep.append(line)
    print(f"steeper than {STEEP}: {len(steep)}", *steep, sep="\n")


if __name__ == "__main__":
    main()
