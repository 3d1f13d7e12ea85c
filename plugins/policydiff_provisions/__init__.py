"""What the words that came and went do: a sanction, an exception, a right, a licence, a duty, the reach of a rule.

old  医院、学校内禁止吸烟。              网吧 came into a list: the rule reaches further
new  医院、学校、网吧内禁止吸烟。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.severity import grades
from policydiff.text.elsewhere import Both, Elsewhere
from policydiff_provisions.clauses import whole_clauses
from policydiff_provisions.rewritten import amended
from policydiff_provisions.rules import GRADES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Annotation, Comparison, Grade


@hookimpl
def register_grades() -> Sequence[Grade]:
    """Return the rules of the remarks on what passages do."""
    return grades("provisions", GRADES)


@hookimpl
def annotate(comparison: Comparison) -> Sequence[Annotation]:
    """Return the remarks on passages that came, went or were replaced, and on whole articles that did."""
    both = Both(Elsewhere(comparison.old.text), Elsewhere(comparison.new.text))
    return [*amended(comparison, both), *whole_clauses(comparison, both)]
