"""The command line as people and scripts expect it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support.cli import NEW, OLD, SAMPLES, policydiff_run

import policydiff.cli
from policydiff.cli import commands

MEALS = [str(SAMPLES / f"{name}.md") for name in ("lanxi-meals-2023", "qingze-meals-2023", "wangling-meals-2024")]


@pytest.mark.parametrize("command", sorted(commands.COMMANDS))
def test_every_command_explains_itself(command, capfdbinary):
    result = policydiff_run(capfdbinary, command, "--help")

    assert result.code == 0
    assert result.out.startswith(f"Usage: policydiff {command}")


def test_the_commands_are_listed_in_the_order_of_the_work(capfdbinary):
    listed = policydiff_run(capfdbinary, "--help").out
    places = [
        listed.find(f"\n  {name} ") for name in commands.COMMANDS if name != "textconv"
    ]  # Git alone calls that one

    assert -1 not in places
    assert places == sorted(places)


def test_an_unknown_command_is_trouble(capfdbinary):
    result = policydiff_run(capfdbinary, "differ", OLD, NEW)

    assert result.code == 2
    assert "No such command 'differ'" in result.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((OLD, NEW), 0),
        ((OLD, NEW, "--exit-code"), 1),
        ((OLD, OLD, "--exit-code"), 0),
        ((OLD, NEW, "--fail-on", "high"), 1),
        ((OLD, OLD, "--fail-on", "info"), 0),
        ((OLD, "missing.txt", "--exit-code"), 2),
    ],
    ids=["differs", "differs, asked", "same, asked", "a grave finding", "no finding", "trouble"],
)
def test_exit_codes_tell_same_differs_and_trouble(arguments, code, capfdbinary):
    assert policydiff_run(capfdbinary, "diff", *arguments).code == code


def test_a_pair_that_differs_in_form_only_counts_as_the_same(tmp_path, capfdbinary):
    (tmp_path / "wide.txt").write_text("一、总则\n各单位应当建立帐户（专户）。\n", encoding="utf-8")
    (tmp_path / "narrow.txt").write_text("一、总则\n各单位应当建立账户(专户)。\n", encoding="utf-8")

    result = policydiff_run(
        capfdbinary, "diff", tmp_path / "wide.txt", tmp_path / "narrow.txt", "--exit-code", "--format", "json"
    )

    assert result.code == 0
    assert json.loads(result.out)["counts"]["amended"] == 0


def test_a_document_may_come_from_standard_input():
    done = subprocess.run(
        [sys.executable, "-P", "-m", "policydiff", "outline", "-"],
        input=Path(OLD).read_bytes(),
        capture_output=True,
        check=True,
    )

    assert "统筹规划布局" in done.stdout.decode()


def test_json_is_all_that_goes_to_standard_output(capfdbinary):
    result = policydiff_run(capfdbinary, "diff", OLD, NEW, "--format", "json")

    assert json.loads(result.out)["schema"] == "policydiff.comparison/1"
    assert result.err == ""


def test_a_pipe_gets_no_escape_sequences(capfdbinary):
    assert "\x1b" not in policydiff_run(capfdbinary, "diff", OLD, NEW).out


@pytest.mark.parametrize(
    ("environment", "colored"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
    ids=["terminal", "NO_COLOR", "dumb terminal"],
)
def test_a_terminal_gets_colour_unless_it_does_not_want_it(environment, colored, monkeypatch):
    from policydiff.cli import options

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert options.wants_color() is colored


@pytest.mark.parametrize(
    ("name", "begins"),
    [("out.html", "<!DOCTYPE html>"), ("out.json", "{"), ("out.md", "## ")],
    ids=["html", "json", "md"],
)
def test_the_name_of_the_output_file_picks_the_format(name, begins, tmp_path, capfdbinary):
    result = policydiff_run(capfdbinary, "diff", OLD, NEW, "-o", tmp_path / "reports" / name)

    assert result.out == ""
    assert (tmp_path / "reports" / name).read_text(encoding="utf-8").lower().startswith(begins.lower())
    assert [path.name for path in (tmp_path / "reports").iterdir()] == [name]


@pytest.mark.parametrize(("lang", "word"), [("zh", "修改"), ("en", "amended")])
def test_the_report_speaks_the_language_asked_for(lang, word, capfdbinary):
    assert word in policydiff_run(capfdbinary, "diff", OLD, NEW, "--lang", lang).out


def test_a_report_on_chinese_documents_is_in_chinese(capfdbinary):
    assert "修订对照" in policydiff_run(capfdbinary, "diff", OLD, NEW).out


def test_three_siblings_are_compared_pair_by_pair_on_request(capfdbinary):
    found = json.loads(policydiff_run(capfdbinary, "compare", *MEALS, "--pairs", "--format", "json").out)

    assert found["schema"] == "policydiff.comparisons/1"
    assert [pair["relation"] for pair in found["comparisons"]] == ["siblings"] * 3


def test_one_document_has_no_sibling(capfdbinary):
    result = policydiff_run(capfdbinary, "compare", MEALS[0])

    assert result.code == 2
    assert "at least two" in result.err


def test_only_one_commenting_plugin_speaks(capfdbinary):
    result = policydiff_run(capfdbinary, "diff", OLD, NEW, "--only", "targets", "--format", "json")
    rules = {
        remark["rule"].split(".")[0] for change in json.loads(result.out)["changes"] for remark in change["annotations"]
    }

    assert rules == {"targets"}


def test_the_plugins_are_listed_with_their_hooks(capfdbinary):
    listed = json.loads(policydiff_run(capfdbinary, "plugins", "--format", "json").out)["plugins"]

    assert {"name": "text", "version": listed[0]["version"], "hooks": ["convert"], "origin": "policydiff"} in listed


def test_no_repair_leaves_damaged_text_as_it_came(capfdbinary):
    scraped = SAMPLES / "lanxi-homecare-2017.txt"

    assert "2017年6月底前" in policydiff_run(capfdbinary, "normalize", scraped).out
    assert "20176月底前" in policydiff_run(capfdbinary, "normalize", scraped, "--no-repair").out


def test_the_report_of_a_normalization_starts_with_numbers(capfdbinary):
    told = policydiff_run(capfdbinary, "normalize", SAMPLES / "lanxi-homecare-2017.txt", "--report").err

    assert told.startswith("removed 7, repaired 3, doubtful 1, lost 0")


def test_a_reader_that_stops_reading_is_no_trouble():
    command = f"{sys.executable} -P -m policydiff diff {OLD} {NEW} --all | head -1"

    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=True, env=os.environ)

    assert b"Traceback" not in done.stderr


def _document_xml(path):
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


def test_tracked_changes_bear_the_author_and_the_date_asked_for(tmp_path, capfdbinary):
    path = tmp_path / "out.redline.docx"

    policydiff_run(capfdbinary, "diff", OLD, NEW, "-o", path, "--author", "法制科", "--date", "2024-06-01")

    assert 'w:author="法制科"' in _document_xml(path)
    assert 'w:date="2024-06-01T00:00:00Z"' in _document_xml(path)


def test_the_longest_suffix_picks_the_format(tmp_path, capfdbinary):
    for name in ("out.docx", "out.redline.docx"):
        policydiff_run(capfdbinary, "diff", OLD, NEW, "-o", tmp_path / name)

    assert "<w:ins " not in _document_xml(tmp_path / "out.docx")
    assert "<w:ins " in _document_xml(tmp_path / "out.redline.docx")


def test_a_comparison_table_follows_the_convention_asked_for(tmp_path, capfdbinary):
    policydiff_run(capfdbinary, "diff", OLD, NEW, "-o", tmp_path / "out.docx", "--convention", "taiwan")

    assert "現行條文" in _document_xml(tmp_path / "out.docx")


def test_a_format_for_one_pair_refuses_three_siblings(tmp_path, capfdbinary):
    result = policydiff_run(capfdbinary, "compare", *MEALS, "-o", tmp_path / "out.redline.docx")

    assert result.code == 2
    assert "one pair at a time" in result.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_for_the_office_reaches_standard_output_byte_for_byte(tmp_path, capfdbinary):
    policydiff_run(capfdbinary, "diff", OLD, NEW, "-o", tmp_path / "out.xlsx")

    policydiff.cli.run(["diff", OLD, NEW, "--format", "xlsx"])

    assert capfdbinary.readouterr().out == (tmp_path / "out.xlsx").read_bytes()


def test_output_into_what_is_no_file_leaves_it_as_it_is(capfdbinary, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    result = policydiff_run(capfdbinary, "diff", OLD, NEW, "--format", "json", "-o", pipe)

    assert result.code == 0
    assert pipe.is_fifo()
    os.close(reader)
