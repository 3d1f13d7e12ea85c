"""Cases made from real laws (POLICYDIFF_CORPUS): their articles changed in known ways, new ones taken from other laws."""

from __future__ import annotations

import json
import subprocess
import tempfile
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import mutate
from generated import Case, changed
from laws import Rule

from policydiff.clauses import parse
from policydiff.model import ClauseKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FEWEST, MOST = 40, 150
LAWS = 12


def cases(corpus: Path) -> Iterator[Case]:
    """Yield each suite for each of a dozen laws."""
    laws = read(corpus)
    for place, rules in enumerate(laws):
        fresh = partial(_other, others=[other for k, other in enumerate(laws) if k != place])
        for suite, change in suites(fresh).items():
            random = Random(f"{suite} {place}")
            yield changed(suite, rules, change(random, rules))


def revisions(gold: Path, corpus: Path) -> Iterator[Case]:
    """Yield the revisions of real laws whose edges were made by hand."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["tar", "xJf", corpus / "laws.tar.xz", "-C", folder], check=True)
        for path in sorted((gold / "alignment").glob("*.json")):
            want = json.loads(path.read_text(encoding="utf-8"))
            if want.get("relation") == "sibling":
                continue
            old, new = (parse((Path(folder) / want[side]).read_text(encoding="utf-8")).text for side in ("old", "new"))
            edges = frozenset((one, other) for one, other in want["edges"])
            unsure = frozenset((one, other) for one, other, *_ in want["uncertain"]) - edges
            yield Case("real revisions", old, new, edges, frozenset(), unsure)


def suites(fresh: Callable[[Random], Rule]) -> dict[str, Callable[[Random, list[Rule]], list[Rule]]]:
    """Return the changes by name."""
    insert = partial(mutate.insert, fresh=fresh)
    steps = (mutate.edit, mutate.delete, insert, mutate.split, mutate.merge, mutate.move)
    return {
        "real: versions": mutate.all_of(*steps),
        "real: move": mutate.move,
        "real: renumber": mutate.all_of(insert, mutate.delete),
        "real: word order": mutate.reorder,
    }


def _other(random: Random, others: list[list[Rule]]) -> Rule:
    """Return an article of another law, as a new one."""
    return Rule(random.choice(random.choice(others)).paragraphs)


def read(corpus: Path) -> list[list[Rule]]:
    """Return the articles of laws spread over the corpus; only those of one paragraph a line are taken."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["tar", "xJf", corpus / "laws.tar.xz", "-C", folder], check=True)
        paths = sorted(Path(folder).rglob("*.md"))
        found = (articles(path.read_text(encoding="utf-8")) for path in paths[:: max(1, len(paths) // 200)])
        fit = [rules for rules in found if FEWEST <= len(rules) <= MOST]
    return fit[:: max(1, len(fit) // LAWS)][:LAWS]


def articles(markdown: str) -> list[Rule]:
    """Return a law's articles, each its own source."""
    document = parse(markdown)
    units = [unit for unit in document.units if unit.kind is ClauseKind.ARTICLE]
    said = [tuple(filter(None, document.words_of(unit).split("\n\n"))) for unit in units]
    return [Rule(paragraphs, (k,)) for k, paragraphs in enumerate(text for text in said if text)]
