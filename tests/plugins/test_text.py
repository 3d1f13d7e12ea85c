"""The converter of plain text."""

from __future__ import annotations

import pytest
from policydiff_text import convert

from policydiff.errors import UnreadableSource
from policydiff.model import Source


def text(data, media_type="text/plain", charset=""):
    return convert(source=Source(data, media_type, "notice.txt", charset))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_text_is_read_in_its_encoding(encoding):
    assert (
        text("第一条 为了加强河道管理，制定本条例。".encode(encoding)).markdown
        == "第一条 为了加强河道管理，制定本条例。"
    )


def test_text_leaves_other_types_alone():
    assert text(b"<p>", "text/html") is None


@pytest.mark.parametrize("data", [b"", b"\x00\xff\xfe\x01" * 300])
def test_empty_and_binary_files_are_errors(data):
    with pytest.raises(UnreadableSource, match=r"notice\.txt"):
        text(data)


def test_truncated_text_is_read_with_a_loss():
    conversion = text(("第一条 为了加强河道管理，制定本条例。" * 3).encode()[:-1])
    assert [loss.kind for loss in conversion.losses] == ["truncated"]
