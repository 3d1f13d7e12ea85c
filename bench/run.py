"""Run every benchmark, one after the other: `make bench`.

POLICYDIFF_CORPUS names the folder of real documents, POLICYDIFF_GOLD the hand-made gold; without them the
benchmarks that need them say so. Figures of one run compare with one another, not with those of another machine.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
# What is measured, and the script that prints it.
SUITES = {
    "scores against the gold": "gold.py",
    "alignment on pairs left out of the tuning": "left_out.py",
    "alignment of documents changed in known ways": "align/run.py",
    "alignment of what is certain": "align/certain.py",
    "alignment beside other tools": "align/peers.py",
    "whole processes beside other tools": "speed.py",
    "a warm process, near-duplicates, growth and memory": "warm.py",
    "normalize and parse": "throughput.py",
    "what each format costs": "renderers.py",
    "the page in a browser": "page.py",
    "texts damaged on purpose": "damage.py",
    "many documents side by side": "siblings.py",
    "topics": "topics.py",
    "the archive": "archive.py",
    "the archive with real laws": "laws.py",
}


def main() -> None:
    """Run the suites; one that fails does not keep the others from running."""
    failed = []
    for title, script in SUITES.items():
        print(f"\n== {title} ({script})", flush=True)
        if subprocess.run([sys.executable, HERE / script], check=False).returncode:
            failed.append(script)
    if failed:
        sys.exit(f"\nnot run to the end: {', '.join(failed)}")


if __name__ == "__main__":
    main()
