"""Blocks: the headings and paragraphs of a document with their exact places in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.numbering import Family, bare_label, read_label
from policydiff.text.regex import lazy, mentions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.text.numbering import Label

BREAKING = "\r\u2028\u2029\x85\x0b\x0c"
NEWLINES = lazy(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
MARKS = lazy(r"[ \t]*(#{1,6})\s+")
# A heading to every Markdown; what else begins with `#` is left to markdown-it-py.
PLAIN_HEADING = lazy(r"#{1,6} +[^ \t#]")
NO_WIDTH = "\u200b\ufeff\u2060"
# What the lines begin with that may hold a second clause.
BEGINNINGS = "第一二三四五六七八九十"
INVISIBLE = lazy(f"[{NO_WIDTH}]")


class Block(NamedTuple):
    """A line of words: the count of its `#`, where the line starts, and where its words start and end."""

    marks: int
    start: int
    first: int
    end: int


def clean(markdown: str) -> str:
    r"""Return the text that offsets refer to: line ends are `\n`; HTML comments and characters without width are gone."""
    text = NEWLINES.sub("\n", markdown) if mentions(markdown, BREAKING) else markdown
    text = INVISIBLE.sub("", text) if mentions(text, NO_WIDTH) else text
    return _without_comments(text) if "<!--" in text else text


def _without_comments(text: str) -> str:
    """Return a text without its HTML comments; a line that held nothing else goes with its line end."""
    parts = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + len("-->")
        if text.startswith("\n", at) and (start == 0 or text[start - 1] == "\n"):
            at += 1
    return "".join(parts) + text[at:]


def find_blocks(text: str) -> list[Block]:
    """Return the lines of words in a cleaned text; blank lines are left out.

    Every line of a paragraph is taken by itself, because scraped text has one paragraph a line and no blank
    lines between. Inline text is never parsed: it is taken raw.
    """
    lines = text.split("\n")
    headings = _heading_lines(lines)
    found: list[Block] = []
    start = 0
    for index, line in enumerate(lines):
        marks = MARKS.match(line) if index in headings else None
        skipped = marks.end() if marks else 0
        words = line[skipped:].strip() if line else ""
        if words:
            first = start if words is line else start + line.index(words, skipped)
            block = Block(len(marks[1]) if marks else 0, start, first, first + len(words))
            if words[0] in BEGINNINGS and _may_hold_two(words):
                found.extend(_unglued(text, block))
            else:
                found.append(block)
        start += len(line) + 1
    return _run_in(text, _settled(text, found))


def _may_hold_two(words: str) -> bool:
    """Tell whether a line that begins with a number or 第 may hold a second label of its kind behind a stop."""
    if words[0] == "第":
        return words.find("第", 1) > 0
    return words[0] in NUMERALS and words.count("、") > 1


NUMERALS = "一二三四五六七八九十"
# An article or 一、 at the end of a sentence: paragraphs were run together.
GLUED = lazy(r"(?<=[。；”])[ \t\u3000]*(?=第([〇零一二三四五六七八九十百千]{1,9})条|([一二三四五六七八九十]{1,4})、)")


def _unglued(text: str, block: Block) -> list[Block]:
    """Return the clauses that stand in one line: 第一条 ……。第二条 ……。 Their numbers must follow one another."""
    label = read_label(text, block.first)
    if label is None or label.family not in (Family.ARTICLE, Family.DUN):
        return [block]
    found, expected = [block], label.value + 1
    for match in GLUED.finditer(text, block.first, block.end):
        following = read_label(text, match.end())
        if following and following.family is label.family and following.value == expected and not following.suffix:
            whole = found.pop()
            found += [whole._replace(end=match.start()), Block(0, match.end(), match.end(), whole.end)]
            expected += 1
    return found


def _settled(text: str, blocks: list[Block]) -> list[Block]:
    """Return the blocks in which a clause that another line begins with is no clause run into a line above it.

    第一条 ……。第二条规定的…… / 第二条 …… : the second article stands on its own line.
    """
    glued = [
        at for at, block in enumerate(blocks) if block.start == block.first and at and text[block.start - 1] != "\n"
    ]
    if not glued:
        return blocks
    result = list(blocks)
    for at in reversed(glued):
        label = read_label(text, blocks[at].first)
        below = next((found for block in blocks[at + 1 :] if (found := _own_label(text, block, label))), None)
        if label and below and below.value <= label.value:
            result[at - 1] = result[at - 1]._replace(end=result[at].end)
            del result[at]
    return result


def _own_label(text: str, block: Block, like: Label | None) -> Label | None:
    """Return the label that a line of its own begins with, if it is of the same family as another one."""
    if like is None or text[block.start - 1 : block.start] not in ("", "\n"):
        return None
    label = read_label(text, block.first)
    return label if label and label.family is like.family else None


# What may stand between the label of a section and that of its first subsection: 1.—(1)
RUN_IN = lazy(r"[—–-]?[ \t]*(?=[(（](?:1|a|i)[)）])")


def _run_in(text: str, blocks: list[Block]) -> list[Block]:
    """Return the blocks in which a first subsection behind the label of its section stands by itself.

    2. (1) A keeper shall …     → 2. / (1) A keeper shall …      where (2) begins one of the next lines
    (2) A keeper may …
    """
    result: list[Block] = []
    for at, block in enumerate(blocks):
        place = _first_subsection(text, blocks, at)
        if place:
            end = place
            while end > block.first and text[end - 1] in " \t":
                end -= 1
            result += [block._replace(end=end), Block(0, place, place, block.end)]
        else:
            result.append(block)
    return result


def _first_subsection(text: str, blocks: Sequence[Block], at: int) -> int:
    """Return where the first subsection begins that follows the label of a line at once; 0 where none does."""
    block = blocks[at]
    if not text[block.first].isascii():
        return 0
    label = read_label(text, block.first) or bare_label(text[block.first : block.end])
    if label is None or label.family not in (Family.DIGIT, Family.UNIT, Family.ARTICLE):
        return 0
    end = label.end if read_label(text, block.first) else block.first + label.end
    gap = RUN_IN.match(text, end, block.end)
    inner = read_label(text, gap.end()) if gap else None
    if gap is None or inner is None:
        return 0
    for below in blocks[at + 1 :]:
        following = read_label(text, below.first)
        if following is None:
            continue
        if following.family is label.family:
            return 0
        if inner.text[0] == following.text[0] and following.value == inner.value + 1:
            return gap.end()
    return 0


def _heading_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the lines that Markdown takes for headings.

    markdown-it-py is asked with all rules off but headings: lists, code, quotes and set-text headings would
    swallow numbered lines, indented paragraphs and lines of dashes, which are words here. It gets a blank for
    every line without `#` at its beginning: these cannot be headings, and its tokens for them cost most of a parse. Where
    all lines with `#` are plain headings it need not be loaded (25 ms) to say so.
    """
    marked = [(at, line.lstrip(" \t")) for at, line in enumerate(lines) if "#" in line]
    outline = {at: line for at, line in marked if line[:1] == "#"}
    if all(PLAIN_HEADING.match(line) for line in outline.values()):
        return frozenset(outline)
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero").enable("heading")
    parser.core.ruler.enableOnly(["normalize", "block"])
    tokens = parser.parse("\n".join(outline.get(at, "") for at in range(len(lines))))
    return frozenset(token.map[0] for token in tokens if token.type == "heading_open" and token.map)
