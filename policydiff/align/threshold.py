"""Set the bar: what a pair must be worth in these two documents to be more than chance."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.align.lis import thread
from policydiff.align.residual import FEW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from policydiff.align.candidates import Candidates
    from policydiff.align.parameters import VersionsTuning
    from policydiff.align.residual import Remainder

Pair = tuple[int, int]

# The first partner of a clause is its own, the second may be the other half of a split; the third is a stranger.
STRANGER = 3

# Half of both clauses: from here on a reader sees one clause with changes.
ALIKE = 0.5

# A short clause most of whose words stand in a long one went there, however little that is.
HELD = 0.6

# What is worth little more than the bar must have wording that no more than one clause has besides: of twenty-four such
# pairs without any, in revisions of real laws, thirteen were wrong, and nine right, most of these worth more than this.
BARELY = 1.3
FEWER = 3

# A clause that gave less than a quarter of its words to another one was not split into it.
PART = 0.25


def set_bar(remainder: Remainder, candidates: Candidates, equal: Sequence[Pair], tuning: VersionsTuning) -> Bar:
    """Return the bar for these documents, before anything is taken."""
    worth = remainder.worths(candidates.pairs)
    strangers = _strangers(remainder.worths(candidates.sample))
    fixed = remainder.worths(equal)
    ordered = thread({pair: value for pair, value in worth.items() if value >= tuning.floor} | fixed)
    return Bar(remainder, max(tuning.floor, tuning.strangers * strangers), ordered, tuning)


@dataclass(frozen=True)
class Bar:
    """What a pair must be worth to be kept.

    Strangers in these two documents share so much: what the third-best partner of the middling clause is
    worth. Two kinds of pairs need not pass that: a short clause that the other one holds, and a pair in
    reading order whose clauses are half alike: among near-duplicates every stranger is, and place decides.
    Out of the reading order, what both share must not be mere template.
    """

    remainder: Remainder
    strangers: float
    ordered: AbstractSet[Pair]
    tuning: VersionsTuning

    def raised(self, pair: Pair, worth: float) -> float:
        """Return the worth, a little more for a pair that keeps the reading order."""
        return worth * (1 + self.tuning.order) if pair in self.ordered else worth

    def passes(self, pair: Pair, worth: float) -> bool:
        """Tell whether the pair is worth keeping: more than what strangers share, or most of a clause, or half of both in its place."""
        ordered = pair in self.ordered
        outstanding = worth >= self.strangers * (self.tuning.in_order if ordered else 1)
        # Most pairs end here, before anything else is asked.
        if not outstanding and worth < self.tuning.floor:
            return False
        alike, held = self.remainder.alike(*pair, worth)
        # Next to nothing of either is a formula that closes both.
        incidental = alike < self.tuning.alike and held < PART
        if incidental or not (outstanding or held >= HELD or (alike >= ALIKE and ordered)):
            return False
        if ordered:
            return True
        barely = held < HELD and worth < BARELY * self.strangers
        return self.remainder.distinct(*pair, FEWER if barely else FEW)

    def uses_up(self, _pair: Pair, _worth: float) -> bool:
        """Tell whether what the pair shares is explained by it: between versions, always."""
        return True


def _strangers(worth: Mapping[Pair, float]) -> float:
    """Return the median over the old clauses of what their third-best partner is worth."""
    rows: dict[int, list[float]] = defaultdict(list)
    for (i, _), value in worth.items():
        rows[i].append(value)
    third = [sorted(values, reverse=True)[STRANGER - 1] if len(values) >= STRANGER else 0.0 for values in rows.values()]
    return _median(third) if third else 0.0


def _median(values: Sequence[float]) -> float:
    # The module statistics costs a cold start 3 ms to load.
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
