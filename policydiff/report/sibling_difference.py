"""Tell what each of two texts on one matter has that the other lacks, where they were drafted apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.diff import drafted_apart
from policydiff.model import Op
from policydiff.siblings.phrases import SHOWN, pairs, phrases

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from policydiff.model import Change, Relation


@dataclass(frozen=True, slots=True)
class Apart:
    """Phrases that only the one text has, and only the other one, in reading order."""

    old: tuple[str, ...]
    new: tuple[str, ...]


def apart(change: Change, relation: Relation) -> Apart | None:
    """Return what each side of a row has that the other lacks; None where they share wording, and the edits tell it."""
    if not drafted_apart(change.bead, relation):
        return None
    old, new = (
        "".join(edit.text for edit in change.edits if edit.op in {Op.EQUAL, op}) for op in (Op.DELETE, Op.INSERT)
    )
    return Apart(_only(old, pairs(new)), _only(new, pairs(old)))


def _only(text: str, others: AbstractSet[str]) -> tuple[str, ...]:
    """Return the longest phrases most of whose words the other text does not have."""
    found = [phrase for phrase in phrases(text) if 2 * len(pairs(phrase) & others) <= len(pairs(phrase))]
    longest = set(sorted(found, key=lambda phrase: (-len(phrase), phrase))[:SHOWN])
    return tuple(phrase for phrase in found if phrase in longest)
