"""Tell what became of the facts of two documents: added, dropped, changed, or only moved.

Plugins find facts, one document at a time; here they are paired along the beads of a comparison.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from policydiff.diff.fact_places import RowAlignment
from policydiff.model import ChangeKind, Fact, FactChange, FactEvent, Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from policydiff.model import Comparison

    Same = Callable[[Fact, Fact], bool | None]
    Key = Callable[[Fact], tuple[object, ...]]
    Pair = tuple[Fact, Fact]

# A fact that turns up in a bead far away counts as moved only if the words around it came along, and one
# that has another subject counts as the same fact only in the same surroundings. Below this share of
# common characters two passages are two passages.
SURROUNDINGS_ALIKE = 0.6
_OTHER_WORDS = ChangeKind.INSERTED | ChangeKind.REMOVED | ChangeKind.AMENDED | ChangeKind.SPLIT | ChangeKind.MERGED
# Characters before and behind a fact that are its surroundings: about one part of a sentence.
_BEFORE, _BEHIND = 24, 16


def changes(
    comparison: Comparison,
    old_facts: Iterable[Fact],
    new_facts: Iterable[Fact],
    *,
    same: Same = lambda _old, _new: None,
    alias: Same = lambda _old, _new: None,
) -> tuple[FactChange, ...]:
    """Tell what became of each fact, in the order of the comparison's rows; unchanged facts are left out.

        old bead  a b c      a ── a   alike: nothing to tell
        new bead  a b' d     b ── b'  same subject, other attributes: changed
                             c        found in another bead: moved; nowhere: dropped
                             d        added

    Inside a bead facts are paired first by where the word-by-word alignment put their words, then facts of one plugin,
    kind and subject, then those whose subjects are one under
    two names (`alias`), then those that `same` calls one thing (True, False, or None for no opinion), then
    those that stand in the same surroundings. What is left may have moved to another bead, unless the fact
    is bound to its clause.
    """
    rows, pairing = _rows(comparison), _Pairing(comparison.old.text, comparison.new.text, same, alias)
    alignments = [RowAlignment(comparison, change) for change in comparison.changes]
    old_rows, new_rows = _by_row(old_facts, rows[0]), _by_row(new_facts, rows[1])
    found: list[tuple[int, FactChange]] = []
    old_left: list[Fact] = []
    new_left: list[Fact] = []
    for row in sorted(old_rows.keys() | new_rows.keys()):
        old, new = old_rows[row], new_rows[row]
        pairs = pairing.near(old, new, alignments[row])
        found += [(row, change) for change in _changed(pairs)]
        old_left += _without(old, [*(pair[0] for pair in pairs), *_copies(old, new)])
        new_left += _without(new, [*(pair[1] for pair in pairs), *_copies(new, old)])
    far = pairing.far(old_left, new_left)
    found += [(rows[1][new.clause], _far_change(old, new)) for old, new in far]
    found += [_dropped(fact, comparison, rows[0]) for fact in _without(old_left, (pair[0] for pair in far))]
    found += [_added(fact, comparison, rows[1]) for fact in _without(new_left, (pair[1] for pair in far))]
    return tuple(pairing.related(change, comparison.relation) for _, change in sorted(found, key=_place))


def touched_clauses(comparison: Comparison) -> tuple[frozenset[str], frozenset[str]]:
    """Return the clauses, old and new, whose facts may have changed: those with other words, and all that stand below them.

    What a clause sets holds for the clauses below it (到2025年，实现下列目标：), so they are read anew with it.
    """
    changed = [change for change in comparison.changes if change.kinds & _OTHER_WORDS]
    sides = (
        (comparison.old, [u for c in changed for u in c.old]),
        (comparison.new, [u for c in changed for u in c.new]),
    )
    old, new = (frozenset(inner.id for unit in units for inner in side.by_id[unit].walk()) for side, units in sides)
    return old, new


def resting_on_edits(comparison: Comparison, found: Iterable[FactChange]) -> Iterator[FactChange]:
    """Leave out what rests on no words that came or went.

    A fact whose words stand unchanged, or whose value stands in the row on the other side, was neither dropped nor
    added, whatever the sentence around it became; two facts in whose sentences nothing came or went are one fact that
    was read in two ways, unless a clause above set another date for it.
    """
    rows = _rows(comparison)
    alignments = [RowAlignment(comparison, change) for change in comparison.changes]
    for change in found:
        old, new = change.old, change.new
        if old and new:
            alignment = alignments[rows[1][new.clause]]
            far = rows[0][old.clause] != rows[1][new.clause]
            told = far or "deadline" in change.differing or alignment.rewritten(old, new)
        elif old:
            told = alignments[rows[0][old.clause]].went(old)
        else:
            told = alignments[rows[1][change.fact.clause]].came(change.fact)
        if told:
            yield change


def _copies(facts: Sequence[Fact], others: Sequence[Fact]) -> Iterator[Fact]:
    """Yield what stands as it is on the other side too: each part of a split clause may repeat its lead."""
    known = {_same_value(other) for other in others}
    clauses = {fact.clause for fact in facts}
    return (fact for fact in facts if len(clauses) > 1 and _same_value(fact) in known)


def _dropped(fact: Fact, comparison: Comparison, rows: dict[str, int]) -> tuple[int, FactChange]:
    row = rows[fact.clause]
    return row, FactChange(FactEvent.DROPPED, fact, None, whole=not comparison.changes[row].new)


def _added(fact: Fact, comparison: Comparison, rows: dict[str, int]) -> tuple[int, FactChange]:
    row = rows[fact.clause]
    return row, FactChange(FactEvent.ADDED, None, fact, whole=not comparison.changes[row].old)


def differing(old: Fact, new: Fact) -> tuple[str, ...]:
    """Name the attributes that two facts do not share."""
    before, after = dict(old.attributes), dict(new.attributes)
    names = dict.fromkeys([*before, *after])
    return tuple(name for name in names if before.get(name) != after.get(name))


def _rows(comparison: Comparison) -> tuple[dict[str, int], dict[str, int]]:
    """Return for each clause, old and new, the number of the row that it stands in."""
    old_units = {unit: row for row, change in enumerate(comparison.changes) for unit in change.old}
    new_units = {unit: row for row, change in enumerate(comparison.changes) for unit in change.new}
    return (
        {clause: old_units[unit] for clause, unit in comparison.old.unit_of.items()},
        {clause: new_units[unit] for clause, unit in comparison.new.unit_of.items()},
    )


def _by_row(facts: Iterable[Fact], rows: dict[str, int]) -> defaultdict[int, list[Fact]]:
    result: defaultdict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        result[rows[fact.clause]].append(fact)
    return result


class _Pairing(NamedTuple):
    """Pairs facts of two texts that are one thing."""

    old_text: str
    new_text: str
    same: Same
    alias: Same

    def near(self, old: Sequence[Fact], new: Sequence[Fact], alignment: RowAlignment) -> list[Pair]:
        """Pair inside a bead: what the alignment put in one place, then by value and by subject, then by surroundings."""
        stages: tuple[tuple[Key, Same], ...] = (
            (_same_value, alignment.aligned),
            (_same_subject, lambda o, n: self.same(o, n) is not False and alignment.aligned(o, n)),
            (_same_kind, lambda o, n: self.same(o, n) is not False and alignment.aligned(o, n)),
            (_same_value, lambda _old, _new: True),
            (_same_subject, lambda o, n: self.same(o, n) is not False),
            (_same_kind, self.alias),
            (_same_kind, lambda o, n: self.alias(o, n) is not False and self.same(o, n)),
            (
                _same_kind,
                lambda o, n: self.alias(o, n) is None and self.same(o, n) is None and self._surrounded_alike(o, n),
            ),
        )
        pairs: list[Pair] = []
        for key, test in stages:
            old, new = _without(old, (pair[0] for pair in pairs)), _without(new, (pair[1] for pair in pairs))
            pairs += self._greedy(old, new, key, test)
        return pairs

    def far(self, old: Sequence[Fact], new: Sequence[Fact]) -> list[Pair]:
        """Pair over beads: one subject, and the words around it came along, or a document has but one of it."""
        old, new = [fact for fact in old if not fact.bound], [fact for fact in new if not fact.bound]
        return self._greedy(old, new, _same_subject, self._moved)

    def related(self, change: FactChange, relation: Relation) -> FactChange:
        """Say what the documents are to each other, whether subjects differ in name only, how alike the surroundings are."""
        old, new = change.old, change.new
        if not old or not new:
            return replace(change, relation=relation)
        renamed = old.subject != new.subject and self.alias(old, new) is True
        return replace(change, relation=relation, alias=renamed, likeness=self._likeness(old, new))

    def _moved(self, old: Fact, new: Fact) -> bool:
        return self.same(old, new) is not False and ((old.sole and new.sole) or self._surrounded_alike(old, new))

    def _greedy(self, old: Sequence[Fact], new: Sequence[Fact], key: Key, test: Same) -> list[Pair]:
        """Pair what has one key and passes the test, closest first."""
        if not old or not new:
            return []
        known = defaultdict(list)
        for fact in new:
            known[key(fact)].append(fact)
        candidates = [(o, n) for o in old for n in known.get(key(o), ()) if test(o, n)]
        if len(candidates) > 1:
            candidates.sort(key=self._closeness, reverse=True)
        pairs: list[Pair] = []
        taken: set[int] = set()
        for o, n in candidates:
            if id(o) not in taken and id(n) not in taken:
                taken |= {id(o), id(n)}
                pairs.append((o, n))
        return pairs

    def _closeness(self, pair: Pair) -> tuple[float, float]:
        """Order candidate pairs: alike surroundings first, then more attributes in common."""
        return self._likeness(*pair), -len(differing(*pair))

    def _surrounded_alike(self, old: Fact, new: Fact) -> bool:
        return self._likeness(old, new) >= SURROUNDINGS_ALIKE

    def _likeness(self, old: Fact, new: Fact) -> float:
        from rapidfuzz.fuzz import ratio

        return ratio(_surroundings(old, self.old_text), _surroundings(new, self.new_text)) / 100


def _surroundings(fact: Fact, text: str) -> str:
    """Return the words around a fact, on its own line, without the fact itself."""
    before = text[max(fact.start - _BEFORE, 0) : fact.start].rpartition("\n")[2]
    return before + text[fact.end : fact.end + _BEHIND].partition("\n")[0]


def _same_kind(fact: Fact) -> tuple[object, ...]:
    return fact.plugin, fact.kind


def _same_subject(fact: Fact) -> tuple[object, ...]:
    return fact.plugin, fact.kind, fact.subject


def _same_value(fact: Fact) -> tuple[object, ...]:
    return fact.plugin, fact.kind, fact.subject, fact.attributes


def _changed(pairs: Iterable[Pair]) -> Iterator[FactChange]:
    for old, new in pairs:
        names = differing(old, new)
        if names:
            yield FactChange(FactEvent.CHANGED, old, new, names)


def _far_change(old: Fact, new: Fact) -> FactChange:
    names = differing(old, new)
    return FactChange(FactEvent.CHANGED if names else FactEvent.MOVED, old, new, names)


def _without(facts: Sequence[Fact], taken: Iterable[Fact]) -> list[Fact]:
    """Leave out by identity: two clauses may state equal facts."""
    ids = {id(fact) for fact in taken}
    return [fact for fact in facts if id(fact) not in ids]


def _place(item: tuple[int, FactChange]) -> tuple[int, int, str]:
    row, change = item
    return row, change.fact.start, change.event.value
