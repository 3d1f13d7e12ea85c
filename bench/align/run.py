"""Measure the aligner: generated cases, real laws changed in known ways, and growth with size.

python bench/align/run.py                    generated cases and growth
POLICYDIFF_CORPUS=… POLICYDIFF_GOLD=… …      gold and certain anchors as well
"""

from __future__ import annotations

import gc
import os
import sys
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from generated import SEEDS, SUITES, Case, case
from measure import Score, mean, score
from real import cases

from policydiff.align import align
from policydiff.clauses import parse
from policydiff.model import Relation


def links(old: str, new: str) -> set[tuple[str, str]]:
    """Return the links between articles that policydiff finds."""
    beads = align(parse(old), parse(new), Relation.VERSIONS)
    return {edge for bead in beads for edge in bead.edges if edge[0].endswith("条") and edge[1].endswith("条")}


def suite(name: str) -> tuple[Score, Score]:
    """Return the mean score of a suite over its seeds, and that of the links of moved articles alone."""
    cases = [case(name, seed) for seed in SEEDS]
    found = [links(one.old, one.new) for one in cases]
    whole = mean([score(one, each.links) for one, each in zip(found, cases, strict=True)])
    return whole, mean([of_moved(one, each) for one, each in zip(found, cases, strict=True)])


def real(corpus: Path) -> dict[str, list[tuple[Score, Score]]]:
    """Return the scores of the suites over real laws."""
    rows: dict[str, list[tuple[Score, Score]]] = {}
    for one in cases(corpus):
        found = links(one.old, one.new)
        rows.setdefault(one.suite, []).append((score(found, one.links), of_moved(found, one)))
    return rows


def of_moved(found: set[tuple[str, str]], one: Case) -> Score:
    """Score the links that touch an old article that moved."""
    olds = {old for old, _ in one.moved}
    return score({link for link in found if link[0] in olds}, {link for link in one.links if link[0] in olds})


def growth(name: str, sizes: tuple[int, ...]) -> list[tuple[int, float]]:
    """Return the seconds that aligning takes at each size, the best of three, with the garbage collector set as by the CLI."""
    gc.set_threshold(200_000, 20, 100)
    rows = []
    for size in sizes:
        one = case(name, 0, size)
        old, new = parse(one.old), parse(one.new)
        times = []
        for _ in range(3):
            start = perf_counter()
            align(old, new, Relation.VERSIONS)
            times.append(perf_counter() - start)
        rows.append((size, min(times)))
    return rows


def line(name: str, whole: Score, moving: Score) -> None:
    """Print one row."""
    print(
        f"{name:20}{whole.precision:10.3f}{whole.recall:8.3f}{whole.f1:7.3f}   {moving.precision:.3f} {moving.recall:.3f}"
    )


def main() -> None:
    """Print the tables."""
    print(f"{'suite':20}{'precision':>10}{'recall':>8}{'F1':>7}   moved: precision, recall")
    for name in SUITES:
        line(name, *suite(name))
    if os.environ.get("POLICYDIFF_CORPUS"):
        for name, rows in real(Path(os.environ["POLICYDIFF_CORPUS"])).items():
            line(name, mean([whole for whole, _ in rows]), mean([moving for _, moving in rows]))
    for name in ("versions", "repetitive annex"):
        rows = growth(name, (500, 1000, 2000, 4000))
        grown = ", ".join(f"{size}: {seconds:.2f} s" for size, seconds in rows)
        ratios = ", ".join(f"{after[1] / before[1]:.2f}" for before, after in pairwise(rows))
        print(f"growth, {name}: {grown}; doubling costs × {ratios}")


if __name__ == "__main__":
    sys.exit(main())
