"""Draft the instructions that turn one text into another.

articles paired by the aligner     same words, same order     nothing: the numbers follow by themselves
                                   other words                words, a 款, or the article as a whole, whichever is smallest
                                   out of order               第五条改为第二条
without a partner                  增加一条 · 删去

What addresses cannot name (chapters that come or go, annexes, loose paragraphs) is drafted as a new text of the whole law (修订).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from policydiff.align import align
from policydiff.amend.law_text import DIVISIONS, Unit, law_text
from policydiff.amend.locate import Law, find
from policydiff.model import ClauseKind, Relation
from policydiff.model.amendment import Address, Instruction, Level, Operation, Step
from policydiff.text.lis import heaviest_increasing_subsequence
from policydiff.text.segmentation import segmenter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.amend.law_text import Number
    from policydiff.model import Document

Item = tuple[Instruction, ...]
_ARTICLE, _PARAGRAPH = ClauseKind.ARTICLE, ClauseKind.PARAGRAPH
# Longer words are quoted with their paragraph.
LONGEST_WORDS: Final = 40
SHORTEST_WORDS: Final = 2
# More changes than these in one article, and the article is given as a whole.
MOST_CHANGES: Final = 3


class Pair(NamedTuple):
    """An article of the old law and the one that it became; None for what has no partner."""

    old: Unit | None
    new: Unit | None


class Drafter:
    """Drafts the items of a decision. `whole` are old articles that are to be given whole (by their number)."""

    def __init__(self, old: Document, new: Document, whole: frozenset[Number] = frozenset()) -> None:
        """Take two versions of a law."""
        self.old, self.new = law_text(old), law_text(new)
        self.whole = whole
        self.pairs = paired(old, new, self.old, self.new)

    def items(self) -> list[Item] | None:
        """Return the items, in the order of the new law; None where addresses cannot say what changed."""
        heads = self._headings()
        if heads is None or not self._only_articles_differ():
            return None
        moved = self._moved()
        items = [*self.title(), *self._preamble(), *heads]
        items += [item for pair in self._in_order() if (item := self._item(pair, moved))]
        if self._renumbers():
            items.append((Instruction(Operation.RENUMBER_REST),))
        return items

    def _only_articles_differ(self) -> bool:
        """Tell whether all else than title, preamble, headings and articles is the same on both sides."""
        return (
            _rest(self.old) == _rest(self.new)
            and bool(Law(self.old).articles)
            and _unique(self.old)
            and _unique(self.new)
        )

    def title(self) -> Iterator[Item]:
        """Yield the change of the law's name, if there is one."""
        old, new = _title(self.old), _title(self.new)
        if old is not None and new is not None and old.words != new.words:
            yield (Instruction(Operation.RENAME, (Address((Step(Level.TITLE),)),), text=(new.words,)),)

    def _preamble(self) -> Iterator[Item]:
        old, new = ([unit.words for unit in Law(root).preamble] for root in (self.old, self.new))
        if old != new:
            yield (Instruction(Operation.REPLACE, (Address((Step(Level.PREAMBLE),)),), text=("\n".join(new),)),)

    def _headings(self) -> list[Item] | None:
        """Return the headings that were renamed, None where chapters came, went or changed their places."""
        old, new = _divisions(self.old), _divisions(self.new)
        if [path for path, _ in old] != [path for path, _ in new]:
            return None
        members = [
            tuple(self._members(root, unit) for _, unit in rows) for root, rows in ((self.old, old), (self.new, new))
        ]
        if not self._same_chapters(*members):
            return None
        return [
            (Instruction(Operation.RENAME, (Address(path),), text=(after.words,)),)
            for (path, before), (_, after) in zip(old, new, strict=True)
            if before.words != after.words
        ]

    def _members(self, _root: Unit, unit: Unit) -> tuple[int, ...]:
        return tuple(id(inner) for inner in unit.walk() if inner.kind is _ARTICLE)

    def _same_chapters(self, old: Sequence[tuple[int, ...]], new: Sequence[tuple[int, ...]]) -> bool:
        """Tell whether each article that was kept stands in the chapter that it stood in."""
        where_old = {article: at for at, row in enumerate(old) for article in row}
        where_new = {article: at for at, row in enumerate(new) for article in row}
        kept = all(
            where_old.get(id(pair.old)) == where_new.get(id(pair.new))
            for pair in self.pairs
            if pair.old is not None and pair.new is not None
        )
        return kept and all(bool(a) == bool(b) for a, b in zip(old, new, strict=True))

    def _moved(self) -> set[int]:
        """Return the new articles that stand in another order than the old ones."""
        both = [pair for pair in self.pairs if pair.old is not None and pair.new is not None]
        old_rank = {id(unit): at for at, unit in enumerate(_articles(self.old))}
        new_rank = {id(unit): at for at, unit in enumerate(_articles(self.new))}
        places = sorted((old_rank[id(pair.old)], new_rank[id(pair.new)], id(pair.new)) for pair in both)
        kept = heaviest_increasing_subsequence([(at, new) for at, (_, new, _) in enumerate(places)], [1] * len(places))
        return {article for at, (_, _, article) in enumerate(places) if at not in set(kept)}

    def _in_order(self) -> list[Pair]:
        """Return the pairs in the order of the new law; what is gone stands where it stood in the old one."""
        rank = {id(unit): at for at, unit in enumerate(_articles(self.new))}
        behind: dict[int, int] = {}
        last = -1
        partner = {id(pair.old): pair.new for pair in self.pairs if pair.old is not None}
        for unit in _articles(self.old):
            new = partner.get(id(unit))
            last = rank[id(new)] if new is not None else last
            behind[id(unit)] = last
        return sorted(
            self.pairs,
            key=lambda pair: (rank[id(pair.new)], 0) if pair.new is not None else (behind[id(pair.old)], 1),
        )

    def _item(self, pair: Pair, moved: set[int]) -> Item:
        old, new = pair
        if old is None:
            assert new is not None  # noqa: S101 - a pair has one side at least
            return self._inserted(new)
        if new is None:
            return (Instruction(Operation.DELETE, (article(old.number),)),)
        renumbered: Item = ()
        if id(new) in moved or ((len(new.number) > 1 or len(old.number) > 1) and old.number != new.number):
            renumbered = (Instruction(Operation.RENUMBER, (article(old.number),), becomes=(article(new.number),)),)
        changes = self._changes(old, new)
        if changes and not renumbered and old.number != new.number:
            renumbered = (Instruction(Operation.RENUMBER, (article(old.number),), becomes=(article(new.number),)),)
        return (*renumbered, *changes)

    def _inserted(self, new: Unit) -> Item:
        chapter = _chapter_of(new)
        targets = (Address(chapter),) if chapter else ()
        return (Instruction(Operation.INSERT, targets, becomes=(article(new.number),), text=(lines_of(new),), count=1),)

    def _changes(self, old: Unit, new: Unit) -> Item:
        """Return the smallest instructions that turn one article into the other."""
        if content(old) == content(new):
            return ()
        if old.number not in self.whole and (small := self._small_changes(old, new)):
            return small
        return (Instruction(Operation.REPLACE, (article(old.number),), text=(lines_of(new),)),)

    def _small_changes(self, old: Unit, new: Unit) -> Item:
        before, after = old.below(_PARAGRAPH), new.below(_PARAGRAPH)
        if old.words != new.words or len(before) != len(after):
            return ()
        changed = [at for at, (a, b) in enumerate(zip(before, after, strict=True)) if content(a) != content(b)]
        if len(changed) == len(before) > 1 or len(changed) > MOST_CHANGES:
            return ()
        found: list[Instruction] = []
        for at in changed:
            where = (
                article(old.number)
                if len(before) == 1
                else Address((*article(old.number).steps, Step(Level.PARAGRAPH, (at + 1,))))
            )
            found += words_changed(where, before[at], after[at]) or self._paragraph(
                where, after[at], whole=len(before) == 1
            )
            if found[-1].operation is Operation.FORMAL:
                return ()
        return tuple(found)

    def _paragraph(self, where: Address, after: Unit, *, whole: bool) -> Item:
        """Give a 款 anew; that of an article with one only is the article."""
        if whole:
            return (Instruction(Operation.FORMAL),)
        return (Instruction(Operation.REPLACE, (where,), text=(lines_of(after),)),)

    def _renumbers(self) -> bool:
        return any(
            pair.old is not None and pair.new is not None and pair.old.number != pair.new.number for pair in self.pairs
        )


