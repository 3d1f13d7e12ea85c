from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from support.documents import metadata

from policydiff.model import Citation, Metadata
from policydiff.text import front_matter


@given(metadata)
def test_dumped_metadata_is_loaded_again(values: Metadata):
    assert front_matter.load(front_matter.dump(values) + "正文。\n") == (values, "正文。\n")


def test_empty_metadata_has_no_block():
    assert front_matter.dump(Metadata()) == ""


def test_block_is_readable():
    values = Metadata(
        title="云岭县实施方案",
        number="云政发〔2024〕3号",
        issued=date(2024, 3, 1),
        recipients=("各镇人民政府",),
        cited=(Citation("办法", "1号"),),
    )
    assert front_matter.dump(values) == (
        '---\ntitle: 云岭县实施方案\nnumber: 云政发〔2024〕3号\nissued: 2024-03-01\nrecipients:\n- 各镇人民政府\ncited:\n- title: 办法\n  number: "1号"\n---\n'
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["正文。", "---\n正文", "---\n- 甲\n---\n正文", "---\n{\n---\n正文", ""],
    ids=["none", "open", "list", "broken", "empty"],
)
def test_text_without_metadata_stays_whole(text):
    assert front_matter.load(text) == (Metadata(), text)


@pytest.mark.parametrize("line", ["issued: soon", "issuer: ", "colour: red", "recipients: [null]"])
def test_what_metadata_cannot_hold_is_left_out(line):
    assert front_matter.load(f"---\n{line}\n---\n正文") == (Metadata(), "正文")


LEVELS = "".join(f"{chr(98 + at)}: &{chr(98 + at)} [{', '.join(['*' + chr(97 + at)] * 9)}]\n" for at in range(9))


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(f"a: &a [甲, 甲]\n{LEVELS}title: *j\n", id="aliases of aliases"),
        pytest.param("base: &base {title: 甲}\n<<: *base\n", id="merged mapping"),
        pytest.param("title: &here 甲\n", id="anchor"),
        pytest.param(f"title: {'[' * 5000}{']' * 5000}\n", id="deep list"),
        pytest.param(f"title: {'{a: ' * 5000}1{'}' * 5000}\n", id="deep mapping"),
        pytest.param(f"title: {'甲' * 300_000}\n", id="more than any metadata"),
    ],
)
def test_block_that_could_unfold_to_more_than_metadata_is_text(block):
    markdown = f"---\n{block}---\n正文。\n"
    assert front_matter.load(markdown) == (Metadata(), markdown)


@pytest.mark.parametrize("value", ["[甲, 乙]", "{a: 甲}", "[{a: 甲}]"])
def test_value_of_another_shape_is_left_out(value):
    assert front_matter.load(f"---\ntitle: {value}\nnumber: 望政发〔2024〕1号\n---\n正文。\n")[0] == Metadata(
        number="望政发〔2024〕1号"
    )
