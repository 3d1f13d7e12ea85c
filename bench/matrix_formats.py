"""Many documents as page, workbook, paper and JSON: seconds of CPU and size of each format.

python bench/matrix_formats.py FILE FILE [FILE ...]
"""

from __future__ import annotations

import sys
import time

from policydiff.model import Relation, RenderOptions
from policydiff.pipeline import Settings, read, survey
from policydiff.plugins import load

FORMATS = ("html", "xlsx", "table", "json", "csv")


def main(places: list[str]) -> None:
    """Print a line for each format."""
    plugins, settings = load(), Settings(relation=Relation.SIBLINGS)
    synopsis = survey([read(place, plugins, settings) for place in places], plugins, settings)
    print(f"{len(synopsis.members)} documents, {len(synopsis.topics)} topics, {len(synopsis.facts)} rows of facts")
    print(f"{sum(len(member.document.text) for member in synopsis.members):,} characters of text")
    for name in FORMATS:
        renderer = plugins.renderers()[name]
        assert renderer.synopsis is not None  # noqa: S101 each of these shows many documents
        start = time.process_time()
        shown = renderer.synopsis(synopsis, RenderOptions())
        seconds = time.process_time() - start
        size = len(shown if isinstance(shown, bytes) else shown.encode())
        print(f"{name:6} {seconds:5.2f} s  {size / 1e6:6.2f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