def article(number: Number) -> Address:
    """Return the address of an article."""
    return Address((Step(Level.ARTICLE, number),))


def content(unit: Unit) -> str:
    """Return what a unit says, its own label left out."""
    return unit.words + "".join(child.gap + child.printed() for child in unit.children)


def lines_of(unit: Unit) -> str:
    """Return a unit as printed, a paragraph a line, without the marks of headings."""
    return "\n".join(line.strip() for line in unit.printed().lstrip("# ").split("\n") if line.strip())


def words_changed(where: Address, old: Unit, new: Unit) -> Item:
    """Return the words that one paragraph changed; nothing where they are many, long, or stand there twice."""
    befores, afters = list(old.walk()), list(new.walk())
    if len(befores) != len(afters) or any(a.head != b.head for a, b in zip(befores, afters, strict=True)):
        return ()
    changed = [(a, b) for a, b in zip(befores, afters, strict=True) if a.words != b.words]
    found: list[Instruction] = []
    for before, after in changed:
        words = _difference(before.words, after.words)
        if words is None or len(find(old, words[0])) != 1 or len(changed) > 1:
            return ()
        gone, came = words
        if came:
            found.append(Instruction(Operation.SUBSTITUTE, (where,), words=(gone,), text=(came,)))
        else:
            found.append(Instruction(Operation.DELETE_WORDS, (where,), words=(gone,)))
    return tuple(found)


