"""Places: the unit that an address names in a law, and quoted words in the words of a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from policydiff.amend.errors import Misfit
from policydiff.amend.labels import numbered
from policydiff.model import ClauseKind
from policydiff.model.amendment import Address, Level
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.amend.law_text import Unit
    from policydiff.model.amendment import Step

KINDS: Final = {
    Level.BOOK: ClauseKind.BOOK, Level.SUBBOOK: ClauseKind.SUBBOOK, Level.CHAPTER: ClauseKind.CHAPTER,
    Level.SECTION: ClauseKind.SECTION, Level.ARTICLE: ClauseKind.ARTICLE, Level.ATTACHMENT: ClauseKind.ATTACHMENT,
}  # fmt: skip
_NUMBERED_KINDS: Final = (ClauseKind.ITEM, ClauseKind.SUBITEM, ClauseKind.NUMBERED)
_SENTENCE = lazy(r"[^。；;]*[。；;]?")


class Words(NamedTuple):
    """A stretch of the own words of a unit."""

    unit: Unit
    start: int
    end: int


class Law:
    """A law's units by their numbers; it is asked while a decision is applied and answers in the old numbering."""

    def __init__(self, root: Unit) -> None:
        """Take a law as it stood."""
        self.root = root
        self.articles: dict[tuple[int, ...], list[Unit]] = {}
        self.divisions: list[Unit] = []
        for unit in root.walk():
            if unit.kind is ClauseKind.ARTICLE:
                self.articles.setdefault(unit.number, []).append(unit)
            elif unit.kind in KINDS.values():
                self.divisions.append(unit)
        self.preamble = self._preamble()
        if not self.articles:
            self._number_plain()
        self.paragraphs = {id(unit): tuple(unit.children) for unit in root.walk()}

    def _number_plain(self) -> None:
        """Take the outermost numbered units of a text without articles for its articles: 一、 is 第一条 there."""
        top = self._outermost()
        for unit in top:
            self.articles.setdefault(unit.number, []).append(unit)

    def _outermost(self) -> list[Unit]:
        level = [unit for unit in self.root.children if unit.kind is ClauseKind.NUMBERED]
        return level or [unit for unit in self.root.walk() if unit.kind is ClauseKind.NUMBERED][:0]

    def _preamble(self) -> list[Unit]:
        """Return the paragraphs before the first unit that a number governs."""
        found: list[Unit] = []
        for unit in self.root.walk():
            if unit.kind is None or unit.kind is ClauseKind.HEADING:
                continue
            if unit.kind is not ClauseKind.PLAIN:
                break
            found.append(unit)
        return found

    @property
    def is_numbered(self) -> bool:
        """Whether the law has anything that an address can name."""
        return bool(self.articles or self.divisions)

    def unit(self, address: Address) -> Unit:
        """Return the unit that an address names. Raises Misfit."""
        found: Unit | None = None
        for step in address.steps:
            if step.level is Level.SENTENCE:
                break
            found = self._step(found, step, address)
        if found is None:
            raise Misfit("it does not say where")
        return found

    def _step(self, around: Unit | None, step: Step, address: Address) -> Unit:
        if step.level in {Level.ARTICLE, Level.PART}:
            return self._one(self.articles.get(step.number, []), step, address, around)
        if step.level in {Level.PREAMBLE, Level.PASSAGE}:
            return self._passage(around, step, address)
        if step.level in {Level.LAW, Level.TITLE}:
            return self.root if step.level is Level.LAW else self._title()
        if step.level in KINDS:
            return self._division(around, step, address)
        if around is None:
            raise Misfit(f"it names {printed(step)} without its article")
        if step.level is Level.PARAGRAPH:
            return self._paragraph(around, step, address)
        return self._item(around, step, address)

    def _division(self, around: Unit | None, step: Step, address: Address) -> Unit:
        kind = KINDS[step.level]
        inside = [unit for unit in self.divisions if unit.kind is kind and (around is None or _is_below(unit, around))]
        return self._one([unit for unit in inside if unit.number == step.number], step, address, around)

    def _one(self, units: Sequence[Unit], step: Step, address: Address, around: Unit | None) -> Unit:
        held = [unit for unit in units if around is None or _is_below(unit, around)] or units
        if not held:
            raise Misfit(f"the law has no {printed(step)}")
        if len(held) > 1:
            raise Misfit(f"the law has {len(held)} times {address.printed or printed(step)}")
        return held[0]

    def _passage(self, around: Unit | None, step: Step, address: Address) -> Unit:
        if not self.preamble:
            raise Misfit("the law has no words before its first article")
        if step.level is Level.PREAMBLE:
            return self.preamble[0]
        return self._nth(self.preamble if around is None or around in self.preamble else around.children, step, address)

    def _title(self) -> Unit:
        found = next((unit for unit in self.root.children if unit.kind is None), None)
        if found is None:
            raise Misfit("the law has no title")
        return found

    def _nth(self, units: Sequence[Unit], step: Step, address: Address) -> Unit:
        at = step.number[0] if step.number else 1
        if not 0 < abs(at) <= len(units):
            raise Misfit(f"{outer(address, step)} has no {printed(step)}: it has {len(units)}")
        return units[at - 1 if at > 0 else at]

    def _paragraph(self, around: Unit, step: Step, address: Address) -> Unit:
        held = [child for child in self.paragraphs.get(id(around), ()) if child.kind is ClauseKind.PARAGRAPH]
        if not held and step.number == (1,):
            return around
        return self._nth(held, step, address)

    def _item(self, around: Unit, step: Step, address: Address) -> Unit:
        groups = list(self._item_groups(around, step.level))
        if not groups:
            raise Misfit(f"{outer(address, step)} has no {'项' if step.level is Level.ITEM else '目'}")
        if step.number and step.number[0] < 0:
            return groups[-1][step.number[0]]
        found = [unit for group in groups for unit in group if unit.number == step.number]
        if not found:
            raise Misfit(f"{outer(address, step)} has no {printed(step)}")
        if len(found) > 1:
            raise Misfit(f"{outer(address, step)} has {len(found)} times {printed(step)}")
        return found[0]

    def _item_groups(self, around: Unit, level: Level) -> Iterator[list[Unit]]:
        """Yield the rows of items below a unit: its own, else those of the 款 below it."""
        held = self.paragraphs.get(id(around), ())
        own = [child for child in held if child.kind in _NUMBERED_KINDS]
        if own:
            yield own
            return
        for child in held:
            if child.kind is ClauseKind.PARAGRAPH or level is Level.SUBITEM:
                yield from self._item_groups(child, level)


