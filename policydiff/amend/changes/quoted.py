"""Quoted words of a decision, as the law prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policydiff.amend.errors import Misfit
from policydiff.amend.law_text import label_number
from policydiff.text.numbering import read_label
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.model.amendment import Instruction

_SWAPPED: Final = str.maketrans("“”‘’", "‘’“”")
_MARK: Final = lazy("[“”‘’]")


def as_printed(words: str) -> str:
    """Return quoted words as the law prints them: inner ‘…’ are “…” there; some decisions leave inner “…” as they are."""
    first = _MARK.search(words)
    return words.translate(_SWAPPED) if first and first[0] in "‘’" else words


def bare(words: str) -> str:
    """Return words without the label of an item: （七）选举…… is its words alone."""
    label = read_label(words)
    return words[label.end :] if label and label_number(words) and not words.startswith("第") else words


def new_text(one: Instruction) -> str:
    """Return the new text of an instruction. Raises Misfit where it has none."""
    text = "\n".join(as_printed(words) for words in one.text)
    if not text.strip():
        raise Misfit("it gives no new text")
    return text
