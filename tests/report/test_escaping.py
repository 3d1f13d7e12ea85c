from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from policydiff.report.escaping import markdown, visible
from policydiff.report.terminal_width import NOT_FIRST, NOT_LAST, breaks

TRICKS = "<script>alert('x')</script>]]>`|*_~#[]()!$@:+-=\\&\x00\x1b\u202e\u200f\u2028甲。，1."


def read(text: str) -> str:
    """Return the words that a reader of Markdown sees in a quotation."""
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(f"> 甲{text}")
    return html.unescape(re.sub(r"</?(?:blockquote|p|span)>", "", page)).strip()


def lines(text: str, width: int) -> list[str]:
    ends = breaks(text, width)
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\x1b[31m红", "␛[31m红", id="escape sequence"),
        pytest.param("甲\u202e乙", "甲⟨U+202E⟩乙", id="right-to-left override"),
        pytest.param("甲\u2066乙\u2069", "甲⟨U+2066⟩乙⟨U+2069⟩", id="isolates"),
        pytest.param("甲\x00乙\x7f", "甲␀乙␡", id="null and delete"),
        pytest.param("甲\u2028乙", "甲⟨U+2028⟩乙", id="line separator"),
        pytest.param("\ud83d", "⟨U+D83D⟩", id="half a surrogate pair"),
        pytest.param("甲\n\t乙　丙", "甲\n\t乙　丙", id="space stays"),
    ],
)
def test_what_acts_is_made_visible(text, shown):
    assert visible(text) == shown


@given(st.text(TRICKS))
def test_nothing_that_acts_is_left(text):
    assert visible(visible(text)) == visible(text)
    visible(text).encode()


@given(st.text(TRICKS))
def test_markdown_arrives_as_text(text):
    assert read(markdown(text)) == f"甲{visible(text)}".strip()


@pytest.mark.parametrize("text", ["@octocat", "#12", "!3", "$x$", ":smile:", "%v1", "&7"])
def test_markdown_calls_nobody(text):
    assert text not in markdown(f"见{text}。")


@pytest.mark.parametrize("text", ["# 标题", "- 项", "+ 项", "1. 项", "=== "])
def test_a_line_of_a_document_starts_no_block(text):
    page = MarkdownIt("commonmark").render(markdown(text))
    assert page.startswith("<p>")


@given(st.text("应当，。（）“”第12条abc ", max_size=60), st.integers(4, 30))
def test_no_line_is_wider_than_it_may_be(text, width):
    assert all(cell_len(line) <= width for line in lines(text, width))


@given(st.text("应当，。（）“”第12条abc ", max_size=60), st.integers(4, 30))
def test_breaking_loses_nothing(text, width):
    assert "".join(lines(text, width)) == text


@given(st.lists(st.sampled_from(["应当健全", "。", "，", "（", "）"]), max_size=20).map("".join))
def test_no_line_begins_or_ends_against_kinsoku(text):
    runs = re.search(r"[。，）（]{3}", text)
    for line in lines(text, 12)[1:] if not runs else ():
        assert line[0] not in NOT_FIRST
    for line in lines(text, 12)[:-1] if not runs else ():
        assert line[-1] not in NOT_LAST


def test_a_number_is_not_broken():
    assert lines("总数为12345678张", 12) == ["总数为", "12345678张"]


def test_marks_stay_with_their_words():
    assert lines("[-甲乙-][-丙丁-]", 10) == ["[-甲乙-]", "[-丙丁-]"]
