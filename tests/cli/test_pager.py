"""A comparison that is longer than the terminal goes through the user's pager, and nothing else does."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest
from support.cli import NEW, OLD

PAGER = "sed s/^/paged:/"


def shown(lines: int, *options: str, pager: str = PAGER) -> str:
    """Return what a terminal of so many lines shows of a comparison."""
    outer, inner = pty.openpty()
    command = [sys.executable, "-m", "policydiff", "diff", OLD, NEW, *options]
    environment = os.environ | {"PAGER": pager, "LINES": str(lines), "COLUMNS": "100", "TERM": "xterm"}
    with subprocess.Popen(command, stdout=inner, stdin=inner, stderr=subprocess.DEVNULL, env=environment):
        os.close(inner)
        held = b""
        try:
            while chunk := os.read(outer, 65536):
                held += chunk
        except OSError:
            pass  # the other side is closed
    os.close(outer)
    return held.decode("utf-8", "replace")


@pytest.mark.parametrize(("lines", "paged"), [(20, True), (5000, False)])
def test_what_is_longer_than_the_terminal_is_paged(lines, paged):
    text = shown(lines)
    assert ("paged:" in text, "修订对照" in text) == (paged, True)


def test_what_goes_to_a_file_is_not_paged(tmp_path):
    path = tmp_path / "out.txt"
    assert "paged:" not in shown(20, "-o", str(path))
    assert "修订对照" in path.read_text(encoding="utf-8")
