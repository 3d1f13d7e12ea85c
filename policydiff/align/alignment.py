"""The line of passes that aligns two documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.align.beads import beads
from policydiff.align.candidates import candidates, pairs
from policydiff.align.headings import headings
from policydiff.align.same import same
from policydiff.align.text import side
from policydiff.align.transport import Carried, Remainder, carry
from policydiff.align.weights import weigh
from policydiff.model import Relation

if TYPE_CHECKING:
    from policydiff.model import Bead, Document

# Below this a pair shares no more than two unrelated clauses do. One value for each relation, by leave-one-pair-out.
LEAST = {Relation.VERSIONS: 0.6, Relation.SIBLINGS: 0.8}


def align(old: Document, new: Document, relation: Relation) -> tuple[Bead, ...]:
    """Return beads that hold every unit of both documents exactly once, in the new order, removed ones at their old place."""
    left, right = side(old, relation), side(new, relation)
    weights = weigh(left, right)
    equal = same(left, right)
    settled = {("old", i) for i, _ in equal} | {("new", j) for _, j in equal}
    remainder = Remainder(left, right, weights)
    for i, j in equal:
        remainder.take(i, j)
    open_pairs = pairs(candidates(left, right, weights, settled))
    carried = [Carried(i, j, 1.0) for i, j in equal]
    carried += carry(remainder, open_pairs, {}, LEAST[relation])
    carried += headings(left, right, carried)
    return beads(left, right, weights, carried)
