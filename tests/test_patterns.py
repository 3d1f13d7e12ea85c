"""Patterns from kept code are the patterns that `re` makes, and a cache folder in any state changes nothing."""

from __future__ import annotations

import gc
import pkgutil
import re
import subprocess
import sys
import threading
from importlib import import_module
from pathlib import Path

import pytest

import policydiff
from policydiff import entrypoints, kept, patterns

TRICKY = {
    "named groups": (r"第(?P<n>[一二三]+)条(?:之(?P<m>[一二])|(?P<x>款))?", 0),
    "nothing": ("", 0),
    "lookbehind": (r"(?<![\d.])(?<=第)\d{1,3}(?!号)", 0),
    "ranges of characters": ("[一-鿿\U00020000-\U0002a6df〇零]+|[^\\w%％]", 0),
    "flags": (r"bet\s?\d{2,} | É", re.IGNORECASE | re.VERBOSE),
    "flags inside": (r"(?i:abc)(?s:.)", re.MULTILINE),
    "back reference": (r"(?P<mark>[“‘]).*?(?P=mark)", re.DOTALL),
    "atomic": (r"(?>a+)b++", 0),
}
TEXT = "依照第一条之二，第三条款 bet 12 É “甲“ abc\n aab"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    """Give each test a cache folder of its own and a process that has read none yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(patterns, "STORE", patterns.Store())
    return tmp_path / "policydiff"


def _again(monkeypatch) -> patterns.Store:
    """Begin the next run."""
    store = patterns.Store()
    monkeypatch.setattr(patterns, "STORE", store)
    return store


def _written() -> list[tuple[str, int]]:
    """Return what every pattern of the program and of its plugins was written as."""
    for module in pkgutil.walk_packages(policydiff.__path__, "policydiff."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for plugin in entrypoints.installed("policydiff").values():
        plugin.load()
    return list({found.written for found in gc.get_objects() if type(found) is patterns.Lazy})


@pytest.mark.parametrize("name", TRICKY)
def test_pattern_from_kept_code_is_the_pattern_that_re_makes(name, monkeypatch):
    source, flags = TRICKY[name]
    patterns.compiled(source, flags)
    patterns.keep()
    store = _again(monkeypatch)
    found = patterns.compiled(source, flags)
    truth = re.compile(source, flags)
    assert not store.lacking
    assert found is not truth
    assert found == truth
    assert (found.groups, found.groupindex, found.flags) == (truth.groups, truth.groupindex, truth.flags)
    told = [[(m.span(), m.groupdict(), m.lastgroup, m.lastindex) for m in p.finditer(TEXT)] for p in (found, truth)]
    assert told[0] == told[1]


def test_every_pattern_of_the_program_compiles_and_is_kept(monkeypatch):
    written = _written()
    truth = {key: patterns.compiled(*key) for key in written}
    assert len(written) > 300
    patterns.keep()
    store = _again(monkeypatch)
    assert {key: patterns.compiled(*key) for key in written} == truth
    assert not store.lacking


@pytest.mark.parametrize("place", [0, 20, -1, -40])
def test_damaged_file_is_passed_over_and_made_again(place, folder, monkeypatch):
    patterns.compiled("[一二三]+条")
    patterns.keep()
    (file,) = folder.iterdir()
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)
    _again(monkeypatch)
    assert patterns.compiled("[一二三]+条") == re.compile("[一二三]+条")
    patterns.keep()
    assert _again(monkeypatch).find(("[一二三]+条", 0)) == re.compile("[一二三]+条")


@pytest.mark.parametrize("size", [0, 3, 60])
def test_cut_off_file_is_passed_over(size, folder):
    kept.write("some", lambda: b"x" * 100)
    (file,) = folder.iterdir()
    file.write_bytes(file.read_bytes()[:size])
    assert kept.read("some") is None


def test_what_another_python_kept_is_passed_over(monkeypatch):
    kept.write("some", lambda: b"content")
    assert kept.read("some") == b"content"
    monkeypatch.setattr(sys, "version", "3.99.0 (main)")
    assert kept.read("some") is None


def test_folder_that_cannot_be_made_is_no_trouble(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert patterns.compiled("甲|乙") == re.compile("甲|乙")
    patterns.keep()
    assert kept.read("patterns") is None


def test_writers_at_once_leave_one_whole_file(folder):
    contents = [bytes([number]) * 300_000 for number in range(8)]
    script = "import sys; from policydiff import kept; kept.write('some', lambda: bytes([int(sys.argv[1])]) * 300_000)"
    writers = [subprocess.Popen([sys.executable, "-c", script, str(number)]) for number in range(8)]
    assert [writer.wait() for writer in writers] == [0] * 8
    assert kept.read("some") in contents
    assert [file.name for file in folder.iterdir()] == [f"some-{sys.implementation.cache_tag}"]


def test_python_whose_re_cannot_be_asked_compiles_each_time(folder, monkeypatch):
    assert patterns.compiled("丙|丁") == re.compile("丙|丁")
    monkeypatch.delattr("re._compiler._code")
    patterns.keep()
    assert not folder.exists()


def test_threads_that_need_one_pattern_get_equal_ones():
    found = []
    threads = [threading.Thread(target=lambda: found.append(patterns.compiled("戊|己"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [re.compile("戊|己")] * 8


def test_second_run_compiles_no_pattern(tmp_path):
    documents = Path(__file__).parents[1] / "archive" / "documents"
    script = (
        "import sys; from policydiff import cli, patterns; cli.run(sys.argv[1:]); lacking = len(patterns.STORE.lacking);"
        " patterns.keep(); print(lacking, file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, "outline", str(documents / "lanxi-homecare-2021.md")]
    first, second = (subprocess.run(command, capture_output=True, check=True) for _ in range(2))
    assert int(first.stderr) > 20
    assert int(second.stderr) == 0
    assert first.stdout == second.stdout
