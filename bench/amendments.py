"""Amendment decisions over a corpus: what is read, applied exactly, drafted exactly, and how long it takes beside one diff.

    POLICYDIFF_CORPUS=DIR python bench/amendments.py      DIR holds policies/ and laws/, or their .tar.xz

Prints a line for each decision passage that could not be read and each pair that did not come out exact.
"""

from __future__ import annotations

import os
import re
import sys
import tarfile
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.amend import amendment_of, consolidate, draft, read
from policydiff.amend.draft import body
from policydiff.pipeline import Settings, compare
from policydiff.pipeline import read as read_document
from policydiff.plugins import load
from policydiff.text.canonical import canon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.pipeline import Reading

PLUGINS = load()
NAMED = re.compile(r"修正案(?:（[^（）]*）)?(?:\([-\d]+\))?$|关于修改.*的决定$")


def reading(path: Path) -> Reading:
    """Read one document."""
    return read_document(str(path), PLUGINS, Settings())


def unpacked(corpus: Path, into: Path) -> Path:
    """Return a folder with all files of the corpus."""
    for archive in (corpus / "laws.tar.xz", corpus / "policies.tar.xz"):
        if archive.exists():
            with tarfile.open(archive) as tar:
                tar.extractall(into, filter="data")
    return into if any(into.iterdir()) else corpus


def decisions(corpus: Path) -> Iterator[Path]:
    """Yield the files that hold decisions."""
    for path in sorted(corpus.rglob("*.md")):
        named = NAMED.search(path.stem) is not None
        if path.name == "decision.md" or (named and "law_versions" not in path.parts):
            yield path


def share_read(corpus: Path) -> None:
    """Print how many instructions are read, and each passage that is not."""
    seen = unread = quoted = found = 0
    for path in decisions(corpus):
        decision = read(reading(path).document)
        seen += len(decision.instructions)
        unread += len(decision.unread)
        for one in decision.unread:
            print(f"  unread  {one.item} {one.kind}: {one.text[:60]!r}")
        new = path.with_name("new.md")
        if new.exists():
            there = canon("".join(new.read_text(encoding="utf-8").split()))
            lines = [line for one in decision.instructions for text in one.text for line in text.split("\n") if line]
            quoted += len(lines)
            found += sum(canon("".join(line.split())) in there for line in lines)
    print(f"instructions read {seen}, not read {unread}, share {seen / (seen + unread or 1):.4f}")
    print(f"quoted new paragraphs found in the new version {found} of {quoted}")


def triples(corpus: Path) -> None:
    """Print for each triple whether old + decision is the published text, and the time beside one diff."""
    for folder in sorted(path.parent for path in corpus.rglob("old.md") if (path.parent / "decision.md").exists()):
        old, decision, new = (reading(folder / f"{name}.md") for name in ("old", "decision", "new"))
        start = time.perf_counter()
        told = read(decision.document)
        amendment_of(told, old.document)
        done = consolidate(old.document, told)
        applied = time.perf_counter() - start
        start = time.perf_counter()
        compare(old, new, PLUGINS, Settings())
        diffed = time.perf_counter() - start
        same = body(done.document) == body(new.document)
        lines = [{canon(line) for line in body(one).split("\n")} for one in (done.document, new.document)]
        print(
            f"triple {folder.name}: exact {same}, lines that differ {len(lines[0] ^ lines[1])}, unfit {len(done.unfit)}, time / diff {applied / diffed:.2f}"
        )


def round_trips(corpus: Path) -> None:
    """Print how many version pairs come out exact from their drafted decision."""
    folders = sorted(path for path in corpus.rglob("law_versions/*") if path.is_dir())
    pairs = [pair for folder in folders for pair in pairwise(sorted(folder.glob("*.md")))]
    exact = revised = 0
    for old, new in pairs:
        made = draft(reading(old).document, reading(new).document)
        exact += made.exact
        revised += made.revised
        if not made.exact:
            print(f"  not exact  {old.parent.name} {old.stem} {new.stem}")
    print(f"version pairs {len(pairs)}, exact {exact}, given anew as a whole {revised}")


def main() -> None:
    """Run all."""
    corpus = os.environ.get("POLICYDIFF_CORPUS")
    if not corpus:
        sys.exit("set POLICYDIFF_CORPUS to the folder of the corpus")
    with tempfile.TemporaryDirectory() as folder:
        place = unpacked(Path(corpus), Path(folder))
        share_read(place)
        triples(place)
        round_trips(place)


if __name__ == "__main__":
    main()
