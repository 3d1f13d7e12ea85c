"""The line of passes that aligns two documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.align.beads import beads
from policydiff.align.candidates import candidates
from policydiff.align.evidence import Witness
from policydiff.align.exact_matches import same
from policydiff.align.features import sides
from policydiff.align.gap_links import between_neighbours
from policydiff.align.greedy_assignment import Carried, carry
from policydiff.align.heading_links import headings
from policydiff.align.parameters import TUNING, SiblingsTuning
from policydiff.align.residual import Remainder
from policydiff.align.sentence_links import Sentences, strays
from policydiff.align.tfidf import WHOLE, weigh
from policydiff.align.threshold import set_bar
from policydiff.model import Relation

if TYPE_CHECKING:
    from policydiff.align.features import Side
    from policydiff.align.parameters import VersionsTuning
    from policydiff.align.tfidf import Weights
    from policydiff.model import Bead, Document


def align(old: Document, new: Document, relation: Relation) -> tuple[Bead, ...]:
    """Return beads that hold every unit of both documents exactly once, in the new order, removed ones at their old place.

    The document with fewer units (of two with equally many, the one whose text sorts first) is followed
    into the other one, so that swapping old and new swaps the ends of the edges and nothing else.
    """
    left, right = sides((old, new), relation)
    weights = weigh(left, right, TUNING[relation].sharpness)
    seen, weighed = ((left, right), weights) if relation is Relation.VERSIONS else _in_context(left, right)
    if (len(left.units), old.text) <= (len(right.units), new.text):
        carried = follow(*seen, weighed, TUNING[relation])
    else:
        turned = weighed.swapped()
        back = follow(seen[1], seen[0], turned, TUNING[relation])
        carried = [Carried(pair.new, pair.old, pair.worth) for pair in back]
        weighed.known.update(turned.swapped().known)
    witness = Witness(left, right, weights, {(pair.old, pair.new) for pair in carried})
    return beads(witness, carried)


def _in_context(left: Side, right: Side) -> tuple[tuple[Side, Side], Weights]:
    """Return both sides with what their clauses stand under, and what that weighs."""
    from policydiff.align.heading_context import in_context

    seen = in_context(left), in_context(right)
    return seen, weigh(*seen, TUNING[Relation.SIBLINGS].sharpness)


def follow(old: Side, new: Side, weights: Weights, tuning: VersionsTuning | SiblingsTuning) -> list[Carried]:
    """Return which old unit's rule stands in which new unit."""
    equal = same(old, new)
    remainder = Remainder(weights, tuning.reuse)
    found = candidates(old, new, weights, equal)
    carried = [Carried(i, j, weights.old[i] / WHOLE) for i, j in equal]
    if isinstance(tuning, SiblingsTuning):
        from policydiff.align.sibling_threshold import set_rivals

        rivals = set_rivals(remainder, [*found.pairs, *equal], (old, new), tuning)
        carried += carry(remainder, found.pairs, rivals)
        return carried + headings(old, new, carried)
    bar = set_bar(remainder, found, equal, tuning)
    carried += carry(remainder, found.pairs, bar)
    carried += strays(Sentences(old, new, weights, remainder), found.pairs, carried, bar)
    carried += headings(old, new, carried)
    return carried + between_neighbours(old, new, carried, remainder, bar)
