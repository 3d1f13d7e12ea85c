"""Hard-wrapped text: the lines that a layout broke at a width, joined into paragraphs again.

A greedy layout breaks a line where the next word no longer fits: the line and the first word of the next one are wider than
the page. Where nearly all lines without a stop at their end are of that kind, the text is wrapped.

    第二条 社区花园的用地由街道办事处在闲置绿地      44 cells, and 中 (2) goes beyond the width: broken by the layout
    中选定，选定以前应当征求意见。                  a stop, and room for more: the paragraph ends here
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from policydiff.normalize.line_shapes import is_labelled, joined
from policydiff.text.numbering import CLOSERS, read_label
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Columns of 16 to 80 characters, in cells.
NARROWEST, WIDEST = 15, 170
# So many lines must have been broken by the layout, such a share of all that end without a stop, and of those that are running text.
FEWEST_BROKEN, SHARE_BROKEN, SHARE_RUNNING = 2, 0.6, 0.5
# So many lines of a page so wide need no punctuation to be running text; a list of names is narrower.
MANY_BROKEN, WIDE = 6, 40
# A line in Latin letters that ends inside a sentence, where the next one begins with a small letter, has so many cells.
SHORTEST_CUT = 24
# Cells that a line may be short of the width: no line begins with a stop, none ends with an opening bracket.
SLACK = 4
# Lines that are wider than the width, such as a title or an address: one of so many.
WIDER_ONE_IN = 12
# Behind so many of its broken lines a blank line stands, where blank lines part lines and not paragraphs.
SHARE_BLANK = 0.5

# All of them are wide, and nearly all of a text is of them.
_WIDE = lazy("[\u3001-\u303e\u4e00-\u9fff\uff01-\uff60]+")
_SPECIAL = lazy(r"[#|>]|附\s*件|抄送|——")
_STOPPED = lazy(r"[。；：！？;:!?…|]$|\.$|[;,] (?:or|and)$")
_TOKEN = lazy(r"[!-~]+|.")
_RUNNING = lazy(r"[，,、；;。.]")
_HYPHENATED = lazy(r"(?<=[A-Za-z]{2})-$")


class Wrap(NamedTuple):
    """How a text is wrapped: at how many cells, and whether a blank line stands behind every line."""

    width: int
    blank: bool


class _Line(NamedTuple):
    text: str
    indent: int
    cells: int
    blank_below: bool


def unwrap(lines: Sequence[str]) -> list[str]:
    """Return raw lines with hard-wrapped paragraphs joined; other text as it is."""
    found = find_wrap(lines)
    if found is None:
        return list(lines)
    return list(_paragraphs(lines, found))


def find_wrap(lines: Sequence[str]) -> Wrap | None:
    """Return how a text is hard-wrapped, None where it is not."""
    if max(map(len, lines), default=0) > WIDEST:
        return None
    read = _read(lines)
    widths = sorted((line.cells for line in read if not _SPECIAL.match(line.text)), reverse=True)
    for width in dict.fromkeys(widths[: 1 + len(widths) // WIDER_ONE_IN]):
        if not NARROWEST <= width <= WIDEST:
            continue
        broken = _broken(read, width)
        if broken is not None:
            return Wrap(width, sum(line.blank_below for line in broken) > SHARE_BLANK * len(broken))
    return None


def _read(lines: Sequence[str]) -> list[_Line]:
    found: list[_Line] = []
    for line in lines:
        text = line.strip()
        if text:
            indent = cells(line[: len(line) - len(line.lstrip())])
            found.append(_Line(text, indent, indent + cells(text), blank_below=False))
        elif found:
            found[-1] = found[-1]._replace(blank_below=True)
    return found


def _broken(lines: Sequence[_Line], width: int) -> list[_Line] | None:
    """Return the lines that a layout of this width broke, None where they are too few."""
    opened = [
        (line, below)
        for line, below in itertools.pairwise(lines)
        if line.cells <= width and not _begins(below.text) and not _STOPPED.search(line.text.rstrip(CLOSERS))
    ]
    cut = [(line, below) for line, below in opened if _is_forced(line, below, width) or _is_cut(line, below)]
    broken = [line for line, _ in cut]
    running = sum(
        below.text[0].islower() or _RUNNING.search(line.text, len(_label_of(line.text))) is not None
        for line, below in cut
    )
    enough = max(FEWEST_BROKEN, SHARE_BROKEN * len(opened))
    if len(broken) < enough:
        return None
    plain = len(broken) >= MANY_BROKEN and width >= WIDE
    return broken if plain or running >= max(FEWEST_BROKEN, SHARE_RUNNING * len(broken)) else None


def _label_of(text: str) -> str:
    label = read_label(text)
    return label.text if label else ""


def _is_forced(line: _Line, below: _Line, width: int) -> bool:
    """Tell whether the first word of the line below did not fit behind a line."""
    token = _TOKEN.match(below.text)
    apart = 1 if line.text[-1].isascii() and below.text[0].isascii() else 0
    return line.cells + apart + cells(token.group() if token else "") > width - _slack(line, below)


def _is_cut(line: _Line, below: _Line) -> bool:
    """Tell whether a sentence in Latin letters goes on below a line: the next one begins with a small letter."""
    return _is_open(line) and below.text[0].islower()


def _slack(line: _Line, below: _Line) -> int:
    return 0 if line.text[-1].isascii() and below.text[0].isascii() else SLACK


def _begins(text: str) -> bool:
    """Tell whether a line begins a paragraph whatever stands above it."""
    return _SPECIAL.match(text) is not None or is_labelled(text)


def _paragraphs(lines: Sequence[str], wrap: Wrap) -> Iterator[str]:
    """Yield the paragraphs of a wrapped text, with the blank lines between them."""
    paragraph, last = "", _Line("", 0, 0, blank_below=False)
    words = (
        frozenset(re.findall(r"[A-Za-z-]+", "\n".join(lines)))
        if any("-\n" in f"{line}\n" for line in lines)
        else frozenset()
    )
    for line in _read(lines):
        if paragraph and _goes_on(last, line, wrap):
            paragraph = _joined(paragraph, line.text, words)
        else:
            if paragraph:
                yield paragraph
                if last.blank_below:
                    yield ""
            paragraph = line.text
        last = line
    if paragraph:
        yield paragraph


def _goes_on(above: _Line, line: _Line, wrap: Wrap) -> bool:
    """Tell whether a line goes on with the paragraph of the one above it."""
    if _SPECIAL.match(above.text) or (above.blank_below and not wrap.blank) or above.cells > wrap.width:
        return False
    if _NEVER_FIRST.match(line.text):
        return True
    if _begins(line.text) or (line.indent > above.indent and not _hangs(above)):
        return False
    if _STOPPED.search(above.text.rstrip(CLOSERS)):
        return above.cells >= wrap.width - SLACK // 2 and not wrap.blank and _is_forced(above, line, wrap.width)
    # 14 days: a sentence may go on with a number.
    goes_on = line.text[0].islower() or (line.text[0].isdecimal() and _is_open(above))
    return goes_on or _is_forced(above, line, wrap.width)


def _is_open(line: _Line) -> bool:
    """Tell whether a line in Latin letters ends inside a sentence."""
    return line.cells >= SHORTEST_CUT and (line.text[-1].islower() or line.text[-1] == ",")


# No line begins with one of these, but one that a break cut off (GB/T 15834-2011, 5.1.1).
_NEVER_FIRST = lazy(r"[，、。；：！？）》”’]")


def _hangs(line: _Line) -> bool:
    """Tell whether further lines stand to the right of a line: below its label or bullet."""
    return read_label(line.text) is not None or line.text[:2] in ("- ", "* ", "+ ", "• ")


def cells(text: str) -> int:
    """Return how many terminal cells a text takes: two for each wide character."""
    from unicodedata import east_asian_width

    rest = _WIDE.sub("", text)
    narrow = sum(2 if east_asian_width(character) in "WF" else 1 for character in rest)
    return 2 * (len(text) - len(rest)) + narrow


def _joined(first: str, second: str, words: frozenset[str]) -> str:
    """Return two pieces of a paragraph as one, with a blank only between Latin words; a hyphen of the layout goes."""
    if second[:1].islower() and _HYPHENATED.search(first):
        before, after = re.search(r"[A-Za-z]+(?=-$)", first), re.match(r"[a-z]+", second)
        compound = f"{before.group()}-{after.group()}" if before and after else ""
        return first + second if compound in words else first[:-1] + second
    return joined(first, second)
