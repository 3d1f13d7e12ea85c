"""What docs, plugins and packaging promise to one another."""

from __future__ import annotations

import importlib
import inspect
import re
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from policydiff import hookspecs
from policydiff.normalize import BUILT_IN

ROOT = Path(__file__).parents[1]
HOOKS = sorted(
    name for name, value in vars(hookspecs).items() if inspect.isfunction(value) and hasattr(value, "policydiff_spec")
)
ENTRY_POINTS = {
    point.name: point for point in entry_points(group="policydiff") if point.value.startswith("policydiff_")
}
PLUGIN_FILES = sorted(path.stem for path in (ROOT / "plugins").glob("policydiff_*") if not path.name.startswith("."))
DOCS = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))


def _signature(name: str) -> str:
    signature = inspect.signature(getattr(hookspecs, name))
    return f"{name}{signature}".replace("'", "")


def test_there_are_hooks_to_check():
    assert len(HOOKS) >= 11


@pytest.mark.parametrize("name", HOOKS)
def test_each_hook_stands_in_the_docs_with_its_exact_signature(name):
    headings = re.findall(r"^### `(.+)`$", (ROOT / "docs" / "hooks.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert _signature(name) in headings


@pytest.mark.parametrize("module", PLUGIN_FILES)
def test_each_plugin_has_an_entry_point(module):
    assert module in {point.value for point in ENTRY_POINTS.values()}


@pytest.mark.parametrize("name", sorted(ENTRY_POINTS))
def test_each_plugin_has_a_test_file(name):
    module = ENTRY_POINTS[name].value.removeprefix("policydiff_")

    assert list((ROOT / "tests" / "plugins").glob(f"test_{module}*.py"))


@pytest.mark.parametrize("name", sorted(ENTRY_POINTS))
def test_each_plugin_has_a_docs_section(name):
    assert re.search(rf"^#+ .*`{name}`", DOCS, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(ENTRY_POINTS))
def test_each_plugin_says_what_it_does(name):
    assert (importlib.import_module(ENTRY_POINTS[name].value).__doc__ or "").strip()


def test_the_layers_know_each_plugin():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    modules = {point.value for point in ENTRY_POINTS.values()}
    contracts = {contract["name"]: contract for contract in config["contracts"]}

    assert modules <= set(config["root_packages"])
    assert modules <= set(contracts["The program knows no plugin"]["forbidden_modules"])
    assert modules <= set(contracts["A plugin imports only what plugin authors are promised"]["source_modules"])
    assert modules <= set(contracts["No circle between the modules of a package"]["ancestors"])


def test_the_changelog_has_an_unreleased_section():
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md", "docs/tutorial.md"])
def test_links_between_the_documents_lead_somewhere(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)", text) if "://" not in target]

    assert [target for target in targets if not ((ROOT / document).parent / target).exists()] == []


@pytest.mark.parametrize("rule", [rule.name for rule in BUILT_IN if rule.repairs])
def test_each_rule_that_mends_stands_in_the_docs_with_its_evidence(rule):
    assert f"\n| `{rule}` |" in (ROOT / "docs" / "damage.md").read_text(encoding="utf-8")
