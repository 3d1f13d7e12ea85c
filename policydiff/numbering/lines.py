"""Lines: what each line of a document is, told from the line and its neighbours."""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from policydiff.numbering.headings import plain_headings
from policydiff.numbering.labels import Family, Label, read_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Role(Enum):
    """What a line is."""

    TITLE = "title"  # the title of the document, or of the plan it carries
    LABELLED = "labelled"  # begins with a label
    HEADING = "heading"  # a heading that carries no number
    TEXT = "text"  # a paragraph, or a further line of one
    QUOTED = "quoted"  # inside a quotation of several lines, or a table row: no label counts there


class Line(NamedTuple):
    """A line with its role. `marks` counts its `#`; `label` is set where the role is LABELLED."""

    role: Role
    marks: int
    label: Label | None


# A notice and the plan it carries: a further `# ` line is a heading.
TITLES = 2
BARE_NUMBER = re.compile(r"([0-9０-９]{1,2})[ \t\u3000\xa0]+(?=[^\W\d]{2})")
CITED_LIST = re.compile(r"附[件表录]?[ \t\u3000]*[：:]")
QUOTE_AFTER = re.compile(r"(?:^|[：:])[ \t\u3000]*[“「『]")
SUSPECT_DUN = re.compile(r"[一二三四五六七八九十]{1,2}、[一二三四五六七八九十]{1,2}(?:[、级类等档线]|$)")


def classify(lines: Sequence[tuple[int, str]]) -> tuple[Line, ...]:
    """Return what each line is. A line is given as its count of `#` and its words without them, stripped.

    The lines of a document are judged together: quotations, runs of numbers and unnumbered headings
    show only in what stands around them.
    """
    quoted = quoted_lines(lines)
    labels: list[Label | None] = [
        None if index in quoted else _label(marks, words) for index, (marks, words) in enumerate(lines)
    ]
    contents = contents_lines([words for _, words in lines], labels)
    for index in contents:
        labels[index] = None
    _drop_strays(lines, labels)
    headings = (
        frozenset[int]()
        if any(marks for marks, _ in lines)
        else plain_headings([words for _, words in lines], labels, quoted)
    )
    return tuple(
        _roles([0 if index in contents else marks for index, (marks, _) in enumerate(lines)], labels, quoted, headings)
    )


def _label(marks: int, words: str) -> Label | None:
    """Return the label of a line as far as the line alone can tell."""
    label = read_label(words)
    if label is None or marks:
        return label
    if label.family.division and _is_sentence(words):
        return None
    if label.family is Family.ATTACHMENT and (CITED_LIST.match(words) or _is_sentence(words)):
        return None
    return label


# Longer lines are no headings of 编, 章 or 节.
LONGEST_DIVISION = 60


def _is_sentence(words: str) -> bool:
    """Tell a line of running text from a heading."""
    return len(words) > LONGEST_DIVISION or words[-1:] in "。；;，,：:"


def _drop_strays(lines: Sequence[tuple[int, str]], labels: list[Label | None]) -> None:
    """Take back the labels that their neighbours speak against, and give the ones that only neighbours can tell."""
    _list_of_attachments(lines, labels)
    _named_attachments(lines, labels)
    _dotted_outline(lines, labels)
    _suspects(lines, labels)


def _list_of_attachments(lines: Sequence[tuple[int, str]], labels: list[Label | None]) -> None:
    """Take the numbers of 附件：1.… 2.… for what they are: a list of names, no clauses."""
    for index, (_, words) in enumerate(lines):
        if not CITED_LIST.match(words):
            continue
        after = index + 1
        while (
            after < len(lines)
            and (label := labels[after])
            and label.family is Family.DIGIT
            and not _is_sentence(lines[after][1])
        ):
            labels[after] = None
            after += 1


def _named_attachments(lines: Sequence[tuple[int, str]], labels: list[Label | None]) -> None:
    """Keep 附件1 as the heading of an attachment only where something of its own follows.

    附件1 名单        named: another name follows
    附件2 表格        named: the text ends, or the heading `# 附件2` follows later
    """
    places = [index for index, label in enumerate(labels) if label and label.family is Family.ATTACHMENT]
    marked = any(lines[index][0] for index in places)
    for index in places:
        last = index + 1 == len(lines) or index + 1 in places
        if not lines[index][0] and (marked or last):
            labels[index] = None


# Fewer entries are no table of contents.
SHORTEST_CONTENTS = 3
# Entries get lost in scraping; so many of them must stand again.
CONTENTS_SHARE = 2 / 3
PAGE_NUMBER = re.compile(r"[.…·\s\u3000]*\d*$")


def contents_lines(lines: Sequence[str], labels: Sequence[Label | None]) -> frozenset[int]:
    """Return the lines of a table of contents: labelled headings in a row, most of which stand again below it."""
    names = [_entry(words) if label else "" for words, label in zip(lines, labels, strict=True)]
    last = {name: index for index, name in enumerate(names) if name}
    if len(last) + SHORTEST_CONTENTS > sum(map(bool, names)):
        return frozenset()
    found: set[int] = set()
    start = 0
    for index, name in enumerate([*names, ""]):
        if not name:
            repeated = [entry for entry in range(start, index) if last[names[entry]] >= index]
            if len(repeated) >= SHORTEST_CONTENTS and len(repeated) >= CONTENTS_SHARE * (repeated[-1] + 1 - start):
                found.update(range(start, repeated[-1] + 1))
            start = index + 1
    return frozenset(found)


