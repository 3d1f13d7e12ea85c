from __future__ import annotations

import gzip
import zlib
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.text.content_encoding import UndecodableBody, decoded

BODY = "第一条 为了节约用水，制定本办法。".encode() * 50


def cut(data, size):
    return [data[at : at + size] for at in range(0, len(data), size)]


@pytest.mark.parametrize(
    ("encoding", "sent"),
    [
        ("", BODY),
        ("identity", BODY),
        ("gzip", gzip.compress(BODY)),
        ("X-GZIP", gzip.compress(BODY)),
        ("deflate", zlib.compress(BODY)),
        ("gzip, gzip", gzip.compress(gzip.compress(BODY))),
        ("gzip", gzip.compress(BODY[:100]) + gzip.compress(BODY[100:])),
    ],
    ids=["none", "identity", "gzip", "another name", "zlib", "twice", "two files in one"],
)
@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_body_comes_as_it_was(encoding, sent, size):
    assert b"".join(decoded(cut(sent, size), encoding)) == BODY


@given(st.binary())
def test_any_body_comes_as_it_was(body):
    assert b"".join(decoded(cut(gzip.compress(body), 5), "gzip")) == body


def test_bomb_is_unpacked_no_further_than_it_is_asked_for():
    bomb = gzip.compress(gzip.compress(b"\0" * (200 << 20), 9), 9)
    first = list(islice(decoded([bomb], "gzip, gzip"), 10))
    assert sum(map(len, first)) <= 10 << 16


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip, gzip", "gzip, br"])
def test_encoding_that_nobody_asked_for_is_refused(encoding):
    with pytest.raises(UndecodableBody, match="nobody asked for"):
        decoded([b""], encoding)


def test_broken_body_is_told():
    with pytest.raises(UndecodableBody, match="not intact"):
        b"".join(decoded([b"no gzip at all"], "gzip"))
