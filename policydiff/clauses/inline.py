"""Numbers that run inside a paragraph: （1）…；（2）…; they begin clauses when they make a true sequence."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from policydiff.clauses.nodes import Node, kind_below
from policydiff.text.numbering import Family, Label, read_label
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.clauses.nodes import Place

# One class at its beginning, for which `re` scans a text quickly. A number at the beginning of a line is a label already.
CANDIDATE = lazy(r"[（(①-⑳⑴-⒇](?:(?<=[①-⑳⑴-⒇])|(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[）)])")
FAMILIES = frozenset({Family.PAREN, Family.DIGIT_PAREN, Family.CIRCLED})
# A number in a paragraph begins a clause only behind one of these: 「第（一）项」 and 「标准（1）」 do not.
BEFORE = "。；;：:，,、！!？? \t\u3000\xa0"
SHORTEST_RUN = 2
# A paragraph with more numbers in it is data; a true sequence has been found by then.
MOST_NUMBERS = 2000


def split_inline(text: str, nodes: Sequence[Node]) -> None:
    """Make children of the numbers that run inside the paragraphs of these clauses and of all below them."""
    places = [match.start() for match in CANDIDATE.finditer(text)]
    candidates = [place for place in places if place == 0 or text[place - 1] != "\n"]
    if nodes:
        _split_all(text, nodes, len(text), candidates)


def _split_all(text: str, nodes: Sequence[Node], end: int, candidates: list[int]) -> None:
    """Split siblings, the last of which and all below it end at `end`; most of them hold no number that could begin a clause."""
    stops = (*(node.start for node in nodes[1:]), end)
    for node, stop in zip(nodes, stops, strict=True):
        first = bisect_left(candidates, node.start)
        if first < len(candidates) and candidates[first] < stop:
            if node.children:
                _split_all(text, node.children, stop, candidates)
            _split(text, node, candidates, FAMILIES)


def _split(text: str, node: Node, candidates: list[int], families: frozenset[Family]) -> None:
    """Split one clause. A family splits once on the way down, so the depth is bounded."""
    for at, (start, end) in enumerate(node.paragraphs):
        first = bisect_left(candidates, start)
        last = min(bisect_left(candidates, end, first), first + MOST_NUMBERS)
        labels = run(text, (start, end), candidates[first:last], families) if last > first else []
        if labels:
            _add_children(text, node, at, labels)
            left = families - {labels[0][1].family}
            for child in node.children[: len(labels)]:
                _split(text, child, candidates, left)
            return


def run(text: str, paragraph: Place, candidates: Sequence[int], families: frozenset[Family]) -> list[tuple[int, Label]]:
    """Return the places and labels of the first true sequence in a paragraph; none when there is no such sequence.

    建立制度。（1）落实责任。（2）规范用药。      (1) at 5, (2) at 13
    按照第（一）项、第（二）项执行。             none: cited
    """
    start, end = paragraph
    found: dict[Family, list[tuple[int, Label]]] = {family: [] for family in families}
    for place in candidates:
        label = read_label(text, place) if place == start or text[place - 1] in BEFORE else None
        if label is None or label.family not in families or label.end >= end or text[start] == "|":
            continue
        if label.value == len(found[label.family]) + 1:
            found[label.family].append((place, label))
    sequences = (run for run in found.values() if len(run) >= SHORTEST_RUN and not _is_quoted(text, start, run[0][0]))
    return min(sequences, default=[])


def _is_quoted(text: str, start: int, place: int) -> bool:
    """Tell whether a place stands inside a quotation that its paragraph opened."""
    return text.count("“", start, place) > text.count("”", start, place)


def _add_children(text: str, node: Node, at: int, labels: Sequence[tuple[int, Label]]) -> None:
    """Move the inline clauses of paragraph `at`, and all paragraphs behind it, into children of a node."""
    start, end = node.paragraphs[at]
    stops = [_rstrip(text, stop) for stop in (*(place for place, _ in labels[1:]), end)]
    kind = kind_below(node.kind)
    children = [
        Node(kind, label, 0, place, label.end, stop, [(label.end, stop)], family=label.family)
        for (place, label), stop in zip(labels, stops, strict=True)
    ]
    children[-1].paragraphs += node.paragraphs[at + 1 :]
    children[-1].end = node.end
    first = _rstrip(text, labels[0][0])
    node.paragraphs = node.paragraphs[:at] + ([(start, first)] if first > start else [])
    node.end = node.paragraphs[-1][1] if node.paragraphs else node.body
    node.children = children + node.children


def _rstrip(text: str, end: int) -> int:
    """Return where the words before `end` end."""
    while text[end - 1].isspace():
        end -= 1
    return end
