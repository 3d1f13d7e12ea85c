"""Score policydiff against hand-made gold: alignment, siblings, outline, duties, targets.

    POLICYDIFF_CORPUS=… POLICYDIFF_GOLD=… python bench/gold.py [-v]

The gold brings its own scorer (`score.py`), which reads policydiff's JSON; this script runs the same line as the
command line does and hands it over.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policydiff import plugins
from policydiff.model import Relation
from policydiff.pipeline import Settings, compare, extract_facts, read
from policydiff.report import json_comparison

if TYPE_CHECKING:
    from types import ModuleType

SEEDS = ("000", "001", "002", "003", "004")


def main() -> None:
    """Print one line a score."""
    gold, corpus = (Path(os.environ.get(name, "")) for name in ("POLICYDIFF_GOLD", "POLICYDIFF_CORPUS"))
    if not (gold / "score.py").is_file() or not (corpus / "laws.tar.xz").is_file():
        sys.exit("set POLICYDIFF_GOLD to the folder with score.py and POLICYDIFF_CORPUS to the one with laws.tar.xz")
    loaded = plugins.load()
    scorer = scorer_of(gold / "score.py")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["tar", "xJf", corpus / "laws.tar.xz", "-C", folder], check=True)
        alignment(gold, Path(folder), loaded, scorer)
    siblings(gold, corpus, loaded, scorer)
    seeds(gold, corpus, loaded, scorer)


def scorer_of(path: Path) -> ModuleType:
    """Load the scorer that the gold brings."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def alignment(gold: Path, laws: Path, loaded: plugins.Plugins, scorer: ModuleType) -> None:
    """Score the pairs of laws."""
    for path in sorted((gold / "alignment").glob("*.json")):
        want = json.loads(path.read_text(encoding="utf-8"))
        relation = Relation.SIBLINGS if want.get("relation") == "sibling" else Relation.VERSIONS
        found = _comparison(laws / want["old"], laws / want["new"], loaded, relation)
        _say(f"alignment {path.stem}", lambda found=found, want=want: scorer.alignment(found, want))


def siblings(gold: Path, corpus: Path, loaded: plugins.Plugins, scorer: ModuleType) -> None:
    """Score the pairs of plans."""
    for path in sorted((gold / "siblings").glob("*.json")):
        old, new = (seed(corpus, name) for name in path.stem.split("_"))
        found = _comparison(old, new, loaded, Relation.SIBLINGS)
        want = json.loads(path.read_text(encoding="utf-8"))
        _say(f"siblings {path.stem}", lambda found=found, want=want: scorer.siblings(found, want))


def seeds(gold: Path, corpus: Path, loaded: plugins.Plugins, scorer: ModuleType) -> None:
    """Score outline, duties and targets of the plans; targets also over all together."""
    duties, targets = (
        json.loads((gold / "seeds" / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("responsibilities", "targets")
    )
    everything: tuple[set[Any], set[Any]] = (set(), set())
    for name in SEEDS:
        reading = read(str(seed(corpus, name)), loaded, Settings())
        structure = json.loads((gold / "seeds" / f"structure_{name}.json").read_text(encoding="utf-8"))
        outline = json_comparison.outline(reading.document, reading.text)
        _say(f"outline {name}", lambda outline=outline, structure=structure: scorer.outline(outline, structure))
        facts = json.loads(json_comparison.dumps(json_comparison.facts(extract_facts(reading.document, loaded)[0])))
        if name in {"000", "001", "002"}:
            _say(f"duties {name}", lambda facts=facts, name=name: scorer.duties(facts, duties, name))
        _say(f"targets {name}", lambda facts=facts, name=name: scorer.targets(facts, targets, name))
        for side, keys in zip(everything, scorer.target_keys(facts, targets, name), strict=True):
            side.update((name, key) for key in keys)
    _say("targets, all", lambda: scorer.report(*everything))


def seed(corpus: Path, name: str) -> Path:
    """Return where a plan of the corpus stands."""
    return next((corpus / "seeds").glob(f"{name}_*.txt"))


def _comparison(old: Path, new: Path, loaded: plugins.Plugins, relation: Relation) -> dict[str, Any]:
    settings = Settings(relation=relation)
    return json_comparison.comparison(
        compare(read(str(old), loaded, settings), read(str(new), loaded, settings), loaded, settings)
    )


def _say(name: str, score: Any) -> None:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        score()
    print(f"{name:<18}" + out.getvalue().rstrip().replace("\n", "\n" + " " * 18))


if __name__ == "__main__":
    main()
