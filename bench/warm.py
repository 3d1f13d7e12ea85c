"""Time in a warm process, near-duplicates, growth and memory, as ratios within one run.

    python bench/warm.py

The pair of `speed.py` needs POLICYDIFF_CORPUS; the rest is generated (`align/generated.py`). A warm process has compared
once before. Growth is of aligning and comparing; each size runs in a process of its own, whose peak memory is printed too.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter

from speed import KIB, REDLINES, run, unpacked

sys.path.insert(0, str(Path(__file__).parent / "align"))

from generated import case

from policydiff.align import align
from policydiff.clauses import parse
from policydiff.diff import compare as compare_documents
from policydiff.model import Relation

ROUNDS = 7
SIZES = (1000, 2000, 4000)
TWINS = 2000
STAGES = ("parsing", "aligning", "comparing")


def main() -> None:
    """Print the table, or with a suite and a size what one child has measured."""
    gc.set_threshold(200_000, 20, 100)  # as the command line sets it
    if len(sys.argv) > 1:
        one = case(sys.argv[1], 0, int(sys.argv[2]))
        seconds = median(sum(stages(one.old, one.new)) for _ in range(3))
        print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB)
        return
    corpus = os.environ.get("POLICYDIFF_CORPUS")
    with tempfile.TemporaryDirectory() as folder:
        if corpus:
            warm(unpacked(Path(corpus) / "laws.tar.xz", Path(folder)))
        near_duplicates(Path(folder))
    for suite in ("versions", "near-duplicates", "repetitive annex"):
        growth(suite)


def stages(old_text: str, new_text: str) -> tuple[float, float, float]:
    """Return the seconds that parsing, aligning and comparing two texts take."""
    times = [perf_counter()]
    old, new = parse(old_text), parse(new_text)
    times.append(perf_counter())
    beads = align(old, new, Relation.VERSIONS)
    times.append(perf_counter())
    compare_documents(old, new, beads, relation=Relation.VERSIONS)
    times.append(perf_counter())
    parsing, aligning, comparing = (after - before for before, after in pairwise(times))
    return parsing, aligning, comparing


def warm(pair: tuple[str, str]) -> None:
    """Print what a warm process takes for the pair, in times of git's word diff."""
    texts = [Path(path).read_text(encoding="utf-8") for path in pair]
    git = ["git", "diff", "--no-index", "--word-diff-regex=.", *pair]
    stages(*texts)
    rounds = [(stages(*texts), run(git).seconds) for _ in range(ROUNDS)]
    whole = median(sum(ours) / theirs for ours, theirs in rounds)
    shares = (median(ours[at] / theirs for ours, theirs in rounds) for at in range(len(STAGES)))
    told = ", ".join(f"{name} {share:.1f}" for name, share in zip(STAGES, shares, strict=True))
    print(f"warm, 公司法 2018 → 2023: {whole:.1f} × git diff --word-diff-regex=. ({told})")


def near_duplicates(folder: Path) -> None:
    """Print what the command line takes for a law of near-duplicates, in parts of redlines' time."""
    one = case("near-duplicates", 0, TWINS)
    paths = [str(folder / "old.md"), str(folder / "new.md")]
    for path, text in zip(paths, (one.old, one.new), strict=True):
        Path(path).write_text(text, encoding="utf-8")
    program = str(Path(sys.executable).with_name("policydiff"))
    ours = run([program, "diff", *paths, "--format", "json"])
    if subprocess.run([sys.executable, "-c", "import redlines"], capture_output=True, check=False).returncode:
        print(f"{TWINS} near-duplicates: {ours.seconds:.1f} s; redlines is not installed (pip install '.[bench]')")
        return
    theirs = run([sys.executable, "-c", REDLINES, *paths])
    print(
        f"{TWINS} near-duplicates, from the command line: {ours.seconds / theirs.seconds:.2f} × redlines ({theirs.seconds:.1f} s)"
    )


def growth(suite: str) -> None:
    """Print by how much time grows when the clauses are doubled, and the peak memory of each size."""
    rows = []
    for size in SIZES:
        child = [sys.executable, __file__, suite, str(size)]
        seconds, megabytes = map(
            float, subprocess.run(child, capture_output=True, text=True, check=True).stdout.split()
        )
        rows.append((size, seconds, megabytes))
    told = ", ".join(f"{size}: {seconds:.2f} s, {megabytes:.0f} MB" for size, seconds, megabytes in rows)
    ratios = ", ".join(f"{after[1] / before[1]:.2f}" for before, after in pairwise(rows))
    print(f"growth, {suite}: {told}; doubling costs × {ratios}")


if __name__ == "__main__":
    main()
