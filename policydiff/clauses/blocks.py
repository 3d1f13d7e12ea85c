"""Blocks: the headings and paragraphs of a document with their exact places in its text."""

from __future__ import annotations

import re
from typing import NamedTuple

COMMENT = re.compile(r"<!--.*?-->[ \t]*\n?", re.DOTALL)
NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
MARKS = re.compile(r"[ \t]{0,3}(#{1,6})[ \t\u3000\xa0]+")
INVISIBLE = re.compile("[\u200b\ufeff\u2060]")
EDGE = " \t\u3000\xa0"


class Block(NamedTuple):
    """A line of words: the count of its `#`, where the line starts, and where its words start and end."""

    marks: int
    start: int
    first: int
    end: int


def clean(markdown: str) -> str:
    """Return the text that offsets refer to: line ends are `\\n`; HTML comments and characters without width are gone."""
    text = NEWLINES.sub("\n", markdown) if NEWLINES.search(markdown) else markdown
    text = INVISIBLE.sub("", text)
    return COMMENT.sub("", text) if "<!--" in text else text


def blocks(text: str) -> list[Block]:
    """Return the lines of words in a cleaned text; blank lines are left out.

    markdown-it-py finds headings and paragraphs; a paragraph's lines are taken one by one, because scraped
    text has one paragraph a line and no blank lines between. Inline text is never parsed: it is taken raw.
    """
    starts = _line_starts(text)
    found: list[Block] = []
    for token in _block_parser().parse(text):
        if token.map is None or token.nesting < 0 or token.type == "inline":
            continue
        heading = token.type == "heading_open"
        for line in range(token.map[0], token.map[1]):
            block = _block(text, starts[line], starts[line + 1] - 1, heading=heading)
            if block is not None:
                found.append(block)
    return found


def _block_parser():  # type: ignore[no-untyped-def]
    """Return a Markdown parser that knows headings and paragraphs only.

    Lists, code, quotes and set-text headings would swallow numbered lines, indented paragraphs and
    lines of dashes; here these are words like any other.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - costs a cold start of the command line

    parser = MarkdownIt("zero")
    parser.enable("heading")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _line_starts(text: str) -> list[int]:
    """Return where each line starts, and one past the end of the text with its last line end."""
    starts = [0]
    find = text.find
    at = find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = find("\n", at + 1)
    starts.append(len(text) + 1)
    return starts


def _block(text: str, start: int, end: int, *, heading: bool) -> Block | None:
    """Return the block of one line, None when it holds no words."""
    marks = MARKS.match(text, start, end) if heading else None
    first = marks.end() if marks else start
    line = text[first:end]
    stripped = line.strip(EDGE)
    if not stripped:
        return None
    first += len(line) - len(line.lstrip(EDGE))
    return Block(len(marks[1]) if marks else 0, start, first, first + len(stripped))
