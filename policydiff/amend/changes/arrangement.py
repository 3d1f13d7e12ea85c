"""Instructions that delete, renumber, move, merge, split and rename units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.amend import locate
from policydiff.amend.changes.articles import add_article, article_of, take
from policydiff.amend.changes.insertion import numbers_of
from policydiff.amend.changes.quoted import as_printed, bare, new_text
from policydiff.amend.changes.replacement import replace_one, replace_row
from policydiff.amend.errors import Misfit
from policydiff.amend.law_text import BREAK, Unit, units_of
from policydiff.model import ClauseKind
from policydiff.model.amendment import Address, Level, Place, Step
from policydiff.text.numbering import read_label

if TYPE_CHECKING:
    from policydiff.amend.state import State
    from policydiff.model.amendment import Instruction

_ARTICLE, _PARAGRAPH = ClauseKind.ARTICLE, ClauseKind.PARAGRAPH


def delete(state: State, one: Instruction) -> None:
    """Take units out; in a 修正案 the number of an article stays, marked （删去）."""
    units = [state.unit(target) for target in one.targets]
    if not units:
        raise Misfit("it does not say what is deleted")
    for unit, target in zip(units, one.targets, strict=True):
        number = target.number(Level.SENTENCE)
        if number is not None:
            found = locate.sentence(unit if unit.words else unit.children[0], number[0], target)
            found.unit.words = found.unit.words[: found.start] + found.unit.words[found.end :]
        elif unit.kind is _ARTICLE and not state.renumbering:
            take(unit, Unit(_ARTICLE, children=[Unit(_PARAGRAPH, "", "", "（删去）", (1,))]))
        elif unit in state.law.root.walk():
            state.remove(unit)
        else:
            raise Misfit(f"{locate.name(target)} is deleted twice")


def renumber(state: State, one: Instruction) -> None:
    """Give units other numbers; a 款 that becomes an article is taken out of its own."""
    if not one.targets:
        raise Misfit("it does not say what is renumbered")
    if len(one.targets) != len(one.becomes):
        raise Misfit(f"it renumbers {len(one.targets)} units to {len(one.becomes)} numbers")
    units = [state.unit(target) for target in one.targets]
    for unit, target, becomes in zip(units, one.targets, one.becomes, strict=True):
        if target.steps[-1].level is not becomes.steps[-1].level:
            unit = _raised(state, unit, becomes)  # noqa: PLW2901 - the article that the 款 became
        elif target.steps[:-1] != becomes.steps[:-1] and _other_parent(target, becomes):
            unit = _carried(state, unit, becomes)  # noqa: PLW2901 - the 款 in its new article
        unit.want = becomes.steps[-1].number
        state.note_row(unit)


def _other_parent(target: Address, becomes: Address) -> bool:
    old, new = target.number(Level.ARTICLE), becomes.number(Level.ARTICLE)
    return old is not None and new is not None and old != new and target.steps[-1].level is not Level.ARTICLE


def _carried(state: State, unit: Unit, becomes: Address) -> Unit:
    parent = state.law.unit(Address(becomes.steps[:-1]))
    state.remove(unit)
    unit.gap, unit.number, unit.old = BREAK, (), ""
    parent.add(unit)
    return unit


def _raised(state: State, unit: Unit, becomes: Address) -> Unit:
    """Make an article of a 款, or a 款 of an article."""
    if becomes.steps[-1].level is Level.ARTICLE and unit.kind is _PARAGRAPH:
        beside = unit.parent
        state.remove(unit)
        unit.gap = ""
        article = article_of([unit])
        add_article(state, article, becomes.steps[-1].number, beside)
        return article
    if becomes.steps[-1].level is Level.PARAGRAPH and unit.kind is _ARTICLE:
        parent = state.law.unit(Address(becomes.steps[:-1]))
        held = unit.below(_PARAGRAPH)
        state.remove(unit)
        for child in held:
            child.gap, child.number, child.old = BREAK, (), ""
            parent.add(child)
        return held[0]
    raise Misfit(f"{locate.name(becomes)} is no place for it")


def move(state: State, one: Instruction) -> None:
    """Put units before or behind another one: 第八条移至第十条后."""
    *moving, beside = [state.unit(target) for target in one.targets]
    numbers = numbers_of(one, len(moving)) if one.becomes else [()] * len(moving)
    for unit, number in zip(moving, numbers, strict=True):
        state.note_row(unit)
        unit.remove()
        if beside.parent is None:
            raise Misfit("it is to stand beside what is no more")
        beside.parent.add(unit, beside.place + (one.place is not Place.BEFORE))
        unit.want = number
        state.note_row(unit)
        if one.place is not Place.BEFORE:
            beside = unit


def merge(state: State, one: Instruction) -> None:
    """Make one unit of several: the first one stays, with the new text or all their words."""
    units = [state.unit(target) for target in one.targets]
    if len(units) < 2:  # noqa: PLR2004 what merging means
        raise Misfit("it merges fewer than two units")
    first, *others = units
    if one.text:
        replace_one(state, first, new_text(one), Place.WHOLE)
    else:
        for other in others:
            for child in list(other.children if other.kind is _ARTICLE else [other]):
                child.remove()
                child.gap = BREAK
                (first if first.kind is _ARTICLE else first.parent or first).add(child)
    for other in others:
        if other.parent is not None:
            state.remove(other)
    if one.becomes:
        first = first if first.parent else state.units[state.at][-1]
        first.want = one.becomes[0].steps[-1].number
        state.note_row(first)


def split(state: State, one: Instruction) -> None:
    """Make several units of one."""
    if len(one.targets) != 1:
        raise Misfit("it splits more than one unit at once")
    unit = state.unit(one.targets[0])
    numbers = [address.steps[-1].number for address in one.becomes]
    if unit.kind is not _ARTICLE:
        replace_row(state, [unit], new_text(one))
        return
    pieces = _pieces(one, unit)
    if numbers and len(pieces) != len(numbers):
        raise Misfit(f"it splits into {len(numbers)} and gives {len(pieces)} texts")
    take(unit, pieces[0])
    unit.want = numbers[0] if numbers else ()
    anchor = unit
    for at, piece in enumerate(pieces[1:], 1):
        number = numbers[at] if numbers else ()
        anchor = add_article(state, piece, number, anchor)
    state.note_row(unit)


def _pieces(one: Instruction, unit: Unit) -> list[Unit]:
    if not one.text:
        held = unit.below(_PARAGRAPH)
        if len(held) != (one.count or len(one.becomes)):
            raise Misfit(f"it has {len(held)} paragraphs: how it is split is not said")
        for child in held:
            child.remove()
            child.gap = ""
        return [article_of([child]) for child in held]
    articles = [inner for inner in units_of(new_text(one), article=True) if inner.kind is _ARTICLE]
    return articles or [article_of(units_of(as_printed(text), article=True)) for text in one.text]


def rename(state: State, one: Instruction) -> None:
    """Give a law, a chapter or an article another heading."""
    target = one.targets[0] if one.targets else Address((Step(Level.TITLE),))
    unit = state.unit(target)
    text = new_text(one)
    label = read_label(text)
    text = text[label.end :] if label and text.startswith("第") else text
    if unit.kind is _ARTICLE:
        _rename_article(unit, text)
        return
    if one.words and locate.folded(bare(one.words[0])) not in locate.folded(unit.head + unit.words):
        raise Misfit(f"{locate.name(target)} is not called “{one.words[0]}”")
    unit.words = text.strip("《》") if unit.kind is None else text


def _rename_article(unit: Unit, text: str) -> None:
    held = unit if unit.words else unit.children[0]
    opening, closing = ("【", "】") if held.words.startswith("【") else ("（", "）")
    old = held.words[: held.words.find(closing) + 1] if held.words.startswith(opening) else ""
    bracketed = text if text[:1] in "【（" else f"{opening}{text}{closing}"
    held.words = bracketed + (held.words[len(old) :] if old else f" {held.words}")
