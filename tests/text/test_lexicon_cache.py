"""A cache folder in any state changes nothing: what is damaged, foreign or cut off is passed over."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from policydiff.text import lexicon_cache

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "policydiff"


@pytest.mark.parametrize("place", [0, 20, -1, -40])
def test_damaged_file_is_passed_over(place, folder):
    lexicon_cache.write("some", lambda: b"x" * 100)
    (file,) = folder.iterdir()
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)
    assert lexicon_cache.read("some") is None


@pytest.mark.parametrize("size", [0, 3, 60])
def test_cut_off_file_is_passed_over(size, folder):
    lexicon_cache.write("some", lambda: b"x" * 100)
    (file,) = folder.iterdir()
    file.write_bytes(file.read_bytes()[:size])
    assert lexicon_cache.read("some") is None


def test_what_another_python_kept_is_passed_over(monkeypatch):
    lexicon_cache.write("some", lambda: b"content")
    assert lexicon_cache.read("some") == b"content"
    monkeypatch.setattr(sys, "version", "3.99.0 (main)")
    assert lexicon_cache.read("some") is None


def test_file_that_others_may_write_is_not_read(folder):
    lexicon_cache.write("some", lambda: b"content")
    (file,) = folder.iterdir()
    file.chmod(0o666)
    assert lexicon_cache.read("some") is None


def test_folder_that_cannot_be_made_is_no_trouble(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    lexicon_cache.write("some", lambda: b"content")
    assert lexicon_cache.read("some") is None


def test_writers_at_once_leave_one_whole_file(folder):
    contents = [bytes([number]) * 300_000 for number in range(8)]
    script = (
        "import sys; from policydiff.text import lexicon_cache;"
        " lexicon_cache.write('some', lambda: bytes([int(sys.argv[1])]) * 300_000)"
    )
    writers = [subprocess.Popen([sys.executable, "-c", script, str(number)]) for number in range(8)]
    assert [writer.wait() for writer in writers] == [0] * 8
    assert lexicon_cache.read("some") in contents
    assert [file.name for file in folder.iterdir()] == [f"some-{sys.implementation.cache_tag}"]
