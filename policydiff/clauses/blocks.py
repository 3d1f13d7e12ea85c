"""Blocks: the headings and paragraphs of a document with their exact places in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.numbering import Family, numeral, read_label
from policydiff.text.regex import lazy, mentions

if TYPE_CHECKING:
    from collections.abc import Sequence

BREAKING = "\r\u2028\u2029\x85\x0b\x0c"
NEWLINES = lazy(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
MARKS = lazy(r"[ \t]*(#{1,6})\s+")
# A heading to every Markdown; what else begins with `#` is left to markdown-it-py.
PLAIN_HEADING = lazy(r"#{1,6} +[^ \t#]")
NO_WIDTH = "\u200b\ufeff\u2060"
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
            if words[0] == "第" and _may_hold_two(words):
                found.extend(_unglued(text, block))
            else:
                found.append(block)
        start += len(line) + 1
    return found


def _may_hold_two(words: str) -> bool:
    """Tell whether a second 第 stands in a line, and a 条 with the space that only a label has behind it."""
    second = words.find("第", 1)
    return second > 0 and max(words.find("条 ", second), words.find("条\u3000", second)) > 0


# An article at the end of a sentence, with the space that only a label has: paragraphs were run together.
GLUED = lazy(r"(?<=[。；”])[ \t\u3000]*(?=第([〇零一二三四五六七八九十百千]{1,9})条[ \u3000])")


def _unglued(text: str, block: Block) -> list[Block]:
    """Return the articles that stand in one line: 第一条 ……。第二条 ……。 Their numbers must follow one another."""
    label = read_label(text, block.first)
    if label is None or label.family is not Family.ARTICLE:
        return [block]
    found, expected = [block], label.value + 1
    for match in GLUED.finditer(text, block.first, block.end):
        if numeral(match[1]) == expected:
            whole = found.pop()
            found += [whole._replace(end=match.start()), Block(0, match.end(), match.end(), whole.end)]
            expected += 1
    return found


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
