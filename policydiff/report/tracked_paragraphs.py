"""Two documents as one run of paragraphs with tracked changes: what stayed, went, came and was moved.

old   甲。⏎乙。⏎丙。        甲。⏎  [乙。⏎]  丙。{⏎}  {乙。}
new   甲。⏎丙。⏎乙。                └─── moved ───┘
What stays keeps the order of both sides: the heaviest chain of stretches that are equal. All else is taken out at its old
place and put in at its new one. Without what came the paragraphs are the old document, without what went the new one,
to the character, whatever the chain is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from policydiff.model import ChangeKind, ClauseKind, Op
from policydiff.report.paragraphs import Prose, loose, prose
from policydiff.text.lis import heaviest_increasing_subsequence
from policydiff.text.segmentation import words
from policydiff.text.word_diff import runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policydiff.model import Change, Comparison, Document, Edit

# A shorter stretch that stands elsewhere is no move to a reader: it went here and came there.
_MOVED_LENGTH = 6


class Span(NamedTuple):
    """A stretch that both sides have: where it starts in the old and in the new prose, and how long it is."""

    old: int
    new: int
    length: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one paragraph that share one fate. `move` pairs what went with what came; `label` marks a clause's number."""

    op: Op
    text: str
    move: int | None = None
    label: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, the fate of its end, and its depth as a heading (0: none; `former` that in the old document).

    `rows` are the changes of the comparison that begin in it.
    """

    stretches: tuple[Stretch, ...]
    op: Op
    move: int | None
    depth: int
    former: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """One document on its way: its prose, what moved in it, and where labels (start → end) and rows begin.

    `cuts` are all places where a stretch has to end, in order.
    """

    prose: Prose
    moves: Sequence[tuple[int, int, int]]
    labels: Mapping[int, int]
    rows: Mapping[int, tuple[int, ...]]
    cuts: Sequence[int]

    def move(self, place: int) -> int | None:
        """Return the number of the move that takes in a place, None when it did not move."""
        at = bisect_right(self.moves, place, key=itemgetter(0)) - 1
        return self.moves[at][2] if at >= 0 and place < self.moves[at][1] else None

    def within(self, start: int, end: int) -> Sequence[int]:
        """Return the cuts inside a range."""
        return self.cuts[bisect_right(self.cuts, start) : bisect_left(self.cuts, end)]


class _Piece(NamedTuple):
    """A stretch, or a paragraph's end, with its place on the side that it stands on (of what stayed: in the new and the old one)."""

    op: Op
    place: int
    old_place: int
    text: str
    move: int | None
    label: bool
    rows: tuple[int, ...]


def merged(comparison: Comparison) -> tuple[Paragraph, ...]:
    """Return both documents of a comparison as one run of paragraphs; the last paragraph's end always stays."""
    old, new = prose(comparison.old), prose(comparison.new)
    kept, moved = _spans(comparison, old, new)
    anchors = _chain(kept)
    moves = [span for span in {*moved, *kept}.difference(anchors) if span.length >= _MOVED_LENGTH]
    numbers = {span: number for number, span in enumerate(sorted(moves))}
    gone = _side(comparison, comparison.old, old, {span.old: (span.length, numbers[span]) for span in moves})
    come = _side(comparison, comparison.new, new, {span.new: (span.length, numbers[span]) for span in moves})
    return tuple(_paragraphs(_pieces(anchors, gone, come), gone, come))


def _chain(spans: Iterable[Span]) -> list[Span]:
    ordered = sorted(spans)
    picked = heaviest_increasing_subsequence(
        [(span.old, span.new) for span in ordered], [span.length for span in ordered]
    )
    return [ordered[at] for at in picked]


def _spans(comparison: Comparison, old: Prose, new: Prose) -> tuple[list[Span], list[Span]]:
    """Return the stretches that both sides have: those that may stay, and those that the comparison says moved."""
    kept = list(_titles(comparison, old, new))
    moved: list[Span] = []
    for change in comparison.changes:
        stayed, shifted = _words(change, comparison, old, new)
        moved += shifted
        if ChangeKind.MOVED in change.kinds:
            moved += stayed
        else:
            kept += [*stayed, *_frames(change, comparison, old, new)]
    return kept, moved


