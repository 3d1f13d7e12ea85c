"""Many documents laid side by side by the whole line, for the tests of their formats."""

from __future__ import annotations

from support.cli import SAMPLES

from policydiff import pipeline, plugins
from policydiff.model import Relation

PARENT = SAMPLES / "lanxi-homecare-2024.txt"
MEALS = [SAMPLES / name for name in ("lanxi-meals-2023.md", "qingze-meals-2023.md", "wangling-meals-2024.md")]


def surveyed(*places, parent=None):
    """Return documents side by side, with all plugins; `parent` stands first."""
    loaded, settings = plugins.load(), pipeline.Settings(relation=Relation.SIBLINGS)
    named = [*([parent] if parent else []), *places]
    readings = [pipeline.read(str(place), loaded, settings) for place in named]
    return pipeline.survey(readings, loaded, settings, parent=0 if parent else None)
