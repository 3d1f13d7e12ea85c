"""The line of passes that aligns two documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.align.bar import set_bar
from policydiff.align.beads import beads
from policydiff.align.candidates import candidates
from policydiff.align.evidence import Witness
from policydiff.align.headings import headings
from policydiff.align.neighbours import between_neighbours
from policydiff.align.remainder import Remainder
from policydiff.align.same import same
from policydiff.align.text import side
from policydiff.align.transport import Carried, carry
from policydiff.align.tuning import TUNING
from policydiff.align.weights import WHOLE, weigh

if TYPE_CHECKING:
    from policydiff.model import Bead, Document, Relation


def align(old: Document, new: Document, relation: Relation) -> tuple[Bead, ...]:
    """Return beads that hold every unit of both documents exactly once, in the new order, removed ones at their old place."""
    tuning = TUNING[relation]
    left, right = side(old, relation), side(new, relation)
    weights = weigh(left, right, tuning.sharpness)
    equal = same(left, right)
    remainder = Remainder(left, right, weights, tuning.reuse)
    carried = [Carried(i, j, weights.old[i] / WHOLE) for i, j in equal]
    found = candidates(left, right, weights, equal)
    bar = set_bar(remainder, found, equal, tuning)
    carried += carry(remainder, found.pairs, bar)
    carried += headings(left, right, carried)
    carried += between_neighbours(left, right, carried, remainder, bar)
    witness = Witness(left, right, weights, {(pair.old, pair.new) for pair in carried})
    return beads(witness, carried)