def _words(change: Change, comparison: Comparison, old: Prose, new: Prose) -> tuple[list[Span], list[Span]]:
    """Return the equal stretches of a row, and those that changed their place inside it."""
    at_old = {unit: comparison.old.by_id[unit].body for unit in change.old}
    at_new = {unit: comparison.new.by_id[unit].body for unit in change.new}
    stayed: list[Span] = []
    gone: defaultdict[int, list[int]] = defaultdict(list)
    come: defaultdict[int, list[int]] = defaultdict(list)
    for edit in change.edits:
        start_old, start_new = _advance(at_old, edit.old, edit, Op.INSERT), _advance(at_new, edit.new, edit, Op.DELETE)
        size = len(edit.text)
        if edit.op is Op.EQUAL:
            stayed += _span(old, new, old.at(start_old, start_old + size), new.at(start_new, start_new + size))
        elif edit.move is not None:
            (start, prose_, held) = (start_old, old, gone) if edit.op is Op.DELETE else (start_new, new, come)
            held[edit.move].extend(range(*prose_.at(start, start + size)))
    shifted = [span for move in gone for span in _paired(gone[move], come[move], old.text, new.text)]
    return stayed, shifted


def _advance(at: dict[str, int], unit: str | None, edit: Edit, absent: Op) -> int:
    """Return where an edit starts on one side, and step over it; -1 where it does not stand on that side."""
    if edit.op is absent or unit is None:
        return -1
    start = at[unit]
    at[unit] = start + len(edit.text)
    return start


def _span(old: Prose, new: Prose, there: tuple[int, int], here: tuple[int, int]) -> list[Span]:
    """Return two ranges as a span when their words are the same."""
    same = old.text[slice(*there)] == new.text[slice(*here)]
    return [Span(there[0], here[0], there[1] - there[0])] if same and there[1] > there[0] else []


def _paired(gone: Sequence[int], come: Sequence[int], old: str, new: str) -> Iterator[Span]:
    """Yield the stretches that two lists of places run along together."""
    start = 0
    for at in range(1, min(len(gone), len(come)) + 1):
        ends = at == min(len(gone), len(come)) or gone[at] != gone[at - 1] + 1 or come[at] != come[at - 1] + 1
        if ends:
            span = Span(gone[start], come[start], at - start)
            if old[span.old : span.old + span.length] == new[span.new : span.new + span.length]:
                yield span
            start = at


def _frames(change: Change, comparison: Comparison, old: Prose, new: Prose) -> Iterator[Span]:
    """Yield the labels that a row's clauses kept, and the paragraph end behind the row."""
    pairs = [(comparison.old.by_id[one], comparison.new.by_id[other]) for one, other in zip(change.old, change.new)]  # noqa: B905
    for one, other in pairs:
        yield from _span(old, new, old.at(one.start, one.body), new.at(other.start, other.body))
    if pairs:
        last_old, last_new = comparison.old.by_id[change.old[-1]], comparison.new.by_id[change.new[-1]]
        there = old.at(0, comparison.old.unit_end(last_old))[1]
        here = new.at(0, comparison.new.unit_end(last_new))[1]
        if old.text[there : there + 1] == new.text[here : here + 1] == "\n":
            yield Span(there, here, 1)


def _titles(comparison: Comparison, old: Prose, new: Prose) -> Iterator[Span]:
    """Yield what the titles of both documents have in common."""
    sides = []
    for document, held in ((comparison.old, old), (comparison.new, new)):
        places = [at for start, end in loose(document) for at in range(*held.at(start, end))]
        cut = words("".join(held.text[at] for at in places))
        starts = [0]
        for word in cut:
            starts.append(starts[-1] + len(word))
        sides.append((places, cut, starts))
    (old_places, old_words, old_starts), (new_places, new_words, new_starts) = sides
    for same, i0, i1, j0, j1 in runs(old_words, new_words):
        if same:
            there = old_places[old_starts[i0] : old_starts[i1]]
            here = new_places[new_starts[j0] : new_starts[j1]]
            yield from _paired(there, here, old.text, new.text)


def _side(comparison: Comparison, document: Document, held: Prose, moves: Mapping[int, tuple[int, int]]) -> _Side:
    """Return one side; `moves` are the stretches that moved: start → length and number."""
    labelled = [unit for unit in document.units if unit.kind is ClauseKind.ARTICLE]
    labels = dict(held.at(unit.start, unit.start + len(unit.label)) for unit in labelled)
    rows = _rows(comparison, document, held)
    moved = sorted((start, start + length, number) for start, (length, number) in moves.items())
    cuts = {place for start, end, _ in moved for place in (start, end)}
    cuts.update(labels, labels.values(), rows)
    cuts.update(place for at in held.starts if at for place in (at - 1, at))
    return _Side(held, moved, labels, rows, sorted(cuts))


