"""Tell what happened to a clause: moved, renumbered, split, merged, amended, or changed in form only.

old  第一条 第二条 第三条 第四条      第二条 → 第三条  renumbered: something came before it
new  第一条 新增  第二条 第四条 第三条  第三条 → 第五条  moved and renumbered: its order among the others changed
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policydiff.model import ChangeKind, ClauseKind, Op
from policydiff.text.canonical import canon_label
from policydiff.text.lis import heaviest_increasing_subsequence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policydiff.model import Bead, Clause, Document, Edge, Edit

# One clause more in its place outweighs any length: as few clauses as can be count as moved, and of
# two that changed places the shorter one. A heading counts for the clauses that stay below it, so that
# one clause that crosses it has moved and not the heading.
_ONE_CLAUSE = 1 << 40
# A member of an Enum takes as long to look up as a short function.
_EQUAL = Op.EQUAL


def kinds(bead: Bead, edits: Sequence[Edit], old: Document, new: Document, *, moved: frozenset[Edge]) -> ChangeKind:
    """Return all that happened to the units of a bead."""
    if not bead.old or not bead.new:
        return ChangeKind.INSERTED if bead.new else ChangeKind.REMOVED
    shape = _shape(bead)
    wording = _wording(edits, apart=bool(shape))
    found = shape | wording if shape else wording
    if not moved.isdisjoint(edges(bead)):
        found |= ChangeKind.MOVED
    labels_old, labels_new = (
        [document.by_id[unit].label for unit in units] for document, units in ((old, bead.old), (new, bead.new))
    )
    if labels_old == labels_new:
        return found
    if {canon_label(label) for label in labels_old}.isdisjoint(canon_label(label) for label in labels_new):
        return found | ChangeKind.RENUMBERED
    return found or ChangeKind.COSMETIC


def _shape(bead: Bead) -> ChangeKind:
    if len(bead.old) == len(bead.new) == 1:
        return ChangeKind.UNCHANGED
    split = ChangeKind.SPLIT if len(bead.new) > 1 else ChangeKind.UNCHANGED
    return split | (ChangeKind.MERGED if len(bead.old) > 1 else ChangeKind.UNCHANGED)


def _wording(edits: Sequence[Edit], *, apart: bool) -> ChangeKind:
    """Return AMENDED where words changed, COSMETIC where only their form or the number of a clause referred to did.

    Where paragraphs came `apart` into clauses, or together, the line breaks between them are no difference.
    """
    changed = [edit for edit in edits if edit.op is not _EQUAL and not (apart and edit.text.isspace())]
    if any([not (edit.cosmetic or edit.reference) for edit in changed]):  # noqa: C419 a list is quicker
        return ChangeKind.AMENDED
    return ChangeKind.COSMETIC if changed else ChangeKind.UNCHANGED


def edges(bead: Bead) -> tuple[Edge, ...]:
    """Return the edges of a bead; where the aligner named none, each old unit goes to each new one."""
    return bead.edges or tuple((old, new) for old in bead.old for new in bead.new)


def moved_edges(old: Document, new: Document, beads: Sequence[Bead]) -> frozenset[Edge]:
    """Return the edges whose clause changed its place among the others, or went from one parent to another.

    Which of two clauses that changed places counts as moved does not depend on which document is the old one.
    """
    links = [edge for bead in beads for edge in edges(bead)]
    if old.text <= new.text:
        return _moved(old, new, links)
    return frozenset((a, b) for b, a in _moved(new, old, [(b, a) for a, b in links]))


def _moved(old: Document, new: Document, links: Sequence[Edge]) -> frozenset[Edge]:
    old_place, new_place = ({unit.id: place for place, unit in enumerate(document.units)} for document in (old, new))
    order = sorted(set(links), key=lambda edge: (old_place[edge[0]], new_place[edge[1]]))
    rank = {
        edge: place
        for place, edge in enumerate(sorted(order, key=lambda edge: (new_place[edge[1]], old_place[edge[0]])))
    }
    weights = [_weight(old, old.by_id[a]) + _weight(new, new.by_id[b]) for a, b in order]
    kept = {
        order[at]
        for at in heaviest_increasing_subsequence([(place, rank[edge]) for place, edge in enumerate(order)], weights)
    }
    partners = _partners(order)
    return frozenset(edge for edge in order if edge not in kept or _left_parent(edge, old, new, partners))


def _weight(document: Document, unit: Clause) -> int:
    below = 0 if unit.kind is ClauseKind.ARTICLE else len(unit.children)
    return (1 + below) * _ONE_CLAUSE + document.unit_end(unit) - unit.body


def _partners(links: Sequence[Edge]) -> Mapping[tuple[str, str], set[str]]:
    """Return for each unit, keyed by side and id, the units across from it."""
    partners: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for a, b in links:
        partners["old", a].add(b)
        partners["new", b].add(a)
    return partners


def _left_parent(edge: Edge, old: Document, new: Document, partners: Mapping[tuple[str, str], set[str]]) -> bool:
    """Tell whether a clause stands under another parent, and both parents live on apart.

    A new chapter heading above a clause, or an old one that went, moves nothing.
    """
    above_old, above_new = old.by_id[edge[0]].parent, new.by_id[edge[1]].parent
    if above_old is None or above_new is None:
        return False
    there, here = partners.get(("old", above_old)), partners.get(("new", above_new))
    return bool(there and here and above_new not in there)
