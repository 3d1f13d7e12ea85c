"""The template of a plugin holds when it is copied out, and what docs/write-a-plugin.md shows runs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEMPLATE = ROOT / "templates" / "plugin"
GUIDE = (ROOT / "docs" / "write-a-plugin.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)


def _run(folder, *command):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The template in a folder of its own, installed into an environment that sees the packages of this one."""
    pytest.importorskip("hatchling", reason="the template is built with hatchling, and nothing may be downloaded")
    folder = tmp_path_factory.mktemp("copied") / "plugin"
    shutil.copytree(TEMPLATE, folder, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    venv.create(folder.parent / "venv", with_pip=False)
    python = folder.parent / "venv" / "bin" / "python"
    (packages,) = (folder.parent / "venv").glob("lib/python*/site-packages")
    # Not a plain path: the .pth files of this environment (an editable policydiff) count too.
    (packages / "outer.pth").write_text(f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n")
    done = _run(folder, python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", ".")
    assert done.returncode == 0, done.stderr
    return python, folder


@pytest.mark.slow
def test_the_template_passes_its_own_tests_when_copied_out_and_installed(installed):
    python, folder = installed

    done = _run(folder, python, "-m", "pytest", "-q", "-p", "no:cacheprovider")

    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_an_installed_plugin_is_listed_with_version_hooks_and_origin(installed):
    python, folder = installed

    listed = _run(folder, python, "-m", "policydiff", "plugins").stdout

    assert re.search(
        r"^parking +0\.1\.0 +describe, extract_facts, register_grades +\(policydiff-parking\)$", listed, re.MULTILINE
    )


@pytest.mark.slow
def test_an_installed_plugin_can_be_left_out(installed):
    python, folder = installed

    assert "parking" not in _run(folder, python, "-m", "policydiff", "plugins", "--without", "parking").stdout


def _module_blocks():
    return [block for block in BLOCKS if "assert" not in block]


def test_the_guide_shows_the_code_of_the_template_and_of_the_health_plugin():
    sources = [
        (TEMPLATE / "policydiff_parking.py").read_text(encoding="utf-8"),
        (ROOT / "plugins" / "policydiff_health" / "__init__.py").read_text(encoding="utf-8"),
    ]

    assert len(_module_blocks()) >= 4
    assert [block for block in _module_blocks() if not any(block.strip() in source for source in sources)] == []


def test_the_example_of_testing_in_the_guide_runs(monkeypatch):
    monkeypatch.syspath_prepend(TEMPLATE)
    checks = [block for block in BLOCKS if "assert" in block]

    assert checks
    for block in checks:
        exec(compile(block, "docs/write-a-plugin.md", "exec"), {})  # noqa: S102 our own docs
