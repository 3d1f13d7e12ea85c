"""Headings marked with `#`: 编 章 节, plan headings alone on their line, headings that carry no number.

What a line is, `policydiff.text.numbering` tells; here it gets its marks. The depth of a heading is the rank of its
family among those that the part has:

    ## 第一章 总则            ## 一、总体要求
    ### 第一节 范围           ### （一）指导思想        ### 指导思想 (no number)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policydiff.normalize.draft_ops import learned
from policydiff.normalize.line_shapes import is_closed, unmarked
from policydiff.text.numbering import (
    LONGEST_LABELLED,
    Family,
    Label,
    Line,
    Role,
    classify,
    is_heading,
    looks_like_heading,
    read_label,
    searches,
)
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Draft

# A paragraph under an unnumbered heading has at least this much text.
SHORTEST_BODY = 40
# A part's own headings begin below its title; Markdown has no more than six.
HIGHEST, DEEPEST = 2, 6

# What a line begins with that has marks, or may have a colon behind its label.
_CHANGED = "# 第"
_UNRANKED = {Family.ARTICLE, Family.UNIT, Family.ATTACHMENT}
# Asked for by each line: an attribute of an Enum costs more than a name.
_ARTICLE, _PAREN = Family.ARTICLE, Family.PAREN
_ENCLOSING = frozenset({Family.CHAPTER, Family.SECTION, Family.DUN})
_SPACED_FAMILIES = (Family.BOOK, Family.SUBBOOK, Family.CHAPTER, Family.SECTION, Family.ARTICLE, Family.UNIT)
# 第一条：各单位…… : a colon behind the label of an article is part of the label.
# The parts of a standard and of a report that stand before its first number (GB/T 1.1-2020, 7).
FOREWORDS = frozenset({"前言", "引言", "序言", "序", "绪言", "导言", "导语", "编制说明", "参考文献"})
_SENTENCE_ENDS = tuple("。；;")
_COLON = lazy(r"(第[^条第]{1,9}条(?:之.)?)\s*[:：]\s*(?=\S)")


def mark_headings(draft: Draft) -> Draft:
    """Give every heading its `#` marks by family, and every other clause its label at the start of a plain line."""
    draft = _with_title(draft)
    lines: list[str] = []
    for part in parts(draft.lines):
        lines.extend(_marked(part))
    return replace(draft, lines=tuple(lines))


def _with_title(draft: Draft) -> Draft:
    """Return a draft whose first line is its title where the source marks it as the only heading of its depth."""
    first = draft.lines[0] if draft.lines else ""
    depth = _marks_of(first)
    if not depth or draft.metadata.title or read_label(first.lstrip("# ")) is not None:
        return draft
    if any(line[:1] == "#" and len(line) - len(line.lstrip("#")) <= depth for line in draft.lines[1:]):
        return draft
    if not any(line[:1] == "#" or read_label(line) for line in draft.lines[1:]):
        return draft
    title = first.lstrip("# ")
    return learned(replace(draft, lines=(f"# {title}", *draft.lines[1:])), title=title)


def parts(lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the lines in parts that each begin with a title."""
    titles = [at for at, line in enumerate(lines) if at and line[:2] == "# "]
    for start, end in zip((0, *titles), (*titles, len(lines)), strict=True):
        if start < end:
            yield tuple(lines[start:end])


@dataclass(frozen=True, slots=True)
class _Part:
    """A part's lines without their `#`, what each is, and the families that number it, the highest first."""

    texts: tuple[str, ...]
    labels: tuple[Label | None, ...]
    roles: tuple[Role, ...]
    families: tuple[Family, ...]
    has_articles: bool
    keeps_marks: bool


def _part(lines: Sequence[str]) -> _Part:
    bare = [_unmarked(line) if line[:1] in _CHANGED and line[:2] != "# " else line for line in lines]
    titled = bool(bare) and bare[0].startswith("# ")
    title = [Line(Role.TITLE, 1, None)] * titled
    marks = [_marks_of(line) for line in lines]
    marks_count = searches([*zip(marks[titled:], bare[titled:], strict=True)])
    read = (
        *title,
        *classify([(count * marks_count, text) for count, text in zip(marks[titled:], bare[titled:], strict=True)]),
    )
    labels = tuple(line.label for line in read)
    families = {label.family for label in labels if label}
    return _Part(
        tuple(bare),
        labels,
        tuple(line.role for line in read),
        tuple(sorted(families - _UNRANKED)),
        not families.isdisjoint({Family.ARTICLE, Family.UNIT}),
        marks_count,
    )


