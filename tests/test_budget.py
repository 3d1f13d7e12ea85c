"""One document that takes too much is told in one line; the others are read."""

from __future__ import annotations

import re
import signal
import threading
import time
from contextlib import suppress

import pytest
from support.cli import policydiff_run

from policydiff.budget import Budget, budget_of, stated
from policydiff.errors import UnreadableSource, UsageError
from policydiff.model import Source
from policydiff.pipeline import Settings, normalized
from policydiff.plugins import load


def spin():
    while True:
        pass


def backtrack():
    re.match(r"(?:a+)+$", "a" * 60 + "b")  # a pattern that would run for years


def swallow():
    while True:
        with suppress(Exception):  # as a careless plugin does
            time.sleep(0.001)


@pytest.mark.parametrize("work", [spin, backtrack, swallow])
def test_work_that_takes_too_long_ends_and_the_document_is_named(work):
    with pytest.raises(UnreadableSource, match=r"plan\.md takes longer than 0\.2 s"), Budget(0.2).within("plan.md"):
        work()


def test_work_in_another_thread_ends_too():
    told = []

    def read():
        try:
            with Budget(0.2).within("plan.md"):
                spin()
        except UnreadableSource as error:
            told.append(str(error))

    thread = threading.Thread(target=read)
    thread.start()
    thread.join(20)
    assert told
    assert not thread.is_alive()


def test_alarm_is_as_it_was_afterwards():
    before = signal.getsignal(signal.SIGALRM)
    with Budget(5).within("x"), Budget(1).within("y"):
        pass
    assert (signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)[0]) == (before, 0.0)


def test_work_that_takes_too_much_memory_ends_and_the_document_is_named():
    pytest.importorskip("resource")
    with pytest.raises(UnreadableSource, match=r"plan\.md needs more than 200 MB"):  # noqa: SIM117 - the outer one judges
        with Budget(memory_megabytes=200).within("plan.md"):
            bytearray(1 << 30)
    bytearray(1 << 28)


def test_parts_nested_too_deeply_are_told():
    def dig():
        dig()

    with pytest.raises(UnreadableSource, match=r"plan\.md nests its parts too deeply"), Budget().within("plan.md"):
        dig()


def test_document_that_comes_out_too_large_is_told():
    source = Source(("甲" * (2 << 20)).encode(), "text/plain", "plan.txt")
    with pytest.raises(UnreadableSource, match=r"plan\.txt comes to 2 MB of text, more than 1"):
        normalized(source, load(), Settings(budget=Budget(output_megabytes=1)))


def test_limits_are_set_in_the_settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "policydiff.toml").write_text("[limits]\nseconds = 7\n", encoding="utf-8")
    assert stated() == Budget(seconds=7)


@pytest.mark.parametrize("settings", [{"second": 1}, {"seconds": "1"}, {"seconds": -1}, {"seconds": True}, 3])
def test_limits_that_are_none_are_told(settings):
    with pytest.raises(UsageError, match=r"policydiff\.toml: \[limits\]"):
        budget_of(settings, "policydiff.toml")


def test_rest_of_a_batch_is_read(capfdbinary, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "policydiff.toml").write_text("[limits]\noutput_megabytes = 1\n", encoding="utf-8")
    (tmp_path / "bomb.txt").write_text("甲" * (1 << 21), encoding="utf-8")
    (tmp_path / "plan.txt").write_text("望川县规划\n\n一、总则\n\n节约用水。\n", encoding="utf-8")
    result = policydiff_run(capfdbinary, "normalize", "bomb.txt", "plan.txt", "-o", "out")
    assert (result.code, (tmp_path / "out" / "plan.md").exists()) == (2, True)
    assert "bomb.txt comes to 2 MB of text" in result.err
