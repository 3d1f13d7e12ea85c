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
