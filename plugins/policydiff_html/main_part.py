"""Find the part of a page that is the document.

body                          100 %   the share of the page's sentence marks, links not counted
├── div.header                  1 %
├── div.wrap                   98 %
│   ├── div.title               0 %
│   └── div.text               97 %   ← the deepest element that still holds ≥ 96 %
│       ├── p                  40 %
│       └── p                  57 %
└── div.footer                  1 %
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.regex import lazy
from policydiff_html.tree import UNPRINTED, Event, attribute, elements, tag, walk

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from selectolax.lexbor import LexborNode as Node

# What the publishing systems behind government sites call the element that holds an article.
KNOWN = (
    "#UCAP-CONTENT", "ucapcontent", "#zoomcon", "#zoom", "#Zoom", "#fontzoom", "#info_cont", "#vsb_content", "#js_content",
    ".article-content", "#detailCon", ".TRS_Editor", ".trs_editor_view", ".TRS_UEDITOR", ".pages_content", ".v_news_content",
    ".xxgk_content", ".content_article", "#artibody", "#div_zhengwen", "#mainText", ".wzcon", ".zwnr", "article",
)  # fmt: skip
# Marks that only sentences carry: menus and footers print colons, quotes and brackets as well.
_MARK = lazy(r"[，。；、！？]|[,.;!?](?=\s|$)")
# The density rule's share: measured on 60 pages, recall 1.000 with 3 % of extra text.
_DENSE = 0.96
# A known container is believed when it holds most of the page's sentences; on a page of few sentences,
# where the page's own words weigh more, when it holds less.
_KNOWN_SHARE, _FEW, _KNOWN_SHARE_OF_FEW = 0.9, 40, 0.8


def sentence_marks(root: Node, skipped: Collection[int] = ()) -> dict[int, int]:
    """Return how many sentence marks outside of links each element holds, by `mem_id`."""
    counts: dict[int, int] = {}
    open_counts = [0]
    for event, node in walk(root, lambda node: tag(node) in UNPRINTED or node.mem_id in skipped):
        if event is Event.OPEN:
            open_counts.append(0)
        elif event is Event.TEXT:
            open_counts[-1] += len(_MARK.findall(node.text_content or ""))
        elif event is Event.CLOSE:
            count = open_counts.pop()
            counts[node.mem_id] = 0 if tag(node) == "a" and attribute(node, "href") else count
            open_counts[-1] += counts[node.mem_id]
    return counts


def main_part(body: Node, marks: Mapping[int, int]) -> Node:
    """Return the element that holds the document: a known container that holds enough, else the densest."""
    known = _known(body, marks)
    return known if known is not None else densest(body, marks)


def _known(body: Node, marks: Mapping[int, int]) -> Node | None:
    whole = marks.get(body.mem_id, 0)
    needed = whole * (_KNOWN_SHARE if whole > _FEW else _KNOWN_SHARE_OF_FEW)
    for selector in KNOWN:
        found = [node for node in body.css(selector) if marks.get(node.mem_id, 0) >= max(needed, 1)]
        if found:
            return max(found, key=lambda node: marks[node.mem_id])
    return None


def densest(body: Node, marks: Mapping[int, int]) -> Node:
    """Return the deepest element that holds nearly all sentence marks and still is more than one paragraph."""
    needed = marks.get(body.mem_id, 0) * _DENSE
    node = body
    while True:
        inside = [child for child in elements(node) if marks.get(child.mem_id, 0) >= max(needed, 1)]
        if not inside or not _holds_lines(inside[0]):
            return node
        node = inside[0]


def _holds_lines(node: Node) -> bool:
    """Tell whether an element is a container of lines and not a paragraph itself."""
    return tag(node) != "p" and node.css_first("br, p, div, section, li, tr, pre, h1, h2, h3, dd") is not None
