"""Pair the numbers of two versions by where the word-by-word alignment put them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.quantities import joined, quantities
from policydiff.text.regex import lazy
from policydiff.text.rewrites import Passage, rewrites
from policydiff_numbers import words
from policydiff_numbers.bounds import Bounded, bare, bounded, tendency

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Change, Comparison
    from policydiff.text.rewrites import Rewrite

# Rewrites longer than this on both sides put one rule for another: their numbers answer to each other only by their words.
_SHORT = 24
# Rewrites no longer than this are the number itself.
_BARE = 12
# Characters before a number that say what it counts.
_LED = 6
# Two parts of sentences with so much in common say one thing of their numbers.
_ONE_MATTER = 0.5
_HINT = lazy(
    r"[\d０-９一二两三四五六七八九十百千万亿半%％每上以至多少内超低高]|\b(?i:at|no|not|more|less|up|within|annual|quarter|month|week|dai|year|day|twice|once|every|one|two|three|four|five|six|seven|eight|nine|ten|thirt|twent|fift)"
)


class Pair(NamedTuple):
    """A number before and after, each with its place."""

    old: Bounded
    new: Bounded
    old_place: Passage
    new_place: Passage
    what: str


def pairs(comparison: Comparison, change: Change) -> Iterator[Pair]:
    """Yield the numbers of a row that stand in one place on both sides and are not the same."""
    seen: set[tuple[int, int]] = set()
    told: set[tuple[int, int]] = set()
    for rewrite in rewrites(comparison, change):
        if not (_HINT.search(rewrite.gone) or _HINT.search(rewrite.come)):
            continue
        for old, new in _candidates(rewrite):
            key = (rewrite.old.sentence.start + old.start, rewrite.new.sentence.start + new.start)
            if key in seen or any(key[0] == left or key[1] == right for left, right in told):
                continue
            seen.add(key)
            what = _what(old, new)
            if what and not _restated(old, new, rewrite):
                told.add(key)
                yield Pair(old, new, _place(rewrite.old, old), _place(rewrite.new, new), what)


def _what(old: Bounded, new: Bounded) -> str:
    if old.measure == new.measure == "frequency":
        before, after = (words.times_a_year(each.text) for each in (old, new))
        if not before or not after or before == after:
            return ""
        return "more_frequent" if after > before else "rarer"
    return tendency(old, new)


def _restated(old: Bounded, new: Bounded, rewrite: Rewrite) -> bool:
    """Tell a number that stands in the row on the other side too: it was not exchanged, the sentence was."""
    both = old.text in rewrite.new.sentence.text and new.text in rewrite.old.sentence.text
    return both and old.text != new.text


def _place(passage: Passage, number: Bounded) -> Passage:
    start = passage.sentence.start
    return passage.moved(start + number.start, start + number.end)


def _candidates(rewrite: Rewrite) -> Iterator[tuple[Bounded, Bounded]]:
    old, new = (_touched(side) for side in (rewrite.old, rewrite.new))
    if not old and not new:
        return
    olds = old or _nearby(rewrite.old)
    news = new or _nearby(rewrite.new)
    left = list(news)
    for each in olds:
        match = next((n for n in left if n.measure == each.measure and n.values == each.values), None)
        if match:
            left.remove(match)
            continue
        other = max(
            (n for n in left if _one_measure(each, n)), key=lambda n: _led_alike(rewrite, each, n), default=None
        )
        if other is None or any(n.values == other.values and n.measure == other.measure for n in olds):
            continue
        left.remove(other)
        if _one_place(rewrite, each, other):
            yield each, other


def _led_alike(rewrite: Rewrite, old: Bounded, new: Bounded) -> float:
    """Return how alike the words before two numbers are: 违约金三万元 answers to 违约金五万元."""
    from rapidfuzz.fuzz import ratio

    before, after = rewrite.old.sentence.text[: old.start], rewrite.new.sentence.text[: new.start]
    return ratio(before[-_LED:], after[-_LED:])


def _one_measure(old: Bounded, new: Bounded) -> bool:
    if old.measure != new.measure:
        return False
    return old.measure not in {"count", "measure", "rank"} or old.unit.lstrip("百千万亿个") == new.unit.lstrip(
        "百千万亿个"
    )


def _one_place(rewrite: Rewrite, old: Bounded, new: Bounded) -> bool:
    """Tell numbers that were exchanged from numbers of two rules: the words around them are alike, or only they went."""
    longer, shorter = (f(len(rewrite.gone), len(rewrite.come)) for f in (max, min))
    if longer <= _BARE:
        return True
    if shorter <= _SHORT and shorter * 4 < longer - _SHORT:
        return False
    from rapidfuzz.fuzz import ratio

    before, after = _place(rewrite.old, old).phrase.text, _place(rewrite.new, new).phrase.text
    return ratio(before.replace(old.text, ""), after.replace(new.text, "")) / 100 >= _ONE_MATTER


def _touched(side: Passage) -> list[Bounded]:
    """Return the numbers of the sentence, comparators included, that have a character in the rewrite."""
    start = side.sentence.start
    return [each for each in numbers(side.sentence.text) if side.touches(start + each.start, start + each.end)]


def _nearby(side: Passage) -> list[Bounded]:
    """Return the number that a rewrite without words of its own on this side stands at."""
    start = side.sentence.start
    return [
        each
        for each in numbers(side.sentence.text)
        if start + each.start <= side.end and side.start <= start + each.end
    ]


def numbers(text: str) -> list[Bounded]:
    """Return the numbers of a sentence in reading order, with the comparators around them."""
    dates = [
        Bounded(match.start(), match.end(), match[0], "date", "", (day := words.day_number(match)), day, "exact")
        for match in words.DATE.finditer(text)
    ]
    found = [
        bounded(quantity, text)
        for quantity in joined(list(quantities(text)), text)
        if not any(each.start < quantity.end and quantity.start < each.end for each in dates)
    ] + dates
    spans = [(each.start, each.end) for each in found]
    for match in words.FREQUENCY.finditer(text):
        found.append(
            Bounded(
                match.start(),
                match.end(),
                match[0],
                "frequency",
                "",
                (often := words.times_a_year(match[0])),
                often,
                "exact",
            )
        )
    for match in words.BARE.finditer(text):
        inside = any(start < match.end() and match.start() < end for start, end in spans)
        each = None if inside else bare(match.start(), match.end(), text)
        if each:
            found.append(each)
    return sorted(found, key=lambda each: each.start)


def unchanged(numbers_of: Sequence[Bounded]) -> set[tuple[float | None, float | None, str]]:
    """Return the values that a sentence states."""
    return {each.values for each in numbers_of}
