"""Headings marked with `#`: 编 章 节, plan headings alone on their line, headings that carry no number.

What a line is, `policydiff.numbering` tells; here it gets its marks. The depth of a heading is the rank of its
family among those that the part has:

    ## 第一章 总则            ## 一、总体要求
    ### 第一节 范围           ### （一）指导思想        ### 指导思想 (no number)
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from policydiff.normalize.shapes import is_closed
from policydiff.numbering import Family, Label, Role, classify, looks_like_heading
from policydiff.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Draft
    from policydiff.numbering import Line

# A heading is a phrase; the longest run of one without a stop that was read had 45 characters.
LONGEST_HEADING = 60
# A paragraph under an unnumbered heading has at least this much text.
SHORTEST_BODY = 40
# A part's own headings begin below its title; Markdown has no more than six.
HIGHEST, DEEPEST = 2, 6

# Plans head their parts with these; 1. and （1） begin clauses, be their lines as short as they may.
_HEADING_FAMILIES = frozenset({Family.FORMAL, Family.DUN, Family.PAREN, Family.DECIMAL})
_UNRANKED = (Family.ARTICLE, Family.ATTACHMENT)
_ENCLOSING = frozenset({Family.CHAPTER, Family.SECTION, Family.DUN})
_SPACED_FAMILIES = (Family.BOOK, Family.SUBBOOK, Family.CHAPTER, Family.SECTION, Family.ARTICLE)
# 第一条：各单位…… : a colon behind the label of an article is part of the label.
_COLON = lazy(r"^(第[^条第]{1,9}条(?:之.)?)\s*[:：]\s*(?=\S)")


def mark_headings(draft: Draft) -> Draft:
    """Give every heading its `#` marks by family, and every other clause its label at the start of a plain line."""
    lines: list[str] = []
    for part in parts(draft.lines):
        lines.extend(_marked(part))
    return replace(draft, lines=tuple(lines))


def parts(lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the lines in parts that each begin with a title."""
    count = 0

    def part(line: str) -> int:
        nonlocal count
        count += line.startswith("# ")
        return count

    for _, found in groupby(lines, part):
        yield tuple(found)


def read_part(part: Sequence[str]) -> list[tuple[str, Line | None]]:
    """Return the lines of a part without their `#`, each with what it is; a title is left as it stands."""
    bare = [line if line.startswith("# ") else _COLON.sub(r"\1 ", line.lstrip("# ")) for line in part]
    titled = bool(bare) and bare[0].startswith("# ")
    roles = classify([(0, text) for text in bare[titled:]])
    return list(zip(bare, [*([None] * titled), *roles], strict=True))


def _marked(part: Sequence[str]) -> list[str]:
    read = read_part(part)
    texts = [text for text, _ in read]
    labels = [line.label if line else None for _, line in read]
    families = sorted({label.family for label in labels if label and label.family not in _UNRANKED})
    has_articles = any(label and label.family is Family.ARTICLE for label in labels)
    result: list[str] = []
    for at, (text, line) in enumerate(read):
        label = labels[at]
        if label is None or line is None:
            headed = line is not None and not has_articles and _is_unnumbered(texts, labels, at, line.role)
            result.append(f"{'#' * _below(labels, families, at)} {text}" if headed else text)
        elif is_heading(text, label):
            result.append(f"{'#' * _depth(label, families)} {tidy(text, label)}")
        else:
            result.append(tidy(text, label))
    return result


def _depth(label: Label, families: Sequence[Family]) -> int:
    """Return how many marks a heading gets; 1.1.1 stands one below 1.1."""
    return min(DEEPEST, HIGHEST + families.index(label.family) + max(0, label.key.count(".") - 1))


def _below(labels: Sequence[Label | None], families: Sequence[Family], at: int) -> int:
    """Return how many marks a heading without a number gets: one more than the nearest 一、 or 章 above."""
    above = next((label for label in reversed(labels[:at]) if label and label.family in _ENCLOSING), None)
    return HIGHEST if above is None else min(DEEPEST, _depth(above, families) + 1)


def is_heading(text: str, label: Label) -> bool:
    """Tell whether a labelled line is a heading alone on its line."""
    if is_closed(text) or len(text) > LONGEST_HEADING:
        return False
    if label.family.division:
        return True
    # In an outline 1, 1.1, 1.1.1 the top number stands bare.
    outline = label.family is Family.DIGIT and label.text.isdecimal()
    return label.end < len(text) and "。" not in text and (label.family in _HEADING_FAMILIES or outline)


def tidy(text: str, label: Label) -> str:
    """Return a labelled line in the normal form: one blank after 第X条, 第X章 and bare digits, none after other labels."""
    if label.family is Family.ATTACHMENT:
        return text
    words = text[label.end :]
    if label.family.division and all(len(piece) == 1 for piece in words.split()):
        words = words.replace(" ", "")
    printed = "".join(label.text.split()) if label.text[0] == "第" else label.text
    latin = text[label.end - 1].isspace() and words[:1].isascii()
    apart = label.family in _SPACED_FAMILIES or label.text[-1].isdecimal() or latin
    return f"{printed}{' ' if apart else ''}{words}".rstrip()


def _is_unnumbered(texts: Sequence[str], labels: Sequence[Label | None], at: int, role: Role) -> bool:
    """Tell whether a short line without stop or label heads the text below it."""
    if role not in (Role.TEXT, Role.HEADING) or not looks_like_heading(texts[at]) or at + 1 >= len(texts):
        return False
    above, label = (texts[at - 1], labels[at - 1]) if at else ("", None)
    if above and not (is_closed(above) or above.startswith("# ") or (label and is_heading(above, label))):
        return False
    below = texts[at + 1]
    return labels[at + 1] is not None or (is_closed(below) and len(below) >= SHORTEST_BODY)
