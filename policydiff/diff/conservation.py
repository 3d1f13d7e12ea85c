"""Check that no text is lost between a converter and a report.

Every line that a converter delivers stands in a clause, in the metadata, among what was left out or among the repairs.
`unaccounted` looks for each of them there; it knows nothing of how the rules of normalization work.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from policydiff.model import Metadata
from policydiff.text import front_matter
from policydiff.text.canonical import canon, folded
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import PolicyText

# What sets text and is none: white space, heading marks, the strokes of a table, characters without width.
_LAYOUT = lazy("[\\s#|\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+")
# A line of these alone is a rule on the page or in a table.
_RULE = lazy(r"[-=_*·•.…—─━:|\s]*")
# A reading that a page injected behind a character: 優(yōu).
_READING = lazy("(?<=[一-鿿㐀-䶿々])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,6}[)）]")
_KEY = lazy(r"([\w-]+):")
_FIELDS = frozenset(field.name for field in fields(Metadata))
_PAGE_NUMBER = lazy(
    r"\s*(?:[-–—－─―·]+\s*\d{1,4}\s*[-–—－─―·]+|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*[（(]?共\s*\d{1,4}\s*页[)）]?)?|[Pp]age\s+\d{1,4}(?:\s+of\s+\d{1,4})?)\s*"
)
# No line holds it: what stands on both sides of it is not one text.
_APART = "\x00"
_WORDS = lazy(r"\w")
# What names a part of the 版记 whose words stand in the metadata.
_PART = lazy(r"^\s*(?:抄\s*送|抄\s*报|分\s*送)\s*[:：]")
# The colon of 主送机关, of 附件1：.
_CLOSING = ":,"
# 民国元年 is 1912.
ERA_BASE = 1911
# A shorter piece of a value proves nothing.
SHORTEST_VALUE = 2
# So much is shown of a place where two texts differ.
EXCERPT = 60


def unaccounted(text: PolicyText) -> list[str]:
    """Return the lines that the converter delivered and that stand nowhere in the normalized document or its ledger."""
    if text.delivered is None:
        return []
    place = _Account(text)
    lines, ran = _lines(text.delivered), {repair.rule for repair in text.repairs}
    if "pinyin" in ran:
        lines = (_READING.sub("", line) for line in lines)
    if "script" in ran:
        from opencc import OpenCC

        lines = map(OpenCC("tw2s").convert, lines)
    return [line for line in lines if not place.has(line)]


def first_difference(old: str, new: str) -> tuple[str, str] | None:
    """Return where two texts begin to differ in more than form, None where they do not."""
    before, after = (canon("".join(map(_plain, _lines(text)))) for text in (old, new))
    if before == after:
        return None
    at = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), -1)
    start = max(0, min(len(before), len(after)) if at < 0 else at - EXCERPT // 4)
    return before[start : start + EXCERPT], after[start : start + EXCERPT]


def _lines(text: str) -> Iterator[str]:
    """Yield the lines that hold text, of front matter those of keys that no metadata has; a table's rule is no text."""
    front = front_matter.BLOCK.match(text)
    known = False
    for line in front[1].splitlines() if front else ():
        key = _KEY.match(line)
        known = key[1] in _FIELDS if key else known
        if not known:
            yield line
    body = text[front.end() if front else 0 :].splitlines()
    yield from (line for line in body if not _RULE.fullmatch(line) and not is_page_number(line))


def is_page_number(line: str) -> bool:
    """Tell a line that is nothing but a page number: where a page ends is a matter of form."""
    return _PAGE_NUMBER.fullmatch(line) is not None


def _plain(text: str) -> str:
    """Return a text without its layout and with one form for each mark."""
    return _LAYOUT.sub("", folded(text))


class _Account:
    """All that a normalized document and its ledger hold, to look lines up in."""

    def __init__(self, text: PolicyText) -> None:
        self.text = _plain(text.markdown)
        stated = list(_stated(text.metadata))
        self.stated = sorted(
            {canon(part) for value in stated for part in (value, *filter(_tells, value.split())) if part},
            key=len,
            reverse=True,
        )
        self.rest = _APART.join(map(_plain, (*stated, *(removal.text for removal in text.removed), *_befores(text))))
        self.mended = [before for repair in text.repairs if (before := _plain(repair.before))]
        self.at = 0

    def has(self, line: str) -> bool:
        """Tell whether a line stands in the document or its ledger; one that was repaired counts as standing there."""
        wanted = _plain(line)
        at = self.text.find(wanted, self.at)
        if at >= 0:
            self.at = at + len(wanted)
            return True
        return (
            wanted in self.text
            or wanted in self.rest
            or any(before in wanted for before in self.mended)
            or self._states(line)
            or (bool(bare := wanted.rstrip(_CLOSING)) and bare in self.text)
        )

    def _states(self, line: str) -> bool:
        """Tell whether a line holds nothing but values of the metadata and the marks between them."""
        rest = canon(_PART.sub("", line))
        for value in self.stated:
            rest = rest.replace(value, "")
        return not _WORDS.search(rest)


def _tells(piece: str) -> bool:
    return len(piece) >= SHORTEST_VALUE


def _befores(text: PolicyText) -> Iterator[str]:
    return (repair.before for repair in text.repairs)


def _stated(metadata: Metadata) -> Iterator[str]:
    """Yield the values of the metadata, dates in each form that they are printed in."""
    for name in (field.name for field in fields(metadata)):
        value = getattr(metadata, name)
        if isinstance(value, date):
            yield from _printed(value)
        elif isinstance(value, tuple):
            yield from (item if isinstance(item, str) else item.title + item.number for item in value)
        elif value:
            yield str(value)


def _printed(day: date) -> Iterator[str]:
    """Yield a date as documents print it, with and without leading zeros."""
    for number in ("{}", "{:02}"):
        month, of_month = number.format(day.month), number.format(day.day)
        yield f"{day.year}年{month}月{of_month}日"
        yield f"民国{day.year - ERA_BASE}年{month}月{of_month}日"
        yield from (mark.join((str(day.year), month, of_month)) for mark in "-/.")
