"""Draft a decision from two versions of a law, and prove that it leads from one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.amend.apply import apply
from policydiff.amend.consolidate import amendment_of
from policydiff.amend.drafting import Drafter, content
from policydiff.amend.grammar import read
from policydiff.amend.law_text import law_text
from policydiff.amend.wording import decision_text
from policydiff.clauses import parse, print_document
from policydiff.model import ClauseKind
from policydiff.model.amendment import Address, Instruction, Level, Operation, Step

if TYPE_CHECKING:
    from policydiff.amend.drafting import Item
    from policydiff.amend.law_text import Number
    from policydiff.model import Document

# Articles that do not come out right are given whole, and the draft is tried again.
MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted decision. `markdown` is its text; `revised` says that the law is given anew as a whole (修订).

    `exact` says that the decision, read again and applied to the old text, gives the new one to the character.
    """

    markdown: str
    items: tuple[Item, ...]
    revised: bool
    exact: bool


def draft(old: Document, new: Document) -> Draft:
    """Return the decision that turns one version of a law into the other, in the smallest instructions that do."""
    wanted = body(new)
    whole: frozenset[Number] = frozenset()
    for _ in range(MOST_TRIES):
        items = Drafter(old, new, whole).items()
        if items is None:
            break
        text = _text(old, new, items)
        made = _applied(old, text)
        if made is not None and body(made) == wanted:
            return Draft(text, tuple(items), revised=False, exact=True)
        more = _wrong(old, new, made) if made is not None else frozenset()
        if not more - whole:
            break
        whole |= more
    items = [*Drafter(old, new).title(), (_revision(new),)]
    text = _text(old, new, items)
    made = _applied(old, text)
    return Draft(text, tuple(items), revised=True, exact=made is not None and body(made) == wanted)


def body(document: Document) -> str:
    """Return the text of a law in the normal form, without its front matter."""
    text = print_document(document)
    return text.partition("\n---\n")[2] if text.startswith("---\n") else text


def _revision(new: Document) -> Instruction:
    root = law_text(new)
    title = next((unit for unit in root.children if unit.kind is None), None)
    units = [unit for unit in root.children if unit is not title]
    lines = [line.rstrip() for unit in units for line in unit.printed().split("\n") if line.strip()]
    return Instruction(Operation.REPLACE, (Address((Step(Level.LAW),)),), text=("\n".join(lines),))


def _text(old: Document, new: Document, items: list[Item]) -> str:
    day = new.metadata.effective
    effective = f"{day.year}年{day.month}月{day.day}日" if day else ""
    return decision_text(old.metadata.title or "本法", items, effective=effective)


def _applied(old: Document, text: str) -> Document | None:
    """Return the law after a drafted decision, None where the decision does not read or fit."""
    decision = read(parse(text))
    amendment = amendment_of(decision, old)
    done = apply(old, amendment.instructions)
    return None if amendment.unread or done.unfit else done.document


def _wrong(old: Document, new: Document, made: Document) -> frozenset[Number]:
    """Return the old numbers of the articles that did not come out as they are to."""
    wanted = {unit.number: content(unit) for unit in law_text(new).walk() if unit.kind is ClauseKind.ARTICLE}
    there = {unit.number: content(unit) for unit in law_text(made).walk() if unit.kind is ClauseKind.ARTICLE}
    wrong = {number for number, words in wanted.items() if there.get(number) != words}
    pairs = Drafter(old, new).pairs
    return frozenset(pair.old.number for pair in pairs if pair.old and pair.new and pair.new.number in wrong)
