"""Give each document a short name for its column: its region, or what tells its title from the others'."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Document

# A longer label widens its column for nothing.
LONGEST = 16


def labels(documents: Sequence[Document], names: Sequence[str]) -> tuple[str, ...]:
    """Return one label for each document, all different."""
    titles = [document.metadata.carried_title or document.metadata.title for document in documents]
    regions = [document.metadata.region for document in documents]
    found = list(regions if _tell_apart(regions) else _differing(titles))
    if not _tell_apart(found):
        found = [one or other for one, other in zip(regions, _differing(_stems(names)), strict=True)]
    found = [label if len(label) <= LONGEST else label[: LONGEST - 1] + "…" for label in found]
    return _unique(found, documents)


def _tell_apart(found: Sequence[str]) -> bool:
    return all(found) and len(set(found)) == len(found)


def _differing(texts: Sequence[str]) -> list[str]:
    """Return what stands between the beginning and the end that all have in common."""
    front = len(_common(texts))
    rests = [text[front:] for text in texts]
    back = len(_common([rest[::-1] for rest in rests]))
    return [rest[: len(rest) - back].strip(" _-—·()（）《》") for rest in rests]


def _common(texts: Sequence[str]) -> str:
    """Return the beginning that all texts share."""
    return "".join(column[0] for column in takewhile(lambda column: len(set(column)) == 1, zip(*texts, strict=False)))


def _stems(names: Sequence[str]) -> list[str]:
    return [name.rsplit("/", 1)[-1].rsplit(".", 1)[0] for name in names]


def _unique(found: Sequence[str], documents: Sequence[Document]) -> tuple[str, ...]:
    """Tell labels that are still the same by their year, else number them."""
    result: list[str] = []
    counts = Counter(found)
    for number, (label, document) in enumerate(zip(found, documents, strict=True), 1):
        issued = document.metadata.issued
        if counts[label] > 1 and issued:
            label = f"{label} {issued.year}"  # noqa: PLW2901 - the same label, told apart
        result.append(label if label and label not in result else f"{label} #{number}".strip())
    return tuple(result)
