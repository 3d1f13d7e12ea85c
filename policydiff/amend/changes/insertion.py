"""Instructions that put new units into a law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.amend import locate
from policydiff.amend.changes.articles import add_article, article_of
from policydiff.amend.changes.quoted import as_printed, bare, new_text
from policydiff.amend.errors import Misfit
from policydiff.amend.labels import numbered
from policydiff.amend.law_text import BREAK, DIVISIONS, ITEMS, Unit, label_number, units_of
from policydiff.model import ClauseKind
from policydiff.model.amendment import Address, Level, Place
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.amend.law_text import Number
    from policydiff.amend.state import State
    from policydiff.model.amendment import Instruction

# (2A), between (2) and (3).
_LETTERED = lazy(r"\(\d+[A-Z]+\)\s*")
_ARTICLE, _PARAGRAPH = ClauseKind.ARTICLE, ClauseKind.PARAGRAPH


def insert(state: State, one: Instruction) -> None:
    """Put new units into the law."""
    level = one.becomes[-1].steps[-1].level
    if not one.text:
        if level in {Level.PARAGRAPH, Level.ITEM}:
            return  # 增加一款作为第二款，将该条修改为：“…”: the text stands in the next instruction.
        raise Misfit("it gives no new text")
    if level in {Level.CHAPTER, Level.SECTION, Level.BOOK, Level.SUBBOOK}:
        _insert_division(state, one)
    elif level is Level.ARTICLE:
        _insert_articles(state, one)
    elif level is Level.PARAGRAPH:
        _insert_paragraphs(state, one)
    elif level in {Level.ITEM, Level.SUBITEM}:
        _insert_items(state, one)
    else:
        _insert_passage(state, one)


def numbers_of(one: Instruction, count: int) -> list[Number]:
    """Return the numbers of so many new units; where only the first is named, the others follow. Raises Misfit."""
    numbers = [address.steps[-1].number for address in one.becomes]
    numbers = [number for number in numbers if number]
    while numbers and len(numbers) < count:
        last = numbers[-1]
        numbers.append((*last[:-1], last[-1] + 1))
    if len(numbers) > count:
        raise Misfit(f"it names {len(numbers)} new units and quotes {count}")
    return numbers or [()] * count


def _insert_articles(state: State, one: Instruction) -> None:
    new = units_of(new_text(one), article=True)
    divisions = [unit for unit in new if unit.kind in DIVISIONS]
    if divisions:
        _insert_division_units(state, one, divisions)
        return
    articles = [unit for unit in new if unit.kind is _ARTICLE]
    if not articles:
        articles = _unlabelled(one, new)
    if state.fixed_numbers:
        _insert_beside(state, one, articles)
        return
    numbers = numbers_of(one, len(articles))
    anchor = state.unit(one.targets[0]) if one.targets else None
    for article, number in zip(articles, numbers, strict=True):
        anchor = add_article(state, article, number or label_number(article.head.strip()), anchor)


def _insert_beside(state: State, one: Instruction, articles: Sequence[Unit]) -> None:
    """Put sections beside another one, under the numbers that they bring."""
    if not one.targets:
        raise Misfit("it does not say where the new section stands")
    beside = state.unit(one.targets[0])
    if beside.parent is None:
        raise Misfit("it is to stand beside what is no more")
    at = beside.place + (one.place is not Place.BEFORE)
    for offset, unit in enumerate(articles):
        unit.gap = BREAK
        beside.parent.add(unit, at + offset)
        state.touch(unit)


def _unlabelled(one: Instruction, new: list[Unit]) -> list[Unit]:
    if len(one.text) == 1:
        return [article_of(new)]
    return [article_of(units_of(as_printed(text), article=True)) for text in one.text]


def _insert_paragraphs(state: State, one: Instruction) -> None:
    if not one.targets:
        raise Misfit("it does not name the article")
    target = one.targets[0]
    number = target.number(Level.ARTICLE)
    article = state.law.unit(_up_to(target, Level.ARTICLE)) if number else state.law.unit(target)
    state.touch(article)
    new = [unit for unit in units_of(new_text(one), article=True) if unit.kind is _PARAGRAPH]
    if not new:
        raise Misfit("the new text is no paragraph of an article")
    numbers = numbers_of(one, len(new))
    beside = state.law.unit(target) if target.number(Level.PARAGRAPH) and one.place is not Place.WHOLE else None
    at = _beside(article, beside, one.place)
    for offset, (unit, wanted) in enumerate(zip(new, numbers, strict=True)):
        unit.want, unit.number, unit.gap = wanted, (), BREAK
        article.add(unit, at + offset)
        state.new.append(unit)
        state.touch(unit)
    state.note_row(new[0])


def _up_to(target: Address, level: Level) -> Address:
    at = next(at for at, step in enumerate(target.steps) if step.level is level)
    return Address(target.steps[: at + 1], target.printed)


def _beside(parent: Unit, beside: Unit | None, place: Place) -> int:
    if beside is not None and beside.parent is parent:
        return beside.place + (place is not Place.BEFORE)
    return len(parent.children)


def _insert_items(state: State, one: Instruction) -> None:
    if not one.targets:
        raise Misfit("it does not name the article")
    parent, beside = _item_parent(state, one)
    state.touch(parent)
    new = _items_of(one, parent)
    numbers = numbers_of(one, len(new))
    siblings = [child for child in parent.children if child.kind in ITEMS]
    at = (
        beside.place + (one.place is not Place.BEFORE)
        if beside
        else (siblings[-1].place + 1 if siblings else len(parent.children))
    )
    for offset, (unit, wanted) in enumerate(zip(new, numbers, strict=True)):
        unit.want, unit.number, unit.gap = wanted, (), BREAK
        parent.add(unit, at + offset)
        state.new.append(unit)
        state.touch(unit)
    state.note_row(new[0])


def _item_parent(state: State, one: Instruction) -> tuple[Unit, Unit | None]:
    """Return the unit that new items stand in, and the item that they stand beside."""
    levels = [step.level for step in one.targets[0].steps]
    wanted = one.becomes[-1].steps[-1].level
    if levels[-1] is wanted:
        item = state.law.unit(one.targets[0])
        return (item.parent or item), (item if one.place is not Place.WHOLE else None)
    unit = state.law.unit(one.targets[0])
    if unit.kind is _ARTICLE:
        held = [child for child in unit.below(_PARAGRAPH) if any(inner.kind in ITEMS for inner in child.children)]
        if len(held) > 1:
            raise Misfit(f"{locate.name(one.targets[0])} has items in {len(held)} paragraphs: it does not say in which")
        unit = (held or unit.below(_PARAGRAPH) or [unit])[0]
    return unit, None


def _items_of(one: Instruction, parent: Unit) -> list[Unit]:
    held = [inner for unit in units_of(new_text(one), article=True) for inner in (unit, *unit.children)]
    items = [unit for unit in held if unit.kind in ITEMS]
    if items:
        return items
    if match := _LETTERED.match(one.text[0]):
        return [
            Unit(ClauseKind.ITEM, head=f"{match[0].strip()} ", words=one.text[0][match.end() :].replace("\n", BREAK))
        ]
    head = next((child.head for child in parent.children if child.kind in ITEMS), "（一）")
    return [Unit(ClauseKind.ITEM, head=head, words=bare(as_printed(text)).replace("\n", BREAK)) for text in one.text]


def _insert_passage(state: State, one: Instruction) -> None:
    """Put a new paragraph into the words before the first article."""
    unit = state.unit(one.targets[0]) if one.targets else (state.law.preamble or [state.law.root])[-1]
    if unit.parent is None:
        raise Misfit("it does not say where the new paragraph stands")
    unit.parent.add(Unit(ClauseKind.PLAIN, words=new_text(one)), unit.place + (one.place is not Place.BEFORE))


def _insert_division(state: State, one: Instruction) -> None:
    text = new_text(one)
    address = one.becomes[0]
    new = [unit for unit in units_of(text, article=False) if unit.kind in DIVISIONS]
    if not new:
        number = address.steps[-1].number
        if not number:
            raise Misfit(f"it does not say which {address.steps[-1].level.value} is new")
        kind = locate.KINDS[address.steps[-1].level]
        new = [Unit(kind, head=f"{marks_of(state, kind)}{numbered(kind.value, number)} ", words=text, number=number)]
    _insert_division_units(state, one, new)


def _insert_division_units(state: State, one: Instruction, new: Sequence[Unit]) -> None:
    inside = state.unit(one.targets[0]) if one.targets else None
    for unit in new:
        number = label_number(unit.head.replace("#", "").strip())
        _drop_empty_twin(state, unit, number)
        unit.head = marks_of(state, unit.kind) + unit.head.lstrip("# ")
        unit.want, unit.number, unit.old = number, (), ""
        parent, at = _division_place(state, unit, number, inside, one.place)
        parent.add(unit, at)
        state.note_row(unit)
        state.new.append(unit)
        state.touch(unit)
        for article in [inner for inner in unit.walk() if inner.kind is _ARTICLE]:
            article.want, article.number = label_number(article.head.strip()), ()
            state.articles_moved = True


def _drop_empty_twin(state: State, unit: Unit, number: Number) -> None:
    """Take out the heading that an instruction before this one put in, where this one brings it with its articles."""
    for other in [
        other for other in state.new if other.kind is unit.kind and other.want == number and not other.children
    ]:
        other.remove()
        state.new.remove(other)


def marks_of(state: State, kind: ClauseKind | None) -> str:
    """Return the `#` of a new heading: those of its like."""
    for unit in state.law.root.walk():
        if unit.kind is kind and unit.head.startswith("#"):
            return unit.head[: len(unit.head) - len(unit.head.lstrip("#"))] + " "
    depth = {ClauseKind.BOOK: 2, ClauseKind.SUBBOOK: 3, ClauseKind.CHAPTER: 2, ClauseKind.SECTION: 3}
    return "#" * depth.get(kind or ClauseKind.CHAPTER, 2) + " "


def _division_place(state: State, unit: Unit, number: Number, inside: Unit | None, place: Place) -> tuple[Unit, int]:
    if inside is not None and inside.kind is unit.kind and inside.parent:
        return inside.parent, inside.place + (place is not Place.BEFORE)
    held = [other for other in state.law.root.walk() if other.kind is unit.kind]
    if inside is not None and inside.kind in DIVISIONS:
        held = [other for other in inside.children if other.kind is unit.kind]
        if not held:
            return inside, len(inside.children)
    later = next((other for other in held if other.number and number and other.number >= number), None)
    if later is not None and later.parent:
        return later.parent, later.place
    if held and held[-1].parent:
        return held[-1].parent, held[-1].place + 1
    return state.law.root, len(state.law.root.children)
