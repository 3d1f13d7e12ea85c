"""Bytes → text."""

from __future__ import annotations

import codecs
import os

import pytest

from policydiff.errors import UnreadableSource
from policydiff.text.encoding import decode

TEXT = "云岭县人民政府关于印发托育服务实施方案的通知\n各镇人民政府：现将方案印发给你们，请认真贯彻执行。\n" * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-32"])
def test_encoding_is_found(encoding):
    assert decode(TEXT.encode(encoding)).text == TEXT


def test_declared_encoding_helps():
    assert decode("臺北市政府公告".encode("big5"), hints=("Big5",)).text == "臺北市政府公告"


def test_utf8_wins_over_a_wrong_declaration():
    assert decode(TEXT.encode(), hints=("gb2312",)).text == TEXT


def test_declared_gb2312_is_read_as_its_superset():
    assert decode("镕基".encode("gb18030") + b"\xa3\xac", hints=("gb2312",)).encoding == "gb18030"


def test_byte_order_mark_is_no_text():
    assert not decode(codecs.BOM_UTF8 + TEXT.encode()).text.startswith("\ufeff")


def test_text_cut_inside_a_character_is_read_and_reported():
    decoded = decode(TEXT.encode()[:-3])
    assert decoded.text.startswith("云岭县")
    assert [loss.kind for loss in decoded.losses] == ["truncated"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_broken_bytes_are_counted(encoding):
    data = TEXT.encode(encoding) * 5
    line = data.index(b"\n")
    decoded = decode(data[:line] + b"\xff" + data[line:])
    assert [(loss.kind, loss.count) for loss in decoded.losses] == [("undecodable", 1)]


@pytest.mark.parametrize(
    "data",
    [b"", b"  \n\t ", codecs.BOM_UTF8, "\u3000\n".encode()],
    ids=["nothing", "blanks", "mark only", "wide blanks"],
)
def test_empty_input_is_an_error(data):
    with pytest.raises(UnreadableSource, match=r"notice\.txt .*(?:empty|blanks)"):
        decode(data, location="notice.txt")


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 20, os.urandom(4096), b"\x00\x01\x02PK\x03\x04" * 200],
    ids=["all bytes", "random", "archive"],
)
def test_binary_input_is_an_error(data):
    with pytest.raises(UnreadableSource, match=r"scan\.bin"):
        decode(data, location="scan.bin")


JAPANESE = "第一条　この要綱は、市民農園の利用について必要な事項を定めるものとする。"
KOREAN = "제1조(목적) 이 규칙은 시민 농장의 이용에 필요한 사항을 정함을 목적으로 한다."
CHINESE = "第一条 为规范市民农园的使用管理，根据有关规定，制定本办法。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (JAPANESE, "cp932"), (JAPANESE, "euc_jp"), (JAPANESE, "iso2022_jp"), (JAPANESE, "utf-16"),
        (KOREAN, "cp949"), (KOREAN, "euc_kr"), (KOREAN, "iso2022_kr"),
        (CHINESE, "gbk"), (CHINESE, "gb18030"), (CHINESE, "hz"),
    ],
)  # fmt: skip
def test_east_asian_text_is_read_in_its_own_encoding(text, encoding):
    assert decode(text.encode(encoding)).text == text
