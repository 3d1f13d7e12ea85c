"""Characters that a decoder could not read and put a sign for: 县人民�府, 县人民?府, 县人民□府, 锟斤拷.

Which character stood there nobody can tell from the page, so the place is flagged.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.model import Suspicion
from policydiff.normalize.line_cache import text_of
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Draft

RULE = "unknown-character"
EXCERPT = 8

_HAN = "[一-鿿]"
# U+FFFD, and what its UTF-8 bytes are when they are read as GBK; a character without a meaning of its own where words
# or numbers go on behind it (elsewhere it is a picture or a mark of the layout).
_SIGN = lazy(r"\ufffd+|(?:锟斤拷)+|锟斤|(?<=[一-鿿\d])[\ue000-\uf8ff]+(?=[一-鿿\d])")
# □ is a box to tick, and the place of a word left open (□□市), unless it stands alone between characters.
_BOX = lazy(rf"(?<={_HAN})[□▯](?={_HAN})")
_MARK = lazy(rf"(?<={_HAN})[?？](?={_HAN})")
_ANY = lazy(r"[\ufffd锟□▯?？\ue000-\uf8ff]")
_ASKS = lazy(
    r"[吗呢么何谁哪几吧]|多少|多久|多大|多长|是否|是不是|有没有|能不能|可不可|要不要|会不会|能否|可否|怎|如何|为啥|问|还是|[“：:]"
)
_CLAUSE = lazy(r"[^，。；！!?？]*$")


def flag_unknown(draft: Draft) -> Draft:
    """Flag signs that stand for characters which could not be read."""
    if not _ANY.search(text_of(draft.lines)):
        return draft
    doubts = tuple(doubt for line in draft.lines if _ANY.search(line) for doubt in _unread(line))
    return replace(draft, suspicions=(*draft.suspicions, *doubts)) if doubts else draft


def _unread(line: str) -> Iterator[Suspicion]:
    reason = "a character could not be read when the text was made"
    spans = [match.span() for match in _SIGN.finditer(line)]
    boxes = [match.span() for match in _BOX.finditer(line)]
    if len(boxes) == 1 and not line.startswith("|") and line.count("□") == 1:
        spans += boxes
    if "?" in line or "？" in line:
        spans += [match.span() for match in _MARK.finditer(line) if not _is_question(line[: match.start()])]
    for start, end in spans:
        yield Suspicion(RULE, line[max(0, start - EXCERPT) : end + EXCERPT], reason)


def _is_question(above: str) -> bool:
    """Tell whether the words before a mark ask something."""
    clause = _CLAUSE.search(above)
    return clause is not None and _ASKS.search(clause.group()) is not None
