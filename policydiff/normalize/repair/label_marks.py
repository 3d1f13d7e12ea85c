"""A mark that a label lost, where the labels around it tell which one it is.

（二）加强管理。
三）完善制度。        → （三）完善制度。      one bracket is printed, and 三 comes behind 二
（四落实责任。        → （四）落实责任。
二主要任务            → 二、主要任务          nothing of the mark is printed: the labels on both sides must say so
"""

from __future__ import annotations

from bisect import bisect, insort
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policydiff.model import Repair
from policydiff.normalize.line_shapes import NUMERALS
from policydiff.text.numbering import numeral
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from policydiff.model import Draft

# A bracket is left, or the labels on both sides name the only number that can stand between them.
HALF_PRINTED, BETWEEN = 0.97, 0.95
# More damaged lines than one in so many whole ones are a numbering of their own: （1） … 1） 2） 3）.
WHOLE_FOR_ONE = 4
EXCERPT = 16

_MARKS = "# "
# What a label of these styles begins with, whole or not.
_FIRST = frozenset(f"（(0123456789{NUMERALS}")
_BEGINS = _FIRST.union(_MARKS)
_COUNT = rf"[{NUMERALS}]{{1,3}}"


@dataclass(frozen=True, slots=True)
class _Style:
    """A style of labels: whole ones, and those that lost a part of their mark, `half` or all of it. Groups: the number."""

    whole: re.Pattern[str]
    damaged: re.Pattern[str]
    half: bool


_STYLES = (
    _Style(lazy(rf"[（(]({_COUNT})[）)]"), lazy(rf"({_COUNT})[）)](?=[一-鿿])|[（(]({_COUNT})(?=[一-鿿][^）)]*$)"), half=True),
    _Style(lazy(r"[（(](\d{1,2})[）)]"), lazy(r"(\d{1,2})[）)](?=[一-鿿])|[（(](\d{1,2})(?=[一-鿿][^）)]*$)"), half=True),
    _Style(lazy(rf"({_COUNT})、"), lazy(rf"({_COUNT})(?![是要则来级年月日个项类家种])(?=[一-鿿])"), half=False),
    _Style(lazy(r"(\d{1,2})[.．、](?!\d)"), lazy(r"(\d{1,2})(?![年月日时分个家项次条款章名人元万千百亿所级号类种岁周天])(?=[一-鿿])"), half=False),
)  # fmt: skip

# What one of the styles takes for damaged: most documents have no such line.
_DAMAGED = lazy("|".join(f"(?:{style.damaged.pattern})" for style in _STYLES))


def mend_labels(draft: Draft) -> Draft:
    """Put back the bracket or the stop of a label that stands between its neighbours in the count."""
    lines = list(draft.lines)
    if not any(line[:1] in _BEGINS and _DAMAGED.match(line.lstrip(_MARKS)) for line in lines):
        return draft
    repairs: list[Repair] = []
    for style in _STYLES:
        for at, after in _mended(lines, style):
            evidence = "the labels before and behind it count on through this one"
            before = lines[at].lstrip(_MARKS)
            confidence = HALF_PRINTED if style.half else BETWEEN
            repairs.append(Repair("lost-label-mark", before[:EXCERPT], after[:EXCERPT], evidence, confidence))
            lines[at] = lines[at][: len(lines[at]) - len(before)] + after
    return replace(draft, lines=tuple(lines), repairs=(*draft.repairs, *repairs)) if repairs else draft


def _mended(lines: Sequence[str], style: _Style) -> Iterator[tuple[int, str]]:
    """Yield the place and the text of each line that lost a part of its label."""
    texts = {at: text for at, line in enumerate(lines) if (text := line.lstrip(_MARKS))[:1] in _FIRST}
    damaged = {at: match for at, text in texts.items() if (match := style.damaged.match(text))}
    whole = {at: match for at, text in texts.items() if (match := style.whole.match(text))} if damaged else {}
    if not whole:
        return
    damaged = {at: match for at, match in damaged.items() if at not in whole}
    places = list(whole)
    numbers = {at: _number(match) for at, match in whole.items()}
    candidates = [at for at, match in damaged.items() if _fits(at, _number(match), places, numbers, style)]
    suspects = damaged if style.half else candidates
    if len(suspects) > 1 and len(suspects) * WHOLE_FOR_ONE > len(whole):
        return
    for at, match in damaged.items():
        if _fits(at, _number(match), places, numbers, style):
            above = whole[max((place for place in whole if place < at), default=min(whole))]
            numbers[at] = _number(match)
            insort(places, at)
            printed = next(filter(None, match.groups()))
            yield at, above.group().replace(above[1], printed, 1) + texts[at][match.end() :]


def _number(match: re.Match[str]) -> int:
    return numeral(next(filter(None, match.groups()))) or 0


def _fits(at: int, number: int, places: Sequence[int], numbers: dict[int, int], style: _Style) -> bool:
    """Tell whether a number stands where the count needs it; `places` are the lines of `numbers` in order."""
    cut = bisect(places, at)
    before = numbers[places[cut - 1]] if cut else 0
    behind = numbers[places[cut]] if cut < len(places) else 0
    if not style.half:
        return before == number - 1 and behind == number + 1
    # Half a mark is evidence enough for the first and the last of a run, and for several in a row.
    return (before == number - 1 and number > 1 and not 1 < behind <= number) or (number == 1 and behind == 2)  # noqa: PLR2004
