"""Dates of English papers: adopted, as amended, effective date, commencement, expiry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.normalize.draft_ops import learned
from policydiff.normalize.line_cache import text_of
from policydiff.normalize.metadata.dates import ENGLISH_DATE_TEXT, find_english_date
from policydiff.normalize.metadata.force import unquoted
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from policydiff.model import Draft

# What a paper says of itself beside its title stands in its first or its last lines.
FIRST_LINES, LAST_LINES = 16, 6
# "Effective Date: 1 May 2020" and the like; what is longer is text.
LONGEST = 160

_PAPER = (
    r"(?:Act|Acts|Regulations?|Rules?|Polic(?:y|ies)|Law|Order|Code|Charter|Guidelines?|Standard|Directive|Terms|Ordinance|By-?laws?|Decree|"
    r"Circular|Notice|Statute|Agreement|Procedures?|Instructions?|Decision|Resolution|Amendments?)"
)
_OF_ITSELF = rf"(?:This|These)\s+(?:[A-Za-z]+\s+){{0,3}}?{_PAPER}\s+(?:shall\s+|will\s+)?"
_DATE = rf"(?:the\s+)?(?P<date>{ENGLISH_DATE_TEXT})"
_BEGINS = lazy(
    rf"{_OF_ITSELF}(?:(?:comes?|enters?)\s+into\s+(?:force|operation|effect)|takes?\s+effect|(?:is|are|be|becomes?)\s+effective|commences?|applies|apply)"
    rf"\s+(?:on|from|as\s+of|as\s+from|with\s+effect\s+from)\s+(?:and\s+from\s+)?{_DATE}",
    re.IGNORECASE,
)
_ENDS = lazy(
    rf"{_OF_ITSELF}(?:expires?|ceases?\s+to\s+(?:have\s+effect|apply|be\s+in\s+force)|(?:is|are|remains?)\s+(?:valid|in\s+force)\s+until)\s+(?:on\s+)?{_DATE}",
    re.IGNORECASE,
)
_KEYED = lazy(
    rf"[(\[*_]*(?P<key>effective(?:\s+date|\s+from|\s+as\s+of)?|commencement(?:\s+date)?|date\s+of\s+commencement|in\s+force\s+from|"
    rf"adopted|enacted|passed|approved|issued|made|date\s+of\s+issue|date\s+issued|(?:as\s+)?(?:last\s+)?(?:amended|revised)|published|"
    rf"date\s+of\s+publication|expir(?:y|ation)\s+date|expires)(?:\s+(?:on|by\s+[^,;:]{{2,40}}\s+on))?[*_]*\s*[:：]?\s*[*_]*\s*{_DATE}",
    re.IGNORECASE,
)
_AMENDED = lazy(r"(?:as |last )*(?:amended|revised)")
_KEYS = (("effective", "effective|commencement|in force"), ("expires", "expir"), ("published", "publi"))


def read_english_dates(draft: Draft) -> Draft:
    """Fill in the dates that an English paper states of itself; its lines stay in the text."""
    text = text_of(draft.lines)
    if not re.search(r"\d{4}", text) or not re.search(r"[a-z]{4}", text):
        return draft
    stated = _stated(draft.lines)
    own = unquoted(text).replace('"', "")
    begins, ends = _last(_BEGINS.finditer(own)), _last(_ENDS.finditer(own))
    return learned(
        draft,
        issued=max(stated.get("issued", []), default=None),
        published=max(stated.get("published", []), default=None),
        effective=begins or max(stated.get("effective", []), default=None),
        expires=ends or max(stated.get("expires", []), default=None),
    )


def _stated(lines: Sequence[str]) -> dict[str, list[date]]:
    """Return the dates of the lines beside title and end, by the field that they fill."""
    found: dict[str, list[date]] = {}
    for line in (*lines[:FIRST_LINES], *lines[max(FIRST_LINES, len(lines) - LAST_LINES) :]):
        for piece in re.split(r"[;；|]|, (?=amended|as amended|revised|last)", line) if len(line) <= LONGEST else ():
            match = _KEYED.match(piece.strip().lstrip("#> "))
            # A paper begins a line with a capital; `issued: 1999-01-01` is a key of something else.
            printed = match and (match["key"][0].isupper() or _AMENDED.match(match["key"]))
            if match and printed and (day := find_english_date(match["date"])):
                found.setdefault(_field(match["key"].lower()), []).append(day)
    return found


def _field(key: str) -> str:
    bare = " ".join(key.split())
    return next(
        (name for name, words in _KEYS if re.match(words, bare) or re.search(words.split("|")[0], bare)), "issued"
    )


def _last(matches: Iterator[re.Match[str]]) -> date | None:
    days = [day for match in matches if (day := find_english_date(match["date"]))]
    return days[-1] if days else None
