"""The whole line over texts, with all plugins on."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from policydiff import plugins
from policydiff.model import Source
from policydiff.pipeline import Settings, compare, understand

LINE = Settings()
LOADED = plugins.load()


def reading(text, name="notice.txt", kind="text/plain"):
    return understand(name, Source(text.encode(), kind, name), LOADED, LINE)


def report(old, new):
    return compare(reading(old), reading(new), LOADED, LINE)


def versions(folder):
    """Return the laws that are there in several versions: consecutive pairs of files that differ in their date only."""
    named = defaultdict(list)
    for path in sorted(folder.rglob("*.md")):
        found = re.fullmatch(r"(.+)\((\d{4}-\d\d-\d\d)\)", path.stem)
        if found:
            named[path.parent, found[1]].append((found[2], path))
    return [(old, new) for files in named.values() for (_, old), (_, new) in pairwise(sorted(files))]
