"""`-o`: the file that is written is of the kind that its name says, and never one that was read."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from support.cli import policydiff_run

OLD = "望川县用水办法\n\n第一条 水价为每吨二元。\n\n第二条 本办法自2024年5月1日起施行。\n"


@pytest.fixture
def pair(tmp_path):
    old, new = tmp_path / "old.txt", tmp_path / "new.md"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(OLD.replace("二元", "三元"), encoding="utf-8")
    return old, new


COMMANDS = {
    "diff": lambda old, new: ("diff", old, new),
    "compare": lambda old, new: ("compare", old, new),
    "matrix": lambda old, new: ("compare", old, new, "--topics"),
    "outline": lambda old, new: ("outline", old),
    "facts": lambda old, new: ("facts", old),
    "normalize": lambda old, new: ("normalize", old),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", ["r.pdf", "r.doc", "r.png", "r.ODT"])
def test_no_text_is_written_under_the_name_of_another_kind_of_file(capfdbinary, tmp_path, pair, command, name):
    result = policydiff_run(capfdbinary, *COMMANDS[command](*pair), "-o", tmp_path / name)
    assert (result.code, result.err.count("\n"), (tmp_path / name).exists()) == (2, 1, False)


@pytest.mark.parametrize("command", ["outline", "facts"])
def test_json_is_written_where_the_file_asks_for_it(capfdbinary, tmp_path, pair, command):
    policydiff_run(capfdbinary, *COMMANDS[command](*pair), "-o", tmp_path / "r.json")
    assert (tmp_path / "r.json").read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize("command", COMMANDS)
def test_no_input_is_written_over(capfdbinary, pair, command):
    result = policydiff_run(capfdbinary, *COMMANDS[command](*pair), "-o", pair[0])
    assert (result.code, pair[0].read_text(encoding="utf-8")) == (2, OLD)
    assert "is what was read" in result.err


def test_no_input_is_written_over_by_another_name_of_it(capfdbinary, tmp_path, pair):
    (tmp_path / "link.txt").symlink_to(pair[0])
    os.link(pair[0], tmp_path / "hard.txt")
    for name in ("link.txt", "hard.txt", "../" + tmp_path.name + "/old.txt"):
        result = policydiff_run(capfdbinary, "diff", *pair, "-o", tmp_path / name)
        assert (result.code, pair[0].read_text(encoding="utf-8")) == (2, OLD)


def test_no_input_is_written_over_among_many(capfdbinary, tmp_path, pair):
    text = pair[1].read_text(encoding="utf-8")
    assert policydiff_run(capfdbinary, "normalize", *pair, "-o", tmp_path).code == 2
    assert pair[1].read_text(encoding="utf-8") == text


@pytest.mark.parametrize("place", [".", "there", "new/"])
def test_folder_is_no_file_to_write(capfdbinary, tmp_path, pair, monkeypatch, place):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    result = policydiff_run(capfdbinary, "diff", *pair, "-o", place)
    assert (result.code, "is a folder; name a file in it" in result.err) == (2, True)


def test_closed_stdout_is_told_in_one_line(pair):
    command = f"{sys.executable} -m policydiff diff '{pair[0]}' '{pair[1]}' >&-"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "policydiff: stdout is closed; choose a file with -o\n")
