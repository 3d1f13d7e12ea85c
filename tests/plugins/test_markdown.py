"""The converter of Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policydiff_markdown import convert, document
from policydiff_markdown.document import flatten

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
        ("`代码`和新", "代码和新"),
        ("`*a*`和`~~b~~`", "*a*和~~b~~"),
        (r"\~~甲\~~和\*\*乙\*\*", "~~甲~~和**乙**"),
        ("姓名____于____年", "姓名____于____年"),
        ("__总则__ 和 甲__乙__丙", "总则 和 甲__乙__丙"),
        ("&copy 与 &lt; 与 A&B;", "&copy 与 < 与 A&B;"),
        (r"\&amp; 与 \<!-- 注 -->", "&amp; 与 <!-- 注 -->"),
        (r"| 甲 \| 乙 | 丙 |", "| 甲 ｜ 乙 | 丙 |"),
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
        monkeypatch.setattr(document, "standing", lambda text, words: words)
        monkeypatch.setattr(document, "_may_be_bullet", lambda mark, text: True)
        monkeypatch.setattr(document, "_ENDING_MARK", re.compile(""))
        assert flatten(markdown) == quick


@pytest.mark.parametrize(
    ("marked", "struck"),
    [
        ("罚款~~五百元~~八百元", "五百元"),
        ("罚款<del>五百元</del>八百元", "五百元"),
        ("罚款<s>五百元</s>八百元", "五百元"),
    ],
    ids=["tildes", "del", "s"],
)
def test_struck_words_are_left_out_and_listed(marked, struck):
    conversion = markdown(marked)
    assert conversion.markdown == "罚款八百元"
    assert [removal.text for removal in conversion.removed] == [struck]


@pytest.mark.parametrize(
    "text",
    [
        "见[附件](terms-2024.md)。",
        "见[附件](<terms-2024.md> '标题')。",
        "见[附件][one]。\n\n[one]: ./terms-2024.md\n",
        '见[附件]。\n\n[附件]: ./terms-2024.md "标题"\n',
    ],
    ids=["inline", "titled", "reference", "shortcut"],
)
def test_the_target_of_a_link_is_a_loss(text):
    conversion = markdown(text)
    assert conversion.markdown.strip() == "见附件。"
    assert [(loss.kind, loss.detail.removeprefix("./")) for loss in conversion.losses] == [("link", "terms-2024.md")]


@pytest.mark.parametrize("text", ["见[2016]12号", "[一]：总则", "[注]: 本表由县统计局填写", "数组a[0](甲)"[:6]])
def test_brackets_that_are_no_link_stay(text):
    conversion = markdown(text)
    assert conversion.markdown == text
    assert conversion.losses == ()


def test_a_link_that_shows_its_target_loses_nothing():
    assert markdown("见<https://example.org/a>和[https://example.org/b](https://example.org/b)。").losses == ()
