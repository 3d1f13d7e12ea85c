"""Instructions on words: “…”修改为“…”, “…”后增加“…”, 删去“…”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.amend import locate
from policydiff.amend.changes.quoted import as_printed, bare
from policydiff.amend.changes.replacement import replace_words_of
from policydiff.amend.errors import Misfit
from policydiff.model.amendment import Address, Level, Place, Step

if TYPE_CHECKING:
    from policydiff.amend.law_text import Unit
    from policydiff.amend.locate import Words
    from policydiff.amend.state import State
    from policydiff.model.amendment import Instruction


def substitute(state: State, one: Instruction) -> None:
    """Put new words where quoted words stand."""
    if len(one.words) > 1:
        _substitute_paragraphs(state, one)
        return
    if not one.text:
        raise Misfit("it gives no new words")
    old, new = bare(one.words[0]), bare("".join(as_printed(text) for text in one.text))
    if _whole_paragraph(state, one, old, new):
        return
    for found in reversed(_found(state, one, old)):
        _write(state, found, new)


def _substitute_paragraphs(state: State, one: Instruction) -> None:
    """Put new paragraphs where old ones were quoted one by one: “甲。”“乙。”修改为：“丙。”“丁。”."""
    places = [_once(state, one, words) for words in one.words]
    parents = {id(place.unit.parent) for place in places}
    if len(parents) != 1 or any(place.end - place.start < len(place.unit.words) for place in places):
        raise Misfit("the quoted words are no whole paragraphs of one unit")
    replace_words_of(state, [place.unit for place in places], "\n".join(map(as_printed, one.text)))


def _whole_paragraph(state: State, one: Instruction, old: str, new: str) -> bool:
    """Replace a paragraph that is quoted whole by several."""
    if "\n" not in new:
        return False
    place = _once(state, one, old)
    if place.end - place.start < len(place.unit.words):
        raise Misfit("several paragraphs cannot stand inside one")
    replace_words_of(state, [place.unit], new)
    return True


def _once(state: State, one: Instruction, words: str) -> Words:
    found = _found(state, one, words)
    return found[0]


def insert_words(state: State, one: Instruction) -> None:
    """Put new words before or behind quoted words, or at the start or the end of a unit."""
    new = "".join(as_printed(text) for text in one.text)
    if one.words:
        for found in reversed(_found(state, one, bare(one.words[0]))):
            at = found.start if one.place is Place.BEFORE else found.end
            _write(state, found._replace(start=at, end=at), new)
        return
    for target in one.targets:
        unit = _leaf(state.unit(target), one.place)
        where = _sentence(state, target)
        if where:
            at = where.start if one.place is Place.BEFORE else where.end
        else:
            at = 0 if one.place is Place.START else len(unit.words)
        _write(state, locate.Words(where.unit if where else unit, at, at), new)


def _leaf(unit: Unit, place: Place) -> Unit:
    """Return the paragraph that a unit's words begin or end in."""
    while not unit.words and unit.children:
        unit = unit.children[0 if place is Place.START else -1]
    return unit


def delete_words(state: State, one: Instruction) -> None:
    """Take quoted words out."""
    for words in one.words:
        places = _found(state, one, bare(words))
        if one.place is Place.END:
            places = places[-1:]
        for found in reversed(places):
            _write(state, found, "")


def _write(state: State, found: Words, new: str) -> None:
    words = found.unit.words
    rest = words[found.end :]
    # Between two words that come together one space is enough.
    rest = rest[1:] if not new and words[: found.start][-1:] in {" ", ""} and rest[:1] == " " else rest
    found.unit.words = words[: found.start] + new + rest
    if state.at not in found.unit.by:
        state.touch(found.unit)


def _found(state: State, one: Instruction, words: str) -> list[Words]:
    """Return the places of quoted words under the targets. Raises Misfit where there is none, or more than one is."""
    words = as_printed(words)
    everywhere = one.every or not one.targets
    found: list[Words] = []
    for target in one.targets or (None,):
        held = _held(state, target, words)
        if not held:
            where = locate.name(target) if target else "the law"
            raise Misfit(f"{where} does not have the words “{words}”")
        if len(held) > 1 and not everywhere and one.place is not Place.END:
            where = locate.name(target) if target else "the law"
            raise Misfit(f"{where} has the words “{words}” {len(held)} times")
        found += held
    return found


def _held(state: State, target: Address | None, words: str) -> list[Words]:
    if target is None:
        return locate.find(state.law.root, words)
    unit = state.law.unit(target)
    if target.steps == (Step(Level.PREAMBLE),):
        return [place for inner in state.law.preamble for place in locate.find(inner, words)]
    held = locate.find(unit, words)
    where = _sentence(state, target)
    return [place for place in held if where.start <= place.start and place.end <= where.end] if where else held


def _sentence(state: State, target: Address) -> Words | None:
    number = target.number(Level.SENTENCE)
    if number is None:
        return None
    unit = state.law.unit(target)
    while not unit.words and unit.children:
        unit = unit.children[0]
    return locate.sentence(unit, number[0], target)
