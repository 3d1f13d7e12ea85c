"""`normalize` and `outline`: many documents in a row, the report in numbers, `--strict`."""

from __future__ import annotations

import pytest
from support.cli import policydiff_run

CLEAN = "# 云岭县河道管理办法\n\n第一条 县水务局负责河道管理。\n"
DOUBTFUL = "# 云岭县河道管理办法\n\n第一条 县水务局负责河道管理）。\n\n第二条 落实制度的的要求。\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "clean.md").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "doubtful.md").write_text(DOUBTFUL, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "clean.md").write_text(CLEAN.replace("河道", "水库"), encoding="utf-8")
    return tmp_path


def test_several_documents_go_into_a_folder(capfdbinary, folder):
    ran = policydiff_run(
        capfdbinary, "normalize", folder / "clean.md", folder / "sub" / "clean.md", "-o", folder / "out"
    )
    assert ran.code == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["clean.md", "clean~2.md"]
    assert "水库" in (folder / "out" / "clean~2.md").read_text(encoding="utf-8")


def test_bad_document_is_named_and_stops_no_other(capfdbinary, folder):
    ran = policydiff_run(capfdbinary, "normalize", folder / "empty.txt", folder / "clean.md", "-o", folder / "out")
    assert ran.code == 2
    assert (folder / "out" / "clean.md").exists()
    assert ran.err.splitlines()[-1] == (
        f"policydiff: 1 of 2 documents are in {folder / 'out'}; in trouble: {folder / 'empty.txt'}"
    )


def test_bug_that_one_document_brings_out_stops_no_other(capfdbinary, folder, monkeypatch):
    import policydiff.cli.document_commands

    located = policydiff.cli.document_commands.located

    def broken(file, *rest):
        if file.endswith("doubtful.md"):
            raise ZeroDivisionError("bug")
        return located(file, *rest)

    monkeypatch.setattr(policydiff.cli.document_commands, "located", broken)
    ran = policydiff_run(capfdbinary, "normalize", folder / "doubtful.md", folder / "clean.md", "-o", folder / "out")
    assert ran.code == 2
    assert "ZeroDivisionError: bug" in ran.err
    assert (folder / "out" / "clean.md").exists()


def test_several_documents_need_a_folder(capfdbinary, folder):
    ran = policydiff_run(capfdbinary, "normalize", folder / "clean.md", folder / "doubtful.md")
    assert (ran.code, ran.err) == (
        2,
        "policydiff: several documents need a folder to go to; name one with -o DIR\n",
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        pytest.param("normalize clean.md --strict", 0, id="clean"),
        pytest.param("normalize doubtful.md", 0, id="not strict"),
        pytest.param("normalize doubtful.md --strict", 2, id="doubtful"),
        pytest.param("outline doubtful.md --strict", 2, id="outline"),
        pytest.param("outline doubtful.md --strict --format json", 2, id="outline as JSON"),
        pytest.param("normalize doubtful.md --strict --tolerate 1", 2, id="too doubtful"),
        pytest.param("normalize doubtful.md --strict --tolerate 2", 0, id="tolerated"),
        pytest.param("normalize clean.md --tolerate 2", 2, id="tolerate alone"),
    ],
)
def test_strict_fails_above_what_is_tolerated(capfdbinary, folder, monkeypatch, line, code):
    monkeypatch.chdir(folder)
    assert policydiff_run(capfdbinary, *line.split()).code == code


def test_strict_holds_for_each_of_several_documents(capfdbinary, folder):
    ran = policydiff_run(
        capfdbinary, "normalize", folder / "doubtful.md", folder / "clean.md", "--strict", "-o", folder / "out"
    )
    assert ran.code == 2
    assert ran.err.splitlines()[-1].endswith(f"in trouble: {folder / 'doubtful.md'}")


def test_report_gives_numbers_first(capfdbinary, folder):
    told = policydiff_run(capfdbinary, "normalize", folder / "doubtful.md", "--report").err.splitlines()
    assert told[:2] == ["removed 0, repaired 0, doubtful 2, lost 0", "  doubtful: doubled 1, unpaired 1"]
    assert told[2].startswith("doubtful (unpaired)")
