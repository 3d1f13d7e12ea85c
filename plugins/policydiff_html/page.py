"""One page, from bytes to Markdown: this file is the line, the others are its steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from policydiff.errors import UnreadableSource
from policydiff.model import Conversion, Loss, Removal, SourceKind
from policydiff.text.regex import lazy
from policydiff_html.encoding import decoded
from policydiff_html.hidden import hidden_by_styles, struck_by_styles
from policydiff_html.lines import read
from policydiff_html.losses import is_icon, losses
from policydiff_html.main_part import KNOWN, main_part, sentence_marks
from policydiff_html.page_furniture import (
    FOOTER,
    HIDDEN,
    OUTSIDE,
    SHOWN_ELSEWHERE,
    STRUCK,
    link_counts,
    reason_of,
    reason_of_line,
    site_footers,
)
from policydiff_html.page_metadata import a_date, page_facts
from policydiff_html.sites import chosen_by, site_rule
from policydiff_html.text import tidy
from policydiff_html.titles import folded, printed_foot, printed_head
from policydiff_html.tree import attribute, walk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from selectolax.lexbor import LexborNode as Node

    from policydiff.model import Metadata, Source
    from policydiff_html.page_metadata import PageFacts
    from policydiff_html.sites import SiteRule

INFORMATION = "document information table"
SITE_RULE = "a rule of policydiff.toml"
# Only lines before the first sentence and after the last may be the page's own.
_SENTENCE = lazy(r"[。；]")
_PUBLISHED = lazy(r"(?:发布|发表)(?:日期|时间)\s*[:：]\s*(\S+)")
_PROSE = lazy(r"[，。；]|[.;,](?:\s|$)")
_HAN = lazy(r"[\u4e00-\u9fff]")
# A script with more Chinese characters than this carries the article.
_SCRIPTED = 100


@dataclass(frozen=True, slots=True)
class _Parts:
    """A page taken apart: the document's element, and the elements left out, each with its reason."""

    body: Node
    main: Node
    left_out: tuple[tuple[Node, str], ...]

    @property
    def skipped(self) -> frozenset[int]:
        return frozenset(node.mem_id for node, _ in self.left_out)


def read_page(source: Source) -> Conversion:
    """Return the document that a page prints; raises UnreadableSource when it prints none."""
    text = decoded(source)
    tree = LexborHTMLParser(text.text)
    facts = page_facts(tree, source.location, text.text)
    if tree.body is None:
        frames = " or ".join(attribute(frame, "src") for frame in tree.css("frame"))
        raise UnreadableSource(
            f"{source.location} only frames its document; give that instead: {frames or 'the page in the frame'}"
        )
    parts = _taken_apart(tree.body, facts, site_rule(facts.host), _unseen(tree))
    reading = read(parts.main, parts.skipped)
    blocks, furniture = _without_furniture(reading.blocks)
    unread = _why_unread(tree, parts.main, blocks, source.location)
    if unread:
        raise UnreadableSource(unread)
    outside = read(parts.body, parts.skipped, mark=parts.main)
    head = printed_head(tree, facts.metadata.title, blocks, outside.blocks[: outside.marked])
    foot = printed_foot(outside.blocks[outside.marked :])
    removed = (*furniture, *_removals(parts, outside.blocks, (*head, *foot)))
    return Conversion(
        "\n\n".join([*head, *blocks, *foot]),
        _completed(facts.metadata, head, removed),
        (*text.losses, *_merged(reading.merged_cells), *losses(parts.body, parts.main, parts.skipped, facts.address)),
        removed,
        facts.site,
        SourceKind.WEB_PAGE,
    )


def _unseen(tree: LexborHTMLParser) -> dict[int, str]:
    """Return the elements that style sheets strike out or hide, each with its reason."""
    return dict.fromkeys(struck_by_styles(tree), STRUCK) | dict.fromkeys(hidden_by_styles(tree), HIDDEN)


