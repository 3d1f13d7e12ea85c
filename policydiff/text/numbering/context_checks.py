"""Strays: labels that the neighbours of a line speak against, and labels that only neighbours can tell."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from policydiff.text.numbering.bare import bare_labels
from policydiff.text.numbering.labels import Family, Label
from policydiff.text.numbering.numerals import numeral
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

LIST_OF_ATTACHMENTS = lazy(r"附[件表录]?[ \t\u3000]*[：:]")
BARE_NUMBER = lazy(r"([0-9０-９]{1,2})[ \t\u3000\xa0]+(?=[^\W\d])")
SUSPECT_DUN = lazy(r"[一二三四五六七八九十]{1,2}、[一二三四五六七八九十]{1,2}(?:[、级类等档线]|$)")
# A sign behind a word; an item of a list stands behind a stop.
FOOTNOTE_SIGN = lazy(r"[\w”》）)][①-⑳]")
RUN_IN_ARTICLE = lazy(r"第([〇零一二三四五六七八九十百]{1,9})条(?=[\u4e00-\u9fff])")
# Longer lines are no headings of 编, 章 or 节.
LONGEST_DIVISION = 60
# Words in Latin letters take more room.
LONGEST_ENGLISH = 160


def is_sentence(words: str, longest: int = LONGEST_DIVISION) -> bool:
    """Tell a line of running text from a heading."""
    return len(words) > longest or words[-1:] in "。；;，,：:"


def drop_strays(lines: Sequence[tuple[int, str]], labels: list[Label | None], enclosed: frozenset[int]) -> None:
    """Take back the labels that their neighbours speak against, and give the ones that only neighbours can tell."""
    bare_labels(lines, labels, enclosed)
    families = {label.family for label in labels if label}
    _list_of_attachments(lines, labels)
    if Family.ATTACHMENT in families:
        _named_attachments(lines, labels)
    if Family.DECIMAL in families:
        _dotted_outline(lines, labels)
    if Family.DUN in families:
        _suspects(lines, labels)
    if Family.ARTICLE in families:
        _articles_run_in(lines, labels)
    if Family.CIRCLED in families:
        _footnotes(lines, labels)


def _list_of_attachments(lines: Sequence[tuple[int, str]], labels: list[Label | None]) -> None:
    """Take the numbers of 附件：1.… 2.… for what they are: a list of names, no clauses."""
    first = next((index for index, (_, words) in enumerate(lines) if words[:1] == "附"), len(lines))
    listing = False
    for index, (_, words) in enumerate(lines[first:], first):
        label = labels[index]
        entry = label is not None and label.family is Family.DIGIT and not is_sentence(words)
        if listing and entry:
            labels[index] = None
        listing = (listing and entry) or LIST_OF_ATTACHMENTS.match(words) is not None


def _named_attachments(lines: Sequence[tuple[int, str]], labels: list[Label | None]) -> None:
    """Keep 附件1 as the heading of an attachment only where something of its own follows.

    附件1 名单        named: another name follows
    附件2 表格        named: the text ends, or the heading `# 附件2` follows later
    """
    places = {index for index, label in enumerate(labels) if label and label.family is Family.ATTACHMENT}
    marked = any(lines[index][0] for index in places)
    for index in places:
        listed = index + 1 in places or (index + 1 == len(lines) and (index - 1 in places or len(places) == 1))
        if not lines[index][0] and (marked or listed):
            labels[index] = None


def _dotted_outline(lines: Sequence[tuple[int, str]], labels: list[Label | None]) -> None:
    """Keep 1.1 only in an outline (1.1 before 1.2, 1.2 after 1.1), where the bare `1 总则` counts as its parent."""
    dotted = [(index, label) for index, label in enumerate(labels) if label and label.family is Family.DECIMAL]
    keys = {label.key for _, label in dotted}
    digits = {label.key for label in labels if label and label.family is Family.DIGIT}
    digits |= {match[1] for _, words in lines if (match := BARE_NUMBER.match(words))}
    tops = set()
    for index, label in dotted:
        if _in_outline(label, keys) or (label.value == 1 and label.end > len(label.text) and label.key[:-2] in digits):
            tops.add(label.key.split(".")[0])
        else:
            labels[index] = None
    for index, (_, words) in enumerate(lines) if tops else ():
        match = BARE_NUMBER.match(words) if labels[index] is None else None
        if match and match[1] in tops and not is_sentence(words):
            labels[index] = Label(Family.DIGIT, match[1], match[1], int(match[1]), match.end())


def _in_outline(label: Label, keys: set[str]) -> bool:
    """Tell whether the numbers before or after 1.2 stand in the document too."""
    stem = label.key.rpartition(".")[0]
    before, after = f"{stem}.{label.value - 1}", f"{stem}.{label.value + 1}"
    return before in keys or (label.value == 1 and (after in keys or stem in keys))


def _suspects(lines: Sequence[tuple[int, str]], labels: list[Label | None]) -> None:
    """Take back 一、二级医院… where no sequence of 一、 二、 goes on around it."""
    duns = [(index, label) for index, label in enumerate(labels) if label and label.family is Family.DUN]
    for place, (index, label) in enumerate(duns):
        if SUSPECT_DUN.match(lines[index][1]):
            around = {duns[at][1].value for at in (place - 1, place + 1) if 0 <= at < len(duns)}
            if not around & {label.value - 1, label.value + 1}:
                labels[index] = None


def _articles_run_in(lines: Sequence[tuple[int, str]], labels: list[Label | None]) -> None:
    """Take 第六条以下情形…… for an article where the fifth stands above it and the seventh, or none, below."""
    unlabelled = [index for index, label in enumerate(labels) if label is None]
    run_in = [(index, match) for index in unlabelled if (match := RUN_IN_ARTICLE.match(lines[index][1]))]
    if not run_in:
        return
    articles = [(index, label.value) for index, label in enumerate(labels) if label and label.family is Family.ARTICLE]
    for index, match in run_in:
        value = numeral(match[1]) or 0
        place = bisect_right(articles, (index,))
        above = articles[place - 1][1] if place else 0
        below = articles[place][1] if place < len(articles) else value + 1
        if (above, below) == (value - 1, value + 1):
            labels[index] = Label(Family.ARTICLE, match[0], match[0], value, match.end())


def _footnotes(lines: Sequence[tuple[int, str]], labels: list[Label | None]) -> None:
    """Take ① at the end of a text for the footnote to a ① that stands behind a word above it.

    现有自动站①十处。 …… ①自动站指无人值守的站。
    """
    first = len(lines)
    while first and (label := labels[first - 1]) and label.family is Family.CIRCLED:
        first -= 1
    notes = range(first, len(lines))
    signs = {label.text[0] for index in notes if (label := labels[index])}
    above = "".join(words for _, words in lines[:first])
    if signs and all(above.count(sign) == 1 and FOOTNOTE_SIGN.search(above, above.index(sign) - 1) for sign in signs):
        for index in notes:
            labels[index] = None


Positions = dict[Family, list[tuple[int, int]]]


def positions(labels: Sequence[Label | None]) -> Positions:
    """Return for each family the lines of its labels with their values, in order."""
    found: Positions = {}
    for index, label in enumerate(labels):
        if label is not None:
            found.setdefault(label.family, []).append((index, label.value))
    return found


def next_of(places: Positions, family: Family, index: int) -> tuple[int, int] | None:
    """Return line and value of the next label of a family after line `index`, None when there is none."""
    row = places.get(family, [])
    after = bisect_right(row, index, key=lambda place: place[0])
    return row[after] if after < len(row) else None
