"""Whole-process times of policydiff beside what a user would otherwise run, as ratios within one run.

    python bench/speed.py [ROUNDS]

The pair is 公司法 2018 → 2023 from the corpus (POLICYDIFF_CORPUS). Every round runs each command once, in turn, so
that a drift of the machine's speed meets all of them; medians and the median of the ratios are printed. A peer that is
not installed is left out with its reason.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

OLD, NEW = "民法商法/公司法(2018-10-26).md", "民法商法/公司法(2023-12-29).md"
ROUNDS = 7
KIB = 1024
# As installed from a wheel, where the modules of all that is timed are compiled.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

REDLINES = """
import sys
from redlines import Redlines
old, new = (open(path, encoding="utf-8").read() for path in sys.argv[1:])
print(len(Redlines(old, new).output_markdown))
"""


@dataclass(frozen=True)
class Run:
    """One finished process: wall seconds and peak memory in MB."""

    seconds: float
    megabytes: float


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    corpus = os.environ.get("POLICYDIFF_CORPUS", "")
    if not corpus:
        sys.exit("set POLICYDIFF_CORPUS to the folder with laws.tar.xz")
    with tempfile.TemporaryDirectory() as folder:
        pair = unpacked(Path(corpus) / "laws.tar.xz", Path(folder))
        report(commands(pair), rounds)


def unpacked(archive: Path, into: Path) -> tuple[str, str]:
    """Return the paths of the pair, unpacked by tar: a large parent would show in its children's peak memory."""
    subprocess.run(["tar", "xJf", archive, "-C", into], check=True)
    return str(into / OLD), str(into / NEW)


def commands(pair: tuple[str, str]) -> dict[str, list[str]]:
    """Return what is timed, by name; the first one is compared with the others."""
    program = str(Path(sys.executable).with_name("policydiff"))
    timed = {
        "policydiff diff --format json": [program, "diff", *pair, "--format", "json"],
        "policydiff --version": [program, "--version"],
        "git diff --word-diff-regex=.": ["git", "diff", "--no-index", "--word-diff-regex=.", *pair],
        "python -c pass": [sys.executable, "-c", "pass"],
    }
    if subprocess.run([sys.executable, "-c", "import redlines"], capture_output=True, check=False).returncode:
        print("redlines: not installed (pip install '.[bench]')")
        return timed
    return timed | {"redlines 0.6.2": [sys.executable, "-c", REDLINES, *pair]}


def report(timed: dict[str, list[str]], rounds: int) -> None:
    """Run every command in turn and print medians and ratios to the first."""
    for command in timed.values():
        run(command)
    runs = {name: [] for name in timed}
    for _ in range(rounds):
        for name, command in timed.items():
            runs[name].append(run(command))
    ours = next(iter(runs.values()))
    print(f"{'command':<34}{'median s':>10}{'min s':>8}{'peak MB':>9}{'ours / it':>11}   ({rounds} rounds)")
    for name, found in runs.items():
        seconds = [item.seconds for item in found]
        ratio = statistics.median(mine.seconds / other.seconds for mine, other in zip(ours, found, strict=True))
        peak = max(item.megabytes for item in found)
        print(f"{name:<34}{statistics.median(seconds):>10.3f}{min(seconds):>8.3f}{peak:>9.0f}{ratio:>11.2f}")


def run(command: list[str]) -> Run:
    """Run a command to its end, its output thrown away; a command that fails would look fast, so it ends the run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # git diff and policydiff say 1 when something differs
        sys.exit(f"{' '.join(command[:3])} … failed with exit code {process.returncode}")
    return Run(time.perf_counter() - start, usage.ru_maxrss / KIB)


if __name__ == "__main__":
    main()
