"""What policydiff writes into a Markdown file it reads back, whatever the text is."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from policydiff_markdown import convert
from policydiff_markdown.document import flatten

from policydiff.model import Conversion, Metadata, Source, SourceKind
from policydiff.normalize import normalize
from policydiff.text import front_matter
from policydiff.text.markdown_escapes import escaped, unescaped

PIECES = st.sampled_from([
    "*", "**", "_", "__", "___", "____", "`", "~", "~~", "~~~", "\\", "\\\\", "[", "]", "](", "](u)", "[x]: http://a", "[x][y]", "![", "<", "<b>", "</del>", "<del>", "<!--", "-->",
    "<http://a.b>", "&amp;", "&#x20;", "&lt", "&", ";", "#", "# ", "## ", " #", "- ", "-", "+ ", "> ", ">", "1. ", "1\\.", "|", "| ", "---", "===", "title: x", "第一条 ", "一、", "（一）", "甲", "乙丙",
    "a", "b1", " ", "　", "。", "：", "\n", "\n\n", "\n---\n", "10⁶", "½", "\ufdd0", "😀",
])  # fmt: skip
TEXTS = st.lists(
    st.one_of(PIECES, st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=3)), max_size=12
).map("".join)


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("按A*B*C计算", r"按A\*B\*C计算"),
        ("处~~五百元~~八百元", r"处\~\~五百元\~\~八百元"),
        ("甲&amp;乙，R&D", r"甲\&amp;乙，R&D"),
        ("[附件](u)和[2016]12号", r"[附件\](u)和[2016]12号"),
        ("x<y，x < y", r"x\<y，x < y"),
        (r"C:\dir", r"C:\\dir"),
        ("- 5℃以下", r"\- 5℃以下"),
        ("姓名____，snake_case", "姓名____，snake_case"),
        ("_甲_ __乙__", r"\_甲\_ \_\_乙\_\_"),
        ("## 第一章 #", "## 第一章 \\#"),
        ("第一条 河道由县管护，5~10米，第1-3款。", "第一条 河道由县管护，5~10米，第1-3款。"),
    ],
)
def test_markup_stands_behind_a_backslash(text, file):
    assert escaped(text) == file


def test_front_matter_is_left_as_it_is():
    text = "---\ntitle: A*B\n---\n正文A*B\n"
    assert escaped(text) == "---\ntitle: A*B\n---\n正文A\\*B\n"
    assert unescaped(escaped(text)) == text


@given(TEXTS)
def test_what_was_escaped_is_read_back(text):
    assert unescaped(escaped(text)) == text


def normal_form(text):
    return normalize(Conversion(text, kind=SourceKind.FILE))


@given(TEXTS)
@example("<!-- 注 -->")
@example("甲 [x]: http://a")
@example("## a #")
def test_printing_and_reading_again_is_the_identity(text):
    once = normal_form(text).markdown
    assert flatten(escaped(once)) == once


@given(TEXTS)
def test_a_file_of_the_normal_form_is_read_as_it_was_written(text):
    once = normal_form(text)
    printed = escaped(front_matter.dump(once.metadata) + once.markdown)
    again = (
        normalize(convert(source=Source(printed.encode("utf-8", "replace"), "text/markdown", "a.md")))
        if once.markdown.strip()
        else once
    )
    assert escaped(front_matter.dump(again.metadata) + again.markdown) == printed.encode("utf-8", "replace").decode()


def test_text_of_a_file_that_looks_like_front_matter_is_text():
    text = normalize(Conversion("---\ntitle: 假标题\nissued: 1999-01-01\n---\n第一条 河道由县管护。\n"))
    assert text.metadata.issued is None
    assert "假标题" in text.markdown


def test_text_of_a_file_that_looks_like_a_comment_is_text():
    text = normalize(Conversion("第四条 违反的，处五百元<!-- 以下删去 -->罚款。\n"))
    assert "以下删去" in text.markdown


def test_a_markdown_file_may_begin_with_front_matter():
    conversion = convert(source=Source("---\ntitle: 河道办法\n---\n第一条 甲。\n".encode(), "text/markdown", "a.md"))
    assert normalize(conversion).metadata == Metadata(title="河道办法")


@pytest.mark.parametrize("line", ["-", "+", "-甲"])
def test_sign_alone_on_its_line_is_kept(line):
    assert unescaped(escaped(f"甲\n\n{line}\n\n乙\n")) == f"甲\n\n{line}\n\n乙\n"
    read = convert(source=Source(escaped(f"甲\n\n{line}\n\n乙\n").encode(), "text/markdown", "x.md"))
    assert line.strip() in read.markdown.split("\n\n")
