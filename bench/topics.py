"""Score ways to group links into topics, over five plans on one matter, against the links that readers made by hand.

    POLICYDIFF_CORPUS=… POLICYDIFF_GOLD=… python bench/topics.py

Two clauses count as linked when they stand in one topic. `average linkage` is what policydiff does.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gold import SEEDS, scorer_of, seed

from policydiff import plugins
from policydiff.pipeline import Settings, read
from policydiff.siblings.candidates import candidate_pairs
from policydiff.siblings.cluster_refinement import refined_clusters
from policydiff.siblings.clusters import average_linkage
from policydiff.siblings.links import link
from policydiff.siblings.passages import in_context, passages, side

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from policydiff.model.synopsis import Passage
    from policydiff.siblings.candidates import Place
    from policydiff.siblings.links import WeighedPassage

    Groups = list[list[Place]]

ROUNDS = 50


def main() -> None:
    """Print a line for each way: precision, recall and F1 on each pair of plans, and the largest topics."""
    gold, corpus = (Path(os.environ.get(name, "")) for name in ("POLICYDIFF_GOLD", "POLICYDIFF_CORPUS"))
    if not (gold / "score.py").is_file() or not (corpus / "seeds").is_dir():
        sys.exit("set POLICYDIFF_GOLD to the folder with score.py and POLICYDIFF_CORPUS to the one with seeds/")
    loaded = plugins.load()
    documents = [read(str(seed(corpus, name)), loaded, Settings()).document for name in SEEDS]
    cut = [passages(number, document) for number, document in enumerate(documents)]
    sides = [in_context(document, found, side(document, found)) for document, found in zip(documents, cut, strict=True)]
    links = link(sides, candidate_pairs(sides))
    ways: dict[str, Callable[[WeighedPassage], Groups]] = {
        "links, not grouped": lambda weighed: [list(pair) for pair in weighed],
        "all that hangs together": hanging_together,
        "Louvain": lambda weighed: louvain(weighed, 1.0),
        "Louvain, finer": lambda weighed: louvain(weighed, 4.0),
        "average linkage, not settled": average_linkage,
        "average linkage": lambda weighed: refined_clusters(average_linkage(weighed), weighed),
    }
    scorer = scorer_of(gold / "score.py")
    for name, way in ways.items():
        found = way(links)
        sizes = sorted((len(group) for group in found), reverse=True)[:4]
        print(f"{name:30} {'  '.join(scored(found, cut, gold, scorer))}  largest {sizes}")


def scored(found: Groups, cut: list[tuple[Passage, ...]], gold: Path, scorer: ModuleType) -> list[str]:
    """Return what the scorer prints for each pair of plans that has gold."""
    told = []
    for path in sorted((gold / "siblings").glob("*.json")):
        old, new = (SEEDS.index(name) for name in path.stem.split("_"))
        edges = {
            (cut[old][i].clause, cut[new][j].clause)
            for group in found
            for one, i in group
            for other, j in group
            if (one, other) == (old, new)
        }
        form = {"changes": [{"edges": [list(edge) for edge in sorted(edges)], "old": [], "new": []}]}
        with contextlib.redirect_stdout(io.StringIO()) as out:
            scorer.siblings(form, json.loads(path.read_text(encoding="utf-8")))
        told.append(f"{path.stem} {out.getvalue().split(' (')[0]}")
    return told


def hanging_together(links: WeighedPassage) -> Groups:
    """Group whatever a chain of links connects."""
    parent: dict[Place, Place] = {}

    def root(place: Place) -> Place:
        while parent.setdefault(place, place) != place:
            place = parent[place]
        return place

    for one, other in links:
        parent[root(one)] = root(other)
    return _by_name({place: root(place) for place in list(parent)})


def louvain(links: WeighedPassage, resolution: float) -> Groups:
    """Group by modularity (Blondel et al. 2008), the first level only: each place moves to the best of its neighbours' groups."""
    near: dict[Place, dict[Place, float]] = defaultdict(dict)
    for (one, other), worth in links.items():
        near[one][other] = near[other][one] = worth
    degree = {place: sum(linked.values()) for place, linked in near.items()}
    whole, home, total = sum(degree.values()), {place: place for place in near}, dict(degree)
    for _ in range(ROUNDS):
        moved = [place for place in sorted(near) if _moves(place, near, degree, (home, total), resolution / whole)]
        if not moved:
            break
    return _by_name(home)


def _moves(place: Place, near: Any, degree: Any, state: Any, price: float) -> bool:
    home, total = state
    drawn: dict[Place, float] = defaultdict(float)
    for other, worth in near[place].items():
        drawn[home[other]] += worth
    own = home[place]
    total[own] -= degree[place]
    best = max(sorted({own, *drawn}), key=lambda name: drawn[name] - price * degree[place] * total[name])
    total[best] += degree[place]
    home[place] = best
    return bool(best != own)


def _by_name(home: dict[Place, Place]) -> Groups:
    found: dict[Place, list[Place]] = defaultdict(list)
    for place, name in sorted(home.items()):
        found[name].append(place)
    return list(found.values())


if __name__ == "__main__":
    main()
