"""Articles in the making: their words and children, and new ones handed to the numbering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.amend.errors import Misfit
from policydiff.amend.labels import numbered
from policydiff.amend.law_text import BREAK, DIVISIONS, Unit
from policydiff.model import ClauseKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.amend.law_text import Number
    from policydiff.amend.state import State

_ARTICLE, _PARAGRAPH = ClauseKind.ARTICLE, ClauseKind.PARAGRAPH


def like(old: str, new: str) -> str:
    """Return new words with the mark that the old ones end in, where a decision leaves it out."""
    return new + old[-1] if old[-1:] in "：:" and new[-1:] not in "：:。；" else new


def take(unit: Unit, source: Unit) -> None:
    """Give a unit the words and the children of another one."""
    unit.words = source.words
    unit.children = []
    for child in list(source.children):
        unit.add(child)
    for at, child in enumerate(child for child in unit.children if child.kind is _PARAGRAPH):
        child.gap = child.gap if at == 0 else BREAK
    number_children(unit)


def number_children(unit: Unit) -> None:
    """Give the 款 of an article their numbers."""
    for at, child in enumerate(unit.below(_PARAGRAPH), 1):
        child.number = (at,)


def article_of(children: Sequence[Unit]) -> Unit:
    """Return a new article with these children."""
    article = Unit(_ARTICLE, head="第一条 ")
    for child in children:
        article.add(child)
    return article


def add_article(state: State, article: Unit, number: Number, anchor: Unit | None) -> Unit:
    """Hand a new article to the numbering: it stands at its number, behind an article, or in a chapter."""
    article.number = ()
    article.gap = BREAK
    article.head = f"{numbered('条', number)} " if number else article.head
    article.want = number
    article.old = ""
    state.new.append(article)
    state.touch(article)
    state.articles_moved = True
    if anchor is not None and anchor.kind in DIVISIONS:
        state.into[id(article)] = anchor
        if not number:
            anchor.add(article)
    elif anchor is not None and anchor.parent is not None and not number:
        anchor.parent.add(article, anchor.place + 1)
    elif not number:
        raise Misfit("it does not say where the new article stands")
    return anchor if anchor is not None and anchor.kind in DIVISIONS else article
