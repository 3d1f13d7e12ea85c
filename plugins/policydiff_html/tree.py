"""Walk a parsed page, and tell what its elements are."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selectolax.lexbor import LexborNode as Node

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "legend", "li", "main", "menu", "nav", "noframes", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "caption", "ul",
))  # fmt: skip
# Elements whose content a browser never prints as the page's text.
UNPRINTED = frozenset((
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "iframe", "object", "embed", "applet",
    "audio", "video", "canvas", "svg", "map", "select", "option", "button", "textarea", "input", "datalist", "rp", "rt",
))  # fmt: skip
_DISPLAYED_AS_BLOCK = lazy(r"display\s*:\s*(?:block|flex|grid|list-item|table)", re.IGNORECASE)
_UNSEEN = lazy(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?<![-\w])(?:left|top|text-indent|margin-left)\s*:\s*-\d{3,}"
    r"|font-size\s*:\s*0(?:px|pt|em|rem)?\s*(?:;|$|!)|(?<![-\w])opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)|mso-hide\s*:\s*all",
    re.IGNORECASE,
)


class Event(Enum):
    """What a walk meets."""

    OPEN = "open"
    CLOSE = "close"
    TEXT = "text"
    LEAF = "leaf"


def walk(root: Node, leaf: Callable[[Node], bool]) -> Iterator[tuple[Event, Node]]:
    """Yield the events of a subtree in document order, the root's own among them.

    An element for which `leaf` holds is one LEAF event. Iterative, because unclosed tags of real pages
    nest thousands deep.
    """
    pending: list[tuple[Event, Node]] = [(Event.OPEN, root)]
    while pending:
        event, node = pending.pop()
        if event is Event.OPEN and node.is_text_node:
            yield Event.TEXT, node
        elif event is Event.OPEN and node.is_element_node:
            if leaf(node):
                yield Event.LEAF, node
                continue
            yield event, node
            pending.append((Event.CLOSE, node))
            pending.extend((Event.OPEN, child) for child in reversed(children(node)))
        elif event is Event.CLOSE:
            yield event, node


def children(node: Node) -> list[Node]:
    """Return the nodes directly below one, texts and comments too."""
    found: list[Node] = []
    child = node.first_child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def elements(node: Node) -> list[Node]:
    """Return the elements directly below one."""
    return [child for child in children(node) if child.is_element_node]


def tag(node: Node) -> str:
    """Return the lower-case name of an element."""
    return node.tag or ""


def attribute(node: Node, name: str) -> str:
    """Return an attribute's value, empty when it has none."""
    return node.attributes.get(name) or ""


def is_block(node: Node) -> bool:
    """Tell whether an element starts a new line."""
    return tag(node) in BLOCKS or bool(_DISPLAYED_AS_BLOCK.search(attribute(node, "style")))


def is_unseen(node: Node) -> bool:
    """Tell whether an element's own attributes hide it from the reader."""
    attributes = node.attributes
    return "hidden" in attributes or bool(_UNSEEN.search(attributes.get("style") or ""))


def names(node: Node) -> frozenset[str]:
    """Return the words of an element's class and id, in lower case: `article-share` → {article, share}."""
    joined = f"{attribute(node, 'class')} {attribute(node, 'id')}"
    return frozenset(word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", joined))
