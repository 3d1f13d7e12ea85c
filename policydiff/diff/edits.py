"""Print the edits of one bead: every word of its old units stays or goes, every word of its new ones stays or comes."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from policydiff.cosmetic import canon
from policydiff.diff.layout import Layout, follow, lay_out
from policydiff.diff.marks import between_titles
from policydiff.diff.passages import passages, whole, words_of
from policydiff.diff.references import renamed
from policydiff.diff.script import Script, script
from policydiff.model import Edit, Op
from policydiff.values import dataclass
from policydiff.words import splittable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from policydiff.diff.engine import Run
    from policydiff.diff.passages import Passage
    from policydiff.diff.tokens import Token
    from policydiff.model import Bead, Document


@dataclass(frozen=True, slots=True)
class Reading:
    """What the edits of every bead need: how words are cut, and what each numbered clause became and was."""

    cut: Callable[[str], list[str]]
    became: Mapping[str, frozenset[str]]
    was: Mapping[str, frozenset[str]]

    def turned(self) -> Reading:
        """Return the reading from new to old."""
        return Reading(self.cut, self.was, self.became)


# Where a word starts and ends, and whether it may be cut.
Bound = tuple[int, int, bool]


# A member of an Enum takes as long to look up as a short function.
_EQUAL: Final = Op.EQUAL
_DELETE: Final = Op.DELETE
_INSERT: Final = Op.INSERT

# What ends so belongs to what stands before it.
_CLOSES = ("。", "；", "：", "！", "？", "\n")


class _Piece(NamedTuple):
    """One word's edit before neighbours are joined: all but the text must agree for that."""

    op: Op
    old: str | None
    new: str | None
    cosmetic: bool
    move: int | None
    reference: bool
    text: str


def edits_of(bead: Bead, old: Document, new: Document, reading: Reading) -> tuple[Edit, ...]:
    """Return the edits of a bead; turning old and new about turns the edits."""
    words_old = [old.words_of(old.by_id[unit]) for unit in bead.old]
    words_new = [new.words_of(new.by_id[unit]) for unit in bead.new]
    if not words_old or not words_new or (len(words_old) == len(words_new) == 1 and words_old == words_new):
        return tuple(_plain(bead, words_old, words_new))
    if words_old <= words_new:
        found = _script(bead.old, bead.new, old, new, reading)
    else:
        found = _script(bead.new, bead.old, new, old, reading.turned()).turned()
    return between_titles(tuple(_joined(_pieces(found))))


def apart(bead: Bead, old: Document, new: Document) -> tuple[Edit, ...]:
    """Return the edits of a bead whose texts were drafted apart: the one text whole, then the other."""
    gone = ((Op.DELETE, old.words_of(old.by_id[unit]), unit, None) for unit in bead.old)
    come = ((Op.INSERT, new.words_of(new.by_id[unit]), None, unit) for unit in bead.new)
    return tuple(Edit(*found) for found in (*gone, *come) if found[1])


