"""Reading grows near linearly with a document's size, whatever the document is made of."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.model import Source
from policydiff.normalize.repair.quotes import is_paired
from policydiff.pipeline import Settings, extract_facts, understand
from policydiff.plugins import load

TITLE = "望川县办法\n\n第一条 "
# Twice the text may take this many times as long: linear growth and the noise of a busy machine.
STEEPEST = 3.2
# Below this (seconds) a time says nothing.
FAST = 0.5


def taken(text, kind="text/markdown"):
    plugins = load()
    start = time.process_time()
    document = understand("x", Source(text.encode(), kind, "x"), plugins, Settings()).document
    extract_facts(document, plugins)
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize(
    ("piece", "size"),
    [
        pytest.param("，到2025年达到80%", 800, id="targets without a name"),
        pytest.param("（", 40_000, id="brackets"),
        pytest.param("[", 40_000, id="square brackets"),
        pytest.param("2024年", 4_000, id="years"),
        pytest.param("（责任单位：县水务局", 1_000, id="lists of duties without an end"),
        pytest.param("《甲》", 10_000, id="titles"),
        pytest.param("，处五百元罚款", 1_500, id="fines"),
        pytest.param("甲", 100_000, id="one character"),
        pytest.param("）", 20_000, id="closing brackets"),
        pytest.param("一", 20_000, id="Chinese digits"),
        pytest.param("《", 20_000, id="title marks"),
        pytest.param("shall ", 4_000, id="words"),
        pytest.param("1.", 10_000, id="numbers and stops"),
        pytest.param("一、\n", 2_000, id="lines"),
    ],
)
def test_twice_the_text_takes_about_twice_the_time(piece, size):
    once, twice = taken(TITLE + piece * size), taken(TITLE + piece * size * 2)
    assert twice < max(FAST, STEEPEST * once)


def reduced(text):
    """Tell whether all marks are paired, by taking out pairs until none is left."""
    marks = "".join(mark for mark in text if mark in "（）“”《》()\n")
    while True:
        left = marks
        for pair in ("（）", "“”", "《》", "()"):
            marks = marks.replace(pair, "")
        if marks == left:
            return not marks.strip("\n")


@given(st.text("（）“”《》()\n甲", max_size=30))
def test_marks_are_paired_when_taking_out_pairs_leaves_none(text):
    assert is_paired(text) == reduced(text)
