"""What a page's own style sheets hide or strike out: `.copy { display: none }`, `.old { text-decoration: line-through }`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser

_COMMENT = lazy(r"/\*.*?\*/|<!--|-->", re.DOTALL)
# What holds on paper or on narrow screens alone says nothing of the page as read.
_CONDITIONAL = lazy(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]*;")
_RULE = lazy(r"([^{}]+)\{([^{}]*)\}")
_HIDES = lazy(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
STRIKES = lazy(r"text-decoration(?:-line)?\s*:[^;}]*line-through", re.IGNORECASE)
# Names, classes and descent; what stands on a state (:hover) or an attribute may show again.
_PLAIN = lazy(r"[\w\s.#>-]*[.#][\w\s.#>-]*")


def hidden_by_styles(tree: LexborHTMLParser) -> frozenset[int]:
    """Return the elements (`mem_id`) that the style sheets written into a page hide by class or id."""
    return _styled(tree, _HIDES)


def struck_by_styles(tree: LexborHTMLParser) -> frozenset[int]:
    """Return the elements (`mem_id`) that the style sheets written into a page strike out by class or id."""
    return _styled(tree, STRIKES)


def _styled(tree: LexborHTMLParser, declared: re.Pattern[str]) -> frozenset[int]:
    sheets = "\n".join(node.text() for node in tree.css("style"))
    if not declared.search(sheets):
        return frozenset()
    return frozenset(node.mem_id for selector in _selectors(sheets, declared) for node in tree.css(selector))


def _selectors(sheets: str, declared: re.Pattern[str]) -> Iterator[str]:
    """Yield the plain selectors of the rules that declare this."""
    for match in _RULE.finditer(_CONDITIONAL.sub("", _COMMENT.sub("", sheets))):
        if declared.search(match[2]):
            yield from (selector.strip() for selector in match[1].split(",") if _PLAIN.fullmatch(selector.strip()))
