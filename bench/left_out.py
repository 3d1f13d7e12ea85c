"""Score the aligner on pairs that its numbers were not chosen on: each pair of documents is left out in turn.

    POLICYDIFF_CORPUS=… POLICYDIFF_GOLD=… python bench/left_out.py

For each kind of pair a grid of settings around the kept one is tried; the setting that is best on the other pairs
scores the pair that was left out. `bench/align/versions` and `bench/align/siblings` add pairs whose links were made here.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from itertools import product
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from gold import scorer_of, seed

from policydiff import plugins
from policydiff.align import align, parameters
from policydiff.model import Relation
from policydiff.pipeline import Settings, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import ModuleType

    from policydiff.model import Document

    Pair = tuple[str, Document, Document, Callable[[dict[str, Any]], float]]

OURS = Path(__file__).parent / "align"

ARCHIVES = ("laws.tar.xz", "policies.tar.xz")

# What is tried for each relation; the kept numbers are among it.
GRIDS = {
    Relation.VERSIONS: {
        "idf_power": (1.25, 1.5, 1.75),
        "background_factor": (1.3, 1.6, 1.9),
        "reuse_weight": (0.15, 0.3, 0.45),
    },
    Relation.SIBLINGS: {
        "min_score": (0.92, 0.96, 1.0),
        "scaling_power": (0.3, 0.35, 0.4),
        "neighbour_weight": (0.15, 0.25, 0.35),
    },
}


def main() -> None:
    """Print for each pair what it scores, and what it scored when it was left out."""
    gold, corpus = (Path(os.environ.get(name, "")) for name in ("POLICYDIFF_GOLD", "POLICYDIFF_CORPUS"))
    if not (gold / "score.py").is_file() or not all((corpus / name).is_file() for name in ARCHIVES):
        sys.exit(
            f"set POLICYDIFF_GOLD to the folder with score.py and POLICYDIFF_CORPUS to that with {' and '.join(ARCHIVES)}"
        )
    scorer, loaded = scorer_of(gold / "score.py"), plugins.load()
    with tempfile.TemporaryDirectory() as folder:
        for name in ARCHIVES:
            subprocess.run(["tar", "xJf", corpus / name, "-C", folder], check=True)
        ours = sorted(OURS.glob("*/*.json"))
        laws = list(of_laws([*sorted((gold / "alignment").glob("*.json")), *ours], Path(folder), loaded, scorer))
    plans = list(of_plans(sorted((gold / "siblings").glob("*.json")), corpus, loaded, scorer))
    table("versions", [pair for relation, pair in laws if relation is Relation.VERSIONS], Relation.VERSIONS)
    table("regulations", [pair for relation, pair in laws if relation is Relation.SIBLINGS], Relation.SIBLINGS)
    table("plans", plans, Relation.SIBLINGS)


def of_laws(
    paths: Sequence[Path], laws: Path, loaded: plugins.Plugins, scorer: ModuleType
) -> Iterator[tuple[Relation, Pair]]:
    """Yield the pairs of laws, versions and siblings."""
    for path in paths:
        want = json.loads(path.read_text(encoding="utf-8"))
        is_sibling = path.parent.name == "siblings" or want.get("relation") == "sibling"
        old, new = (read(str(laws / want[side]), loaded, Settings()).document for side in ("old", "new"))
        relation = Relation.SIBLINGS if is_sibling else Relation.VERSIONS
        yield relation, (path.stem, old, new, lambda found, want=want: scorer.alignment(found, want))


def of_plans(paths: Sequence[Path], corpus: Path, loaded: plugins.Plugins, scorer: ModuleType) -> Iterator[Pair]:
    """Yield the pairs of plans."""
    for path in paths:
        want = json.loads(path.read_text(encoding="utf-8"))
        old, new = (read(str(seed(corpus, name)), loaded, Settings()).document for name in path.stem.split("_"))
        yield path.stem, old, new, lambda found, want=want: scorer.siblings(found, want)


def table(name: str, pairs: Sequence[Pair], relation: Relation) -> None:
    """Print the scores of one kind of pair."""
    kept = parameters.PARAMETERS[relation]
    grid = GRIDS[relation]
    settings = [replace(kept, **dict(zip(grid, values, strict=True))) for values in product(*grid.values())]
    scores = {setting: [f1(pair, relation, setting) for pair in pairs] for setting in [kept, *settings]}
    parameters.PARAMETERS[relation] = kept
    left_out = []
    for place in range(len(pairs)):
        best = max(settings, key=lambda setting: sum(scores[setting]) - scores[setting][place])
        left_out.append(scores[best][place])
    print(f"\n{name:24}{'kept':>8}{'left out':>10}{'lowest and highest of ' + str(len(settings)):>28}")
    for place, (pair, *_) in enumerate(pairs):
        all_of = sorted(scores[setting][place] for setting in settings)
        print(f"{pair:24}{scores[kept][place]:8.3f}{left_out[place]:10.3f}{all_of[0]:20.3f}{all_of[-1]:8.3f}")
    print(f"{'mean':24}{mean(scores[kept]):8.3f}{mean(left_out):10.3f}")


def f1(pair: Pair, relation: Relation, setting: parameters.VersionParameters | parameters.SiblingParameters) -> float:
    """Score one pair under one setting."""
    _, old, new, score = pair
    parameters.PARAMETERS[relation] = setting
    changes = [{"old": bead.old, "new": bead.new, "edges": bead.edges} for bead in align(old, new, relation)]
    with contextlib.redirect_stdout(io.StringIO()):
        return score({"changes": changes})


if __name__ == "__main__":
    main()
