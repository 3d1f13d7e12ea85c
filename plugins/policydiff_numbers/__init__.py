"""Numbers that changed in their place: both values, and whether the number went up, down, or bounds the other way round now.

old  处五十元以上二百元以下罚款      one number, raised: both its bounds went up
new  处二百元以上一千元以下罚款

Every number counts here, whatever it is about; what a policy aims at is the business of `targets`, whose remark wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import ChangeKind
from policydiff.severity import grades
from policydiff_numbers.pairs import pairs
from policydiff_numbers.remarks import GRADES, remark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Annotation, Comparison, Grade


@hookimpl
def register_grades() -> Sequence[Grade]:
    """Return the rules of the remarks on numbers that changed in place."""
    return grades("numbers", GRADES)


@hookimpl
def annotate(comparison: Comparison) -> Sequence[Annotation]:
    """Return a remark on each number that changed where it stands."""
    return [
        told
        for change in comparison.changes
        if ChangeKind.AMENDED in change.kinds
        for pair in pairs(comparison, change)
        if (told := remark(pair, comparison.relation)) is not None
    ]
