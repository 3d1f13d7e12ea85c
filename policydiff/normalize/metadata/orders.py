"""令: the order that promulgates a rule, told apart from the rule that it carries.

云岭县人民政府令                                    ┐ issuer and number; the rule's title is the document's
第12号                                            ┘
《云岭县渡口管理办法》已经…通过，现予公布，自…起施行。   the order's own text: a clause before the rule
县　长　某甲                                       ┐ signature and date
2021年3月5日                                      ┘
云岭县渡口管理办法                                  → title
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.normalize.draft_ops import without
from policydiff.normalize.line_shapes import NUMERALS, compact, unspaced
from policydiff.normalize.metadata.tables import head_end
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.model import Draft

# An order repeats its head within so many lines: as the page's title, then as its own.
NEAR = 4
# The sentence that promulgates stands in the first lines of an order.
LONGEST_ORDER = 40

ORDER_NUMBER = rf"(?:[（(〔\[]\s*\d{{4}}\s*[)）〕\]]|\d{{4}}\s*年)?\s*第?\s*[\d{NUMERALS}]+\s*号"
_ONE_LINE = lazy(
    rf"(?:# )?(?P<agency>[一-鿿、（）\s]{{2,60}}?)(?P<kind>令|公告)\s*(?P<number>{ORDER_NUMBER})(?:\s*[（(][^（）()]{{4,80}}[)）])?"
)
_PROMULGATES = lazy(r"(?:现予以?|予以|现)(?:重新)?(?:公布|发布|颁布)|(?:公布|发布|颁布)施行")
_KIND = lazy(r"(?:令|公告)$")


def split_order_line(draft: Draft) -> Draft:
    """Put agency and number of an order on lines of their own: 花圃协会令〔2025〕第2号（花种管理办法）."""
    lines = draft.lines
    found = next(((at, match) for at in range(head_end(lines)) if (match := _ONE_LINE.fullmatch(lines[at]))), None)
    if found is None or not _promulgates(lines):
        return draft
    at, match = found
    head = f"{unspaced(match['agency'].strip())}{match['kind']}"
    if any(compact(line) == compact(head) for line in lines[at + 1 : at + NEAR]):
        return without(draft, {at: "repeated title"})
    again = at + 1 < len(lines) and compact(lines[at + 1]) == compact(match["number"])
    cleared = without(draft, {at + 1: "repeated title"}) if again else draft
    return replace(cleared, lines=(*cleared.lines[:at], head, match["number"], *cleared.lines[at + 1 :]))


def read_order(draft: Draft) -> Draft:
    """Give an order the title of the rule that it carries, and its agency as issuer; its own title is in the number."""
    known = draft.metadata
    own = f"# {known.title}"
    if not (known.carried_title and known.number and _KIND.search(known.title) and own in draft.lines):
        return draft
    at = draft.lines.index(own)
    if f"# {known.carried_title}" not in draft.lines[at:] or not _promulgates(draft.lines[at:]):
        return draft
    issuer = known.issuer or _KIND.sub("", known.title)
    promoted = replace(known, title=known.carried_title, carried_title="", issuer=issuer)
    return replace(draft, metadata=promoted, lines=(*draft.lines[:at], *draft.lines[at + 1 :]))


def _promulgates(lines: tuple[str, ...]) -> bool:
    return any(_PROMULGATES.search(line) for line in lines[:LONGEST_ORDER])
