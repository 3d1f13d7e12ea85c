"""Draw a sample of what the plugins say of real version pairs, for a person to judge.

    python bench/remarks.py FOLDER [--each 8] [--pairs 60] [--seed 42] [--also OLD NEW]

FOLDER holds laws as `NAME(YYYY-MM-DD).md`, or as `NAME/YYYY-MM-DD.md`, at any depth. Of every plugin the
same number of remarks is drawn, notes left out; `--also` adds a pair by name (repeatable). docs/remarks-sample.md holds one sample with its verdicts.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff import pipeline
from policydiff.model import Severity
from policydiff.plugins import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Annotation, Comparison, Document, Span

# So many characters on both sides let a reader judge a remark.
AROUND = 40


def version_pairs(folder: Path) -> list[tuple[Path, Path]]:
    """Return each version of a law with the next one."""
    versions = defaultdict(list)
    for path in sorted(folder.rglob("*.md")):
        match = re.search(r"(.*?)[(/]?\d{4}-\d\d-\d\d\)?\.md$", str(path))
        if match:
            versions[match[1]].append(path)
    return [pair for paths in versions.values() for pair in pairwise(paths)]


def remarks(pairs: list[tuple[Path, Path]]) -> Iterator[tuple[str, Comparison, Annotation]]:
    """Yield what the plugins say of each pair, above a mere note."""
    plugins, settings = load(), pipeline.Settings()
    for old, new in pairs:
        sides = [pipeline.read(str(path), plugins, settings) for path in (old, new)]
        report = pipeline.compare(*sides, plugins, settings)
        for remark in report.annotations:
            if remark.severity > Severity.INFO:
                yield f"{old.parent.name}/{old.stem}", report.comparison, remark


def _place(document: Document, span: Span | None) -> str:
    if span is None:
        return "–"
    before, after = document.text[max(span.start - AROUND, 0) : span.start], document.text[span.end : span.end + AROUND]
    return f"{before}【{span.text[:AROUND]}】{after}".replace("\n", " ")


def main() -> None:
    """Print the sample."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--also", nargs=2, type=Path, action="append", default=[], metavar=("OLD", "NEW"))
    parser.add_argument("--each", type=int, default=8)
    parser.add_argument("--pairs", type=int, default=60)
    parser.add_argument("--seed", type=int, default=42)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    pairs = [*version_pairs(options.folder), *map(tuple, options.also)]
    found = defaultdict(list)
    for item in remarks(draw.sample(pairs, min(options.pairs, len(pairs)))):
        found[item[2].rule.partition(".")[0]].append(item)
    number = 0
    for plugin in sorted(found):
        for name, comparison, remark in draw.sample(found[plugin], min(options.each, len(found[plugin]))):
            number += 1
            old, new = (span.clause if span else "–" for span in (remark.old, remark.new))
            print(f"| {number} | {remark.rule} | {remark.severity.label} | {name} | {old} | {new} |")
            print(f"      {remark.message('zh')}")
            print(f"    - {_place(comparison.old, remark.old)}")
            print(f"    + {_place(comparison.new, remark.new)}")


if __name__ == "__main__":
    main()
