"""Tell what became of each word: it stayed, went or came, in a moved passage or in its place."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from policydiff.model import Op
from policydiff.text.canonical import canon
from policydiff.text.segmentation import splittable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policydiff.diff.edit_script import Script
    from policydiff.diff.tokens import Tokens
    from policydiff.text.word_diff import Run

# Where a word starts and ends, and whether it may be cut.
Bound = tuple[int, int, bool]


# A member of an Enum takes as long to look up as a short function.
EQUAL: Final = Op.EQUAL
DELETE: Final = Op.DELETE
INSERT: Final = Op.INSERT

# What ends so belongs to what stands before it.
_CLOSES = ("。", "；", "：", "！", "？", "\n")


class Piece(NamedTuple):
    """The edit of a word, or of words that fared alike, before neighbours are joined: all but the text must agree for that."""

    op: Op
    old: str | None
    new: str | None
    cosmetic: bool
    move: int | None
    reference: bool
    text: str


def pieces(found: Script) -> Iterator[Piece]:
    """Yield the edit of each word, moved passages in their places."""
    going: defaultdict[int, list[Piece]] = defaultdict(list)
    coming: defaultdict[int, list[Piece]] = defaultdict(list)
    numbered = list(enumerate(sorted(found.moved, key=lambda move: move.new_at), start=1))
    for number, move in sorted(numbered, key=lambda row: row[1].old_at):
        going[move.old_at[0]] += [piece for piece in _carried(move.script, number) if piece.op is Op.DELETE]
    for number, move in numbered:
        coming[move.new_at[0]] += [piece for piece in _carried(move.script, number) if piece.op is Op.INSERT]
    for run in found.runs:
        if going or coming:
            yield from _with_moves(run, found, going, coming)
        else:
            yield from _fared(run, found)
    yield from (*going.pop(len(found.old), ()), *coming.pop(len(found.new), ()))


def _fared(run: Run, found: Script) -> Iterable[Piece]:
    """Return the edits of a run that no moved passage stood in."""
    same, i0, i1, j0, j1 = run
    if same:
        return _kept(found.old, found.new, run)
    if j0 == j1:
        return _gone(found.old, i0, i1)
    if i0 == i1:
        return _come(found.new, j0, j1)
    return _replaced(found.old[i0:i1], found.new[j0:j1])


def _with_moves(
    run: Run, found: Script, going: dict[int, list[Piece]], coming: dict[int, list[Piece]]
) -> Iterator[Piece]:
    """Yield the edits of a run, each moved passage before the word that it stood before."""
    same, i0, i1, j0, j1 = run
    if going.keys().isdisjoint(range(i0, i1 + (not same))) and coming.keys().isdisjoint(range(j0, j1 + (not same))):
        yield from _fared(run, found)
        return
    if same:
        for i, j in zip(range(i0, i1), range(j0, j1), strict=True):
            kept = _kept(found.old, found.new, (same, i, i + 1, j, j + 1))
            yield from (*going.pop(i, ()), *coming.pop(j, ()), *kept)
        return
    for i in range(i0, i1):
        yield from (*going.pop(i, ()), *_gone(found.old, i, i + 1))
    yield from going.pop(i1, ())
    for j in range(j0, j1):
        yield from (*coming.pop(j, ()), *_come(found.new, j, j + 1))
    yield from coming.pop(j1, ())


def _carried(found: Script, number: int) -> Iterator[Piece]:
    """Yield the edits of a moved passage: what was carried bears the number of the move."""
    for run in found.runs:
        same, i0, i1, j0, j1 = run
        if not same:
            yield from (*_gone(found.old, i0, i1), *_come(found.new, j0, j1))
            continue
        for piece in _kept(found.old, found.new, run):
            if piece.op is EQUAL:
                yield piece._replace(op=DELETE, new=None, move=number)
                yield piece._replace(op=INSERT, old=None, move=number)
            else:
                yield piece._replace(move=number)


def _kept(old: Tokens, new: Tokens, run: Run) -> Iterable[Piece]:
    """Return words of equal keys: as they stand where they are printed alike, else the two printed forms."""
    _, i0, i1, j0, j1 = run
    texts, units = old.texts[i0:i1], (old.unit(i0, i1), new.unit(j0, j1))
    if texts == new.texts[j0:j1] and units[0] is not None and units[1] is not None:
        return (_stays(units[0], units[1], "".join(texts)),)
    return kept_apart(old[i0:i1], new[j0:j1])


def kept_apart(old: Tokens, new: Tokens) -> Iterator[Piece]:
    """Yield the same where units, or printed forms, differ."""
    words = zip(old.texts, new.texts, old.units, new.units, strict=True)
    for (alike, unit_old, unit_new), group in groupby(words, key=_fate):
        if alike:
            yield _stays(unit_old, unit_new, "".join([there for there, *_ in group]))
            continue
        for there, here, *_ in group:
            yield from _reprinted(there, here, unit_old, unit_new)


def _fate(word: tuple[str, str, str, str]) -> tuple[bool, str, str]:
    there, here, unit_old, unit_new = word
    return there == here, unit_old, unit_new


def _reprinted(old: str, new: str, unit_old: str, unit_new: str) -> Iterator[Piece]:
    """Yield two printed forms of one key; where only the space around the word differs the word itself stays."""
    word = old.strip()
    if not word or word != new.strip():
        yield from _two_forms(old, new, unit_old, unit_new)
        return
    (before, after), (there, here) = old.split(word, 1), new.split(word, 1)
    if before != there:
        yield from _two_forms(before, there, unit_old, unit_new)
        yield _stays(unit_old, unit_new, word)
    else:
        yield _stays(unit_old, unit_new, before + word)
    if after != here:
        yield from _two_forms(after, here, unit_old, unit_new)
    elif after:
        yield _stays(unit_old, unit_new, after)


def _two_forms(before: str, after: str, unit_old: str, unit_new: str) -> Iterator[Piece]:
    cosmetic = canon(before) == canon(after)
    yield Piece(DELETE, unit_old, None, cosmetic, None, not cosmetic, before)
    yield Piece(INSERT, None, unit_new, cosmetic, None, not cosmetic, after)


def _stays(old: str, new: str, text: str) -> Piece:
    return Piece(EQUAL, old, new, False, None, False, text)  # noqa: FBT003


def _gone(tokens: Tokens, start: int, end: int) -> list[Piece]:
    return [Piece(DELETE, unit, None, silent, None, False, text) for text, unit, silent in _alone(tokens, start, end)]  # noqa: FBT003


def _come(tokens: Tokens, start: int, end: int) -> list[Piece]:
    return [Piece(INSERT, None, unit, silent, None, False, text) for text, unit, silent in _alone(tokens, start, end)]  # noqa: FBT003


def _alone(tokens: Tokens, start: int, end: int) -> list[tuple[str, str, bool]]:
    """Return words of one side as texts, with their units and whether they are a matter of form; joined where all fare alike.

    Where space leads, what stands before the words decides to which word it goes.
    """
    texts, keys, unit = tokens.texts[start:end], tokens.keys[start:end], tokens.unit(start, end)
    if unit is not None and all(keys) and not texts[0].isspace():
        return [("".join(texts), unit, False)]
    return [(text, its, not key) for text, its, key in zip(texts, tokens.units[start:end], keys, strict=True)]


def _replaced(old: Tokens, new: Tokens) -> Iterator[Piece]:
    """Yield one deletion and one insertion, less what both begin or end with where a word was cut differently."""
    first_old, first_new = _last_unit(old), _last_unit(new)
    if not old or not new:
        yield from (*_gone(old, 0, len(old)), *_come(new, 0, len(new)))
        return
    if first_old and first_new:
        yield from _replaced_unit_by_unit(old, new, (first_old, first_new))
        return
    if first_old or first_new:
        yield from _replaced_across(old, new, (first_old, first_new))
        return
    before, after = "".join(old.texts), "".join(new.texts)
    stop = _stop(before, after)
    if stop:
        gone, come = before[: len(before) - stop], after[: len(after) - stop]
        yield Piece(DELETE, old.units[0], None, False, None, False, gone)  # noqa: FBT003
        yield Piece(INSERT, None, new.units[0], False, None, False, come)  # noqa: FBT003
        yield _stays(old.units[-1], new.units[-1], before[-stop:])
        return
    head = _common(before, after, old, new, 1)
    tail = _common(before[head:][::-1], after[head:][::-1], old, new, -1)
    unit_old, unit_new = old.units[0], new.units[0]
    if head:
        yield _stays(unit_old, unit_new, before[:head])
    cosmetic = "".join(old.keys) == "".join(new.keys)
    yield Piece(DELETE, unit_old, None, cosmetic, None, False, before[head : len(before) - tail])  # noqa: FBT003
    yield Piece(INSERT, None, unit_new, cosmetic, None, False, after[head : len(after) - tail])  # noqa: FBT003
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


def _last_unit(tokens: Tokens) -> int:
    """Return the place of the first word of the last unit."""
    units = tokens.units
    if not units or units.count(units[-1]) == len(units):
        return 0
    return next((at for at in range(len(units) - 1, 0, -1) if units[at - 1] != units[-1]), 0)


def _replaced_unit_by_unit(old: Tokens, new: Tokens, last: tuple[int, int]) -> Iterator[Piece]:
    """Yield what ends one unit on both sides, what stands between, and what begins the last unit on both sides.

    三 甲，-乙。- ┆ 四 -丙-规定。  →  六 甲，+丁。+ ┆ 七 +戊+规定。      六 甲，[-乙-]{+丁+}。 ┆ 七 [-丙-]{+戊+}规定。
    """
    end_old, end_new = _first_end(old), _first_end(new)
    yield from _replaced(old[:end_old], new[:end_new])
    yield from (*_gone(old, end_old, last[0]), *_come(new, end_new, last[1]))
    yield from _replaced(old[last[0] :], new[last[1] :])


def _first_end(tokens: Tokens) -> int:
    """Return where the first unit ends."""
    return next(at for at, unit in enumerate(tokens.units) if unit != tokens.units[0])


def _replaced_across(old: Tokens, new: Tokens, last: tuple[int, int]) -> Iterator[Piece]:
    """Yield what stands in one unit on one side and in several on the other, whose `last` begins at these words.

    Words that begin what follows stand with what begins it there:

    三 …甲。乙可以规定。  →  三 …甲。丙。 ┆ 九 丁可以规定。      三 …甲。{+丙。+} ┆ 九 [-乙-]{+丁+}可以规定。
    """
    alone = new if last[0] else old
    if alone.texts[-1].endswith(_CLOSES):
        yield from (*_gone(old, 0, len(old)), *_come(new, 0, len(new)))
        return
    yield from (*_gone(old, 0, last[0]), *_come(new, 0, last[1]))
    yield from _replaced(old[last[0] :], new[last[1] :])


def _common(before: str, after: str, old: Tokens, new: Tokens, step: int) -> int:
    """Return how many characters both begin with, up to a word's bound on one side that the other may be cut at.

    A `step` of -1 says that the texts are turned about, so that their words come last to first.
    """
    if not before or not after or before[0] != after[0]:
        return 0
    differing = (at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other)
    shared = next(differing, min(len(before), len(after)))
    there, here = _bounds(old[::step], shared), _bounds(new[::step], shared)
    places = sorted({end for _, end, _ in (*there, *here) if end <= shared}, reverse=True)
    return next((place for place in places if _cuts(place, there) and _cuts(place, here)), 0)


def _bounds(tokens: Tokens, far: int) -> list[Bound]:
    """Return where each word lies, and whether it may be cut, as far as asked for."""
    bounds, end = [], 0
    for text, fixed in zip(tokens.texts, tokens.fixed, strict=True):
        start, end = end, end + len(text)
        bounds.append((start, end, not fixed and splittable(text)))
        if end >= far:
            break
    return bounds


def _cuts(place: int, bounds: Sequence[Bound]) -> bool:
    """Tell whether a place is a word's bound, or in a word that may be cut and leaves no lone character (必│须)."""
    start, end, may = next(bound for bound in bounds if bound[1] >= place)
    return end == place or (may and place - start > 1 and end - place > 1)
