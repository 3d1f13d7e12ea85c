"""Instructions that put a new text in the place of whole units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.amend import locate
from policydiff.amend.changes.articles import add_article, like, take
from policydiff.amend.changes.quoted import as_printed, new_text
from policydiff.amend.errors import Misfit
from policydiff.amend.law_text import BREAK, DIVISIONS, ITEMS, Unit, label_number, units_of
from policydiff.model import ClauseKind
from policydiff.model.amendment import Level, Place, Step
from policydiff.text.numbering import read_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.amend.state import State
    from policydiff.model.amendment import Instruction

_ARTICLE, _PARAGRAPH = ClauseKind.ARTICLE, ClauseKind.PARAGRAPH


def replace_unit(state: State, one: Instruction) -> None:
    """Put a new text in the place of one unit, or of several in a row."""
    text = new_text(one)
    if not one.targets:
        raise Misfit("it does not say what is replaced")
    if any(target.steps[-1].level is Level.SENTENCE for target in one.targets):
        _replace_sentence(state, one, text)
        return
    if one.targets[0].steps[0].level is Level.PREAMBLE:
        _replace_preamble(state, one, text)
        return
    units = [state.unit(target) for target in one.targets]
    if units[0] is state.law.root:
        _replace_all(state, text)
    elif units[0].kind is None:
        units[0].words = text
    elif len(units) > 1 and len(one.text) == len(units):
        for unit, words in zip(units, one.text, strict=True):
            replace_one(state, unit, as_printed(words), one.place)
    elif len(units) > 1:
        replace_row(state, units, text)
    else:
        replace_one(state, units[0], text, one.place)


def _replace_all(state: State, text: str) -> None:
    """Give the whole law anew, its title excepted."""
    root = state.law.root
    title = [unit for unit in root.children if unit.kind is None][:1]
    root.children = []
    for unit in [*title, *units_of(text, article=False)]:
        unit.gap = unit.gap or (BREAK if root.children else "")
        root.add(unit)


def _replace_sentence(state: State, one: Instruction, text: str) -> None:
    target = one.targets[0]
    unit = state.unit(target)
    while not unit.words and unit.children:
        unit = unit.children[0]
    number = target.number(Level.SENTENCE) or (1,)
    found = locate.sentence(unit, number[0], target)
    unit.words = unit.words[: found.start] + text + unit.words[found.end :]
    if state.at not in unit.by:
        state.touch(unit)


def _replace_preamble(state: State, one: Instruction, text: str) -> None:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    unit = state.unit(one.targets[0])
    whole = one.targets[0].steps == (Step(Level.PREAMBLE),)
    rest = [other for other in state.law.preamble if other is not unit] if whole and len(lines) > 1 else []
    for other in rest:
        other.remove()
    unit.words = lines[0]
    for offset, line in enumerate(lines[1:], 1):
        new = Unit(ClauseKind.PLAIN, words=line)
        if unit.parent:
            unit.parent.add(new, unit.place + offset)


def replace_one(state: State, unit: Unit, text: str, place: Place) -> None:
    """Put new words into one unit; its number and its place stay."""
    if unit.kind is _ARTICLE:
        _replace_article(state, unit, text, place)
    elif unit.kind in DIVISIONS:
        _replace_division(state, unit, text)
    elif unit.kind in ITEMS:
        _replace_item(unit, text)
    elif unit.kind is _PARAGRAPH:
        replace_row(state, [unit], text)
    else:
        unit.words = text.replace("\n", BREAK)


def _replace_article(state: State, unit: Unit, text: str, place: Place) -> None:
    new = units_of(text, article=True)
    whole = [inner for inner in new if inner.kind is _ARTICLE]
    if place in {Place.START, Place.END} and not whole:
        held = unit.below(_PARAGRAPH)
        held[0 if place is Place.START else -1].words = like(held[0].words, text)
        return
    if whole:
        take(unit, whole[0])
        for more in whole[1:]:
            add_article(state, more, label_number(more.head.strip()), None)
        return
    take(unit, Unit(_ARTICLE, children=new))


def _replace_division(state: State, unit: Unit, text: str) -> None:
    new = units_of(text, article=False)
    if not new or new[0].kind not in DIVISIONS:
        unit.words = text
        return
    unit.words = new[0].words
    if new[0].children:
        for child in list(unit.children):
            state.gone.add(id(child))
        take(unit, new[0])
        state.articles_moved = True


def _replace_item(unit: Unit, text: str) -> None:
    new = units_of(text, article=True)
    items = [inner for held in new for inner in held.walk() if inner.kind in ITEMS]
    first = text.split("\n", maxsplit=1)[0].strip()
    label = read_label(first)
    if items and label and label_number(first) and not first.startswith("第"):
        unit.words, unit.children = items[0].words, []
        for child in list(items[0].children):
            unit.add(child)
        for offset, more in enumerate((i for i in items[1:] if i.parent is items[0].parent), 1):
            if unit.parent:
                unit.parent.add(more, unit.place + offset)
        return
    lines = text.split("\n")
    unit.words = lines[0]
    unit.children = []
    for line in lines[1:]:
        unit.add(Unit(ClauseKind.SUBITEM, head="", words=line))


def replace_words_of(state: State, units: Sequence[Unit], text: str) -> None:
    """Replace paragraphs by the paragraphs of a new text."""
    for unit in units:
        state.touch(unit)
    replace_row(state, units, text)


def replace_row(state: State, units: Sequence[Unit], text: str) -> None:
    """Put the units of a new text in the place of several siblings."""
    first, parent = units[0], units[0].parent
    if parent is None or any(unit.parent is not parent for unit in units):
        if all(unit.kind is _ARTICLE for unit in units):
            _replace_articles(units, text)
            return
        raise Misfit("the units that it replaces do not stand side by side")
    if first.kind is _ARTICLE:
        _replace_articles(units, text)
        return
    new = units_of(text, article=True)
    if first.kind in ITEMS:
        new = [inner for held in new for inner in (held.children if held.kind is _PARAGRAPH else [held])]
    elif len(new) == 1 and not new[0].children and new[0].words.endswith(("：", ":")):
        new[0].children = first.children
        for child in new[0].children:
            child.parent = new[0]
    at, gap = first.place, first.gap
    for number, unit in enumerate(new):
        unit.number = units[min(number, len(units) - 1)].number
        unit.gap = gap if number == 0 else BREAK
        unit.old = units[number].old if number < len(units) else ""
        unit.want = units[number].want if number < len(units) else ()
        state.units.setdefault(state.at, []).append(unit)
    for unit in units:
        unit.remove()
    for offset, unit in enumerate(new):
        parent.add(unit, at + offset)
    _alias(state, parent, units, new)


def _alias(state: State, parent: Unit, units: Sequence[Unit], new: Sequence[Unit]) -> None:
    """Let later addresses of the replaced units find the new ones."""
    twins = {id(old): fresh for old, fresh in zip(units, new, strict=False)}
    held = state.law.paragraphs.get(id(parent), ())
    state.law.paragraphs[id(parent)] = tuple(twins.get(id(unit), unit) for unit in held)
    for unit in new:
        state.law.paragraphs[id(unit)] = tuple(unit.children)


def _replace_articles(units: Sequence[Unit], text: str) -> None:
    new = [unit for unit in units_of(text, article=True) if unit.kind is _ARTICLE]
    if len(new) != len(units):
        raise Misfit(f"it replaces {len(units)} articles by {len(new) or 'an unnumbered text'}")
    for unit, fresh in zip(units, new, strict=True):
        take(unit, fresh)
