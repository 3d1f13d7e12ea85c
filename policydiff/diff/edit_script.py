"""Compare the passages of two sides: which words stayed, went, came, and which sentences changed their place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from policydiff.diff.cleanup import semantic_cleanup, word_weight
from policydiff.diff.rematch import unmatched_sentences, with_pairs
from policydiff.diff.segments import LABEL, ROW, SENTENCE
from policydiff.diff.sentence_alignment import align_sentences, blocks
from policydiff.diff.tables import columns
from policydiff.diff.tokens import Tokens, loose, none, part, row_tokens, tokens_of
from policydiff.text.regex import lazy
from policydiff.text.word_diff import runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from policydiff.diff.segments import Passage
    from policydiff.diff.sentence_alignment import SentenceAlignment
    from policydiff.text.word_diff import Run

# Below both shares of common words a reader sees two sentences, not one that was edited: of the words of
# both together, and of the shorter side's words (a sentence that grew much keeps nearly all of them).
_COMMON: Final = 0.35
_CONTAINED: Final = 0.6
# A sentence of which less stays, in shreds among what was written anew, has gone and another one has come.
_KEPT: Final = 0.4
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

    old: Tokens = field(default_factory=none)
    new: Tokens = field(default_factory=none)
    runs: list[Run] = field(default_factory=list)
    moved: tuple[Moved, ...] = ()

    def turned(self) -> Script:
        """Return the script from new to old."""
        turned = [(same, j0, j1, i0, i1) for same, i0, i1, j0, j1 in self.runs]
        moved = tuple([Moved(move.new_at, move.old_at, move.script.turned()) for move in self.moved])
        return Script(self.new, self.old, turned, moved)

    def add(self, old: Tokens, new: Tokens) -> None:
        """Append words of both sides and how to get from the ones to the others."""
        i, j = len(self.old.keys), len(self.new.keys)
        self.old.extend(old)
        self.new.extend(new)
        self.runs.extend([(same, i0 + i, i1 + i, j0 + j, j1 + j) for same, i0, i1, j0, j1 in runs(old.keys, new.keys)])

    def add_same(self, old: str, old_unit: str, new: str, new_unit: str, key: str) -> None:
        """Append a stretch that both sides have, as one word."""
        i, j = len(self.old.keys), len(self.new.keys)
        self.old.add(old, key, old_unit)
        self.new.add(new, key, new_unit)
        self.runs.append((True, i, i + 1, j, j + 1))


@dataclass(frozen=True, slots=True)
class Side:
    """The passages of one side, the columns of its rows, and the keys of its references."""

    passages: Sequence[Passage]
    columns: Mapping[int, Sequence[str]]
    renamed: Mapping[str, str]
    cut: Callable[[str], list[str]]

    def words(self, at: int) -> Tokens:
        """Return the words of a passage."""
        passage = self.passages[at]
        if passage.kind is LABEL:
            return loose([passage.text], [LABEL_KEY], passage.unit)
        if at in self.columns:
            return row_tokens(passage, self.columns[at], self.cut, self.renamed)
        return self.cut_words(passage)

    def cut_words(self, passage: Passage, head: int = 0, tail: int = 0) -> Tokens:
        """Return the words of a passage without `head` characters of its key at the beginning and `tail` at the end."""
        return tokens_of(passage, self.cut, self.renamed, (head, len(passage.key) - tail))

    def rows(self, places: Iterable[int]) -> int:
        """Count the rows of tables among passages."""
        return sum([self.passages[at].kind is ROW for at in places])

    def without_words(self, at: int) -> Tokens:
        """Return a passage as one token; a label as any label."""
        passage = self.passages[at]
        if passage.kind is LABEL:
            return loose([passage.text], [LABEL_KEY], passage.unit)
        return Tokens([passage.text], [passage.key], [passage.unit], [True])


# Labels of items are compared as one word: which number they carry follows from their place.
LABEL_KEY: Final = "\x00label"


def script(
    old: Sequence[Passage],
    new: Sequence[Passage],
    cut: Callable[[str], list[str]],
    renamed: tuple[Mapping[str, str], Mapping[str, str]],
) -> Script:
    """Return how to get from the old passages to the new ones; `renamed` are the keys of references on both sides."""
    has_rows = any([passage.kind is ROW for passage in (*old, *new)])  # noqa: C419 a list is quicker
    columns_old, columns_new = columns(old, new) if has_rows else ({}, {})
    left, right = Side(old, columns_old, renamed[0], cut), Side(new, columns_new, renamed[1], cut)
    layout = align_sentences(old, new)
    found = _aligned_script(left, right, layout)
    pairs = unmatched_sentences((old, new), layout, (found.old.texts, found.new.texts), found.runs)
    pairs = [(i, j) for i, j in pairs if _keeps(_inside(left, i, right, j), min(len(old[i].key), len(new[j].key)))]
    return _aligned_script(left, right, with_pairs(layout, pairs)) if pairs else found


def _keeps(found: Script, length: int) -> bool:
    """Tell whether so much of a sentence of that length stayed in the edits that a reader sees the same one."""
    kept = [len(key) for same, first, last, *_ in found.runs if same for key in found.old.keys[first:last]]
    return sum(kept) >= _KEPT * length


def _aligned_script(left: Side, right: Side, layout: SentenceAlignment) -> Script:
    """Return the edits between passages that keep their places, and those inside the moved ones."""
    old, new = left.passages, right.passages
    found = Script()
    places: tuple[dict[int, int], dict[int, int]] = ({i: 0 for i, _ in layout.moved}, {j: 0 for _, j in layout.moved})
    for i0, i1, j0, j1, pair in blocks(old, new, layout):
        if pair:
            _pair(found, left, i0, right, j0)
        else:
            _gap(found, left, right, (range(i0, i1), range(j0, j1)), places)
    return _read(found, tuple([_moved(left, i, right, j, places) for i, j in layout.moved]))


def _moved(left: Side, i: int, right: Side, j: int, places: tuple[dict[int, int], dict[int, int]]) -> Moved:
    return Moved((places[0][i], i), (places[1][j], j), _inside(left, i, right, j))


def _inside(left: Side, i: int, right: Side, j: int) -> Script:
    """Return the edits inside one pair of passages alone."""
    found = Script()
    _pair(found, left, i, right, j)
    return _read(found, ())


def _read(found: Script, moved: tuple[Moved, ...]) -> Script:
    return Script(found.old, found.new, semantic_cleanup(found.runs, found.old, found.new), moved)


def _pair(found: Script, left: Side, i: int, right: Side, j: int) -> None:
    """Append the edits inside one pair of passages."""
    old, new = left.passages[i], right.passages[j]
    if old.text == new.text:
        found.old.add(old.text, old.key, old.unit)
        found.new.add(new.text, new.key, new.unit)
        i, j = len(found.old), len(found.new)
        found.runs.append((True, i - 1, i, j - 1, j))
    elif old.kind is not SENTENCE or new.kind is not SENTENCE:
        found.add(left.words(i), right.words(j))
    else:
        _sentence(found, left, old, right, new)


def _sentence(found: Script, left: Side, old: Passage, right: Side, new: Passage) -> None:
    """Append the edits inside a sentence; the phrases that both begin and end with are not cut into words."""
    head, tail = _shared_phrases(old.key, new.key)
    heads = part(old, 0, head), part(new, 0, head)
    tails = [part(side, len(side.key) - tail, len(side.key)) for side in (old, new)]
    head = head if heads[0] == heads[1] else 0
    tail = tail if tails[0] == tails[1] else 0
    if head:
        found.add_same(heads[0], old.unit, heads[1], new.unit, old.key[:head])
    found.add(left.cut_words(old, head, tail), right.cut_words(new, head, tail))
    if tail:
        found.add_same(tails[0], old.unit, tails[1], new.unit, old.key[len(old.key) - tail :])


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
    stays = [[at for at in ranges[k] if at not in places[k]] if places[k] else list(ranges[k]) for k in (0, 1)]
    block = _worded_block(sides, stays) if _worth_reading(left, stays[0], right, stays[1]) else None
    if block is None or not _alike(block[0].words, block[1].words):
        block = _replaced_block(sides, stays)
    for k, begun in ((0, len(found.old)), (1, len(found.new))):
        if places[k]:
            _note(places[k], ranges[k], begun, block[k].counts)
    found.add(block[0].words, block[1].words)


def _note(places: dict[int, int], passages: Iterable[int], place: int, counts: Mapping[int, int]) -> None:
    """Note before which word each moved passage of a block stood, whose first word is at `place`."""
    for at in passages:
        if at in places:
            places[at] = place
        place += counts.get(at, 0)


@dataclass(frozen=True, slots=True)
class TokenRun:
    """The words of some passages of one side, and how many each passage has."""

    words: Tokens = field(default_factory=none)
    counts: dict[int, int] = field(default_factory=dict)

    def add(self, at: int, words: Tokens) -> None:
        """Append a passage."""
        self.words.extend(words)
        self.counts[at] = len(words)


def _replaced_block(sides: tuple[Side, Side], stays: Sequence[Sequence[int]]) -> tuple[TokenRun, TokenRun]:
    """Return sentences taken whole."""
    block = TokenRun(), TokenRun()
    for stretch, side, places in zip(block, sides, stays, strict=True):
        for at in places:
            stretch.add(at, side.without_words(at))
    return block


def _worded_block(sides: tuple[Side, Side], stays: Sequence[Sequence[int]]) -> tuple[TokenRun, TokenRun]:
    """Return words; of several rows that no key pairs none is compared with another by words."""
    lone = all(side.rows(places) <= 1 for side, places in zip(sides, stays, strict=True))
    block = TokenRun(), TokenRun()
    for stretch, side, places in zip(block, sides, stays, strict=True):
        for at in places:
            read = lone or side.passages[at].kind is not ROW
            stretch.add(at, side.words(at) if read else side.without_words(at))
    return block


def _worth_reading(left: Side, old: Sequence[int], right: Side, new: Sequence[int]) -> bool:
    """Tell whether a block is to be compared by words: something on both sides, and not too much."""
    if not old or not new:
        return False
    lengths = [
        sum([len(side.passages[at].key) for at in stays if side.passages[at].kind is not LABEL])
        for side, stays in ((left, old), (right, new))
    ]
    return 0 < lengths[0] * lengths[1] <= _CHARACTER_PAIRS


def _alike(old: Tokens, new: Tokens) -> bool:
    """Tell whether two stretches have enough words in common to be read as one that was edited."""
    there, here = _masses(old.keys), _masses(new.keys)
    common = sum([min(there[key], here[key]) for key in there.keys() & here.keys()])
    least, most = sorted((sum(there.values()), sum(here.values())))
    return 2 * common >= _COMMON * (least + most) or common >= _CONTAINED * least


def _masses(keys: Sequence[str]) -> dict[str, int]:
    """Return the length of all occurrences of each word that holds a reader's eye."""
    bag = Counter(keys)
    del bag[LABEL_KEY]
    return {key: min(len(key), _LONG_WORD) * count for key, count in bag.items() if word_weight(key)}


# A long title or date that was replaced counts as one word, not as half a sentence.
_LONG_WORD: Final = 4
