"""Compare what stands outside clauses and metadata: lines left out, losses, repairs, hidden characters.

converter ─delivered─┬ clauses, metadata      compared by `comparison` and `metadata`
                     ├ left out, losses …     compared here
                     └ nowhere                `conservation` finds it, told here
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING

from policydiff.diff.conservation import first_difference, is_page_number, unaccounted
from policydiff.model import LedgerChange, LedgerKind, Relation
from policydiff.text.canonical import canon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policydiff.model import Comparison, PolicyText

# Below this similarity (0–100) a line that went and one that came are shown apart; above it, as one line that changed.
SAME_LINE = 50
# More candidate pairs than this are not compared with one another: both lists are shown in order.
MOST_PAIRS = 20_000
# Script is a matter of form: Traditional and Simplified text of one wording do not differ.
COSMETIC_REPAIRS = frozenset({"script"})
# Suspicions of these rules are about characters that no reader sees; all others are about words that stand in a clause.
HIDDEN_CHARACTERS = "hidden-character"

# An entry of a ledger: its reason, its text.
Entry = tuple[str, str]


def ledger_changes(comparison: Comparison, old: PolicyText, new: PolicyText) -> tuple[LedgerChange, ...]:
    """Return how two readings differ outside clauses and metadata, and what of their texts the comparison misses.

    Siblings are different documents anyway, and of a revision read from the archive no ledger is at hand: nothing is
    returned for either.
    """
    if comparison.relation is Relation.SIBLINGS or old.delivered is None or new.delivered is None:
        return ()
    changes = [
        *_changed(LedgerKind.REMOVED, _removed(old), _removed(new)),
        *_changed(LedgerKind.LOST, _lost(old), _lost(new)),
        *_changed(LedgerKind.REPAIRED, _repaired(old), _repaired(new)),
        *_changed(LedgerKind.HIDDEN, _hidden(old), _hidden(new)),
        *_changed(LedgerKind.UNACCOUNTED, _unaccounted(old), _unaccounted(new)),
    ]
    if not changes and not comparison.differs and (found := first_difference(old.delivered, new.delivered)):
        changes.append(LedgerChange(LedgerKind.UNACCOUNTED, "", *found))
    return tuple(changes)


def _removed(text: PolicyText) -> list[Entry]:
    return [(removal.reason, removal.text) for removal in text.removed if not is_page_number(removal.text)]


def _lost(text: PolicyText) -> list[Entry]:
    counts: Counter[Entry] = Counter()
    for loss in text.losses:
        counts[loss.kind, loss.detail] += loss.count
    return [(kind, f"{count} {detail}".rstrip()) for (kind, detail), count in counts.items() if count]


def _repaired(text: PolicyText) -> list[Entry]:
    return [
        (repair.rule, f"{repair.before} → {repair.after}")
        for repair in text.repairs
        if repair.rule not in COSMETIC_REPAIRS and canon(repair.before) != canon(repair.after)
    ]


def _hidden(text: PolicyText) -> list[Entry]:
    return [(doubt.rule, doubt.text) for doubt in text.suspicions if doubt.rule == HIDDEN_CHARACTERS]


def _unaccounted(text: PolicyText) -> list[Entry]:
    return [("", line) for line in unaccounted(text)]


def _changed(kind: LedgerKind, old: Sequence[Entry], new: Sequence[Entry]) -> Iterator[LedgerChange]:
    """Yield the entries that only one side has, those of one reason that resemble one another as one change."""
    went, came = _only(old, new), _only(new, old)
    gone, there = _by_reason(went), _by_reason(came)
    for reason in dict.fromkeys((*gone, *there)):
        for before, after in _pairs(gone[reason], there[reason], alone=kind is LedgerKind.LOST):
            yield LedgerChange(kind, reason, before, after)


def _only(entries: Iterable[Entry], others: Iterable[Entry]) -> list[Entry]:
    """Return the entries that the others lack, whatever reason they have there; an entry that stands twice counts twice."""
    there = Counter(canon(text) for _, text in others)
    found: list[Entry] = []
    for reason, text in entries:
        key = canon(text)
        if there[key]:
            there[key] -= 1
        elif key:
            found.append((reason, text))
    return found


def _by_reason(entries: Iterable[Entry]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for reason, text in entries:
        found[reason].append(text)
    return found


def _pairs(old: Sequence[str], new: Sequence[str], *, alone: bool) -> Iterator[tuple[str, str]]:
    """Yield entries of one reason side by side: those that resemble one another together; `alone`, as they come."""
    if alone or not (old and new) or len(old) * len(new) > MOST_PAIRS:
        if alone:
            yield from zip_longest(old, new, fillvalue="")
            return
        yield from ((text, "") for text in old)
        yield from (("", text) for text in new)
        return
    from rapidfuzz.fuzz import ratio

    left = list(new)
    for text in old:
        best = max(left, key=lambda other: ratio(text, other), default="")
        if best and ratio(text, best) >= SAME_LINE:
            left.remove(best)
            yield text, best
        else:
            yield text, ""
    yield from (("", text) for text in left)