def _taken_apart(body: Node, facts: PageFacts, rule: SiteRule, hidden: Mapping[int, str]) -> _Parts:
    """Choose the document's element, and what is left out of the page before that choice."""
    named = {node.mem_id: INFORMATION for node in facts.tables}
    named |= {node.mem_id: SITE_RULE for node in chosen_by(rule.remove, body)}
    named |= {node.mem_id: FOOTER for node in site_footers(body)}
    marks = sentence_marks(body, named)
    whole = marks.get(body.mem_id, 0) or 1
    links = link_counts(body)
    left_out: list[tuple[Node, str]] = []

    def is_left_out(node: Node) -> bool:
        share = marks.get(node.mem_id, 0) / whole
        unseen = hidden.get(node.mem_id, "") if share < 1 - SHOWN_ELSEWHERE else ""
        reason = named.get(node.mem_id) or unseen or reason_of(node, share, links.get(node.mem_id, 0))
        if reason:
            left_out.append((node, reason))
        return bool(reason)

    for _ in walk(body, is_left_out):
        pass
    chosen = chosen_by(rule.select, body)
    main = chosen[0] if chosen else main_part(body, sentence_marks(body, {node.mem_id for node, _ in left_out}))
    return _Parts(body, main, tuple(left_out))


def _without_furniture(blocks: Sequence[str]) -> tuple[list[str], list[Removal]]:
    """Return the blocks without the page's own lines above the first sentence and below the last."""
    sentences = [at for at, block in enumerate(blocks) if _SENTENCE.search(block)] or [0]
    kept: list[str] = []
    removed: list[Removal] = []
    for at, block in enumerate(blocks):
        reason = "" if sentences[0] < at < sentences[-1] else reason_of_line(block.lstrip("# "))
        if reason:
            removed.append(Removal(block, reason))
        else:
            kept.append(block)
    return kept, removed


def _removals(parts: _Parts, outside: Sequence[str], printed: Sequence[str]) -> list[Removal]:
    """Return what was left out, line by line: first what stood among the document, then the rest of the page."""
    inside = [Removal(block.lstrip("# "), reason) for node, reason in parts.left_out for block in read(node).blocks]
    kept = {folded(line) for line in printed}
    rest = [block.lstrip("# ") for block in outside if folded(block) not in kept]
    return inside + [Removal(block, reason_of_line(block) or OUTSIDE) for block in rest]


def _completed(metadata: Metadata, head: Sequence[str], removed: Sequence[Removal]) -> Metadata:
    """Return the metadata with the title, and the date of the publication line, where the page's data state none."""
    lines = [found.group(1) for removal in removed if (found := _PUBLISHED.search(removal.text))]
    published = metadata.published or next(filter(None, map(a_date, lines)), None)
    title, number = [*(line.lstrip("# ") for line in head), "", ""][:2]
    return replace(metadata, title=metadata.title or title, number=metadata.number or number, published=published)


def _merged(count: int) -> tuple[Loss, ...]:
    return (Loss("merged-cell", "text written into every cell it covered", count),) if count else ()


def _why_unread(tree: LexborHTMLParser, main: Node, blocks: Sequence[str], location: str) -> str:
    """Say why a page prints no document, and the way out; empty when it prints one."""
    if any(_PROSE.search(block) for block in blocks):
        return ""
    if sum(len(_HAN.findall(script.text())) for script in tree.css("script")) > _SCRIPTED:
        return f"{location} keeps its text in a script; open it in a browser, and save it when the text shows"
    frame = next(
        filter(None, (attribute(node, "src") or attribute(node, "data") for node in main.css("iframe, embed, object"))),
        "",
    )
    if frame:
        return f"{location} only frames its document; give that instead: {frame}"
    images = [node for node in main.css("img") if not is_icon(node)]
    if images:
        return f"{location} shows its document as {len(images)} image(s), which needs OCR; look for its text or DOCX version"
    if not blocks or any(not tidy(node.text()) for node in tree.css(", ".join(KNOWN))):
        return f"{location} prints no document; if it loads its text later, save it from a browser when the text shows"
    return ""
