"""The converter of Markdown."""

from __future__ import annotations

import re

import policydiff_markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policydiff_markdown import convert, flatten

from policydiff.model import Metadata, Source
from policydiff.normalize import normalize


def markdown(data):
    return convert(source=Source(data.encode(), "text/markdown", "law.md"))


def test_other_types_are_left_alone():
    assert convert(source=Source(b"a", "text/plain", "a.txt")) is None


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**第一条** 县*应当*执行", "第一条 县应当执行"),
        ("见[《河道条例》](http://example.org/a_b)。", "见《河道条例》。"),
        (r"1\. 甲 \* 乙 \[丙\]", "1. 甲 * 乙 [丙]"),
        ("- （一）编制规划；", "（一）编制规划；"),
        ("1. 加强领导\n2. 强化保障", "1. 加强领导\n2. 强化保障"),
        ("> 引用", "引用"),
        ("云岭县条例\n====", "# 云岭县条例"),
        ("## 第一章 总则 ##", "## 第一章 总则"),
        ("`代码`和~~旧~~新", "代码和旧新"),
        ("甲&amp;乙&#x20;丙", "甲&乙 丙"),
        ("5*3*2 与 3 * 4", "5*3*2 与 3 * 4"),
        ("snake_case_name", "snake_case_name"),
    ],
)
def test_inline_markup_becomes_plain_text(marked, plain):
    assert flatten(marked) == plain


def test_image_is_a_loss():
    conversion = markdown("![公章](seal.png)\n\n正文。")
    assert [(loss.kind, loss.count) for loss in conversion.losses] == [("image", 1)]


def test_front_matter_is_read_as_metadata():
    conversion = markdown("---\ntitle: 云岭县河道管理条例\nnumber: 云政发〔2021〕3号\n---\n\n第一条 **制定**本条例。\n")
    normalized = normalize(conversion)
    assert normalized.metadata == Metadata(
        title="云岭县河道管理条例", number="云政发〔2021〕3号", region="云岭县", region_level="county"
    )
    assert normalized.markdown == "第一条 制定本条例。\n"


def test_comments_are_dropped():
    assert (
        normalize(markdown("# 云岭县条例\n\n<!-- INFO\nEND -->\n\n第一条 制定本条例。\n")).markdown
        == "# 云岭县条例\n\n第一条 制定本条例。\n"
    )


MARKS = [
    "#", "## ", " #", "**", "__", "*", "_", "`", "~~", "- ", "-", "+ ", "* ", "> ", ">", "[", "](u)", "![", "<http://a>", "<b>", "\n", "\n\n",
    " ", "　", "1\\.", "\\", "甲", "乙丙", "a", "===", "---", "|", "<!-- END -->",
]  # fmt: skip


@given(st.lists(st.sampled_from(MARKS), max_size=14).map("".join))
def test_patterns_that_are_not_asked_would_find_nothing(markdown):
    quick = flatten(markdown)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(policydiff_markdown, "standing", lambda text, words: words)
        monkeypatch.setattr(policydiff_markdown, "_may_be_bullet", lambda mark, text: True)
        monkeypatch.setattr(policydiff_markdown, "_ENDING_MARK", re.compile(""))
        assert flatten(markdown) == quick