def _difference(old: str, new: str) -> tuple[str, str] | None:
    """Return the one stretch of words that differs, cut at words; None where it is long or there is a quotation mark in it."""
    words = segmenter(())
    before, after = list(words(old)), list(words(new))
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    head -= head > 0 and len("".join(before[head : len(before) - tail])) < SHORTEST_WORDS
    gone, came = "".join(before[head : len(before) - tail]), "".join(after[head : len(after) - tail])
    quoted = any(mark in gone + came for mark in '“”‘’"\n')
    if (
        quoted
        or not SHORTEST_WORDS <= len(gone) <= LONGEST_WORDS
        or len(came) > LONGEST_WORDS
        or gone != gone.strip()
        or came != came.strip()
    ):
        return None
    return gone, came


def _articles(root: Unit) -> list[Unit]:
    return [unit for unit in root.walk() if unit.kind is _ARTICLE]


def _title(root: Unit) -> Unit | None:
    return next((unit for unit in root.children if unit.kind is None), None)


def _unique(root: Unit) -> bool:
    numbers = [unit.number for unit in _articles(root)]
    return len(set(numbers)) == len(numbers) and all(numbers)


_LEVELS: Final = {
    ClauseKind.BOOK: Level.BOOK, ClauseKind.SUBBOOK: Level.SUBBOOK, ClauseKind.CHAPTER: Level.CHAPTER, ClauseKind.SECTION: Level.SECTION,
}  # fmt: skip


def _path(unit: Unit) -> tuple[Step, ...]:
    steps: list[Step] = []
    at: Unit | None = unit
    while at is not None:
        if at.kind in DIVISIONS:
            steps.insert(0, Step(_LEVELS[at.kind], at.number))
        at = at.parent
    return tuple(steps)


def _divisions(root: Unit) -> list[tuple[tuple[Step, ...], Unit]]:
    return [(_path(unit), unit) for unit in root.walk() if unit.kind in DIVISIONS]


def _chapter_of(unit: Unit) -> tuple[Step, ...]:
    return _path(unit.parent) if unit.parent is not None else ()


def _rest(root: Unit) -> list[str]:
    """Return the words of all that is neither title, preamble, heading nor article."""
    preamble = set(map(id, Law(root).preamble))
    title = _title(root)
    inside = {id(inner) for unit in _articles(root) for inner in unit.walk()}
    return [
        unit.head + unit.words
        for unit in root.walk()
        if id(unit) not in inside
        and id(unit) not in preamble
        and unit is not title
        and unit.kind not in DIVISIONS
        and unit is not root
    ]


def paired(old: Document, new: Document, old_root: Unit, new_root: Unit) -> list[Pair]:
    """Return the articles of both laws in pairs, each in one: those that the aligner joins best come together."""
    olds = {unit.old: unit for unit in _articles(old_root)}
    news = {unit.old: unit for unit in _articles(new_root)}
    edges = [(a, b) for bead in align(old, new, Relation.VERSIONS) for a, b in bead.edges or _all(bead.old, bead.new)]
    ranked = sorted(edges, key=lambda edge: -_overlap(olds.get(edge[0]), news.get(edge[1])))
    pairs: list[Pair] = []
    for a, b in ranked:
        if a in olds and b in news:
            pairs.append(Pair(olds.pop(a), news.pop(b)))
    return [*pairs, *(Pair(unit, None) for unit in olds.values()), *(Pair(None, unit) for unit in news.values())]


def _all(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    return [(a, b) for a in old for b in new]


def _overlap(old: Unit | None, new: Unit | None) -> float:
    if old is None or new is None:
        return 0
    a, b = (set(map("".join, pairwise(text))) for text in (content(old), content(new)))
    return len(a & b) / (len(a | b) or 1)
