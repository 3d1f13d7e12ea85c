"""Cases as readable files: a heading, `key: value` lines, and sections below `## Name`."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "cases"


def cases(kind: str) -> dict[str, dict[str, str]]:
    """Return the cases of a folder by name: their keys and sections, in lower case, as text."""
    return {path.stem: _case(path.read_text(encoding="utf-8")) for path in sorted((FOLDER / kind).glob("*.md"))}


def _case(text: str) -> dict[str, str]:
    head, *sections = re.split(r"^## (?=(?:Old|New|Links|Shown|Not shown)$)", text, flags=re.MULTILINE)
    found = dict(re.findall(r"^(\w+): (.+)$", head, re.MULTILINE))
    for section in sections:
        name, _, body = section.partition("\n")
        found[name.lower()] = body.strip() + "\n"
    return found