def _rows(comparison: Comparison, document: Document, held: Prose) -> dict[int, tuple[int, ...]]:
    """Return where rows begin: at the words of their first new clause, in the old document those without a new one."""
    rows: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    for number, change in enumerate(comparison.changes):
        units = change.new if document is comparison.new else () if change.new else change.old
        if units:
            body = document.by_id[units[0]].body
            rows[min(held.at(body, body)[0], max(0, len(held.text) - 1))] += (number,)
    return dict(rows)


def _pieces(anchors: Iterable[Span], old: _Side, new: _Side) -> Iterator[_Piece]:
    """Yield everything of both sides: before each stretch that stayed what went there and what came there."""
    i = j = 0
    for anchor in (*anchors, Span(len(old.prose.text), len(new.prose.text), 0)):
        for stop in _stops(Span(i, j, 0), anchor, old.prose.text, new.prose.text):
            yield from _one_sided(old, i, stop.old, Op.DELETE)
            yield from _one_sided(new, j, stop.new, Op.INSERT)
            yield from _both(stop, old, new)
            i, j = stop.old + stop.length, stop.new + stop.length


def _stops(start: Span, anchor: Span, old: str, new: str) -> Iterator[Span]:
    """Yield where to stop on the way to the next stretch that stayed, and that stretch: paragraphs change as wholes.

    old  的⏎第五条 丙⏎第七条 |己      the end of a paragraph begun before: [的]{者} ⏎
    new  者⏎第六条 丁⏎第八条 |己      whole paragraphs: [第五条 丙⏎] {第六条 丁⏎}
                                      the start of the one that goes on: [第七条 ]{第八条 } 己
    A ⏎ that stayed behind a new paragraph (甲{⏎乙}⏎) is taken for the one before it (甲⏎{乙⏎}).
    """
    i, j = start.old, start.new
    gone, come = old[i : anchor.old], new[j : anchor.new]
    if i > 0 and old[i - 1] != "\n":
        if anchor.length and old[anchor.old] == "\n" and "\n" in gone + come:
            anchor = Span(anchor.old + 1, anchor.new + 1, anchor.length - 1)
            gone, come = gone + "\n", come + "\n"
        if "\n" not in gone or "\n" not in come:
            yield anchor
            return
        first = Span(i + gone.index("\n"), j + come.index("\n"), 1)
        yield first
        i, j = first.old + 1, first.new + 1
    yield Span(max(i, old.rfind("\n", i, anchor.old) + 1), max(j, new.rfind("\n", j, anchor.new) + 1), 0)
    yield anchor


def _one_sided(side: _Side, start: int, end: int, op: Op) -> Iterator[_Piece]:
    for at, stop in pairwise((start, *side.within(start, end), end)):
        if at < stop:
            words_ = side.prose.text[at:stop]
            yield _Piece(op, at, at, words_, side.move(at), at in side.labels, side.rows.get(at, ()))


def _both(anchor: Span, old: _Side, new: _Side) -> Iterator[_Piece]:
    shift = anchor.new - anchor.old
    start, end = anchor.new, anchor.new + anchor.length
    cuts = {at + shift for at in old.within(anchor.old, anchor.old + anchor.length)} | set(new.within(start, end))
    for at, stop in pairwise((start, *sorted(cuts), end)):
        if at < stop:
            rows = new.rows.get(at, ()) + old.rows.get(at - shift, ())
            yield _Piece(Op.EQUAL, at, at - shift, new.prose.text[at:stop], None, at in new.labels, rows)


def _paragraphs(pieces: Iterable[_Piece], old: _Side, new: _Side) -> Iterator[Paragraph]:
    """Yield the pieces gathered into paragraphs.

    A paragraph has the depth that it has in the document which its end belongs to.
    """
    held: list[Stretch] = []
    rows: tuple[int, ...] = ()
    for piece in pieces:
        rows += piece.rows
        if piece.text != "\n":
            held.append(Stretch(piece.op, piece.text, piece.move, piece.label))
            continue
        side = old if piece.op is Op.DELETE else new
        depth = side.prose.depth(piece.place)
        former = old.prose.depth(piece.old_place) if piece.op is Op.EQUAL else depth
        yield Paragraph(tuple(held), piece.op, piece.move, depth, former, rows)
        held, rows = [], ()
    depths = [side.prose.depths[-1] if side.prose.depths else 0 for side in (new, old)]
    yield Paragraph(tuple(held), Op.EQUAL, None, depths[0], depths[1], rows)
