"""Match clauses by their role in the document: its commencement, and the order that promulgates it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.align.ngrams import GAP, STOP
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from re import Pattern

    from policydiff.align.features import Side

Pair = tuple[int, int]

# Folded: 本条例 is 本法. 本法施行细则 is no commencement.
_COMMENCES = lazy(
    rf"本法(?:的)?(?:施行日期|自[^{STOP}]{{0,40}}(?:施行|实施|生效|执行)|[^{STOP}{GAP}]{{0,12}}起(?:施行|实施|生效|执行))"
    rf"|(?:this|these) \w+ (?:shall )?(?:comes?|enters?|takes?) (?:into )?(?:force|operation|effect)\b"
)
_PROMULGATES = lazy(r"现予|予以公布|予以发布|现公布|现发布|现将|印发")


def role_matches(old: Side, new: Side, equal: Sequence[Pair]) -> list[Pair]:
    """Return the pairs of clauses that alone on their side have a role, however they are worded.

    old  第四十条 本法自公布日施行              one says when the law begins, on either side:
    new  第六十六条 本法施行日期，由行政院定之     these are one clause, though they share four characters
    """
    done_old, done_new = {i for i, _ in equal}, {j for _, j in equal}
    carriers = [_only(side, _PROMULGATES, done, carried=True) for side, done in ((old, done_old), (new, done_new))]
    begins = [_only(side, _COMMENCES, done, carried=False) for side, done in ((old, done_old), (new, done_new))]
    return [(one, other) for one, other in (carriers, begins) if one is not None and other is not None]


def _only(side: Side, role: Pattern[str], done: Container[int], *, carried: bool) -> int | None:
    """Return the one open clause of a role, None where there is none or several, or one is matched already."""
    found = [
        index
        for index, text in enumerate(side.texts)
        if (index in side.carriers) is carried and (role.search(text) if carried else role.match(text))
    ]
    return found[0] if len(found) == 1 and found[0] not in done else None
