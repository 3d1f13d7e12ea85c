"""Count what is certain: anchors of real revisions, links that a decision states, hidden edits, changes of form called amendments.

POLICYDIFF_CORPUS=… python bench/align/certain.py
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.align import align
from policydiff.clauses import parse
from policydiff.diff import compare
from policydiff.model import ChangeKind, Op, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Change, Comparison

HIDING = ChangeKind.MOVED | ChangeKind.SPLIT | ChangeKind.MERGED

# The same text as another press would set it: width, quotes, titles in a row, variants, numerals, spaces.
FORMS = (("（", "("), ("）", ")"), ("，", ","), ("；", ";"), ("“", "「"), ("”", "」"), ("》、《", "》《"), ("账", "帐"))
NUMBER = "(?<![零一二三四五六七八九十百千万])(?:三十|十五|二十|六十|十|五|二)"
NUMERALS = re.compile(
    rf"百分之({NUMBER[NUMBER.index('(?:') :]})(?![一二三四五六七八九十百点])|({NUMBER})(?=日内|个工作日|年以下|万元)"
)
ARABIC = {"三十": "30", "十五": "15", "二十": "20", "六十": "60", "十": "10", "五": "5", "二": "2"}


def main() -> None:
    """Print one line a count."""
    corpus = Path(os.environ.get("POLICYDIFF_CORPUS", ""))
    if not (corpus / "policies.tar.xz").is_file():
        sys.exit("set POLICYDIFF_CORPUS to the folder with policies.tar.xz")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["tar", "xJf", corpus / "policies.tar.xz", "-C", folder], check=True)
        anchors(sorted(Path(folder).rglob("law_versions/*/pair_*.json")))
        decisions(sorted(Path(folder).rglob("triples/*/map.json")))
        comparisons(sorted(path for path in Path(folder).rglob("law_versions/*") if path.is_dir()))


def edges(old: Path, new: Path) -> set[tuple[str, str]]:
    """Return the links that the aligner finds between two files."""
    documents = [parse(path.read_text(encoding="utf-8").replace("**", "")) for path in (old, new)]
    return {edge for bead in align(*documents, Relation.VERSIONS) for edge in bead.edges}


def anchors(pairs: list[Path]) -> None:
    """Count the articles that stand word for word once in either version, and those of them that were paired."""
    found = total = 0
    for path in pairs:
        pair = json.loads(path.read_text(encoding="utf-8"))
        links = edges(path.with_name(pair["old"]), path.with_name(pair["new"]))
        certain = [(anchor["a"], anchor["b"]) for anchor in pair["certain_anchors"]]
        found, total = found + len(links.intersection(certain)), total + len(set(certain))
    print(f"certain anchors paired: {found} of {total}")


def decisions(maps: list[Path]) -> None:
    """Count the links of articles that decisions to amend state, and those of them that were found."""
    found = total = 0
    for path in maps:
        links = edges(path.with_name("old.md"), path.with_name("new.md"))
        stated = {
            (one, other)
            for link in json.loads(path.read_text(encoding="utf-8"))["links"]
            for one in link["a"] or ()
            for other in link["b"] or ()
        }
        found, total = found + len(links & stated), total + len(stated)
    print(f"links stated by decisions found: {found} of {total}")


def comparisons(laws: list[Path]) -> None:
    """Count hidden edits over all pairs of versions, and clauses called amended in texts that differ in form only."""
    hidden = changed = amended = clauses = 0
    for folder in laws:
        texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))]
        for old, new in pairwise(texts):
            comparison = compared(old, new)
            hidden += sum(1 for _ in hiding(comparison))
            changed += sum(bool(change.kinds & HIDING) for change in comparison.changes)
        form = compared(texts[0], reset(texts[0])) if texts else None
        amended += sum(bool(change.kinds & ChangeKind.AMENDED) for change in form.changes) if form else 0
        clauses += len(form.changes) if form else 0
    print(f"moved, split or merged clauses that hide an edit: {hidden} of {changed}")
    print(f"clauses called amended where only the form differs: {amended} of {clauses}")


def compared(old: str, new: str) -> Comparison:
    """Compare two texts as versions."""
    one, other = parse(old), parse(new)
    return compare(one, other, align(one, other, Relation.VERSIONS), relation=Relation.VERSIONS)


def hiding(comparison: Comparison) -> Iterator[Change]:
    """Yield the moved, split or merged clauses whose words do not come back from their edits."""
    sides = (("old", comparison.old, Op.INSERT), ("new", comparison.new, Op.DELETE))
    for change in comparison.changes:
        for side, document, other in sides if change.kinds & HIDING else ():
            for unit in getattr(change, side):
                shown = "".join(e.text for e in change.edits if getattr(e, side) == unit and e.op is not other)
                if shown != document.words_of(document.by_id[unit]):
                    yield change


def reset(text: str) -> str:
    """Return a text in other forms; headings and labels of articles stay."""
    for before, after in FORMS:
        text = text.replace(before, after)
    return NUMERALS.sub(lambda match: f"{ARABIC[match[1]]}％" if match[1] else ARABIC[match[2]], text)


if __name__ == "__main__":
    main()
