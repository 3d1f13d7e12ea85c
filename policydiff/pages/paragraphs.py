"""Laid-out pages → paragraphs: what a reader of PDF or OFD does with lines at places on a page.

┌──────────────────────────┐
│ 云岭县人民政府文件       │  repeats at the edge of pages: running header, left out
│     一、总体要求         │  indented: a new paragraph
│     各乡镇要加强领导，落 │  reaches the right edge:
│ 实责任。                 │  … goes on
│     二、工作任务         │
│          — 1 —           │  page number, left out; paragraphs go on over the page
└──────────────────────────┘
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from policydiff.model import Loss, Removal
from policydiff.pages.lines import Line, Piece, line_of, lines_of, rows_of
from policydiff.pages.markdown_tables import pipe_rows
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What plugins take from here; a line and its pieces have a module of their own.
__all__ = [
    "LaidOut", "Line", "Piece", "columns", "is_garbage", "joined", "line_of", "lines_of", "paragraphs", "rows_of",
]  # fmt: skip

# Running headers and footers stand within this share of a page's height from its edge …
_EDGE = 0.12
# … outermost, and repeat, their digits aside, on so many pages and on this share of all: what stands at the
# head of three pages in a hundred is a clause that happens to.
_REPEATS, _REPEAT_SHARE = 3, 0.1
_PAGE_NUMBER = lazy(
    r"(?:page|p\.)?[-—–―－·\s第]{0,9}\d{1,4}(?:[-—–―－·\s共页頁/of]{1,9}\d{1,4})?[-—–―－·\s页頁]{0,9}", re.IGNORECASE
)
_CONTENTS = lazy(r".*(?:\.{4,}|…{2,}|·{4,}|．{3,}|(?:\. ){4,}).{0,4}\d+[ —–-]*")
_FEWEST_CONTENTS = 3
_DIGITS = lazy(r"\d+")
# In sizes of the line's type: a first line is indented by two characters, a full line ends within four of the edge.
_INDENT, _DEEPEST, _SHORT = 0.8, 3.0, 4.0
# Where first lines are indented, one that is not and follows no stop may follow a line as short as this: a 文号 is not broken.
_SHORTER = 10.0
# A line set so much larger or smaller is another paragraph; so is one that stands so much further down than lines do.
_OTHER_SIZE, _FURTHER = 0.15, 1.3
# A left edge that fewer lines have is some centred line's.
_EDGE_LINES = 0.05
# Private-use and undecodable characters: a text layer with more of them than this cannot be read by a program.
_GARBAGE = lazy("[\ue000-\uf8ff\ufffd\ufffe\x00-\x08]")
_GARBAGE_SHARE = 0.1
_WORD = lazy(r"\w")
# Where no first line is indented, one that begins with a number after a stop is a new paragraph, however full that one is.
_LABEL = lazy(
    r"(?:第?[〇零一二三四五六七八九十百千\d]+(?:[、.．）)]|[编章节条])|[（(][〇一二三四五六七八九十\d]+[）)]|[①-⑳])"
)
_STOPS = ("。", "；", "：", "！", "？", "》", "”", "）")
_UNFINISHED = tuple("，、（《“〔(")
_CLOSING = tuple("，。、；：！？）〕】》」』”’,.;:!?)]}%％")
_LATIN_END = lazy(r"[^\W\u2e80-\uffef]$|[!-/:-@\[-`{-~$€£”’]$")
_LATIN_START = lazy(r"[^\W\u2e80-\uffef]|[!-/:-@\[-`{-~$€£“‘]")
_HAS_LATIN_WORDS = lazy(r"[A-Za-z]{2,} [A-Za-z]{2,}")
# A hyphen that breaks a word at the end of a line, as readers of laid-out files mark it.
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Pages of lines, from top to bottom, with the height of each page."""

    lines: tuple[Line, ...]
    heights: tuple[float, ...]


def is_garbage(text: str) -> bool:
    """Tell whether a text layer is in a private encoding that no program can read."""
    garbage = len(_GARBAGE.findall(text))
    return garbage > _GARBAGE_SHARE * (garbage + len(_WORD.findall(text)))


def columns(lines: Sequence[Line]) -> list[Loss]:
    """Return the losses of tables: columns without rules are kept as lines, merged cells of ruled ones spread out."""
    rows, merged = sum(line.gaps > 0 for line in lines), sum(line.merged for line in lines)
    losses = [
        Loss("table-layout", "lines set in columns are kept as lines", rows),
        Loss("merged-cell", "text written into every cell it covered", merged),
    ]
    return [loss for loss in losses if loss.count]


def paragraphs(pages: LaidOut) -> tuple[list[str], list[Removal]]:
    """Return the paragraphs of laid-out pages, joined over lines and pages, and the running lines left out."""
    kept, removed = _without_running(pages)
    block = _block(kept)
    found: list[list[Line]] = []
    for line in kept:
        if found and _goes_on(found[-1][-1], line, block):
            found[-1].append(line)
        else:
            found.append([line])
    return [_printed(lines) for lines in found], removed


def _without_running(pages: LaidOut) -> tuple[list[Line], list[Removal]]:
    """Return the lines that are the document's; page numbers, running headers and tables of contents apart."""
    outermost = _outermost(pages)
    repeats = Counter(masked for masked, _ in {(_masked(line), line.page) for line in outermost.values()})
    running = {
        masked for masked, count in repeats.items() if count >= max(_REPEATS, _REPEAT_SHARE * len(pages.heights))
    }
    kept: list[Line] = []
    removed: dict[Removal, None] = {}
    contents = _contents(pages.lines)
    for line in pages.lines:
        runs = _masked(line) in running and id(line) in outermost
        reason = "table of contents" if id(line) in contents else _reason(line, pages.heights, runs)
        if reason:
            removed[Removal(line.text, reason)] = None
        else:
            kept.append(line)
    return kept, list(removed)