def _unmarked(line: str) -> str:
    """Return a line without the marks of a heading and the colon behind an article's label."""
    line = unmarked(line)
    colon = _COLON.match(line) if line[:1] == "第" else None
    return f"{colon[1]} {line[colon.end() :]}" if colon else line


def _marked(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a part with their marks and labels in the normal form."""
    part = _part(lines)
    for at, (printed, text, label) in enumerate(zip(lines, part.texts, part.labels, strict=True)):
        if label is not None:
            yield _marks_for(part, printed, text, label) + tidy(text, label)
        elif _is_marked(printed, text):
            yield printed
        else:
            yield f"{'#' * _below(part, at)} {text}" if _is_unnumbered(part, at) else text


def _marks_for(part: _Part, printed: str, text: str, label: Label) -> str:
    """Return the marks of a line with a label: those of its family, or the source's where only these tell sections from items."""
    count = _marks_of(printed)
    if is_heading(text, label) and not (count and part.keeps_marks):
        count = _depth(label, part.families)
    return f"{'#' * count} " if count else ""


def _marks_of(line: str) -> int:
    """Return how many marks a line has; those of a title count for none."""
    count = len(line) - len(line.lstrip("#"))
    return count if count >= HIGHEST and line[count : count + 1] == " " else 0


def _depth(label: Label, families: Sequence[Family]) -> int:
    """Return how many marks a heading gets; 1.1.1 stands one below 1.1."""
    return min(DEEPEST, HIGHEST + families.index(label.family) + max(0, label.key.count(".") - 1))


def _below(part: _Part, at: int) -> int:
    """Return how many marks a heading without a number gets: one more than the nearest 一、 or 章 above."""
    above = next((label for label in reversed(part.labels[:at]) if label and label.family in _ENCLOSING), None)
    return HIGHEST if above is None else min(DEEPEST, _depth(above, part.families) + 1)


def tidy(text: str, label: Label) -> str:
    """Return a labelled line in the normal form: one blank after 第X条, 第X章 and bare digits, none after other labels."""
    if is_tidy(text, label):
        return text
    if label.family is Family.ATTACHMENT:
        return text
    words = text[label.end :]
    if label.family.division and all(len(piece) == 1 for piece in words.split()):
        words = words.replace(" ", "")
    printed = "".join(label.text.split()) if label.text[0] == "第" else label.text
    latin = text[label.end - 1].isspace() and words[:1].isascii()
    apart = label.family in _SPACED_FAMILIES or label.text[-1].isalnum() or latin
    return f"{printed}{' ' if apart else ''}{words}".rstrip()


def is_tidy(text: str, label: Label) -> bool:
    """Tell the most common lines, an article or an item printed in the normal form, without taking them apart."""
    end, family = label.end, label.family
    if text[-1:].isspace() or text[end : end + 1].isspace():
        return False
    if family is _ARTICLE:
        return (
            end == len(label.text) + 1 and text[end - 1] == " " and label.text.isprintable() and " " not in label.text
        )
    return family is _PAREN and end == len(label.text) and label.text[-1] in "）)"


def _is_marked(printed: str, text: str) -> bool:
    """Tell whether the source marked a phrase as a heading: Word's style, a page's <h2>."""
    return printed.startswith("##") and (len(text) <= LONGEST_LABELLED or not text.endswith(_SENTENCE_ENDS))


def _is_unnumbered(part: _Part, at: int) -> bool:
    """Tell whether a short line without stop or label heads the text below it."""
    if part.has_articles or part.roles[at] not in (Role.TEXT, Role.HEADING) or at == 0:
        return False
    if part.texts[at] in FOREWORDS:
        return True
    if at == len(part.texts) - 1:
        return False
    if part.roles[at] is Role.HEADING and part.texts[at].isascii():
        return True
    return looks_like_heading(part.texts[at]) and _is_led_to(part, at - 1) and _leads_on(part, at + 1)


def _is_led_to(part: _Part, above: int) -> bool:
    """Tell whether a heading can stand below a line: a paragraph's end, a title or another heading."""
    if above < 0:
        return True
    text, label = part.texts[above], part.labels[above]
    return is_closed(text) or text.startswith("# ") or (label is not None and is_heading(text, label))


def _leads_on(part: _Part, below: int) -> bool:
    """Tell whether a line is what headings stand above: a clause, or a paragraph of some length."""
    text = part.texts[below]
    return part.labels[below] is not None or (is_closed(text) and len(text) >= SHORTEST_BODY)
