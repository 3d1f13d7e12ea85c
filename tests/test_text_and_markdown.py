"""The converters of plain text and Markdown."""

from __future__ import annotations

import pytest
from policydiff_markdown import convert as convert_markdown
from policydiff_markdown import flatten
from policydiff_text import convert as convert_text

from policydiff.errors import UnreadableSource
from policydiff.model import Metadata, Source
from policydiff.normalize import normalize


def text(data, media_type="text/plain", charset=""):
    return convert_text(source=Source(data, media_type, "notice.txt", charset))


def markdown(data):
    return convert_markdown(source=Source(data.encode(), "text/markdown", "law.md"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_text_is_read_in_its_encoding(encoding):
    assert (
        text("第一条 为了加强河道管理，制定本条例。".encode(encoding)).markdown
        == "第一条 为了加强河道管理，制定本条例。"
    )


def test_text_leaves_other_types_alone():
    assert text(b"<p>", "text/html") is None
    assert convert_markdown(source=Source(b"a", "text/plain", "a.txt")) is None


@pytest.mark.parametrize("data", [b"", b"\x00\xff\xfe\x01" * 300])
def test_empty_and_binary_files_are_errors(data):
    with pytest.raises(UnreadableSource, match=r"notice\.txt"):
        text(data)


def test_truncated_text_is_read_with_a_loss():
    conversion = text(("第一条 为了加强河道管理，制定本条例。" * 3).encode()[:-1])
    assert [loss.kind for loss in conversion.losses] == ["truncated"]


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
    assert normalized.metadata == Metadata(title="云岭县河道管理条例", number="云政发〔2021〕3号", region="云岭县")
    assert normalized.markdown == "第一条 制定本条例。\n"


def test_comments_are_dropped():
    assert (
        normalize(markdown("# 云岭县条例\n\n<!-- INFO\nEND -->\n\n第一条 制定本条例。\n")).markdown
        == "# 云岭县条例\n\n第一条 制定本条例。\n"
    )
