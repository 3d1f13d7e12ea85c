"""Headings marked with `#`: 编 章 节, plan headings alone on their line, headings that carry no number.

The depth of a heading is the rank of its family among those that the part has:

    ## 第一章 总则            ## 一、总体要求
    ### 第一节 范围           ### （一）指导思想        ### 指导思想 (no number)
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.normalize.shapes import NUMERALS, is_closed
from policydiff.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Draft

# A heading is a phrase; the longest run of one without a stop that was read had 45 characters.
LONGEST_HEADING = 60
SHORTEST_UNNUMBERED, LONGEST_UNNUMBERED = 2, 25
# A paragraph under an unnumbered heading has at least this much text.
SHORTEST_BODY = 40

_DIVISION = lazy(rf"(第[{NUMERALS}\d]+(分编|编|章|节))\s*(.*)")
_ARTICLE = lazy(rf"(第\s*[{NUMERALS}\d]+\s*条(?:之[{NUMERALS}]+)?)\s*[:：]?\s*(.*)")
_FAMILIES = (
    ("编", lazy(rf"第[{NUMERALS}\d]+编")),
    ("分编", lazy(rf"第[{NUMERALS}\d]+分编")),
    ("章", lazy(rf"第[{NUMERALS}\d]+章")),
    ("节", lazy(rf"第[{NUMERALS}\d]+节")),
    ("一、", lazy(rf"[{NUMERALS}]+、")),
    ("（一）", lazy(rf"[（(][{NUMERALS}]+[)）]")),
    ("1.", lazy(r"\d{1,3}[.．、](?!\d)")),
    ("（1）", lazy(r"[（(]\d{1,3}[)）]")),
    ("①", lazy(r"[①-⑳]")),
)
_FIRST = frozenset(f"第（(0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳{NUMERALS}")
_LABEL_GAP = lazy(rf"^((?:[{NUMERALS}]+、|[（(][{NUMERALS}\d]+[)）]|\d{{1,3}}[.．、](?!\d)|[①-⑳]))\s+")
# `总 则`: a name of two characters that print spaces out.
_SPACED = lazy(r"([一-鿿])\s([一-鿿])")


def family_of(text: str) -> str:
    """Return the label family that a line begins with, empty when it begins with none."""
    if not text or text[0] not in _FIRST:
        return ""
    return next((name for name, pattern in _FAMILIES if pattern.match(text)), "")


def mark_headings(draft: Draft) -> Draft:
    """Give every heading its `#` marks by family, and every other clause its label at the start of a plain line."""
    lines: list[str] = []
    for part in _parts(draft.lines):
        lines.extend(_marked(part))
    return replace(draft, lines=tuple(lines))


def _parts(lines: Sequence[str]) -> list[list[str]]:
    """Return the lines in parts that each begin with a title."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.startswith("# "):
            parts.append([])
        parts[-1].append(line)
    return parts


def _marked(part: Sequence[str]) -> list[str]:
    texts = [line if line.startswith(("# ", "|")) else line.lstrip("# ") for line in part]
    families = [family_of(text) for text in texts]
    ranks = {name: rank for rank, name in enumerate(name for name, _ in _FAMILIES if name in families)}
    has_articles = any(text.startswith("第") and _ARTICLE.match(text) for text in texts)
    result: list[str] = []
    depth = 1
    for at, (text, family) in enumerate(zip(texts, families, strict=True)):
        if family and is_heading(text, family):
            depth = min(6, 2 + ranks[family])
            result.append(f"{'#' * depth} {tidy(text)}")
        elif not family and not has_articles and _is_unnumbered(texts, families, at):
            below = min(6, 2 + ranks[_enclosing(families, at)] + 1 if _enclosing(families, at) else 2)
            result.append(f"{'#' * below} {text}")
        else:
            result.append(tidy(text))
    return result


def is_heading(text: str, family: str) -> bool:
    """Tell whether a labelled line is a heading alone on its line."""
    if family in {"编", "分编", "章", "节"}:
        return not is_closed(text) and len(text) <= LONGEST_HEADING
    return not is_closed(text) and len(text) <= LONGEST_HEADING and "。" not in text and family in {"一、", "（一）"}


def tidy(text: str) -> str:
    """Return a line with its label in the normal form: one blank after 第X条 and 第X章, none after other labels."""
    if text.startswith("第"):
        if division := _DIVISION.fullmatch(text):
            name = re.sub(r"\s+", "", division[3]) if _is_spaced(division[3]) else division[3]
            return f"{division[1]} {name}".rstrip()
        if article := _ARTICLE.fullmatch(text):
            return f"{re.sub(chr(92) + 's', '', article[1])} {article[2]}".rstrip()
    return _LABEL_GAP.sub(r"\1", text) if text[:1] in _FIRST else text


def _is_spaced(name: str) -> bool:
    return bool(name) and all(len(piece) == 1 for piece in name.split())


def _enclosing(families: Sequence[str], at: int) -> str:
    """Return the family of the nearest 一、 or 章 above."""
    return next((family for family in reversed(families[:at]) if family in {"章", "节", "一、"}), "")


def _is_unnumbered(texts: Sequence[str], families: Sequence[str], at: int) -> bool:
    """Tell whether a short line without stop or label heads the text below it."""
    text = texts[at]
    if (
        not SHORTEST_UNNUMBERED <= len(text) <= LONGEST_UNNUMBERED
        or text.startswith(("#", "|", "附", "——"))
        or is_closed(text)
        or at + 1 >= len(texts)
    ):
        return False
    if re.search(r"[，。；：:;,]|\d{4}年\d", text):
        return False
    above = texts[at - 1] if at else ""
    ends_above = (
        not above
        or is_closed(above)
        or above.startswith("# ")
        or bool(families[at - 1] and is_heading(above, families[at - 1]))
    )
    below = texts[at + 1]
    return ends_above and (bool(families[at + 1]) or (is_closed(below) and len(below) >= SHORTEST_BODY))
