"""What each format costs beside the comparison that it shows: 公司法 2018 → 2023, in one process.

    python bench/renderers.py [ROUNDS]

Processor time, the least of all rounds, and its ratio to the comparison with its findings (reading left out). The corpus is
read from POLICYDIFF_CORPUS. No renderer may take longer than the comparison, .docx and .xlsx three times as long at most.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from speed import unpacked

from policydiff.model import RenderOptions
from policydiff.pipeline import Settings, compare, read
from policydiff.plugins import load

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
# Ratios that the formats are held to.
MOST, MOST_OFFICE = 1.0, 3.0


def main() -> None:
    """Print the table; exit with 1 when a format is too slow."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    corpus = os.environ.get("POLICYDIFF_CORPUS", "")
    if not corpus:
        sys.exit("set POLICYDIFF_CORPUS to the folder with laws.tar.xz")
    plugins, settings = load(), Settings()
    with tempfile.TemporaryDirectory() as folder:
        old, new = (read(place, plugins, settings) for place in unpacked(Path(corpus) / "laws.tar.xz", Path(folder)))
    report = compare(old, new, plugins, settings)
    base = least(lambda: compare(old, new, plugins, settings), rounds)
    print(f"{'format':<16}{'seconds':>9}{'ratio':>8}{'bytes':>10}\n{'(comparison)':<16}{base:>9.3f}{1:>8.2f}")
    slow = []
    for name, renderer in sorted(plugins.renderers().items()):
        seconds = least(lambda render=renderer.render: render(report, RenderOptions()), rounds)
        rendered = renderer.render(report, RenderOptions())
        print(f"{name:<16}{seconds:>9.3f}{seconds / base:>8.2f}{len(rendered):>10}")
        if seconds > base * (MOST_OFFICE if isinstance(rendered, bytes) else MOST):
            slow.append(name)
    if slow:
        sys.exit(f"too slow: {', '.join(slow)}")


def least(work: Callable[[], object], rounds: int) -> float:
    """Return the least processor time of some rounds."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


if __name__ == "__main__":
    main()