def printed(step: Step) -> str:
    """Return a step in words."""
    if not step.number:
        return "全文" if step.level is Level.LAW else step.level.value
    return numbered(step.level.value, step.number) if step.number[0] > 0 else f"最后一{step.level.value}"


def outer(address: Address, step: Step) -> str:
    """Return the steps of an address before one of them, in words."""
    at = address.steps.index(step)
    return "".join(map(printed, address.steps[:at])) or "the law"


def name(address: Address) -> str:
    """Return an address in words."""
    return "".join(map(printed, address.steps))


def _is_below(unit: Unit, around: Unit) -> bool:
    at: Unit | None = unit
    while at is not None:
        if at is around:
            return True
        at = at.parent
    return False


# Marks of one meaning in two forms, one character for one: quoted words are found whatever form they are printed in.
_FORMS: Final = str.maketrans({
    **dict.fromkeys("“”‘’'\"「」『』", '"'), "〈": "《", "〉": "》", "（": "(", "）": ")", "〔": "(", "〕": ")", "［": "(", "］": ")", "，": ",", "；": ";",
    "：": ":", "？": "?", "！": "!", "％": "%", "　": " ", "\xa0": " ", **{chr(0xFF10 + n): str(n) for n in range(10)},
})  # fmt: skip


def folded(text: str) -> str:
    """Return a text with one form for each mark, character by character, so that places stay."""
    return text.translate(_FORMS)


def find(unit: Unit, words: str) -> list[Words]:
    """Return each place of quoted words in the words of a unit and of all below it."""
    exact = list(_find(unit, words, lambda text: text))
    return exact or list(_find(unit, words, folded))


def _find(unit: Unit, words: str, form: object) -> Iterator[Words]:
    wanted = form(words)  # type: ignore[operator]
    for inner in unit.walk():
        text = form(inner.words)  # type: ignore[operator]
        start = text.find(wanted)
        while start >= 0 and wanted:
            yield Words(inner, start, start + len(wanted))
            start = text.find(wanted, start + len(wanted))


def sentence(unit: Unit, number: int, address: Address) -> Words:
    """Return the nth sentence of a unit's own words; -2 is the last two. Raises Misfit."""
    spans = [match.span() for match in _SENTENCE.finditer(unit.words) if match[0].strip()]
    ends = [end for start, end in spans if unit.words[end - 1] == "。"] or [end for _, end in spans]
    starts = [0, *ends[:-1]]
    if not 0 < abs(number) <= len(ends):
        raise Misfit(f"{name(address)}: there are {len(ends)} sentences")
    if number > 0:
        return Words(unit, starts[number - 1], ends[number - 1])
    return Words(unit, starts[number], ends[-1])
