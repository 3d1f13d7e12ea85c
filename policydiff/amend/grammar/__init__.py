"""The grammars: the text of a decision → typed instructions, Chinese and English ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.language import language_of

if TYPE_CHECKING:
    from policydiff.model import Document
    from policydiff.model.amendment import Decision

__all__ = ["read"]


def read(document: Document) -> Decision:
    """Return what a decision says, law by law; what cannot be read is listed in `unread`."""
    if language_of(document.text) == "en":
        from policydiff.amend.grammar.english import read_decision as read_english

        return read_english(document)
    from policydiff.amend.grammar.decision import read_decision

    return read_decision(document)
