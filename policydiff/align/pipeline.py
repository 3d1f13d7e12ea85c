"""The line of passes that aligns two documents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.align.beads import beads
from policydiff.align.candidates import find_candidates
from policydiff.align.citation_map import citation_factors, sanction_pairs
from policydiff.align.evidence import EvidenceSource
from policydiff.align.exact_matches import exact_matches
from policydiff.align.features import sides
from policydiff.align.gap_alignment import align_gaps
from policydiff.align.gap_links import link_gaps
from policydiff.align.greedy_assignment import Match, assign, consume_all
from policydiff.align.heading_links import link_headings
from policydiff.align.parameters import PARAMETERS, SiblingParameters
from policydiff.align.residual import Residual
from policydiff.align.role_matches import role_matches
from policydiff.align.sentence_links import SentenceLinker, link_sentences
from policydiff.align.tfidf import UNIT_WEIGHT, idf_weights
from policydiff.align.threshold import estimate_threshold
from policydiff.model import Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.align.features import Side
    from policydiff.align.parameters import VersionParameters
    from policydiff.align.tfidf import IdfWeights
    from policydiff.align.threshold import Threshold
    from policydiff.model import Bead, Document

Pair = tuple[int, int]


def align(old: Document, new: Document, relation: Relation) -> tuple[Bead, ...]:
    """Return beads that hold every unit of both documents exactly once, in the new order, removed ones at their old place.

    The document with fewer units (of two with equally many, the one whose text sorts first) is aligned
    with the other one, so that swapping old and new swaps the ends of the edges and nothing else.
    """
    left, right = sides((old, new), relation)
    weights = idf_weights(left, right, PARAMETERS[relation].idf_power)
    seen, weighed = ((left, right), weights) if relation is Relation.VERSIONS else _in_heading_context(left, right)
    if (len(left.units), old.text) <= (len(right.units), new.text):
        matches = align_sides(*seen, weighed, PARAMETERS[relation])
    else:
        turned = weighed.swapped()
        back = align_sides(seen[1], seen[0], turned, PARAMETERS[relation])
        matches = [Match(pair.new, pair.old, pair.score) for pair in back]
        weighed.shared_cache.update(turned.swapped().shared_cache)
    evidence = EvidenceSource(left, right, weights, {(pair.old, pair.new) for pair in matches})
    return beads(evidence, matches)


def _in_heading_context(left: Side, right: Side) -> tuple[tuple[Side, Side], IdfWeights]:
    """Return both sides with the headings above their clauses in the bags, and the IDF weights of these bags."""
    from policydiff.align.heading_context import with_headings

    seen = with_headings(left), with_headings(right)
    return seen, idf_weights(*seen, PARAMETERS[Relation.SIBLINGS].idf_power)


def align_sides(
    old: Side, new: Side, weights: IdfWeights, parameters: VersionParameters | SiblingParameters
) -> list[Match]:
    """Match the units of the side with fewer units to those of the other one."""
    equal = exact_matches(old, new)
    found = find_candidates(old, new, weights, equal)
    exact = [Match(i, j, weights.old[i] / UNIT_WEIGHT) for i, j in equal]
    residual = Residual(weights, parameters.reuse_weight)
    if isinstance(parameters, SiblingParameters):
        from policydiff.align.sibling_threshold import estimate_sibling_threshold

        sibling_threshold = estimate_sibling_threshold(residual, [*found.pairs, *equal], (old, new), parameters)
        matches = exact + assign(residual, found.pairs, sibling_threshold)
        return matches + link_headings(old, new, matches)
    threshold = estimate_threshold(residual, found, equal, parameters)
    matches, threshold = _assign_versions(old, new, found.pairs, exact, threshold)
    residual = threshold.residual
    matches += link_sentences(SentenceLinker(old, new, weights, residual), found.pairs, matches, threshold)
    matches += link_headings(old, new, matches)
    matches += link_gaps(old, new, matches, residual, threshold)
    return matches + align_gaps(old, new, matches, residual, threshold)


def _assign_versions(
    old: Side, new: Side, pairs: Sequence[Pair], exact: list[Match], threshold: Threshold
) -> tuple[list[Match], Threshold]:
    """Assign candidates, and once more where the sanctions cite articles that went elsewhere: with factors for what they cite."""
    equal = [(match.old, match.new) for match in exact]
    roles = role_matches(old, new, equal)
    free = without_ends(pairs, roles)
    matches = exact + consume_all(threshold.residual, roles) + assign(threshold.residual, free, threshold)
    cited = sanction_pairs(old, new, matches)
    if not cited:
        return matches, threshold
    free = sorted({*free, *without_ends(cited, [*roles, *equal])})
    factors = citation_factors(old, new, matches, free)
    again = replace(threshold, residual=threshold.residual.fresh(), factors=factors)
    return exact + consume_all(again.residual, roles) + assign(again.residual, free, again), again


def without_ends(pairs: Sequence[Pair], others: Sequence[Pair]) -> list[Pair]:
    """Return the pairs that share no end with others."""
    olds, news = {i for i, _ in others}, {j for _, j in others}
    return [(i, j) for i, j in pairs if i not in olds and j not in news]