def _reason(line: Line, heights: Sequence[float], runs: bool) -> str:  # noqa: FBT001 - a fact about the line
    if _is_at_edge(line, heights) and _PAGE_NUMBER.fullmatch(line.text):
        return "page number"
    return "running header or footer" if runs else ""


def _contents(lines: Sequence[Line]) -> set[int]:
    """Return the lines of tables of contents: several in a row lead with dots to a page, a single one fills in a form."""
    found: set[int] = set()
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and _CONTENTS.fullmatch(line.text):
            run.append(line)
            continue
        found |= {id(line) for line in run} if len(run) >= _FEWEST_CONTENTS else set()
        run = []
    return found


def _outermost(pages: LaidOut) -> dict[int, Line]:
    """Return the first and the last line of each page that stand at its edge, page numbers aside."""
    found: dict[int, Line] = {}
    of_page: dict[int, list[Line]] = {}
    for line in pages.lines:
        if line.text and not _PAGE_NUMBER.fullmatch(line.text):
            of_page.setdefault(line.page, []).append(line)
    for lines in of_page.values():
        found |= {id(line): line for line in (lines[0], lines[-1]) if _is_at_edge(line, pages.heights)}
    return found


def _is_at_edge(line: Line, heights: Sequence[float]) -> bool:
    height = heights[line.page]
    return line.top < _EDGE * height or line.top + line.size > (1 - _EDGE) * height


def _masked(line: Line) -> str:
    return _DIGITS.sub("0", line.text.replace(" ", ""))


@dataclass(frozen=True, slots=True)
class _Block:
    """The block that the text is set in: its edges, how far its lines stand apart, and whether first lines are indented."""

    left: float
    right: float
    pitch: float = 0.0
    indents: bool = False


def _block(lines: Sequence[Line]) -> _Block:
    """Return where more than a few lines begin, where full lines end, and the usual step from line to line."""
    lines = [line for line in lines if not line.gaps and not line.rows]
    if not lines:
        return _Block(0.0, 0.0)
    starts = Counter(round(line.left) for line in lines)
    common = [left for left, count in starts.items() if count > _EDGE_LINES * len(lines)]
    ends = sorted(line.right for line in lines)
    block = _Block(float(min(common or starts)), ends[-1 - len(ends) // 10])
    pairs = [(before, after) for before, after in pairwise(lines) if after.page == before.page]
    # Full lines are mostly followed by a line of their own paragraph; other steps may be those between paragraphs.
    steps = [after.top - before.top for before, after in pairs if _is_full(before, block)] or [
        after.top - before.top for before, after in pairs
    ]
    indented = sum(_INDENT * line.size < line.left - block.left <= _DEEPEST * line.size for line in lines)
    return replace(block, pitch=_median(steps) if steps else 0.0, indents=indented > _EDGE_LINES * len(lines))


def _is_full(line: Line, block: _Block) -> bool:
    return block.right - line.right <= _SHORT * line.size


def _printed(lines: Sequence[Line]) -> str:
    """Return a paragraph, or a table with its parts on other pages."""
    if not lines[0].rows:
        return joined(line.text for line in lines)
    rows = list(lines[0].rows)
    for line in lines[1:]:
        more = line.rows[1:] if line.rows[0] == rows[0] else line.rows
        if more and rows[-1][0] and not more[0][0]:
            # A row without its first cell is the rest of the row that the page cut.
            rows[-1] = tuple(joined(filter(None, pair)) for pair in zip(rows[-1], more[0], strict=True))
            more = more[1:]
        rows += more
    return "\n".join(pipe_rows(rows))


def _goes_on(before: Line, line: Line, block: _Block) -> bool:
    """Tell whether a line goes on with the paragraph of the line before, or a table with the one of the page before."""
    if before.rows or line.rows:
        return len((before.rows or ((),))[0]) == len((line.rows or ((),))[0]) > 0 and line.page == before.page + 1
    if abs(line.size - before.size) > _OTHER_SIZE * before.size or line.gaps or before.gaps:
        return False
    if line.text.startswith(_CLOSING):
        return True
    if not block.indents and _LABEL.match(line.text) and before.text.endswith(_STOPS):
        return False
    if line.page == before.page and line.top - before.top > _FURTHER * block.pitch:
        return False
    unbroken = block.indents and not before.text.endswith(_STOPS) and not _LABEL.match(line.text)
    full = block.right - before.right <= (_SHORTER if unbroken else _SHORT) * before.size
    full = full or before.text.endswith(_UNFINISHED)
    return line.left - block.left <= _INDENT * line.size and full


def _median(values: Iterable[float]) -> float:
    # The module statistics costs every command line 10 ms to load.
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def joined(texts: Iterable[str]) -> str:
    """Return wrapped lines as one: Chinese without a space, Latin words with one, a word broken by a hyphen whole."""
    joined = ""
    for text in texts:
        if joined.endswith(_SOFT_HYPHEN):
            joined = joined[:-1] + ("" if text[:1].islower() else "-") + text
            continue
        apart = bool(_LATIN_END.search(joined)) and bool(_LATIN_START.match(text)) and not _breaks_number(joined, text)
        joined += (" " if apart else "") + text
    return joined.replace(_SOFT_HYPHEN, "-")


def _breaks_number(before: str, after: str) -> bool:
    """Tell whether a line ends and the next begins inside of a number: Chinese text breaks lines anywhere."""
    return before[-1:].isdigit() and after[:1].isdigit() and not _HAS_LATIN_WORDS.search(before)