def _entry(words: str) -> str:
    """Return a heading as a table of contents has it, without spaces and page number; nothing for running text."""
    return "" if _is_sentence(words) else PAGE_NUMBER.sub("", "".join(words.split()))


def _dotted_outline(lines: Sequence[tuple[int, str]], labels: list[Label | None]) -> None:
    """Keep 1.1 only in an outline (1.1 after 1, or before 1.2), where the bare `1 ` counts as its parent."""
    dotted = {index: label.key for index, label in enumerate(labels) if label and label.family is Family.DECIMAL}
    if not dotted:
        return
    keys = set(dotted.values())
    for index, label in ((i, labels[i]) for i in dotted):
        if label and not _in_outline(label, keys):
            labels[index] = None
    tops = {key.split(".")[0] for index, key in dotted.items() if labels[index]}
    for index, (_, words) in enumerate(lines):
        match = BARE_NUMBER.match(words) if labels[index] is None else None
        if match and match[1] in tops and not _is_sentence(words):
            labels[index] = Label(Family.DIGIT, match[1], match[1], int(match[1]), match.end())


def _in_outline(label: Label, keys: set[str]) -> bool:
    """Tell whether the numbers before or after 1.2 stand in the document too."""
    stem = label.key.rsplit(".", 1)[0]
    return (
        label.value > 0
        and (label.value == 1 or f"{stem}.{label.value - 1}" in keys)
        and (label.value > 1 or f"{stem}.2" in keys or "." in stem)
    )


def _suspects(lines: Sequence[tuple[int, str]], labels: list[Label | None]) -> None:
    """Take back 一、二级医院… where no sequence of 一、 二、 goes on around it."""
    duns = [index for index, label in enumerate(labels) if label and label.family is Family.DUN]
    for place, index in enumerate(duns):
        if not SUSPECT_DUN.match(lines[index][1]):
            continue
        around = {labels[duns[at]].value for at in (place - 1, place + 1) if 0 <= at < len(duns)}  # type: ignore[union-attr]
        value = labels[index].value  # type: ignore[union-attr]
        if not around & {value - 1, value + 1}:
            labels[index] = None


def quoted_lines(lines: Sequence[tuple[int, str]]) -> frozenset[int]:
    """Return the lines that stand inside a quotation opened on a line before, and the rows of tables.

    一、将第五条修改为：“第五条 各级……下列职责：      opens: the quotation stands after ： or begins the line
    （一）……；                                    quoted
    （二）……。”                                   quoted, closes
    """
    quoted: set[int] = set()
    for index, (marks, words) in enumerate(lines):
        if words.startswith("|"):
            quoted.add(index)
        elif index not in quoted and not marks and "“" in words and _opens(words):
            quoted.update(_until_closed(lines, index))
    return frozenset(quoted)


def _opens(words: str) -> bool:
    """Tell whether a line leaves a quotation of provisions open."""
    last = words.rfind("“")
    return words.count("“") > words.count("”") and words.find("”", last) < 0 and bool(QUOTE_AFTER.search(words))


# A quotation of provisions longer than this was never closed: a mark was lost.
LONGEST_QUOTATION = 400


def _until_closed(lines: Sequence[tuple[int, str]], start: int) -> range:
    """Return the lines after `start` up to the one that closes its quotation; none when nothing closes it."""
    depth = 1
    for index in range(start + 1, min(len(lines), start + LONGEST_QUOTATION)):
        marks, words = lines[index]
        if marks:
            break
        # By custom each paragraph of a quotation opens with “ again, and only the last one closes.
        depth += words.count("“") - words.count("”") - words.startswith("“")
        if depth <= 0:
            return range(start + 1, index + 1)
    return range(0)


def _roles(
    marks: Sequence[int], labels: list[Label | None], quoted: frozenset[int], headings: frozenset[int]
) -> Iterator[Line]:
    """Yield each line's role."""
    titles = 0
    for index, (count, label) in enumerate(zip(marks, labels, strict=True)):
        if label is not None:
            yield Line(Role.LABELLED, count, label)
        elif count == 1 and titles < TITLES:
            titles += 1
            yield Line(Role.TITLE, count, None)
        elif count or index in headings:
            yield Line(Role.HEADING, count, None)
        else:
            yield Line(Role.QUOTED if index in quoted else Role.TEXT, 0, None)


def goes_on(positions: dict[Family, list[tuple[int, int]]], family: Family, index: int, value: int) -> int | None:
    """Return the line where a run of labels goes on with `value` + 1 after line `index`, None when it does not."""
    places = positions.get(family, [])
    after = bisect_right(places, (index, 1 << 40))
    if after < len(places) and places[after][1] == value + 1:
        return places[after][0]
    return None
