"""Nesting: which label stands below which, decided over the whole document.

A label alone is ambiguous: (i) is a letter or a Roman number, `1.` a section or an item of a list, a wrapped line may begin
with `Section 3.` What it is shows in its sequence. Each reading of the labels is a path through stacks of open clauses:

    line       stack                     cost
    1. Access  1                         0.4  a run begins
    1. use     1 › 1                     2.4  a run begins below one of its own form …
    2. have    1 › 2                     0    … and goes on
    2. Devices 2                         0    the outer run goes on; as `1 › 3` it would go back (4)

and the cheapest path is kept (dynamic programming over stacks, the cheapest `WIDTH` of them at each line: a beam search).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.numbering.forms import Family
from policydiff.text.numbering.labels import Label, follows, readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Stacks that are kept at each line; more of them changed no tree of the bank.
WIDTH = 16
# A path that costs so much more than the cheapest one is given up: more than a step back costs.
MARGIN = 5.0
# Clauses stand inside one another no deeper than this, and those of one form no deeper than that.
DEEPEST, DEEPEST_SAME = 14, 4
# What a step costs. A run that goes on costs nothing; the others are in units of "surprising".
GAP, GAP_STEP, WIDEST_GAP = 1.0, 0.05, 20
BACK = 4.0
OTHER_MARKS = 1.5
# A run begins anew below the clause that holds one of its form already.
AGAIN = 0.8
FIRST, SECOND, RESUMED, MIDDLE = 0.4, 0.7, 0.6, 2.0
SAME_FORM, SAME_FORM_MARKED = 2.0, 0.2
INVERTED, INVERTED_AGAIN, CONTRADICTED = 1.5, 0.1, 2.0
POPPED = 0.15
FOREIGN_STEM, LOOSE_STEM = 3.0, 0.8
INVERTED_BELOW_HEADING = 0.3
# A clause that ends in a colon and has no list below it.
LEFT_BEHIND = 1.0
IMPOSSIBLE = 8.0
HEADING_BELOW_ITEM = 3.0
SHALLOW_MARKS = 4.0
SECOND_READING = 0.05
# What leaving a label out costs: a line of text that happens to begin so.
LEFT_OUT = 3.0

_DIVISIONS = frozenset({Family.BOOK, Family.SUBBOOK, Family.CHAPTER, Family.SECTION})
# Which of the two holds the other differs from country to country.
_PEERS = frozenset({Family.SECTION, Family.ARTICLE, Family.UNIT})
# Their numbers run on through the divisions above them.
_RUNNING = frozenset({Family.ARTICLE, Family.UNIT, Family.DIGIT, Family.SECTION, Family.CHAPTER})

# Families whose labels have more than one reading, or that another family may hold in one place and not in another.
_AMBIGUOUS = frozenset(
    {
        Family.UNIT, Family.CAPITAL, Family.LETTER, Family.LETTER_PAREN, Family.ROMAN_PAREN, Family.KANA, Family.KANA_PAREN,
    }
)  # fmt: skip
LONGEST_BARE = 60
# What a line ends in that a list stands below.
LEADS = (":", "：", "—", "–", "-")
STOPS = tuple("。；;：:，,！!？?.")

Style = tuple[int, str]


class Places(NamedTuple):
    """The lines that hold titles, headings without a number, and running text."""

    titles: frozenset[int]
    headings: frozenset[int]
    text: frozenset[int]


class Entry(NamedTuple):
    """A line that takes part: its place, its marks, what its label may be (nothing: a heading without a number)."""

    line: int
    marks: int
    labels: tuple[Label, ...]
    bare: bool
    leads: bool = False
    styles: tuple[Style, ...] = ()


class _Frame(NamedTuple):
    line: int
    style: Style
    marks: int
    value: int
    suffix: str
    key: str
    stem: str
    bare: bool
    leads: bool


class _Step(NamedTuple):
    line: int
    label: Label | None
    parent: int
    before: _Step | None


class _Path(NamedTuple):
    cost: float
    stack: tuple[_Frame, ...]
    last: dict[Style, tuple[int, str, int]]
    inverted: frozenset[tuple[int, int]]
    steps: _Step | None


class Nesting(NamedTuple):
    """For each line with a label: which label it is (None: it is text), and the line that it stands below (-1: none)."""

    labels: dict[int, Label | None]
    parents: dict[int, int]


def nest(entries: Sequence[Entry | None]) -> Nesting:
    """Return the cheapest nesting of some labels; None among the entries is a title, which closes everything."""
    paths = [_Path(0.0, (), {}, frozenset(), None)]
    for entry in entries:
        if entry is None:
            paths = [path._replace(stack=()) for path in paths]
        elif not entry.labels:
            paths = [_with_heading(path, entry) for path in paths]
        else:
            paths = _pruned(_moves(paths, entry), entry)
    labels: dict[int, Label | None] = {}
    parents: dict[int, int] = {}
    step = paths[0].steps
    while step is not None:
        labels[step.line], parents[step.line] = step.label, step.parent
        step = step.before
    return Nesting(labels, parents)


def style_of(label: Label) -> Style:
    """Return the form of a label: its family, and what punctuation and how many parts it has."""
    if label.family is Family.DECIMAL:
        return int(label.family), f"{label.key.count('.') or len(label.stem)}{label.text[-1:] == ')'}"
    if label.family in (Family.DIGIT, Family.LETTER, Family.ROMAN_PAREN, Family.CAPITAL):
        last = label.text[-1:]
        return int(label.family), "." if last in ".．" else "" if last.isalnum() else last
    if label.family in (Family.UNIT, Family.ATTACHMENT, Family.ARTICLE):
        return int(label.family), label.key.split()[0] if " " in label.key else ""
    return int(label.family), ""


class _Move(NamedTuple):
    """A step that a path may take: what the path costs then, and where the label stands (None: it is left out)."""

    cost: float
    path: _Path
    label: Label | None
    depth: int


def _moves(paths: Sequence[_Path], entry: Entry) -> list[_Move]:
    """Return the steps that the cheapest paths may take."""
    found: list[_Move] = []
    cheapest = float("inf")
    for path in paths:
        # The paths come the cheapest first.
        if path.cost > cheapest + MARGIN:
            break
        moves = list(_after(path, entry))
        cheapest = min(cheapest, *(move.cost for move in moves))
        found += moves
    return [move for move in found if move.cost <= cheapest + MARGIN]


def _pruned(moves: list[_Move], entry: Entry) -> list[_Path]:
    """Return the cheapest path to each stack, the cheapest of them all first."""
    best: dict[object, _Path] = {}
    for move in sorted(moves, key=lambda move: move.cost):
        below = tuple(frame.line for frame in move.path.stack[: move.depth])
        key = (below, move.label and (move.label.value, move.label.family, move.label.suffix))
        if key not in best:
            best[key] = _taken(move, entry)
            if len(best) == WIDTH:
                break
    return list(best.values())


def _taken(move: _Move, entry: Entry) -> _Path:
    """Return a path behind a step."""
    if move.label is None:
        steps = _Step(entry.line, None, -1, move.path.steps)
        return move.path._replace(cost=move.cost, steps=steps)
    return _pushed(move.path, entry, move.label, depth=move.depth, cost=move.cost)


def _with_heading(path: _Path, entry: Entry) -> _Path:
    """Return a path behind a heading without a number."""
    stack = path.stack
    if entry.marks:
        while stack and _marks_of(stack[-1]) >= entry.marks:
            stack = stack[:-1]
    else:
        headings = [depth for depth, frame in enumerate(stack) if frame.style[0] < 0]
        if headings:
            stack = stack[: headings[-1]]
        else:
            while stack and not (stack[-1].bare and stack[-1].style[0] <= Family.SECTION):
                stack = stack[:-1]
    frame = _Frame(entry.line, (-1, ""), entry.marks, 0, "", "", "", entry.bare, leads=False)
    return path._replace(stack=(*stack, frame))


DEEPEST_MARKS = 7


def _marks_of(frame: _Frame) -> int:
    if frame.marks or frame.style[0] < 0:
        return frame.marks or DEEPEST_MARKS
    return (
        1 + frame.style[0]
        if frame.style[0] in _DIVISIONS
        else 1
        if frame.style[0] == Family.ATTACHMENT
        else DEEPEST_MARKS
    )


def _after(path: _Path, entry: Entry) -> Iterator[_Move]:
    """Yield the steps by which a line may be what it is."""
    for number, (label, style) in enumerate(zip(entry.labels, entry.styles, strict=True)):
        extra = path.cost + number * SECOND_READING
        open_ones = sum(frame.style == style for frame in path.stack)
        for depth in range(len(path.stack) - 1, -1, -1):
            cost = _as_sibling(path.stack[depth], label, style, entry)
            if cost is not None:
                yield _Move(extra + cost, path, label, depth)
        for depth in range(len(path.stack), -1, -1):
            if depth == len(path.stack) and (open_ones >= DEEPEST_SAME or depth >= DEEPEST):
                continue
            cost = _as_first(path, depth, label, style, entry)
            if cost < IMPOSSIBLE:
                yield _Move(extra + cost, path, label, depth)
    if not entry.marks:
        yield _Move(path.cost + LEFT_OUT, path, None, len(path.stack))


def _pushed(path: _Path, entry: Entry, label: Label, *, depth: int, cost: float) -> _Path:
    """Return a path on which a label stands at `depth`, with everything below it closed."""
    style = style_of(label)
    stack = path.stack[:depth]
    inverted = path.inverted
    if stack and stack[-1].style[0] >= style[0] >= 0:
        inverted = inverted | {(style[0], stack[-1].style[0])}
    frame = _Frame(
        entry.line, style, entry.marks, label.value, label.suffix, label.key, label.stem, entry.bare, entry.leads
    )
    parent = stack[-1].line if stack else -1
    last = {**path.last, style: (label.value, label.suffix, parent)}
    return _Path(cost, (*stack, frame), last, inverted, _Step(entry.line, label, parent, path.steps))


def _as_sibling(frame: _Frame, label: Label, style: Style, entry: Entry) -> float | None:
    """Return what it costs that a label goes on with the run of an open clause, None where it cannot."""
    if frame.style != style:
        return None
    before = label._replace(value=frame.value, suffix=frame.suffix)
    gap = label.value - frame.value
    if follows(label, before):
        cost = 0.0
    elif gap > 0:
        cost = GAP + GAP_STEP * min(gap, WIDEST_GAP)
    else:
        cost = BACK
    if style[0] == Family.DECIMAL and frame.stem != label.stem:
        cost = LOOSE_STEM if label.value == 1 else GAP + LOOSE_STEM
    if bool(frame.marks) != bool(entry.marks):
        cost += OTHER_MARKS
    elif frame.marks != entry.marks:
        cost += OTHER_MARKS / 2
    return cost


def _as_first(path: _Path, depth: int, label: Label, style: Style, entry: Entry) -> float:
    """Return what it costs that a label begins a run below the open clause at `depth` - 1."""
    above = path.stack[depth - 1] if depth else None
    if depth < len(path.stack) and path.stack[depth].style == style:
        return IMPOSSIBLE  # a run of its own form stands there: it goes on, or goes back
    passed = sum(
        0 <= frame.style[0] < style[0] or (style[0], frame.style[0]) in path.inverted for frame in path.stack[depth:]
    )
    cost = _beginning(path, above, label, style) + POPPED * passed
    cost += _order(path, above, label, style, entry)
    if depth < len(path.stack) and path.stack[-1].leads:
        cost += LEFT_BEHIND
    if entry.marks and above is not None:
        if above.marks:
            cost += SHALLOW_MARKS if above.marks >= entry.marks else 0
        elif above.style[0] not in _DIVISIONS and above.style[0] != Family.ATTACHMENT:
            cost += HEADING_BELOW_ITEM
    if label.family is Family.DECIMAL:
        cost += _stem(path, depth, label)
    return cost


def _beginning(path: _Path, above: _Frame | None, label: Label, style: Style) -> float:
    """Return what it costs that a run begins with this number."""
    last = path.last.get(style)
    again = last is not None and last[2] == (above.line if above else -1)
    if label.value <= 1 and label.suffix in ("", "A", "001"):
        return FIRST + AGAIN * again
    if last and style[0] in _RUNNING and follows(label, label._replace(value=last[0], suffix=last[1])):
        return FIRST if above is None or above.style[0] in _DIVISIONS else RESUMED
    if label.value == 2 and above and above.style[0] == Family.ARTICLE:  # noqa: PLR2004 - the first 項 of a Japanese article has no number
        return SECOND
    return MIDDLE + BACK / 2 * again


def _order(path: _Path, above: _Frame | None, label: Label, style: Style, entry: Entry) -> float:
    """Return what it costs that a form stands below another one."""
    if style[0] == Family.ATTACHMENT:
        return 0.0 if above is None else IMPOSSIBLE
    if above is None or above.style[0] < 0:
        return 0.0
    if style == above.style:
        return SAME_FORM_MARKED if above.marks and not entry.marks else SAME_FORM
    if style[0] in _DIVISIONS and above.style[0] > Family.UNIT:
        return IMPOSSIBLE
    return _rank(path, above, style, is_stem=bool(label.stem) and label.stem == above.key)


def _rank(path: _Path, above: _Frame, style: Style, *, is_stem: bool) -> float:
    """Return what it costs that a form stands below another one that may rank lower."""
    if (above.style[0], style[0]) in path.inverted and not is_stem:
        return CONTRADICTED
    if style[0] > above.style[0] or (style[0] in _PEERS and above.style[0] in _PEERS):
        return 0.0
    if above.leads or (style[0], above.style[0]) in path.inverted:
        return INVERTED_AGAIN
    return INVERTED_BELOW_HEADING if above.bare else INVERTED


def _stem(path: _Path, depth: int, label: Label) -> float:
    """Return what it costs that a compound number stands where the clause above it has another number."""
    above = path.stack[depth - 1] if depth else None
    if above is None or above.style[0] < 0:
        return LOOSE_STEM
    # 2.1 stands below 2, below Section 2 and below 第二条; A.1 below 附录A.
    numbers = (above.key, above.key.rpartition(" ")[2], str(above.value))
    if label.stem in numbers or above.key.endswith(label.stem):
        return 0.0
    return FOREIGN_STEM if above.style[0] in (Family.DECIMAL, Family.DIGIT) else LOOSE_STEM


def entries(lines: Sequence[tuple[int, str]], labels: Sequence[Label | None], places: Places) -> list[Entry | None]:
    """Return the lines of a document that take part in its nesting."""
    found: list[Entry | None] = []
    for index, ((marks, words), label) in enumerate(zip(lines, labels, strict=True)):
        if index in places.titles:
            found.append(None)
        elif label is not None:
            alone = len(words) <= LONGEST_BARE and not words.endswith(STOPS) and index + 1 not in places.text
            leads = words.endswith(LEADS) and index + 1 not in places.text
            found.append(Entry(index, marks, found_as := readings(label), alone, leads, tuple(map(style_of, found_as))))
        elif index in places.headings:
            found.append(Entry(index, marks, (), bare=True))
    return found


def needs_search(lines: Sequence[tuple[int, str]], labels: Sequence[Label | None]) -> bool:
    """Tell whether a document has labels that only their sequence can tell; those of mainland laws and plans are plain."""
    marked: dict[Family, int] = {}
    for (marks, _), label in zip(lines, labels, strict=True):
        if label is None:
            continue
        if label.family in _AMBIGUOUS or (label.text[0].isascii() and (label.text[0].isalpha() or label.suffix)):
            return True
        if label.family in (Family.DIGIT, Family.DECIMAL):
            marked[label.family] = marked.get(label.family, 0) | (1 if marks else 2)
    return 3 in marked.values()  # noqa: PLR2004 - both with and without marks
