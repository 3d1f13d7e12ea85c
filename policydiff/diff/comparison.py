"""Compare two documents along their beads: `compare` reads from top to bottom."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from policydiff.diff.edits import Reading, apart, edits_of
from policydiff.diff.kinds import kinds, moved_edges
from policydiff.diff.metadata import metadata_changes
from policydiff.diff.references import renumberings, turned
from policydiff.model import Change, Comparison, Op, Relation
from policydiff.text.segmentation import segmenter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Bead, Document, Edit

# Siblings less alike share words and no sentences. Measured on the five plans and on thirteen regulations of one matter:
# below it a thirtieth of the text stands on both sides, in shreds; above, whole sentences do.
APART = 0.25


def compare(
    old: Document,
    new: Document,
    beads: Sequence[Bead],
    *,
    relation: Relation,
    terms: Sequence[str] = (),
) -> Comparison:
    """Return the comparison of two documents: one change for each bead, in the beads' order.

    A change is AMENDED when words differ in more than form. Where only numbers follow a renumbering (a
    reference, the label of an item) or only the form differs, it is COSMETIC, and its edits say which.
    """
    became = renumberings(old, new, beads)
    reading = Reading(segmenter(terms), became, turned(became))

    def edits(bead: Bead) -> tuple[Edit, ...]:
        return apart(bead, old, new) if drafted_apart(bead, relation) else edits_of(bead, old, new, reading)

    moved = moved_edges(old, new, beads)
    about = metadata_changes(old.metadata, new.metadata)
    changes = [
        Change(kinds(bead, its, old, new, moved=moved), bead, its) for bead, its in ((one, edits(one)) for one in beads)
    ]
    return Comparison(old, new, tuple(changes), about, relation, alike(changes))


def drafted_apart(bead: Bead, relation: Relation) -> bool:
    """Tell siblings that treat one matter each in its own words: a reader is helped by both texts, not by edits."""
    return relation is Relation.SIBLINGS and bool(bead.old and bead.new) and bead.score < APART


def alike(changes: Sequence[Change]) -> float:
    """Return the share of both texts that stands on both sides, moved or changed in form only included."""
    kept = total = 0
    equal = Op.EQUAL
    for edit in chain.from_iterable([change.edits for change in changes]):
        same = edit.op is equal
        length = len(edit.text) * (2 if same else 1)
        total += length
        if same or edit.cosmetic or edit.reference or edit.move is not None:
            kept += length
    return kept / total if total else 1.0
