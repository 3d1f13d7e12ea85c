"""Every command that the README shows is run here, in a copy of the sample archive."""

from __future__ import annotations

import re
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest
from support.cli import ROOT, policydiff_run

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = ["README.md", "README.zh-CN.md", "docs/tutorial.md", "docs/archive.md"]


def _commands(document: str) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", (ROOT / document).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("policydiff ")]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """A folder with the sample archive as it is after `make demo`."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "archive", folder / "archive", ignore=shutil.ignore_patterns("store"))
    return folder


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_shown_runs(document, checkout, monkeypatch, capfdbinary):
    monkeypatch.chdir(checkout)
    policydiff_run(capfdbinary, "record", "archive/policies.toml", "--archive", "archive/store")
    commands = _commands(document)

    results = {line: policydiff_run(capfdbinary, *shlex.split(line)[1:]) for line in commands}

    assert len(commands) >= 4
    assert {line: result.err for line, result in results.items() if result.code not in {0, 1}} == {}


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md"])
def test_the_two_make_targets_come_first(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    first = re.search(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)

    assert first is not None
    assert first[1].split("\n")[:2] == ["make demo", "make test"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^demo:", makefile, re.MULTILINE)
    assert re.search(r"^test:", makefile, re.MULTILINE)
