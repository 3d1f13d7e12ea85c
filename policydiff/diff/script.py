"""Compare the passages of two sides: which words stayed, went, came, and which sentences changed their place."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from policydiff.diff.engine import runs
from policydiff.diff.layout import blocks, lay_out
from policydiff.diff.passages import PassageKind
from policydiff.diff.readable import readable, word_weight
from policydiff.diff.stranded import stranded, with_pairs
from policydiff.diff.tables import columns
from policydiff.diff.tokens import Token, part, row_tokens, sealed, tokens_of
from policydiff.patterns import lazy
from policydiff.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from policydiff.diff.engine import Run
    from policydiff.diff.layout import Layout
    from policydiff.diff.passages import Passage

# Below both shares of common words a reader sees two sentences, not one that was edited: of the words of
# both together, and of the shorter side's words (a sentence that grew much keeps nearly all of them).
_COMMON: Final = 0.35
_CONTAINED: Final = 0.6
# Beyond this many pairs of characters the sides are compared by sentences only; bounds the time of one block.
_CHARACTER_PAIRS: Final = 36_000_000


@dataclass(frozen=True, slots=True)
class Moved:
    """A passage that changed its place: what was edited in it, and where it stood on both sides.

    A place is the token before which it stood and, as several may stand there, its number among the passages.
    """

    old_at: tuple[int, int]
    new_at: tuple[int, int]
    script: Script


@dataclass(frozen=True, slots=True)
class Script:
    """The words of both sides without the moved passages, the runs over them, and the moved passages."""

    old: list[Token] = field(default_factory=list)
    new: list[Token] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    moved: tuple[Moved, ...] = ()

    def turned(self) -> Script:
        """Return the script from new to old."""
        turned = [(same, j0, j1, i0, i1) for same, i0, i1, j0, j1 in self.runs]
        moved = tuple(Moved(move.new_at, move.old_at, move.script.turned()) for move in self.moved)
        return Script(self.new, self.old, turned, moved)

    def extended(self, block: Script) -> None:
        """Append a block."""
        i, j = len(self.old), len(self.new)
        self.old.extend(block.old)
        self.new.extend(block.new)
        self.runs.extend((same, i0 + i, i1 + i, j0 + j, j1 + j) for same, i0, i1, j0, j1 in block.runs)


@dataclass(frozen=True, slots=True)
class Side:
    """The passages of one side, the columns of its rows, and the keys of its references."""

    passages: Sequence[Passage]
    columns: Mapping[int, Sequence[str]]
    renamed: Mapping[str, str]
    cut: Callable[[str], list[str]]

    def words(self, at: int) -> list[Token]:
        """Return the words of a passage."""
        passage = self.passages[at]
        if passage.kind is PassageKind.LABEL:
            return [Token(passage.text, LABEL, passage.unit)]
        if at in self.columns:
            return row_tokens(passage, self.columns[at], self.cut, self.renamed)
        return self.cut_words(passage)

    def cut_words(self, passage: Passage, head: int = 0, tail: int = 0) -> list[Token]:
        """Return the words of a passage without `head` characters of its key at the beginning and `tail` at the end."""
        return tokens_of(passage, self.cut, self.renamed, (head, len(passage.key) - tail))

    def rows(self, places: Iterable[int]) -> int:
        """Count the rows of tables among passages."""
        return sum(self.passages[at].kind is PassageKind.ROW for at in places)

    def sealed(self, at: int) -> list[Token]:
        """Return a passage as one token; a label as any label."""
        passage = self.passages[at]
        return [Token(passage.text, LABEL, passage.unit) if passage.kind is PassageKind.LABEL else sealed(passage)]


# Labels of items are compared as one word: which number they carry follows from their place.
LABEL: Final = "\x00label"


def script(
    old: Sequence[Passage],
    new: Sequence[Passage],
    cut: Callable[[str], list[str]],
    renamed: tuple[Mapping[str, str], Mapping[str, str]],
) -> Script:
    """Return how to get from the old passages to the new ones; `renamed` are the keys of references on both sides."""
    has_rows = any(passage.kind is PassageKind.ROW for passage in (*old, *new))
    columns_old, columns_new = columns(old, new) if has_rows else ({}, {})
    left, right = Side(old, columns_old, renamed[0], cut), Side(new, columns_new, renamed[1], cut)
    layout = lay_out(old, new)
    found = _laid_out(left, right, layout)
    pairs = stranded((old, new), layout, (found.old, found.new), found.runs)
    return _laid_out(left, right, with_pairs(layout, pairs)) if pairs else found


def _laid_out(left: Side, right: Side, layout: Layout) -> Script:
    """Return the edits between passages that keep their places, and those inside the moved ones."""
    old, new = left.passages, right.passages
    found = Script()
    places: tuple[dict[int, int], dict[int, int]] = ({i: 0 for i, _ in layout.moved}, {j: 0 for _, j in layout.moved})
    for block in blocks(old, new, layout):
        if block.pair:
            found.extended(_pair(left, block.i0, right, block.j0))
        else:
            _gap(found, left, right, (range(block.i0, block.i1), range(block.j0, block.j1)), places)
    moved = tuple(Moved((places[0][i], i), (places[1][j], j), _read(_pair(left, i, right, j))) for i, j in layout.moved)
    return replace(_read(found), moved=moved)


def _read(found: Script) -> Script:
    return replace(found, runs=readable(found.runs, found.old, found.new))


def _pair(left: Side, i: int, right: Side, j: int) -> Script:
    """Return the edits inside one pair of passages."""
    old, new = left.passages[i], right.passages[j]
    if old.text == new.text:
        return Script([sealed(old)], [sealed(new)], [(True, 0, 1, 0, 1)])
    if old.kind is not PassageKind.SENTENCE or new.kind is not PassageKind.SENTENCE:
        return _by_words(left.words(i), right.words(j))
    return _sentence(left, old, right, new)


def _sentence(left: Side, old: Passage, right: Side, new: Passage) -> Script:
    """Return the edits inside a sentence; the phrases that both begin and end with are not cut into words."""
    head, tail = _shared_phrases(old.key, new.key)
    heads = [part(side, 0, head) for side in (old, new)]
    tails = [part(side, len(side.key) - tail, len(side.key)) for side in (old, new)]
    head = head if heads[0].text == heads[1].text else 0
    tail = tail if tails[0].text == tails[1].text else 0
    found = Script()
    if head:
        found.extended(Script(heads[:1], heads[1:], [(True, 0, 1, 0, 1)]))
    found.extended(_by_words(left.cut_words(old, head, tail), right.cut_words(new, head, tail)))
    if tail:
        found.extended(Script(tails[:1], tails[1:], [(True, 0, 1, 0, 1)]))
    return found


_PHRASE: Final = lazy("[^,;:]*[,;:]|[^,;:]+")


def _shared_phrases(old: str, new: str) -> tuple[int, int]:
    """Return how many characters of whole phrases both begin with, and how many both end with."""
    there, here = _PHRASE.findall(old), _PHRASE.findall(new)
    shorter = min(len(there), len(here))
    head = next((at for at in range(shorter) if there[at] != here[at]), shorter)
    tail = next((at for at in range(shorter - head) if there[-1 - at] != here[-1 - at]), shorter - head)
    return sum(map(len, there[:head])), sum(map(len, there[len(there) - tail :]))


def _gap(
    found: Script, left: Side, right: Side, ranges: tuple[range, range], places: tuple[dict[int, int], dict[int, int]]
) -> None:
    """Append what lies between two pairs, and note where moved passages stood in it."""
    sides = (left, right)
    stays = tuple([at for at in ranges[k] if at not in places[k]] for k in (0, 1))
    block, tokens = _sealed_block(sides, stays)
    if _worth_reading(left, stays[0], right, stays[1]):
        read, words = _read_block(sides, stays)
        block, tokens = (read, words) if _alike(read.old, read.new) else (block, tokens)
    for k, begun in ((0, len(found.old)), (1, len(found.new))):
        place = begun
        for at in ranges[k]:
            if at in places[k]:
                places[k][at] = place
            place += len(tokens[k].get(at, ()))
    found.extended(block)


# The tokens of each passage, by its place, on both sides.
Tokens = tuple[dict[int, list[Token]], dict[int, list[Token]]]


def _sealed_block(sides: tuple[Side, Side], stays: tuple[list[int], ...]) -> tuple[Script, Tokens]:
    """Return the edits between sentences taken whole."""
    return _block(({at: sides[0].sealed(at) for at in stays[0]}, {at: sides[1].sealed(at) for at in stays[1]}))


def _read_block(sides: tuple[Side, Side], stays: tuple[list[int], ...]) -> tuple[Script, Tokens]:
    """Return the edits between words; of several rows that no key pairs none is compared with another by words."""
    lone = all(side.rows(places) <= 1 for side, places in zip(sides, stays, strict=True))

    def words(side: Side, at: int) -> list[Token]:
        return side.words(at) if lone or side.passages[at].kind is not PassageKind.ROW else side.sealed(at)

    return _block(({at: words(sides[0], at) for at in stays[0]}, {at: words(sides[1], at) for at in stays[1]}))


def _block(tokens: Tokens) -> tuple[Script, Tokens]:
    old, new = ([token for words in side.values() for token in words] for side in tokens)
    return _by_words(old, new), tokens


def _by_words(old: list[Token], new: list[Token]) -> Script:
    return Script(old, new, runs([token.key for token in old], [token.key for token in new]))


def _worth_reading(left: Side, old: Sequence[int], right: Side, new: Sequence[int]) -> bool:
    """Tell whether a block is to be compared by words: something on both sides, and not too much."""
    lengths = [
        sum(len(side.passages[at].key) for at in stays if _speaks(side, at))
        for side, stays in ((left, old), (right, new))
    ]
    return bool(lengths[0] and lengths[1]) and lengths[0] * lengths[1] <= _CHARACTER_PAIRS


def _speaks(side: Side, at: int) -> bool:
    return side.passages[at].kind is not PassageKind.LABEL


def _alike(old: Sequence[Token], new: Sequence[Token]) -> bool:
    """Tell whether two stretches have enough words in common to be read as one that was edited."""
    there, here = (Counter([token.key for token in side if token.key != LABEL]) for side in (old, new))
    common, *sides = (_mass(bag) for bag in (there & here, there, here))
    return 2 * common >= _COMMON * sum(sides) or common >= _CONTAINED * min(sides)


def _mass(bag: Counter[str]) -> int:
    return sum(min(len(key), _LONG_WORD) * count for key, count in bag.items() if word_weight(key))


# A long title or date that was replaced counts as one word, not as half a sentence.
_LONG_WORD: Final = 4
