"""Tell references that only follow a renumbering from references that changed.

old  第十二条 …                 new  第十五条 …  (the same clause)
old  依照第十二条第二款处罚        new  依照第十五条第二款处罚     followed
old  依照第十二条第二款处罚        new  依照第十三条第二款处罚     changed
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from policydiff.cosmetic import canon
from policydiff.diff.kinds import edges
from policydiff.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policydiff.model import Bead, Document

_REFERENCE: Final = lazy(r"(第\d+[条章节编](?:之\d+)?)((?:第\d+款)?(?:第\(?\d+\)?项)?(?:第\d+目)?)")


def renumberings(old: Document, new: Document, beads: Iterable[Bead]) -> dict[str, frozenset[str]]:
    """Return for each 第X条 (章, 节, 编) of the old document, in its canon, the ones it became, where they differ."""
    became: defaultdict[str, set[str]] = defaultdict(set)
    for bead in beads:
        for a, b in edges(bead):
            labels = canon(old.by_id[a].label), canon(new.by_id[b].label)
            if all(label.startswith("第") for label in labels):
                became[labels[0]].add(labels[1])
    return {label: frozenset(others) for label, others in became.items() if label not in others}


def renamed(old: str, new: str, became: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Return the references in `old` (a canon) under the names that they bear in `new`, where they only followed."""
    if not became or "第" not in old or "第" not in new:
        return {}
    there = {match[0] for match in _REFERENCE.finditer(new)}
    found: dict[str, str] = {}
    for match in _REFERENCE.finditer(old):
        for label in sorted(became.get(match[1], ())):
            if label + match[2] in there:
                found.setdefault(match[0], label + match[2])
    return found


def turned(became: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return renumberings seen from the new document."""
    back: defaultdict[str, set[str]] = defaultdict(set)
    for label, others in became.items():
        for other in others:
            back[other].add(label)
    return {label: frozenset(others) for label, others in back.items()}


__all__: Sequence[str] = ("renamed", "renumberings", "turned")
