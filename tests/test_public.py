"""The Python API: what `import policydiff` offers, held to the command line and to its docs."""

from __future__ import annotations

import doctest
import json
import types
from pathlib import Path

import pytest
from support.cli import NEW, OLD, ROOT, policydiff_run

import policydiff
from policydiff import public
from policydiff.errors import NotAnArchive, UnreadableSource, UsageError

TEXTS = ("第一条 经营者可以公示价格。\n", "第一条 经营者应当公示价格。\n")


@pytest.fixture(scope="module")
def found() -> policydiff.Difference:
    return policydiff.diff(*TEXTS)


def test_each_public_name_is_there():
    assert [name for name in policydiff.__all__ if not hasattr(policydiff, name)] == []


def test_functions_are_not_hidden_by_the_packages_of_their_names():
    import policydiff.diff.comparison
    import policydiff.normalize.lines

    assert not isinstance(policydiff.diff, types.ModuleType)
    assert not isinstance(policydiff.normalize, types.ModuleType)


@pytest.mark.parametrize("module", [policydiff, public])
def test_examples_in_docstrings_are_true(module):
    failed, attempted = doctest.testmod(module)
    assert failed == 0
    assert attempted


def test_examples_in_the_docs_are_true():
    failed, attempted = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False, encoding="utf-8")
    assert failed == 0
    assert attempted >= 8


def test_text_bytes_and_path_are_read_alike(tmp_path, found):
    files = [tmp_path / "old.txt", tmp_path / "new.txt"]
    for file, text in zip(files, TEXTS, strict=True):
        file.write_text(text, encoding="utf-8")
    told = [change["edits"] for change in found.to_dict()["changes"]]

    for pair in (files, [str(file) for file in files], [text.encode() for text in TEXTS]):
        assert [change["edits"] for change in policydiff.diff(*pair).to_dict()["changes"]] == told


def test_dict_is_what_the_command_line_prints(capfdbinary):
    printed = policydiff_run(capfdbinary, "diff", OLD, NEW, "--format", "json")

    assert json.loads(json.dumps(policydiff.diff(OLD, NEW).to_dict())) == json.loads(printed.out)


@pytest.mark.parametrize(
    ("name", "start"), [("x.docx", b"PK"), ("x.html", b"<!doctype html>"), ("x.json", b"{"), ("x.xlsx", b"PK")]
)
def test_suffix_picks_the_format(name, start, found, tmp_path):
    assert found.save(tmp_path / name).read_bytes().startswith(start)


def test_notebook_shows_the_page_in_a_frame(found):
    assert found._repr_html_().startswith('<iframe srcdoc="&lt;!doctype html')


def test_two_siblings_make_a_matrix(tmp_path):
    beside = policydiff.compare(TEXTS)

    assert beside.to_dict()["schema"] == "policydiff.synopsis/1"
    assert beside.save(tmp_path / "x.csv").stat().st_size
    with pytest.raises(UsageError, match="at least two"):
        policydiff.compare(TEXTS[:1])
    with pytest.raises(UsageError, match="shows one pair at a time"):
        beside.render("sarif")


def test_outline_facts_and_normalized_text_have_their_contracts(tmp_path):
    text = "第一条 县水利局每年公布一次结果。\n"

    assert policydiff.outline(text).to_dict()["schema"] == "policydiff.outline/1"
    assert policydiff.facts(text).to_dict()["schema"] == "policydiff.facts/1"
    assert policydiff.normalize(text).save(tmp_path / "x.md").read_text(encoding="utf-8").endswith(text)


def test_what_is_not_there_is_one_error(tmp_path):
    with pytest.raises(UnreadableSource, match="missing"):
        policydiff.diff(tmp_path / "missing.txt", tmp_path / "missing.txt")
    with pytest.raises(NotAnArchive):
        policydiff.open_archive(Path(tmp_path))
    with pytest.raises(UsageError, match="no format is named"):
        policydiff.diff(*TEXTS).render("nothing")