def _plain(bead: Bead, words_old: Sequence[str], words_new: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits of units that are equal, or that stand on one side only."""
    if words_old and words_new:
        if words_old[0]:
            yield Edit(Op.EQUAL, words_old[0], bead.old[0], bead.new[0])
        return
    yield from (Edit(Op.DELETE, words, unit) for unit, words in zip(bead.old, words_old, strict=True) if words)
    yield from (Edit(Op.INSERT, words, None, unit) for unit, words in zip(bead.new, words_new, strict=True) if words)


def _script(
    old_units: Sequence[str], new_units: Sequence[str], old: Document, new: Document, reading: Reading
) -> Script:
    there, here = [words_of(old, unit) for unit in old_units], [words_of(new, unit) for unit in new_units]
    keys = "".join(words.key for words in there), "".join(words.key for words in here)
    if len(there) == len(here) == 1 and keys[0] == keys[1]:
        return script(whole(there[0]), whole(here[0]), reading.cut, ({}, {}))
    left = [passage for words in there for passage in passages(old, words)]
    right = [passage for words in here for passage in passages(new, words)]
    if len(there) > 1 or len(here) > 1:
        left, right = _followed(left, right, many_old=len(there) > 1)
    return script(left, right, reading.cut, renamed(*keys, reading.became))


def _followed(left: list[Passage], right: list[Passage], *, many_old: bool) -> tuple[list[Passage], list[Passage]]:
    """Return both sides with the units of one in the order of the other, where sentences would else seem moved."""
    layout = lay_out(left, right)
    if not layout.moved:
        return left, right
    if many_old:
        return follow(left, layout), right
    turned = Layout(*(tuple((j, i) for i, j in pairs) for pairs in (layout.kept, layout.moved)))
    return left, follow(right, turned)


def _pieces(found: Script) -> Iterator[_Piece]:
    """Yield the edit of each word, moved passages in their places."""
    going: defaultdict[int, list[_Piece]] = defaultdict(list)
    coming: defaultdict[int, list[_Piece]] = defaultdict(list)
    numbered = list(enumerate(sorted(found.moved, key=lambda move: move.new_at), start=1))
    for number, move in sorted(numbered, key=lambda row: row[1].old_at):
        going[move.old_at[0]] += [piece for piece in _carried(move.script, number) if piece.op is Op.DELETE]
    for number, move in numbered:
        coming[move.new_at[0]] += [piece for piece in _carried(move.script, number) if piece.op is Op.INSERT]
    for run in found.runs:
        if going or coming:
            yield from _with_moves(run, found, going, coming)
        elif run[0]:
            yield from _kept(found.old[run[1] : run[2]], found.new[run[3] : run[4]])
        else:
            yield from _replaced(found.old[run[1] : run[2]], found.new[run[3] : run[4]])
    yield from (*going.pop(len(found.old), ()), *coming.pop(len(found.new), ()))


def _with_moves(
    run: Run, found: Script, going: dict[int, list[_Piece]], coming: dict[int, list[_Piece]]
) -> Iterator[_Piece]:
    """Yield the edits of a run, each moved passage before the word that it stood before."""
    same, i0, i1, j0, j1 = run
    if same:
        for i, j in zip(range(i0, i1), range(j0, j1), strict=True):
            yield from (*going.pop(i, ()), *coming.pop(j, ()), *_kept(found.old[i : i + 1], found.new[j : j + 1]))
        return
    if going.keys().isdisjoint(range(i0, i1 + 1)) and coming.keys().isdisjoint(range(j0, j1 + 1)):
        yield from _replaced(found.old[i0:i1], found.new[j0:j1])
        return
    for i in range(i0, i1):
        yield from (*going.pop(i, ()), *_gone(found.old[i : i + 1]))
    yield from going.pop(i1, ())
    for j in range(j0, j1):
        yield from (*coming.pop(j, ()), *_come(found.new[j : j + 1]))
    yield from coming.pop(j1, ())


def _carried(found: Script, number: int) -> Iterator[_Piece]:
    """Yield the edits of a moved passage: what was carried bears the number of the move."""
    for same, i0, i1, j0, j1 in found.runs:
        if not same:
            yield from (*_gone(found.old[i0:i1]), *_come(found.new[j0:j1]))
            continue
        for piece in _kept(found.old[i0:i1], found.new[j0:j1]):
            if piece.op is _EQUAL:
                yield piece._replace(op=_DELETE, new=None, move=number)
                yield piece._replace(op=_INSERT, old=None, move=number)
            else:
                yield piece._replace(move=number)


def _kept(old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Piece]:
    """Yield words of equal keys: as they stand where they are printed alike, else the two printed forms."""
    texts = [token[0] for token in old]
    if texts == [token[0] for token in new] and _of_one_unit(old) and _of_one_unit(new):
        yield _stays(old[0].unit, new[0].unit, "".join(texts))
        return
    for (alike, unit_old, unit_new), pairs in groupby(zip(old, new, strict=True), key=_fate):
        if alike:
            yield _stays(unit_old, unit_new, "".join(there.text for there, _ in pairs))
            continue
        for there, here in pairs:
            yield from _reprinted(there, here)


def _of_one_unit(tokens: Sequence[Token]) -> bool:
    return len(tokens) == 1 or len({token[2] for token in tokens}) == 1


def _fate(pair: tuple[Token, Token]) -> tuple[bool, str, str]:
    return pair[0].text == pair[1].text, pair[0].unit, pair[1].unit


def _reprinted(old: Token, new: Token) -> Iterator[_Piece]:
    """Yield two printed forms of one key; where only the space around the word differs the word itself stays."""
    word = old.text.strip()
    if not word or word != new.text.strip():
        yield from _two_forms(old, new, old.text, new.text)
        return
    (before, after), (there, here) = old.text.split(word, 1), new.text.split(word, 1)
    if before != there:
        yield from _two_forms(old, new, before, there)
        yield _stays(old.unit, new.unit, word)
    else:
        yield _stays(old.unit, new.unit, before + word)
    if after != here:
        yield from _two_forms(old, new, after, here)
    elif after:
        yield _stays(old.unit, new.unit, after)


def _two_forms(old: Token, new: Token, before: str, after: str) -> Iterator[_Piece]:
    cosmetic = canon(before) == canon(after)
    yield _Piece(_DELETE, old.unit, None, cosmetic, None, not cosmetic, before)
    yield _Piece(_INSERT, None, new.unit, cosmetic, None, not cosmetic, after)


def _stays(old: str, new: str, text: str) -> _Piece:
    return _Piece(_EQUAL, old, new, False, None, False, text)  # noqa: FBT003


def _gone(tokens: Sequence[Token]) -> list[_Piece]:
    return [_Piece(_DELETE, unit, None, silent, None, False, text) for text, unit, silent in _stretches(tokens)]  # noqa: FBT003


def _come(tokens: Sequence[Token]) -> list[_Piece]:
    return [_Piece(_INSERT, None, unit, silent, None, False, text) for text, unit, silent in _stretches(tokens)]  # noqa: FBT003


def _stretches(tokens: Sequence[Token]) -> list[tuple[str, str, bool]]:
    """Return words of one side as texts with their unit and whether they are a matter of form: joined at once where all fare alike.

    Where space leads, what stands before them decides to which word it goes.
    """
    if tokens and _of_one_unit(tokens) and not tokens[0].text.isspace() and all(token[1] for token in tokens):
        return [("".join([token[0] for token in tokens]), tokens[0].unit, False)]
    return [(token.text, token.unit, not token.key) for token in tokens]


def _replaced(old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Piece]:
    """Yield one deletion and one insertion, less what both begin or end with where a word was cut differently."""
    first_old, first_new = _last_unit(old), _last_unit(new)
    if not old or not new or (first_old and first_new):
        yield from (*_gone(old), *_come(new))
        return
    if first_old or first_new:
        yield from _replaced_across(old, new, (first_old, first_new))
        return
    before, after = "".join([token[0] for token in old]), "".join([token[0] for token in new])
    stop = _stop(before, after)
    if stop:
        gone, come = before[: len(before) - stop], after[: len(after) - stop]
        yield _Piece(Op.DELETE, old[0].unit, None, False, None, False, gone)  # noqa: FBT003
        yield _Piece(Op.INSERT, None, new[0].unit, False, None, False, come)  # noqa: FBT003
        yield _stays(old[-1].unit, new[-1].unit, before[-stop:])
        return
    head = _common(before, after, old, new, 1)
    tail = _common(before[head:][::-1], after[head:][::-1], old, new, -1)
    unit_old, unit_new = old[0].unit, new[0].unit
    if head:
        yield _stays(unit_old, unit_new, before[:head])
    cosmetic = "".join([token[1] for token in old]) == "".join([token[1] for token in new])
    yield _Piece(_DELETE, unit_old, None, cosmetic, None, False, before[head : len(before) - tail])  # noqa: FBT003
    yield _Piece(_INSERT, None, unit_new, cosmetic, None, False, after[head : len(after) - tail])  # noqa: FBT003
    if tail:
        yield _stays(unit_old, unit_new, before[len(before) - tail :])


def _stop(before: str, after: str) -> int:
    """Return how long the stop is that is all of one side and ends the other: what stands before it there came or went.

    改正[-；逾期不改的，处罚款。-]{+。+}      改正[-；逾期不改的，处罚款-]。
    """
    shorter, longer = sorted((before, after), key=len)
    if shorter.strip() not in _CLOSES or longer.startswith(shorter.strip()):
        return 0
    return len(shorter) if longer.endswith(shorter) else 0


def _last_unit(tokens: Sequence[Token]) -> int:
    """Return the place of the first word of the last unit."""
    if not tokens or _of_one_unit(tokens):
        return 0
    return next((at for at in range(len(tokens) - 1, 0, -1) if tokens[at - 1].unit != tokens[-1].unit), 0)


def _replaced_across(old: Sequence[Token], new: Sequence[Token], last: tuple[int, int]) -> Iterator[_Piece]:
    """Yield what stands in one unit on one side and in several on the other, whose `last` begins at these words.

    Words that begin what follows stand with what begins it there:

    三 …甲。乙可以规定。  →  三 …甲。丙。 ┆ 九 丁可以规定。      三 …甲。{+丙。+} ┆ 九 [-乙-]{+丁+}可以规定。
    """
    alone = new if last[0] else old
    if alone[-1].text.endswith(_CLOSES):
        yield from (*_gone(old), *_come(new))
        return
    yield from (*_gone(old[: last[0]]), *_come(new[: last[1]]))
    yield from _replaced(old[last[0] :], new[last[1] :])


def _common(before: str, after: str, old: Sequence[Token], new: Sequence[Token], step: int) -> int:
    """Return how many characters both begin with, up to a word's bound on one side that the other may be cut at.

    A `step` of -1 says that the texts are turned about, so that their words come last to first.
    """
    if not before or not after or before[0] != after[0]:
        return 0
    there, here = _bounds(old[::step]), _bounds(new[::step])
    differing = (at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other)
    shared = next(differing, min(len(before), len(after)))
    places = sorted({end for _, end, _ in (*there, *here) if end <= shared}, reverse=True)
    return next((place for place in places if _cuts(place, there) and _cuts(place, here)), 0)


def _bounds(tokens: Sequence[Token]) -> list[Bound]:
    """Return where each word lies, and whether it may be cut."""
    bounds, end = [], 0
    for token in tokens:
        start, end = end, end + len(token.text)
        bounds.append((start, end, not token.fixed and splittable(token.text)))
    return bounds


def _cuts(place: int, bounds: Sequence[Bound]) -> bool:
    """Tell whether a place is a word's bound, or in a word that may be cut and leaves no lone character (必│须)."""
    start, end, may = next(bound for bound in bounds if bound[1] >= place)
    return end == place or (may and place - start > 1 and end - place > 1)


def _joined(pieces: Iterable[_Piece]) -> Iterator[Edit]:
    """Join neighbouring words that fared alike."""
    for equal, stretch in groupby(pieces, key=_is_equal):
        for (op, old, new, cosmetic, move, reference), group in groupby(
            stretch if equal else _spaces_adopted(stretch), key=_FATE
        ):
            text = "".join([piece.text for piece in group])
            if text:
                yield Edit(op, text, old, new, cosmetic, move, reference)


# All of a piece but its text.
_FATE = itemgetter(*range(6))


def _is_equal(piece: _Piece) -> bool:
    return piece[0] is _EQUAL


def _spaces_adopted(stretch: Iterable[_Piece]) -> Iterable[_Piece]:
    """Give space that came or went to the words that came or went before it, else to those after it."""
    pieces = list(stretch)
    if len(pieces) < _PAIR or not any([piece[-1].isspace() for piece in pieces]):  # noqa: C419 a list is quicker
        return pieces
    adopted: list[_Piece] = []
    last: dict[tuple[Op, str | None, str | None], int] = {}
    for piece in pieces:
        place = last.get(piece[:3])
        if place is not None and piece.text.isspace():
            adopted[place] = adopted[place]._replace(text=adopted[place].text + piece.text)
        elif place is not None and adopted[place].text.isspace():
            space, adopted[place] = adopted[place].text, adopted[place]._replace(text="")
            last[piece[:3]] = len(adopted)
            adopted.append(piece._replace(text=space + piece.text))
        elif piece.text:
            last[piece[:3]] = len(adopted)
            adopted.append(piece)
    return adopted


# A lone edit has no neighbour to give its space to.
_PAIR = 2
