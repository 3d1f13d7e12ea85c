"""The process is left at once, with nothing undone that the interpreter's own way out would have done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")


def _run(script: str, **streams) -> subprocess.CompletedProcess[str]:
    script = "import sys\nfrom policydiff.cli.exit import leave\n" + script
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run([sys.executable, "-c", script], check=False, text=True, env=buffered, **streams)


@pytest.mark.parametrize("code", [0, 1, 2, 130])
def test_exit_code_is_kept(code):
    assert _run(f"leave({code})").returncode == code


def test_what_was_printed_arrives():
    run = _run("print('x' * 100_000)\nprint('told', end='', file=sys.stderr)\nleave(0)")
    assert (len(run.stdout), run.stderr) == (100_001, "told")


def test_interpreter_is_not_taken_down():
    script = "class Last:\n    def __del__(self): print('freed', flush=True)\nlast = Last()\nleave(0)"
    assert _run(script).stdout == ""


def test_what_was_registered_for_the_exit_is_done_once():
    assert _run("import atexit\natexit.register(print, 'done')\nleave(0)").stdout == "done\n"


def test_temporary_folder_is_removed(tmp_path):
    _run(f"import tempfile\nfolder = tempfile.TemporaryDirectory(dir={str(tmp_path)!r})\nleave(0)")
    assert list(tmp_path.iterdir()) == []


def test_thread_is_waited_for():
    script = """
import threading, time
threading.Thread(target=lambda: (time.sleep(0.2), print("worked"))).start()
leave(3)
"""
    run = _run(script)
    assert (run.stdout, run.returncode) == ("worked\n", 3)


def test_profiler_sees_the_end():
    script = "import cProfile\ncProfile.run('leave(0)', sort='name')"
    assert "function calls" in _run(script).stdout


@needs_full
def test_full_disk_is_told_as_ever():
    with Path("/dev/full").open("w") as full:
        left, exited = (_run(f"print('x')\n{way}(0)", stdout=full) for way in ("leave", "sys.exit"))
    assert (left.returncode, left.stderr) == (exited.returncode, exited.stderr)
    assert left.returncode == 120


def test_closed_output_is_no_trouble():
    run = _run("import os\nsys.stdout.close()\nsys.stdout = None\nleave(1)")
    assert (run.returncode, run.stderr) == (1, "")
